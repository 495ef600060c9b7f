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

/// Cypher text that parses to the same tree: canonical spacing, keywords in upper case,
/// parentheses only where they are needed.
std::string unparse(const Statement& statement);
std::string unparse(const Expression& expression);
std::string unparse(const PathPattern& pattern);

}  // namespace chancery::query
