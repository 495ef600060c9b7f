// The reference format of the annotation guide, read with its places kept for messages.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "chancery/error.h"
#include "chancery/ingest/annotator.h"

namespace chancery::ingest {
namespace {

using nlohmann::json;

constexpr std::size_t kMostBytes = 64u << 20;

[[noreturn]] void fail(const std::string& place, std::string_view expected) {
  throw Error(ErrorKind::input_error, fmt::format("{}: {} is expected here.", place, expected));
}

/// One object and where it stands: "entities[3]".
class Fields {
 public:
  Fields(const json& object, std::string place) : object_(object), place_(std::move(place)) {
    if (!object.is_object()) fail(place_, "an object");
  }

  const json* find(const char* key) const {
    const auto at = object_.find(key);
    return at == object_.end() || at->is_null() ? nullptr : &*at;
  }
  std::string place(std::string_view key) const {
    return place_.empty() ? std::string(key) : fmt::format("{}.{}", place_, key);
  }

  std::string text(const char* key) const {
    const json* value = find(key);
    if (value == nullptr) return {};
    if (!value->is_string()) fail(place(key), "a text");
    return value->get<std::string>();
  }
  std::string required(const char* key) const {
    std::string value = text(key);
    if (value.empty()) fail(place(key), "a text that is not empty");
    return value;
  }
  double number(const char* key, double otherwise) const {
    const json* value = find(key);
    if (value == nullptr) return otherwise;
    if (!value->is_number()) fail(place(key), "a number");
    return value->get<double>();
  }
  std::uint32_t offset(const char* key) const {
    const json* value = find(key);
    const bool fits = value != nullptr && value->is_number_unsigned() &&
                      value->get<std::uint64_t>() <= std::numeric_limits<std::uint32_t>::max();
    if (!fits) fail(place(key), "an offset in characters");
    return value->get<std::uint32_t>();
  }

  /// Calls `each(element, place)` on the elements of a list; a missing one is empty.
  template <typename Each>
  void list(const char* key, const Each& each) const {
    const json* value = find(key);
    if (value == nullptr) return;
    if (!value->is_array()) fail(place(key), "a list");
    for (std::size_t i = 0; i < value->size(); ++i) {
      each((*value)[i], fmt::format("{}[{}]", place(key), i));
    }
  }

 private:
  const json& object_;
  std::string place_;
};

std::string text_of(const json& value, const std::string& place) {
  if (!value.is_string()) fail(place, "a text");
  return value.get<std::string>();
}

GivenWords words_of(const json& value, const std::string& place) {
  if (value.is_string()) return {value.get<std::string>(), std::nullopt};
  if (!value.is_object()) fail(place, "a text, or an object with start and end,");
  const Fields fields(value, place);
  return {fields.text("surface"), TextSpan{fields.offset("start"), fields.offset("end")}};
}

GivenEntity entity_of(const json& value, const std::string& place) {
  const Fields fields(value, place);
  GivenEntity entity;
  entity.id = fields.required("id");
  if (const json* type = fields.find("type"); type != nullptr && type->is_array()) {
    fields.list("type", [&](const json& item, const std::string& where) {
      entity.types.push_back(text_of(item, where));
    });
  } else {
    entity.types.push_back(fields.required("type"));
  }
  entity.kind = fields.text("kind");
  entity.name = fields.text("name");
  entity.date = fields.text("date");
  fields.list("mentions", [&](const json& item, const std::string& where) {
    entity.mentions.push_back(words_of(item, where));
  });
  return entity;
}

GivenRelation relation_of(const json& value, const std::string& place) {
  const Fields fields(value, place);
  GivenRelation relation;
  relation.subject = fields.required("subject");
  relation.type = fields.required("type");
  relation.object = fields.required("object");
  if (const json* cue = fields.find("cue")) relation.cue = words_of(*cue, fields.place("cue"));
  relation.status = fields.text("status");
  relation.polarity = fields.text("polarity");
  relation.title = fields.text("title");
  relation.confidence = fields.number("confidence", 1);
  return relation;
}

json parsed(std::string_view text) {
  if (text.size() > kMostBytes) {
    throw Error(ErrorKind::input_error, "These are more than 64 MiB of annotations.");
  }
  try {
    return json::parse(text);
  } catch (const json::exception& fault) {
    // The library's own tag stands in brackets before its words.
    const std::string_view words = fault.what();
    const auto tag = words.find("] ");
    throw Error(ErrorKind::input_error,
                fmt::format("This is no JSON: {}.",
                            tag == std::string_view::npos ? words : words.substr(tag + 2)));
  }
}

}  // namespace

GivenAnnotations parse_annotations(std::string_view text) {
  const json document = parsed(text);
  if (!document.is_object()) fail("the annotations", "an object with entities and relations");
  const Fields fields(document, {});
  GivenAnnotations given;
  fields.list("entities", [&](const json& item, const std::string& place) {
    given.entities.push_back(entity_of(item, place));
  });
  fields.list("relations", [&](const json& item, const std::string& place) {
    given.relations.push_back(relation_of(item, place));
  });
  return given;
}

}  // namespace chancery::ingest
