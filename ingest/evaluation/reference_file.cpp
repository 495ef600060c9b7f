#include "evaluation/reference_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "chancery/error.h"
#include "evaluation/surfaces.h"
#include "source_file.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kLargestAnnotationFile = 16u << 20;
constexpr std::size_t kLongestReason = 160;
constexpr std::string_view kFormat =
    "; corpus/README.md has the format, corpus/annotations examples";

unsigned line_at(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return 1 + static_cast<unsigned>(std::count(text.begin(), end, '\n'));
}

/// The line on which `key` has this text as its value; 0 where there is none.
unsigned line_of(std::string_view text, std::string_view key, const std::string& value) {
  const std::string quoted = nlohmann::json(value).dump();
  const std::string name = fmt::format("\"{}\"", key);
  constexpr std::string_view kSpace = " \t\r\n";
  for (std::size_t at = text.find(quoted); at != text.npos; at = text.find(quoted, at + 1)) {
    std::size_t before = text.find_last_not_of(kSpace, at - 1);
    if (at == 0 || before == text.npos || text[before] != ':') continue;
    before = text.substr(0, before).find_last_not_of(kSpace);
    if (before != text.npos && text.substr(0, before + 1).ends_with(name)) return line_at(text, at);
  }
  return 0;
}

[[noreturn]] void refuse_annotations(const std::string& file, const std::string& message,
                                     unsigned line = 0) {
  throw Error(ErrorKind::input_error, message, {file, line, 0, {}});
}

/// What the parser says is wrong, without its own codes and positions.
std::string reason_of(const nlohmann::json::parse_error& error) {
  std::string_view reason = error.what();
  if (const auto at = reason.find(" - "); at != reason.npos) reason.remove_prefix(at + 3);
  if (const auto at = reason.find("; last read"); at != reason.npos) reason = reason.substr(0, at);
  return std::string(reason.substr(0, kLongestReason));
}

nlohmann::json parse_object(const std::string& file, std::string_view text) {
  nlohmann::json document;
  try {
    document = nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    refuse_annotations(file, fmt::format("this is no JSON: {}; mend the file", reason_of(error)),
                       line_at(text, error.byte > 0 ? error.byte - 1 : 0));
  }
  if (!document.is_object()) {
    refuse_annotations(file, fmt::format("this is no JSON object{}", kFormat));
  }
  return document;
}

/// Reads the members of one entity or relation, and names it when something is wrong with it.
class Item {
 public:
  Item(const std::string& file, const nlohmann::json& json, std::string place)
      : file_(file), json_(json), place_(std::move(place)) {
    if (!json.is_object())
      refuse_annotations(file_, fmt::format("{} is no object{}", place_, kFormat));
  }

  std::string text(const char* key, bool required = true) const {
    const auto at = json_.find(key);
    if (at != json_.end() && at->is_string()) return at->get<std::string>();
    if (at == json_.end() && !required) return {};
    refuse_annotations(file_, fmt::format("{} has no text \"{}\"{}", place_, key, kFormat));
  }

  std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> out;
    const auto at = json_.find(key);
    if (at == json_.end()) return out;
    const bool right = at->is_array() && std::all_of(at->begin(), at->end(), [](const auto& item) {
                         return item.is_string();
                       });
    if (!right) {
      refuse_annotations(file_,
                         fmt::format("\"{}\" of {} is no list of texts{}", key, place_, kFormat));
    }
    for (const auto& item : *at) out.push_back(item.get<std::string>());
    return out;
  }

 private:
  const std::string& file_;
  const nlohmann::json& json_;
  std::string place_;
};

const nlohmann::json& list_of(const std::string& file, const nlohmann::json& document,
                              const char* key) {
  const auto at = document.find(key);
  if (at != document.end() && at->is_array()) return *at;
  refuse_annotations(file, fmt::format("there is no list \"{}\"{}", key, kFormat));
}

ScoredEntity read_entity(const Item& item) {
  ScoredEntity out;
  out.id = item.text("id");
  out.type = item.text("type");
  out.name = item.text("name", false);
  out.mentions = item.texts("mentions");
  for (const auto& mention : out.mentions) out.folded.insert(fold_surface(mention, out.type));
  out.surfaces = out.folded;
  out.surfaces.insert(fold_surface(out.name, out.type));
  out.surfaces.erase("");
  return out;
}

}  // namespace

const ScoredEntity* ScoredAnnotations::find(std::string_view id) const {
  const auto at = by_id.find(id);
  return at == by_id.end() ? nullptr : &entities[at->second];
}

std::string read_annotation_file(const std::filesystem::path& path) {
  return read_source(path, kLargestAnnotationFile).bytes;
}

ScoredAnnotations parse_annotations(const std::string& file, std::string_view text) {
  ScoredAnnotations out;
  const nlohmann::json document = parse_object(file, text);
  for (const auto& json : list_of(file, document, "entities")) {
    ScoredEntity entity =
        read_entity(Item(file, json, fmt::format("entity {}", out.entities.size() + 1)));
    if (!out.by_id.emplace(entity.id, out.entities.size()).second) {
      refuse_annotations(
          file, fmt::format("two entities have the id \"{:.60}\"; each needs its own", entity.id),
          line_of(text, "id", entity.id));
    }
    out.entities.push_back(std::move(entity));
  }
  if (!document.contains("relations")) return out;
  for (const auto& json : list_of(file, document, "relations")) {
    const Item item(file, json, fmt::format("relation {}", out.relations.size() + 1));
    out.relations.push_back(
        {item.text("subject"), item.text("type"), item.text("object"), item.text("cue", false)});
  }
  return out;
}

void check_types(const std::string& file, std::string_view text,
                 const ScoredAnnotations& annotations, const Lexicon& lexicon) {
  for (const ScoredEntity& entity : annotations.entities) {
    if (entity_type(entity.type)) continue;
    refuse_annotations(
        file,
        fmt::format(
            "unknown type \"{:.60}\" of the entity \"{:.60}\"; the types of entities are in "
            "ontology/entity_types.tsv",
            entity.type, entity.id),
        line_of(text, "type", entity.type));
  }
  for (const ScoredRelation& relation : annotations.relations) {
    if (lexicon.relation(relation.type) != kNoRelation) continue;
    refuse_annotations(
        file,
        fmt::format("unknown relation type \"{:.60}\"; the types of relations are in "
                    "ontology/relations.tsv",
                    relation.type),
        line_of(text, "type", relation.type));
  }
}

}  // namespace chancery::ingest
