#include "parameters.h"

#include <nlohmann/json.hpp>

#include "chancery/error.h"

namespace chancery::cli {

namespace {

Value from_json(const nlohmann::json& json) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX) return json.get<double>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number_float()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array()) {
    List list;
    for (const auto& item : json) list.push_back(from_json(item));
    return list;
  }
  if (json.is_object()) {
    Map map;
    for (const auto& [key, item] : json.items()) map.emplace(key, from_json(item));
    return map;
  }
  return {};
}

}  // namespace

void add_parameter(query::Parameters& parameters, std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos || equals == 0)
    throw Error(ErrorKind::argument_error,
                "a parameter is written name=value, not '" + std::string(assignment) + "'");
  const std::string_view text = assignment.substr(equals + 1);
  const auto json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  parameters.insert_or_assign(std::string(assignment.substr(0, equals)),
                              json.is_discarded() ? Value(text) : from_json(json));
}

query::Parameters parse_parameters(const std::vector<std::string>& assignments) {
  query::Parameters parameters;
  for (const std::string& assignment : assignments) add_parameter(parameters, assignment);
  return parameters;
}

}  // namespace chancery::cli
