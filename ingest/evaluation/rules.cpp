// What each rule, and each row of a dictionary, contributes to the relations of an evaluation.

#include <algorithm>
#include <map>

#include "chancery/ingest/evaluate.h"
#include "chancery/ingest/pipeline.h"
#include "evaluation/verdict.h"

namespace chancery::ingest {
namespace {

using IdsOfReading = std::set<std::string> Reading::*;

Tally relations_without(const DocumentScore& document, const std::string& id, IdsOfReading ids) {
  Tally out = document.relations();
  for (const Reading& reading : document.readings) {
    const auto& by = reading.*ids;
    if (by.size() != 1 || *by.begin() != id) continue;
    --out.system;
    out.right -= reading.right;
  }
  return out;
}

MeanScore mean_without(const Evaluation& evaluation, const std::string& id, IdsOfReading ids) {
  std::vector<Tally> tallies;
  for (const DocumentScore& document : evaluation.documents) {
    tallies.push_back(relations_without(document, id, ids));
  }
  return mean_of(tallies);
}

/// Precision over all documents but one, for each of them.
std::optional<std::pair<double, double>> precision_range(const std::vector<Tally>& documents,
                                                         const Tally& all) {
  if (documents.size() < 2) return std::nullopt;
  std::pair<double, double> range{1, 0};
  for (const Tally& left_out : documents) {
    const double precision =
        double(all.right - left_out.right) / double(all.system - left_out.system);
    range.first = std::min(range.first, precision);
    range.second = std::max(range.second, precision);
  }
  return range;
}

std::vector<RuleSupport> support_of(const Evaluation& evaluation, IdsOfReading ids,
                                    const std::map<std::string, std::uint64_t>& elsewhere) {
  std::map<std::string, std::map<std::size_t, Tally>> fired;  // by id, then by document
  std::map<std::string, std::string> cues;
  for (const auto& [id, count] : elsewhere) fired[id];
  for (std::size_t i = 0; i < evaluation.documents.size(); ++i) {
    for (const Reading& reading : evaluation.documents[i].readings) {
      for (const std::string& id : reading.*ids) {
        fired[id][i] += Tally{reading.right, 1, 0};
        cues.emplace(id, reading.cue);
      }
    }
  }
  std::vector<RuleSupport> out;
  for (const auto& [id, documents] : fired) {
    RuleSupport support;
    support.rule = id;
    support.cue = cues[id];
    std::vector<Tally> tallies;
    for (const auto& [document, tally] : documents) {
      support.documents.push_back(evaluation.documents[document].name);
      support.relations += tally;
      tallies.push_back(tally);
    }
    if (const auto at = elsewhere.find(id); at != elsewhere.end()) support.elsewhere = at->second;
    support.without = mean_without(evaluation, id, ids);
    support.precision_range = precision_range(tallies, support.relations);
    out.push_back(std::move(support));
  }
  std::stable_sort(out.begin(), out.end(), [](const RuleSupport& a, const RuleSupport& b) {
    return a.relations.system > b.relations.system;
  });
  return out;
}

}  // namespace

Firing count_firing(const std::vector<std::filesystem::path>& paths,
                    const Dictionaries& dictionaries, const Evaluation& evaluation) {
  std::set<std::string> known;
  for (const DocumentScore& document : evaluation.documents) known.insert(document.sha256);
  Firing out;
  for (const auto& path : find_documents(paths)) {
    const Document document = read_document(path);
    if (known.contains(document.sha256)) continue;
    std::set<std::string> rules, rows;
    const Annotations annotations = extract(document, dictionaries).annotations;
    for (const StatementRecord& statement : annotations.statements) {
      if (statement.confidence < kDerivationThreshold) continue;
      rules.insert(rule_of(annotations, statement));
      if (!statement.source_row.empty()) rows.insert(statement.source_row);
    }
    for (const auto& rule : rules) ++out.rules[rule];
    for (const auto& row : rows) ++out.rows[row];
  }
  return out;
}

Support rule_support(const Evaluation& evaluation, const Firing& elsewhere) {
  return {support_of(evaluation, &Reading::rules, elsewhere.rules),
          support_of(evaluation, &Reading::rows, elsewhere.rows)};
}

}  // namespace chancery::ingest
