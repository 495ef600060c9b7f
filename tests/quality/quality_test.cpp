// Scores the extractor on annotated documents: those of the corpus always, the reference set where
// it is present. The floors are below what was measured, so that a fall is seen.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "chancery/ingest/evaluate.h"
#include "chancery/ingest/extract.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;

struct Floors {
  double entities_f1;
  double relations_precision;
  double relations_f1;
  double alias_recall;
};

constexpr Floors kCorpusFloors = {0.81, 0.64, 0.36, 0.87};
constexpr Floors kReferenceFloors = {0.855, 0.71, 0.50, 0.93};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

/// The document that an annotation file belongs to.
fs::path document_of(const fs::path& annotation, const fs::path& texts) {
  for (const char* extension : {".md", ".txt", ".html"}) {
    fs::path path = texts / annotation.stem();
    path += extension;
    if (fs::exists(path)) return path;
  }
  return {};
}

EvaluationReport score(const fs::path& annotations, const fs::path& texts) {
  const auto dictionaries =
      Dictionaries::load({{fs::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {}});
  std::vector<ScoredDocument> documents;
  for (const auto& entry : fs::directory_iterator(annotations)) {
    if (entry.path().extension() != ".json") continue;
    const fs::path text = document_of(entry.path(), texts);
    EXPECT_FALSE(text.empty()) << "no document for " << entry.path();
    if (text.empty()) continue;
    documents.push_back(
        {entry.path().filename().string(), read(entry.path()),
         to_reference_json(extract(read_document(text), *dictionaries).annotations)});
  }
  return evaluate(documents);
}

void expect_floors(const EvaluationReport& report, const Floors& floors) {
  std::cout << to_text(report);
  EXPECT_GE(report.entities.f1, floors.entities_f1);
  EXPECT_GE(report.relations.precision, floors.relations_precision);
  EXPECT_GE(report.relations.f1, floors.relations_f1);
  EXPECT_GE(report.alias_recall, floors.alias_recall);
}

TEST(Quality, OfTheAnnotatedCorpus) {
  const fs::path corpus = fs::path(CHANCERY_SOURCE_DIR) / "corpus";
  const auto report = score(corpus / "annotations", corpus / "documents");
  EXPECT_GE(report.documents, 5u);
  expect_floors(report, kCorpusFloors);
}

TEST(Quality, OfTheReferenceSet) {
  const char* named = std::getenv("CHANCERY_SHARED_DIR");
  const fs::path shared =
      named != nullptr ? fs::path(named) : fs::path(CHANCERY_SOURCE_DIR) / ".." / "shared";
  const fs::path reference = shared / "reference" / "dev";
  if (!fs::is_directory(reference / "gold")) {
    GTEST_SKIP() << "the reference set is not here; CHANCERY_SHARED_DIR may name its place";
  }
  expect_floors(score(reference / "gold", reference / "texts"), kReferenceFloors);
}

}  // namespace
}  // namespace chancery::ingest
