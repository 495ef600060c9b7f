#include "keywords.h"

#include <algorithm>
#include <array>

#include "chancery/query/engine.h"

namespace chancery::query {
namespace {

constexpr std::array<std::string_view, 43> kReserved = {
    "AND",    "AS",     "ASC",      "ASCENDING",  "BY",     "CALL",     "CASE",   "CONTAINS",
    "CREATE", "DELETE", "DESC",     "DESCENDING", "DETACH", "DISTINCT", "ELSE",   "END",
    "ENDS",   "FALSE",  "IN",       "IS",         "LIMIT",  "MATCH",    "MERGE",  "NOT",
    "NULL",   "ON",     "OPTIONAL", "OR",         "ORDER",  "REMOVE",   "RETURN", "SET",
    "SKIP",   "STARTS", "THEN",     "TRUE",       "UNION",  "UNWIND",   "WHEN",   "WHERE",
    "WITH",   "XOR",    "YIELD"};

/// Words with a meaning in some places only.
constexpr std::array<std::string_view, 12> kOthers = {
    "ALL",  "ALLSHORTESTPATHS", "ANY",    "COLLECT",      "COUNT", "EXISTS", "EXPLAIN",
    "NONE", "PROFILE",          "REDUCE", "SHORTESTPATH", "SINGLE"};

}  // namespace

bool is_reserved(const Token& token) {
  return token.kind == TokenKind::word &&
         std::any_of(kReserved.begin(), kReserved.end(),
                     [&](std::string_view word) { return token.is_keyword(word); });
}

bool is_reserved(std::string_view word) {
  return is_reserved(Token{.kind = TokenKind::word, .text = word, .span = {}});
}

std::span<const std::string> clause_words() {
  static const std::array<std::string, 20> kWords = {
      "MATCH", "OPTIONAL", "WHERE",  "WITH",   "RETURN",  "UNWIND", "CREATE",
      "MERGE", "SET",      "REMOVE", "DELETE", "DETACH",  "CALL",   "YIELD",
      "UNION", "ORDER",    "SKIP",   "LIMIT",  "EXPLAIN", "PROFILE"};
  return kWords;
}

std::vector<std::string> keywords() {
  std::vector<std::string> words(kReserved.begin(), kReserved.end());
  words.insert(words.end(), kOthers.begin(), kOthers.end());
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace chancery::query
