// Annotations in the reference format of the annotation guide.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "chancery/ingest/extract.h"
#include "cutter.h"
#include "extract/analysis.h"

namespace chancery::ingest {
namespace {

using Json = nlohmann::ordered_json;

Json entity_json(const EntityRecord& entity, const std::vector<std::string>& mentions) {
  Json out;
  out["id"] = entity.id;
  out["type"] = entity.type;
  if (!entity.kind.empty()) out["kind"] = entity.kind;
  out["name"] = entity.name;
  if (const auto date = entity.properties.find("date"); date != entity.properties.end()) {
    out["date"] = date->second.as_string();
  }
  out["mentions"] = mentions;
  return out;
}

Json relation_json(const Annotations& annotations, const StatementRecord& statement,
                   const Cutter& cutter) {
  Json out;
  out["subject"] = annotations.entities[statement.subject].id;
  out["type"] = statement.type;
  out["object"] = annotations.entities[statement.object].id;
  out["cue"] = tidy(cutter.cut(statement.cue));
  out["status"] = statement.status;
  out["polarity"] = statement.polarity;
  if (!statement.title.empty()) out["title"] = statement.title;
  return out;
}

/// The file's name without extension, as the reference files are called.
std::string document_name(const DocumentRecord& document) {
  const std::string_view id = document.id;
  return std::string(id.starts_with("doc:") ? id.substr(4) : id);
}

}  // namespace

std::string to_reference_json(const Annotations& annotations) {
  const Cutter cutter(annotations.document.text);
  std::vector<std::vector<std::string>> surfaces(annotations.entities.size());
  std::vector<bool> referred(annotations.entities.size());
  for (const MentionRecord& mention : annotations.mentions) {
    auto& known = surfaces[mention.entity];
    std::string surface = tidy(cutter.cut(mention.span));
    if (std::find(known.begin(), known.end(), surface) == known.end()) {
      known.push_back(std::move(surface));
    }
    referred[mention.entity] = true;
  }
  Json relations = Json::array();
  for (const StatementRecord& statement : annotations.statements) {
    if (statement.confidence < kDerivationThreshold) continue;
    relations.push_back(relation_json(annotations, statement, cutter));
    referred[statement.subject] = referred[statement.object] = true;
  }
  Json entities = Json::array();
  for (std::size_t i = 0; i < annotations.entities.size(); ++i) {
    if (referred[i]) entities.push_back(entity_json(annotations.entities[i], surfaces[i]));
  }
  Json out;
  out["document"] = document_name(annotations.document);
  out["title"] = annotations.document.title;
  out["date"] = annotations.document.date.empty() ? Json() : Json(annotations.document.date);
  out["issuers"] = annotations.document.issuers;
  out["entities"] = std::move(entities);
  out["relations"] = std::move(relations);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace chancery::ingest
