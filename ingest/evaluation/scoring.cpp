// One document's annotations against its reference; sums and means over documents.

#include <algorithm>
#include <map>

#include "chancery/ingest/evaluate.h"
#include "evaluation/matching.h"
#include "evaluation/reference_file.h"
#include "evaluation/verdict.h"

namespace chancery::ingest {
namespace {

Triple triple_of(const ScoredRelation& relation, std::string subject, std::string object) {
  if (relation.type == "COOPERATES_WITH" && object < subject) std::swap(subject, object);
  return {std::move(subject), relation.type, std::move(object)};
}

std::map<Triple, const ScoredRelation*> wanted_triples(const ScoredAnnotations& reference) {
  std::map<Triple, const ScoredRelation*> out;
  for (const ScoredRelation& relation : reference.relations) {
    out.emplace(triple_of(relation, relation.subject, relation.object), &relation);
  }
  return out;
}

std::map<Triple, const ScoredRelation*> given_triples(const ScoredAnnotations& system,
                                                      const EntityLinks& links) {
  const auto linked = [&](const std::string& id) {
    const auto at = links.find(id);
    return at == links.end() ? "?" + id : at->second;
  };
  std::map<Triple, const ScoredRelation*> out;
  for (const ScoredRelation& relation : system.relations) {
    out.emplace(triple_of(relation, linked(relation.subject), linked(relation.object)), &relation);
  }
  return out;
}

void count_entities(const Verdict& verdict, DocumentScore& score) {
  for (const auto& entity : verdict.reference.entities) {
    ++score.entity_types[entity.type].reference;
  }
  for (const auto& entity : verdict.system.entities) ++score.entity_types[entity.type].system;
  for (const auto& [given_id, wanted_id] : verdict.links) {
    const ScoredEntity& wanted = *verdict.reference.find(wanted_id);
    const ScoredEntity& given = *verdict.system.find(given_id);
    ++score.entity_types[wanted.type].right;
    if (wanted.type == "Topic") continue;
    score.aliases.reference += wanted.folded.size();
    for (const auto& surface : wanted.folded) {
      score.aliases.right += given.surfaces.contains(surface);
    }
  }
}

void count_relations(const Verdict& verdict, DocumentScore& score) {
  for (const auto& [triple, relation] : verdict.wanted) {
    ++score.relation_types[triple.type].reference;
  }
  for (const auto& [triple, relation] : verdict.given) {
    Tally& type = score.relation_types[triple.type];
    const bool right = verdict.wanted.contains(triple);
    ++type.system;
    type.right += right;
    Reading reading{triple, right, relation->cue, {}, {}};
    for (const StatementRecord* statement : verdict.statements_of(*relation)) {
      reading.rules.insert(rule_of(*verdict.annotations, *statement));
      if (!statement->source_row.empty()) reading.rows.insert(statement->source_row);
    }
    score.readings.push_back(std::move(reading));
  }
}

Tally sum(const TypeTallies& types) {
  Tally out;
  for (const auto& [type, tally] : types) out += tally;
  return out;
}

MeanScore mean(const std::vector<DocumentScore>& documents,
               Tally (DocumentScore::*tally_of)() const) {
  std::vector<Tally> tallies;
  for (const DocumentScore& document : documents) tallies.push_back((document.*tally_of)());
  return mean_of(tallies);
}

TypeTallies pooled(const std::vector<DocumentScore>& documents, TypeTallies DocumentScore::*types) {
  TypeTallies out;
  for (const DocumentScore& document : documents) {
    for (const auto& [type, tally] : document.*types) out[type] += tally;
  }
  return out;
}

}  // namespace

double Tally::f1() const {
  const double total = precision() + recall();
  return total > 0 ? 2 * precision() * recall() / total : 0;
}

Tally& Tally::operator+=(const Tally& other) {
  right += other.right;
  system += other.system;
  reference += other.reference;
  return *this;
}

MeanScore mean_of(const std::vector<Tally>& documents) {
  MeanScore out;
  for (const Tally& tally : documents) {
    if (tally.system == 0 && tally.reference == 0) continue;
    out.precision += tally.precision();
    out.recall += tally.recall();
    out.f1 += tally.f1();
    ++out.documents;
  }
  const double count = out.documents > 0 ? static_cast<double>(out.documents) : 1;
  out.precision /= count;
  out.recall /= count;
  out.f1 /= count;
  return out;
}

std::string rule_of(const Annotations& annotations, const StatementRecord& statement) {
  if (!statement.rule.empty() || statement.annotators.empty()) return statement.rule;
  return annotations.annotators[statement.annotators.front()].name;
}

std::vector<const StatementRecord*> Verdict::statements_of(const ScoredRelation& relation) const {
  std::vector<const StatementRecord*> out;
  if (annotations == nullptr) return out;
  for (const StatementRecord& statement : annotations->statements) {
    if (statement.confidence >= kDerivationThreshold && statement.type == relation.type &&
        annotations->entities[statement.subject].id == relation.subject &&
        annotations->entities[statement.object].id == relation.object) {
      out.push_back(&statement);
    }
  }
  return out;
}

DocumentScore score_document(const ScoredDocument& document) {
  Verdict verdict;
  verdict.reference = parse_annotations(document.name, document.reference);
  const bool own = !document.system.has_value();
  const std::string system = own ? to_reference_json(document.annotations) : *document.system;
  if (!system.empty()) verdict.system = parse_annotations(document.name, system);
  verdict.annotations = own ? &document.annotations : nullptr;
  verdict.links = match_entities(verdict.reference, verdict.system);
  verdict.wanted = wanted_triples(verdict.reference);
  verdict.given = given_triples(verdict.system, verdict.links);
  DocumentScore score;
  score.name = document.name;
  score.sha256 = document.annotations.document.sha256;
  score.missing = system.empty();
  count_entities(verdict, score);
  count_relations(verdict, score);
  score.errors = list_errors(verdict, document.annotations);
  return score;
}

Tally DocumentScore::entities() const { return sum(entity_types); }
Tally DocumentScore::relations() const { return sum(relation_types); }

Tally DocumentScore::named_entities() const {
  TypeTallies named = entity_types;
  named.erase("Topic");
  return sum(named);
}

MeanScore Evaluation::entities() const { return mean(documents, &DocumentScore::entities); }
MeanScore Evaluation::relations() const { return mean(documents, &DocumentScore::relations); }
MeanScore Evaluation::named_entities() const {
  return mean(documents, &DocumentScore::named_entities);
}

TypeTallies Evaluation::entity_types() const {
  return pooled(documents, &DocumentScore::entity_types);
}
TypeTallies Evaluation::relation_types() const {
  return pooled(documents, &DocumentScore::relation_types);
}
Tally Evaluation::pooled_entities() const { return sum(entity_types()); }
Tally Evaluation::pooled_relations() const { return sum(relation_types()); }

double Evaluation::alias_recall() const {
  Tally aliases;
  for (const DocumentScore& document : documents) aliases += document.aliases;
  return aliases.recall();
}

}  // namespace chancery::ingest
