#pragma once

// The words that most of a text is made of, letters of ASCII alone, read eight bytes at a time.

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "dictionary/words.h"

namespace chancery::ingest {

inline constexpr std::uint64_t kEachByte =
    0x0101010101010101;  // times a byte: that byte eight times
inline constexpr std::uint64_t kHighBits = 0x80 * kEachByte;

/// The letters that eight bytes begin with. Bit 7 of a byte stands for the byte.
struct Letters {
  std::uint64_t are = 0;       ///< letters, up to the first byte that is none
  std::uint64_t capitals = 0;  ///< among them
  std::uint64_t small = 0;     ///< their bytes in small letters, zeros behind
  std::uint32_t count = 0;
};

/// The first byte must be the lowest.
inline Letters letters_of(std::uint64_t bytes) {
  const std::uint64_t lower = bytes | 0x20 * kEachByte;
  const std::uint64_t seven = lower & ~kHighBits;
  const std::uint64_t from_a = seven + (0x80 - 'a') * kEachByte;
  const std::uint64_t behind_z = seven + (0x7F - 'z') * kEachByte;
  const std::uint64_t others = ~(from_a & ~behind_z & ~bytes) & kHighBits;
  Letters found;
  found.count = static_cast<std::uint32_t>(std::countr_zero(others)) / 8;
  const std::uint64_t kept = others == 0 ? ~std::uint64_t{0} : (others & -others) / 0x80 - 1;
  found.are = kHighBits & kept;
  found.capitals = found.are & ~(bytes << 2);  // bit 5 is that of small letters
  found.small = lower & kept;
  return found;
}

enum class Spelling : std::uint8_t { small, capitalised, capitals, mixed };

struct PlainWord {
  ShortWord letters;  ///< in small letters; none where no such word begins, or a longer one
  Spelling spelling = Spelling::small;
};

/// The letters from `at` on. What follows them may go on the word; see ends_plain_word().
inline PlainWord plain_word(std::string_view text, std::size_t at) {
  PlainWord word;
  std::uint64_t bytes[2];
  const bool readable =
      std::endian::native == std::endian::little && text.size() - at >= sizeof bytes;
  if (!readable) return word;
  std::memcpy(bytes, text.data() + at, sizeof bytes);
  const Letters head = letters_of(bytes[0]);
  const Letters tail = head.count == 8 ? letters_of(bytes[1]) : Letters{};
  if (tail.count == 8) return word;  // it may be longer
  word.letters = {head.small, tail.small, head.count + tail.count};
  if (head.capitals == head.are && tail.capitals == tail.are) {
    word.spelling = Spelling::capitals;
  } else if ((head.capitals & ~std::uint64_t{0x80}) != 0 || tail.capitals != 0) {
    word.spelling = Spelling::mixed;
  } else if (head.capitals != 0) {
    word.spelling = Spelling::capitalised;
  }
  return word;
}

/// What ends a word of letters, whatever its length.
inline constexpr auto kEndsWord = [] {
  std::array<bool, 256> ends{};
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    const bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    const bool digit = byte >= '0' && byte <= '9';
    const bool joins = byte == '.' || byte == '-' || byte == '/' || byte == '\'';
    ends[byte] = !letter && !digit && !joins;
  }
  return ends;
}();

/// What can never go on inside a word of `size` letters.
inline bool ends_plain_word(char c, std::size_t size) {
  if (kEndsWord[static_cast<unsigned char>(c)]) return true;
  return (c == '.' && size > 1) || (c == '-' && size != 2);  // "U.S.", "co-chair"
}

}  // namespace chancery::ingest
