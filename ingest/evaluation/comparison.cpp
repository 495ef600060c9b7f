// Two runs over the same documents, side by side.

#include <algorithm>

#include "chancery/ingest/evaluate.h"

namespace chancery::ingest {
namespace {

using DocumentRelation = std::pair<std::string, Triple>;

/// Only the documents that the other run has too; the others' names go to `left_out`.
Evaluation common(const Evaluation& run, const Evaluation& other,
                  std::vector<std::string>& left_out) {
  std::set<std::string> names;
  for (const DocumentScore& document : other.documents) names.insert(document.name);
  Evaluation out;
  for (const DocumentScore& document : run.documents) {
    if (names.contains(document.name))
      out.documents.push_back(document);
    else
      left_out.push_back(document.name);
  }
  return out;
}

std::set<DocumentRelation> relations_given(const Evaluation& run, bool right) {
  std::set<DocumentRelation> out;
  for (const DocumentScore& document : run.documents) {
    for (const Reading& reading : document.readings) {
      if (reading.right == right) out.emplace(document.name, reading.triple);
    }
  }
  return out;
}

std::vector<DocumentRelation> difference(const std::set<DocumentRelation>& of,
                                         const std::set<DocumentRelation>& without) {
  std::vector<DocumentRelation> out;
  std::set_difference(of.begin(), of.end(), without.begin(), without.end(),
                      std::back_inserter(out));
  return out;
}

void add_means(const std::string& name, const MeanScore& before, const MeanScore& after,
               std::vector<Change>& out) {
  out.push_back({name + ", precision", before.precision, after.precision});
  out.push_back({name + ", recall", before.recall, after.recall});
  out.push_back({name + ", F1", before.f1, after.f1});
}

std::vector<Change> changes(const TypeTallies& before, const TypeTallies& after) {
  std::map<std::string, Change> out;
  for (const auto& [type, tally] : before) out[type].before = tally.f1();
  for (const auto& [type, tally] : after) out[type].after = tally.f1();
  std::vector<Change> list;
  for (auto& [type, change] : out) list.push_back({type, change.before, change.after});
  return list;
}

TypeTallies by_document(const Evaluation& run, Tally (DocumentScore::*tally)() const) {
  TypeTallies out;
  for (const DocumentScore& document : run.documents) out[document.name] = (document.*tally)();
  return out;
}

}  // namespace

Comparison compare(const Evaluation& before, const Evaluation& after) {
  Comparison out;
  const Evaluation old = common(before, after, out.only_before);
  const Evaluation now = common(after, before, out.only_after);
  out.documents = now.documents.size();
  add_means("entities", old.entities(), now.entities(), out.figures);
  add_means("named entities", old.named_entities(), now.named_entities(), out.figures);
  add_means("relations", old.relations(), now.relations(), out.figures);
  out.figures.push_back({"alias recall", old.alias_recall(), now.alias_recall()});
  out.entity_types = changes(old.entity_types(), now.entity_types());
  out.relation_types = changes(old.relation_types(), now.relation_types());
  out.entities = changes(by_document(old, &DocumentScore::entities),
                         by_document(now, &DocumentScore::entities));
  out.relations = changes(by_document(old, &DocumentScore::relations),
                          by_document(now, &DocumentScore::relations));
  const auto right_before = relations_given(old, true), right_now = relations_given(now, true);
  const auto wrong_before = relations_given(old, false), wrong_now = relations_given(now, false);
  out.won = difference(right_now, right_before);
  out.lost = difference(right_before, right_now);
  out.raised = difference(wrong_now, wrong_before);
  out.gone = difference(wrong_before, wrong_now);
  return out;
}

}  // namespace chancery::ingest
