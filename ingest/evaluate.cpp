#include "chancery/ingest/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <tuple>

#include "chancery/error.h"
#include "evaluate_surfaces.h"

namespace chancery {
namespace ingest {
namespace {

using Json = nlohmann::json;
using Triple = std::tuple<std::string, std::string, std::string>;

constexpr std::size_t kSameConcept = 1'000'000;  // a concept's id outweighs any shared surfaces

struct ScoredEntity {
  std::string id;
  std::string type;
  std::set<std::string> mentions;  ///< folded
  std::set<std::string> surfaces;  ///< mentions and the name, folded
};

struct ScoredAnnotations {
  std::vector<ScoredEntity> entities;
  std::vector<Triple> relations;
};

ScoredAnnotations parse(const std::string& name, const std::string& text) {
  ScoredAnnotations out;
  if (text.empty()) return out;
  try {
    const Json document = Json::parse(text);
    for (const Json& item : document.at("entities")) {
      ScoredEntity entity;
      entity.id = item.at("id").get<std::string>();
      entity.type = item.at("type").get<std::string>();
      for (const auto& mention : item.value("mentions", std::vector<std::string>{})) {
        entity.mentions.insert(fold_surface(mention, entity.type));
      }
      entity.surfaces = entity.mentions;
      entity.surfaces.insert(fold_surface(item.value("name", std::string()), entity.type));
      entity.surfaces.erase("");
      out.entities.push_back(std::move(entity));
    }
    for (const Json& item : document.value("relations", Json::array())) {
      out.relations.emplace_back(item.at("subject").get<std::string>(),
                                 item.at("type").get<std::string>(),
                                 item.at("object").get<std::string>());
    }
  } catch (const Json::exception& fault) {
    throw Error(ErrorKind::input_error,
                fmt::format("These are no annotations in the reference format: {}.", fault.what()),
                {name});
  }
  return out;
}

std::size_t overlap(const ScoredEntity& a, const ScoredEntity& b) {
  if (a.type != b.type) return 0;
  if (a.type == "Topic") return a.id == b.id ? kSameConcept : 0;
  return static_cast<std::size_t>(
      std::count_if(a.surfaces.begin(), a.surfaces.end(),
                    [&](const std::string& surface) { return b.surfaces.contains(surface); }));
}

/// System id to reference id, best overlap first, each taken once.
std::map<std::string, std::string> match(const ScoredAnnotations& reference,
                                         const ScoredAnnotations& system) {
  std::vector<std::tuple<std::size_t, std::string, std::string>> pairs;
  for (const ScoredEntity& s : system.entities) {
    for (const ScoredEntity& r : reference.entities) {
      if (const std::size_t n = overlap(s, r)) pairs.emplace_back(n, s.id, r.id);
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
    return std::tuple(std::get<0>(b), std::get<1>(a), std::get<2>(a)) <
           std::tuple(std::get<0>(a), std::get<1>(b), std::get<2>(b));
  });
  std::map<std::string, std::string> links;
  std::set<std::string> taken;
  for (const auto& [n, s, r] : pairs) {
    if (links.contains(s) || taken.contains(r)) continue;
    links.emplace(s, r);
    taken.insert(r);
  }
  return links;
}

std::set<Triple> triples(const std::vector<Triple>& relations,
                         const std::map<std::string, std::string>* links) {
  const auto rename = [&](const std::string& id) {
    if (links == nullptr) return id;
    const auto at = links->find(id);
    return at == links->end() ? "?" + id : at->second;
  };
  std::set<Triple> out;
  for (const auto& [subject, type, object] : relations) {
    std::string s = rename(subject), o = rename(object);
    if (type == "COOPERATES_WITH" && o < s) std::swap(s, o);
    out.emplace(std::move(s), type, std::move(o));
  }
  return out;
}

class Scorer {
 public:
  void add(const ScoredDocument& document) {
    const auto reference = parse(document.name, document.reference);
    const auto system = parse(document.name, document.system);
    const auto links = match(reference, system);
    if (document.system.empty()) report_.missing.push_back(document.name);
    count_entities(reference, system, links);
    count_relations(reference, system, links);
    ++report_.documents;
  }

  EvaluationReport finish() {
    report_.entities = mean(entities_);
    report_.relations = mean(relations_);
    report_.alias_recall = aliases_.recall();
    return std::move(report_);
  }

 private:
  void count_entities(const ScoredAnnotations& reference, const ScoredAnnotations& system,
                      const std::map<std::string, std::string>& links) {
    std::map<std::string_view, const ScoredEntity*> wanted, given;
    for (const auto& entity : reference.entities) {
      ++report_.entity_types[entity.type].reference;
      wanted[entity.id] = &entity;
    }
    for (const auto& entity : system.entities) {
      ++report_.entity_types[entity.type].system;
      given[entity.id] = &entity;
    }
    for (const auto& [s, r] : links) {
      const ScoredEntity& want = *wanted[r];
      ++report_.entity_types[want.type].right;
      if (want.type == "Topic") continue;
      aliases_.reference += want.mentions.size();
      for (const auto& mention : want.mentions) {
        aliases_.right += given[s]->surfaces.contains(mention);
      }
    }
    entities_.push_back({links.size(), system.entities.size(), reference.entities.size()});
  }

  void count_relations(const ScoredAnnotations& reference, const ScoredAnnotations& system,
                       const std::map<std::string, std::string>& links) {
    const auto want = triples(reference.relations, nullptr);
    const auto have = triples(system.relations, &links);
    Tally document;
    for (const Triple& triple : want) ++report_.relation_types[std::get<1>(triple)].reference;
    for (const Triple& triple : have) {
      Tally& type = report_.relation_types[std::get<1>(triple)];
      ++type.system;
      type.right += want.contains(triple);
      document.right += want.contains(triple);
    }
    document.system = have.size();
    document.reference = want.size();
    relations_.push_back(document);
  }

  static MeanScore mean(const std::vector<Tally>& documents) {
    MeanScore sum;
    double count = 0;
    for (const Tally& tally : documents) {
      if (tally.system == 0 && tally.reference == 0) continue;
      sum.precision += tally.precision();
      sum.recall += tally.recall();
      sum.f1 += tally.f1();
      ++count;
    }
    if (count == 0) return sum;
    return {sum.precision / count, sum.recall / count, sum.f1 / count};
  }

  EvaluationReport report_;
  std::vector<Tally> entities_;
  std::vector<Tally> relations_;
  Tally aliases_;
};

Tally pooled(const std::map<std::string, Tally>& types) {
  Tally sum;
  for (const auto& [type, tally] : types) {
    sum.right += tally.right;
    sum.system += tally.system;
    sum.reference += tally.reference;
  }
  return sum;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::string row(std::string_view name, const Tally& tally) {
  return fmt::format("{:24} {:>9.3f} {:>7.3f} {:>6.3f} {:>9} {:>7}\n", name, tally.precision(),
                     tally.recall(), tally.f1(), tally.reference, tally.system);
}

}  // namespace

double Tally::f1() const {
  const double sum = precision() + recall();
  return sum > 0 ? 2 * precision() * recall() / sum : 0;
}

Tally EvaluationReport::pooled_entities() const { return pooled(entity_types); }
Tally EvaluationReport::pooled_relations() const { return pooled(relation_types); }

EvaluationReport evaluate(const std::vector<ScoredDocument>& documents) {
  Scorer scorer;
  for (const ScoredDocument& document : documents) scorer.add(document);
  return scorer.finish();
}

EvaluationReport evaluate_folders(const std::filesystem::path& reference,
                                  const std::filesystem::path& system) {
  std::vector<ScoredDocument> documents;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(reference, ignored)) {
    if (entry.path().extension() != ".json") continue;
    const auto name = entry.path().filename();
    documents.push_back({name.string(), read(entry.path()), read(system / name)});
  }
  if (documents.empty()) {
    throw Error(ErrorKind::input_error, "There are no reference annotations (*.json) here.",
                {reference.string()});
  }
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return evaluate(documents);
}

std::string to_text(const EvaluationReport& report) {
  std::string out = fmt::format("{} documents", report.documents);
  if (!report.missing.empty()) out += fmt::format(", {} without output", report.missing.size());
  out += "\n                         precision  recall     F1 reference  system\n";
  for (const auto& [name, score] : {std::pair("entities, mean", report.entities),
                                    std::pair("relations, mean", report.relations)}) {
    out += fmt::format("{:24} {:>9.3f} {:>7.3f} {:>6.3f}\n", name, score.precision, score.recall,
                       score.f1);
  }
  out += row("entities, pooled", report.pooled_entities());
  for (const auto& [type, tally] : report.entity_types) out += row("  " + type, tally);
  out += row("relations, pooled", report.pooled_relations());
  for (const auto& [type, tally] : report.relation_types) out += row("  " + type, tally);
  return out + fmt::format("alias recall             {:.3f}\n", report.alias_recall);
}

}  // namespace ingest
}  // namespace chancery
