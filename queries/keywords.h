#pragma once

// The words of the language.

#include <span>
#include <string>
#include <string_view>

#include "lexer.h"

namespace chancery::query {

/// A word that may not name a variable unless it stands in backticks, because it opens or joins
/// clauses and expressions.
bool is_reserved(const Token& token);
bool is_reserved(std::string_view word);

/// A word that with "(" behind it is a form of its own and no function: all(...), reduce(...).
bool opens_form(std::string_view word);

/// A word that with "{" behind it is a subquery: EXISTS, COUNT, COLLECT.
bool opens_subquery(std::string_view word);

/// The words that may follow a finished clause, for suggestions.
std::span<const std::string> clause_words();

}  // namespace chancery::query
