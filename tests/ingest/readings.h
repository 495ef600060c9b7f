#pragma once

// Short texts read with the dictionaries of the project, and what their annotations say.

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "chancery/ingest/extract.h"

namespace chancery::ingest {

inline const Dictionaries& dictionaries() {
  static const auto loaded =
      Dictionaries::load({{std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {}});
  return *loaded;
}

inline Annotations read(const std::string& text, const std::string& name = "note.txt",
                        const Dictionaries& words = dictionaries()) {
  return extract(read_document(name, text), words).annotations;
}

/// "state:fr SUPPORTS topic:norms".
inline std::string triple_of(const Annotations& annotations, const StatementRecord& statement) {
  return annotations.entities[statement.subject].id + " " + statement.type + " " +
         annotations.entities[statement.object].id;
}

/// The triples of every statement that is no candidate.
inline std::set<std::string> said(const Annotations& annotations) {
  std::set<std::string> out;
  for (const StatementRecord& statement : annotations.statements) {
    if (statement.confidence < kDerivationThreshold) continue;
    out.insert(triple_of(annotations, statement));
  }
  return out;
}

inline const StatementRecord* find(const Annotations& annotations, const std::string& triple) {
  for (const StatementRecord& statement : annotations.statements) {
    if (triple_of(annotations, statement) == triple) return &statement;
  }
  return nullptr;
}

inline const EntityRecord* entity(const Annotations& annotations, const std::string& name) {
  for (const EntityRecord& e : annotations.entities) {
    if (e.name == name) return &e;
  }
  return nullptr;
}

/// Whether a text says a triple; a failed expectation shows what it says.
inline testing::AssertionResult says(const Annotations& annotations, const std::string& triple) {
  const auto found = said(annotations);
  auto result = found.contains(triple) ? testing::AssertionSuccess() : testing::AssertionFailure();
  result << annotations.document.text << "\n";
  for (const std::string& other : found) result << "  " << other << "\n";
  return result;
}

inline testing::AssertionResult says(const std::string& text, const std::string& triple) {
  return says(read(text), triple);
}

/// A text that three states issue together.
inline std::string of_three(const std::string& text) {
  return "We, the leaders of Chile, Peru and Uruguay, met today.\n\n" + text;
}

}  // namespace chancery::ingest
