#pragma once

// Tokens of a text. English tokenisation is our own because standard word breaks cut the names
// of this genre ("U.S.-EU", "A/RES/75/240"). Hyphens are no tokens: the word after one is marked,
// so "capacity-building" and "capacity building" match alike. In scripts without spaces every
// character is a token.

#include <cstdint>
#include <string_view>
#include <vector>

#include "dictionary/words.h"

namespace chancery::ingest {

enum class TokenKind : std::uint8_t { word, number, punctuation, possessive };

struct Token {
  std::uint32_t begin = 0;  ///< bytes of the text
  std::uint32_t end = 0;
  WordId word = kUnknownWord;
  TokenKind kind = TokenKind::word;
  char mark = 0;              ///< of punctuation: . , ; : ( ) " - ! ? / * or another ASCII byte
  bool capital : 1 = false;   ///< begins with a capital letter
  bool lower : 1 = false;     ///< begins with a small letter
  bool all_caps : 1 = false;  ///< two or more letters, all capitals
  bool digit : 1 = false;     ///< has a digit
  bool dotted : 1 = false;    ///< acronym with dots, "U.S."
  bool hyphen_before : 1 = false;  ///< joined to the token before by a hyphen
  bool space_before : 1 = false;
  bool line_before : 1 = false;  ///< a line break stands before it
  bool unspaced : 1 = false;     ///< one character of a script without spaces
};

/// Tokens of a text, side by side with what may begin at them and the classes of their words.
/// Others' memory.
struct TokenArrays {
  std::vector<Token>& tokens;
  std::vector<Starts>& starts;
  std::vector<WordClasses>& classes;
};

/// All tokens of text[begin, end), put behind those in `out`. Linear time whatever the text.
void tokenize(std::string_view text, std::uint32_t begin, std::uint32_t end, const WordTable& words,
              TokenArrays out);
/// The tokens of a short text.
std::vector<Token> tokenize(std::string_view text, const WordTable& words);

/// Whether a byte offset lies inside a word. In scripts without spaces none does.
bool cuts_word(std::string_view text, std::size_t at);
/// Whether a name may begin at a byte offset: where a word does, and in Arabic script inside a word
/// too, because "and", "in" and "for" are written as one with what follows.
bool may_begin_name(std::string_view text, std::size_t at);

/// The token's bytes.
inline std::string_view surface(std::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}

/// What the token is looked up by: a mark by its ASCII form, a possessive by "'s", a word as it is.
inline std::string_view lookup_form(std::string_view text, const Token& token) {
  if (token.kind == TokenKind::possessive) return "'s";
  if (token.kind == TokenKind::punctuation) return {&token.mark, 1};
  return surface(text, token);
}

}  // namespace chancery::ingest
