// An evaluation as JSON, and back. What the figures are made of is read back; what is only shown,
// errors and rules, is not.

#include <nlohmann/json.hpp>

#include "chancery/error.h"
#include "chancery/ingest/evaluate.h"
#include "source_file.h"

namespace chancery::ingest {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr int kEvaluationFormat = 1;

OrderedJson mean_json(const MeanScore& score) {
  return {{"precision", score.precision},
          {"recall", score.recall},
          {"f1", score.f1},
          {"documents", score.documents}};
}

OrderedJson tally_json(const Tally& tally) {
  return {
      {"precision", tally.precision()}, {"recall", tally.recall()}, {"f1", tally.f1()},
      {"right", tally.right},           {"system", tally.system},   {"reference", tally.reference}};
}

OrderedJson types_json(const TypeTallies& types) {
  OrderedJson out = OrderedJson::object();
  for (const auto& [type, tally] : types) out[type] = tally_json(tally);
  return out;
}

OrderedJson triple_json(const Triple& triple) {
  return OrderedJson::array({triple.subject, triple.type, triple.object});
}

OrderedJson document_json(const DocumentScore& document) {
  OrderedJson right = OrderedJson::array(), wrong = OrderedJson::array();
  for (const Reading& reading : document.readings) {
    (reading.right ? right : wrong).push_back(triple_json(reading.triple));
  }
  return {
      {"document", document.name},
      {"missing", document.missing},
      {"entities", tally_json(document.entities())},
      {"relations", tally_json(document.relations())},
      {"entity_types", types_json(document.entity_types)},
      {"relation_types", types_json(document.relation_types)},
      {"aliases", {{"right", document.aliases.right}, {"reference", document.aliases.reference}}},
      {"right", std::move(right)},
      {"wrong", std::move(wrong)}};
}

OrderedJson error_json(const std::string& document, const ScoringError& error) {
  OrderedJson out = {{"document", document},
                     {"fault", to_string(error.fault)},
                     {"kind", error.relation ? "relation" : "entity"},
                     {"type", error.type}};
  const auto add = [&](const char* key, const std::string& text) {
    if (!text.empty()) out[key] = text;
  };
  add("wanted", error.wanted);
  add("given", error.given);
  add("quote", error.quote);
  add("cue", error.cue);
  add("rule", error.rule);
  add("source_row", error.source_row);
  return out;
}

OrderedJson support_json(const std::vector<RuleSupport>& rules) {
  OrderedJson out = OrderedJson::array();
  for (const RuleSupport& rule : rules) {
    OrderedJson item = {{"rule", rule.rule},
                        {"cue", rule.cue},
                        {"documents", rule.documents},
                        {"elsewhere", rule.elsewhere},
                        {"relations", rule.relations.system},
                        {"right", rule.relations.right},
                        {"precision", rule.relations.precision()},
                        {"precision_range", nullptr},
                        {"without", mean_json(rule.without)}};
    if (rule.precision_range) {
      item["precision_range"] = {rule.precision_range->first, rule.precision_range->second};
    }
    out.push_back(std::move(item));
  }
  return out;
}

OrderedJson changes_json(const std::vector<Change>& changes) {
  OrderedJson out = OrderedJson::object();
  for (const Change& change : changes) {
    out[change.name] = {{"before", change.before}, {"after", change.after}};
  }
  return out;
}

OrderedJson relations_json(const std::vector<std::pair<std::string, Triple>>& relations) {
  OrderedJson out = OrderedJson::array();
  for (const auto& [document, triple] : relations) {
    out.push_back({{"document", document}, {"relation", triple_json(triple)}});
  }
  return out;
}

OrderedJson comparison_json(const Comparison& comparison) {
  return {{"documents", comparison.documents},
          {"only_before", comparison.only_before},
          {"only_after", comparison.only_after},
          {"figures", changes_json(comparison.figures)},
          {"entity_types", changes_json(comparison.entity_types)},
          {"relation_types", changes_json(comparison.relation_types)},
          {"entities", changes_json(comparison.entities)},
          {"relations", changes_json(comparison.relations)},
          {"won", relations_json(comparison.won)},
          {"lost", relations_json(comparison.lost)},
          {"raised", relations_json(comparison.raised)},
          {"gone", relations_json(comparison.gone)}};
}

// --- back ---

TypeTallies types_from(const nlohmann::json& json) {
  TypeTallies out;
  for (const auto& [type, tally] : json.items()) {
    out[type] = {tally.at("right").get<std::uint64_t>(), tally.at("system").get<std::uint64_t>(),
                 tally.at("reference").get<std::uint64_t>()};
  }
  return out;
}

void readings_from(const nlohmann::json& triples, bool right, std::vector<Reading>& out) {
  for (const auto& triple : triples) {
    out.push_back({{triple.at(0).get<std::string>(), triple.at(1).get<std::string>(),
                    triple.at(2).get<std::string>()},
                   right,
                   {},
                   {},
                   {}});
  }
}

DocumentScore document_from(const nlohmann::json& json) {
  DocumentScore out;
  out.name = json.at("document").get<std::string>();
  out.missing = json.at("missing").get<bool>();
  out.entity_types = types_from(json.at("entity_types"));
  out.relation_types = types_from(json.at("relation_types"));
  const auto& aliases = json.at("aliases");
  out.aliases = {aliases.at("right").get<std::uint64_t>(), 0,
                 aliases.at("reference").get<std::uint64_t>()};
  readings_from(json.at("right"), true, out.readings);
  readings_from(json.at("wrong"), false, out.readings);
  return out;
}

}  // namespace

std::string to_json(const Evaluation& evaluation, const Support* support,
                    const Comparison* comparison) {
  OrderedJson missing = OrderedJson::array(), documents = missing, errors = missing;
  for (const DocumentScore& document : evaluation.documents) {
    if (document.missing) missing.push_back(document.name);
    documents.push_back(document_json(document));
    for (const auto& error : document.errors) errors.push_back(error_json(document.name, error));
  }
  OrderedJson out = {{"format", kEvaluationFormat},
                     {"documents", evaluation.documents.size()},
                     {"missing", std::move(missing)},
                     {"entities", mean_json(evaluation.entities())},
                     {"named_entities", mean_json(evaluation.named_entities())},
                     {"relations", mean_json(evaluation.relations())},
                     {"entities_pooled", tally_json(evaluation.pooled_entities())},
                     {"relations_pooled", tally_json(evaluation.pooled_relations())},
                     {"alias_recall", evaluation.alias_recall()},
                     {"entity_types", types_json(evaluation.entity_types())},
                     {"relation_types", types_json(evaluation.relation_types())},
                     {"per_document", std::move(documents)},
                     {"errors", std::move(errors)}};
  if (support != nullptr) {
    out["rules"] = support_json(support->rules);
    out["rows"] = support_json(support->rows);
  }
  if (comparison != nullptr) out["against"] = comparison_json(*comparison);
  return out.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

Evaluation read_evaluation(const std::filesystem::path& run) {
  const SourceFile file = read_source(run);
  Evaluation out;
  try {
    const auto json = nlohmann::json::parse(file.bytes);
    if (json.at("format").get<int>() != kEvaluationFormat) {
      throw Error(ErrorKind::input_error,
                  "this run was written in another format; evaluate again with this version",
                  {file.name});
    }
    for (const auto& document : json.at("per_document")) {
      out.documents.push_back(document_from(document));
    }
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorKind::input_error,
                "this is no earlier run; write one with chancery evaluate --json", {file.name});
  }
  return out;
}

}  // namespace chancery::ingest
