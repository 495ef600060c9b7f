#pragma once

// The tables of functions by subject, which the registry joins, and what they share.

#include <span>
#include <string>

#include "functions.h"

namespace chancery::query {

std::span<const Function> scalar_functions();
std::span<const Function> conversion_functions();
std::span<const Function> string_functions();
std::span<const Function> math_functions();
std::span<const Function> list_functions();
std::span<const Function> graph_functions();
std::span<const Function> temporal_functions();
std::span<const Function> domain_functions();
std::span<const Function> search_functions();

[[noreturn]] void throw_argument(std::string detail, const std::string& message);
[[noreturn]] void throw_value_type(std::string_view function, const Value& value);

}  // namespace chancery::query
