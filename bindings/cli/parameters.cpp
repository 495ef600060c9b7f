#include "parameters.h"

#include "chancery/error.h"

namespace chancery::cli {

namespace {

/// JSON, or what is not JSON as the text it is.
Value value_of(std::string_view text) {
  try {
    return from_json(text);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input_error) throw;
    return text;
  }
}

}  // namespace

void add_parameter(query::Parameters& parameters, std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos || equals == 0)
    throw Error(ErrorKind::argument_error,
                "a parameter is written name=value, not '" + std::string(assignment) + "'");
  const std::string_view text = assignment.substr(equals + 1);
  parameters.insert_or_assign(std::string(assignment.substr(0, equals)), value_of(text));
}

query::Parameters parse_parameters(const std::vector<std::string>& assignments) {
  query::Parameters parameters;
  for (const std::string& assignment : assignments) add_parameter(parameters, assignment);
  return parameters;
}

}  // namespace chancery::cli
