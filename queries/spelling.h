#pragma once

// How operators, names and literals are written.

#include <string>
#include <string_view>

#include "ast.h"

namespace chancery::query {

std::string_view symbol(BinaryOperator op);
std::string_view symbol(ComparisonOperator op);
std::string_view symbol(LogicalOperator op);
std::string_view word(QuantifierKind kind);
std::string_view word(SubqueryKind kind);

/// "an Integer", "a List".
std::string with_article(ValueType type);
std::string backticked(std::string_view name);
/// A label, type or key, in backticks where it needs them.
std::string name_text(std::string_view name);
/// A variable: a name that is no keyword.
std::string variable_text(std::string_view name);
/// With its dollar sign: $name, $1, $`a b`.
std::string parameter_text(std::string_view name);
/// The name of a function or procedure with its namespace.
std::string dotted_name_text(std::string_view name);
std::string string_literal(std::string_view text);
/// The shortest digits that read back as the same float, and never as an integer.
std::string float_literal(double value);

}  // namespace chancery::query
