#pragma once

// The words that most of a text is made of, letters of ASCII alone, read eight bytes at a time.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "dictionary/words.h"

namespace chancery::ingest {

enum class Spelling : std::uint8_t { small, capitalised, capitals, mixed };

struct PlainWord {
  ShortWord letters;  ///< in small letters; none where no such word begins, or a longer one
  Spelling spelling = Spelling::small;
};

/// The letters from `at` on. What follows them may go on the word; see ends_plain_word().
PlainWord plain_word(std::string_view text, std::size_t at);

/// What can never go on inside a word of `size` letters.
inline bool ends_plain_word(char c, std::size_t size) {
  constexpr auto kEnds = [] {
    std::array<bool, 256> ends{};
    for (std::size_t byte = 0; byte < 0x80; ++byte) {
      const bool letter = ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
      const bool digit = byte >= '0' && byte <= '9';
      const bool joins = byte == '.' || byte == '-' || byte == '/' || byte == '\'';
      ends[byte] = !letter && !digit && !joins;
    }
    return ends;
  }();
  if (kEnds[static_cast<unsigned char>(c)]) return true;
  return (c == '.' && size > 1) || (c == '-' && size != 2);
}

}  // namespace chancery::ingest
