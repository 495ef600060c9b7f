// Values from JSON.

#include <nlohmann/json.hpp>

#include "chancery/error.h"
#include "chancery/value.h"

namespace chancery {
namespace {

using Json = nlohmann::json;

Value to_value(const Json& json) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX) return json.get<double>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number_float()) return json.get<double>();
  if (json.is_string()) return json.get_ref<const std::string&>();
  if (json.is_array()) {
    List list;
    list.reserve(json.size());
    for (const Json& item : json) list.push_back(to_value(item));
    return list;
  }
  if (json.is_object()) {
    Map map;
    for (const auto& [key, item] : json.items()) map.emplace(key, to_value(item));
    return map;
  }
  return {};
}

/// `depth` counts the lists and maps around what begins.
bool refuse_depth(int depth, Json::parse_event_t event, Json&) {
  const bool begins =
      event == Json::parse_event_t::array_start || event == Json::parse_event_t::object_start;
  if (!begins || depth < static_cast<int>(kMaxNesting)) return true;
  throw Error(ErrorKind::argument_error,
              "Lists and maps may nest at most " + std::to_string(kMaxNesting) + " deep.");
}

}  // namespace

Value from_json(std::string_view text) {
  try {
    return to_value(Json::parse(text.begin(), text.end(), refuse_depth));
  } catch (const Json::exception& error) {
    throw Error(ErrorKind::input_error, "This is not JSON: " + std::string(error.what()));
  }
}

}  // namespace chancery
