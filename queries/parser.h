#pragma once

// Query text to syntax tree, by recursive descent.

#include <string>
#include <string_view>

#include "ast.h"

namespace chancery::query {

/// Parses one statement, with or without a final semicolon. Throws
/// Error(syntax_error, ..., Phase::compile) whose span is the token at fault. Nesting is limited:
/// no input, however hostile, makes the parser or a later stage run out of stack.
Statement parse(std::string_view text);

/// `all` puts parentheses around every operation, so that equal texts mean equal trees.
enum class Parentheses : std::uint8_t { needed, all };

/// Cypher text that parses to the same tree, in canonical spacing.
std::string unparse(const Statement& statement, Parentheses parentheses = Parentheses::needed);
std::string unparse(const Expression& expression, Parentheses parentheses = Parentheses::needed);
std::string unparse(const PathPattern& pattern);
std::string unparse(const LabelExpression& expression);

}  // namespace chancery::query
