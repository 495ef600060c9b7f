#include "rewrite.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "chancery/error.h"
#include "keywords.h"
#include "lexer.h"
#include "parser.h"

namespace cypher_tests {
namespace {

using chancery::query::Token;
using chancery::query::TokenKind;

/// A reserved word in capitals, where it cannot be a label, a type or a key.
bool is_keyword(const std::vector<Token>& tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (!chancery::query::is_reserved(token)) return false;
  if (std::ranges::any_of(token.text, [](unsigned char c) { return std::islower(c) != 0; })) {
    return false;
  }
  const Token& after = tokens[at + 1];  // the last token is no word
  if (at == 0) return true;
  const Token& before = tokens[at - 1];
  return !after.is(":") && !before.is(":") && !before.is(".") && !before.is("|") && !before.is("&");
}

std::string mixed_case(std::string_view word) {
  std::string mixed(word);
  for (std::size_t i = 1; i < mixed.size(); i += 2) {
    mixed[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(mixed[i])));
  }
  return mixed;
}

std::string respelled(std::string_view query) {
  constexpr std::array<std::string_view, 5> kBlanks = {" ", "\n", " /* ' */ ", "\t// \"\r\n", "  "};
  const std::vector<Token> tokens = chancery::query::tokenize(query);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    out += is_keyword(tokens, i) ? mixed_case(tokens[i].text) : std::string(tokens[i].text);
    out += kBlanks[i % kBlanks.size()];
  }
  return out;
}

}  // namespace

std::string rewritten(std::string_view query, Rewrite rewrite) {
  if (rewrite == Rewrite::none) return std::string(query);
  try {
    const chancery::query::Statement statement = chancery::query::parse(query);
    return rewrite == Rewrite::unparse ? unparse(statement) : respelled(query);
  } catch (const chancery::Error&) {
    return std::string(query);
  }
}

}  // namespace cypher_tests
