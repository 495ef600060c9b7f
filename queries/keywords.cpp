#include "keywords.h"

#include <algorithm>
#include <array>
#include <set>

#include "chancery/query/engine.h"

namespace chancery::query {
namespace {

constexpr std::array<std::string_view, 42> kReserved = {
    "AND",      "AS",     "ASC",    "ASCENDING", "BY",         "CALL",   "CASE",
    "CONTAINS", "CREATE", "DELETE", "DESC",      "DESCENDING", "DETACH", "DISTINCT",
    "ELSE",     "ENDS",   "FALSE",  "IN",        "IS",         "LIMIT",  "MATCH",
    "MERGE",    "NOT",    "NULL",   "ON",        "OPTIONAL",   "OR",     "ORDER",
    "REMOVE",   "RETURN", "SET",    "SKIP",      "STARTS",     "THEN",   "TRUE",
    "UNION",    "UNWIND", "WHEN",   "WHERE",     "WITH",       "XOR",    "YIELD"};

constexpr std::array<std::string_view, 8> kForms = {
    "ALL", "ALLSHORTESTPATHS", "ANY", "EXISTS", "NONE", "REDUCE", "SHORTESTPATH", "SINGLE"};
constexpr std::array<std::string_view, 3> kSubqueries = {"COLLECT", "COUNT", "EXISTS"};

bool is_one_of(std::string_view word, std::span<const std::string_view> keywords) {
  const Token token = {.kind = TokenKind::word, .text = word, .span = {}};
  return std::any_of(keywords.begin(), keywords.end(),
                     [&](std::string_view keyword) { return token.is_keyword(keyword); });
}

}  // namespace

bool is_reserved(const Token& token) {
  return token.kind == TokenKind::word && is_one_of(token.text, kReserved);
}

bool is_reserved(std::string_view word) { return is_one_of(word, kReserved); }
bool opens_form(std::string_view word) { return is_one_of(word, kForms); }
bool opens_subquery(std::string_view word) { return is_one_of(word, kSubqueries); }

std::span<const std::string> clause_words() {
  static const std::array<std::string, 21> kWords = {
      "MATCH", "OPTIONAL", "WHERE",  "WITH",   "RETURN", "UNWIND",  "CREATE",
      "MERGE", "SET",      "REMOVE", "DELETE", "DETACH", "FOREACH", "CALL",
      "YIELD", "UNION",    "ORDER",  "SKIP",   "LIMIT",  "EXPLAIN", "PROFILE"};
  return kWords;
}

std::vector<std::string> keywords() {
  std::set<std::string> words = {"EXPLAIN", "FOREACH", "PROFILE"};
  words.insert(kReserved.begin(), kReserved.end());
  words.insert(kForms.begin(), kForms.end());
  words.insert(kSubqueries.begin(), kSubqueries.end());
  return {words.begin(), words.end()};
}

}  // namespace chancery::query
