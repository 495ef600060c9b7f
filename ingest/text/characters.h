#pragma once

// What a character is to the tokeniser.

#include <array>
#include <cstdint>

namespace chancery::ingest {

enum class CharClass : std::uint8_t { space, letter, digit, hyphen, apostrophe, unspaced, other };

constexpr CharClass class_of_ascii(unsigned char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharClass::letter;
  if (c >= '0' && c <= '9') return CharClass::digit;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return CharClass::space;
  if (c == '-') return CharClass::hyphen;
  return c == '\'' ? CharClass::apostrophe : CharClass::other;
}

inline constexpr auto kAsciiClasses = [] {
  std::array<CharClass, 0x80> classes{};
  for (unsigned char c = 0; c < 0x80; ++c) classes[c] = class_of_ascii(c);
  return classes;
}();

/// Of a code point outside ASCII, or a negative number for bytes that make none.
CharClass class_of(std::int32_t c);

/// The ASCII mark that stands for a punctuation character of any script.
char mark_of(std::int32_t c);

}  // namespace chancery::ingest
