#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chancery/query/engine.h"

namespace chancery::cli {

/// Adds one "name=value" to `parameters`; the value is JSON, or else taken as a string. Throws
/// Error(argument_error) where there is no "=" or no name.
void add_parameter(query::Parameters& parameters, std::string_view assignment);

query::Parameters parse_parameters(const std::vector<std::string>& assignments);

}  // namespace chancery::cli
