#pragma once

// Query text to tokens.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/types.h"

namespace chancery::query {

enum class TokenKind : std::uint8_t {
  end,
  word,         ///< an identifier or a keyword; Cypher has no keywords that the lexer must know
  quoted_word,  ///< `in backticks`: never a keyword
  integer,      ///< decimal, hexadecimal (0x) or octal (0o); its value is the parser's concern
  floating,
  bad_number,  ///< starts like a number and goes on like a word: 12ab, 0x, 1.5e
  text,        ///< 'a' or "a"
  parameter,   ///< $name, $1, $`a b`
  symbol       ///< punctuation; arrows come as their single characters
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  ///< as written, in the query
  TextSpan span;          ///< bytes of the query
  /// Of an opening bracket: how many tokens ahead the closing one is; 0 where there is none.
  std::uint32_t partner = 0;

  bool is(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }
  /// `keyword` in upper case.
  bool is_keyword(std::string_view keyword) const;
};

/// All tokens, closed by one of kind end. Comments and white space are left out. The tokens point
/// into `text`. Throws Error(syntax_error): text that is not UTF-8, an unknown character, an open
/// string or comment, a text longer than 4 MiB.
std::vector<Token> tokenize(std::string_view text);

/// The string that a token of kind text, quoted_word or parameter stands for: without quotes,
/// escapes resolved. Throws Error(syntax_error) at a wrong escape.
std::string unescape(const Token& token);

/// Whether `text` can be written as an identifier without backticks.
bool is_plain_identifier(std::string_view text);

}  // namespace chancery::query
