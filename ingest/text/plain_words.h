#pragma once

// The words that most of a text is made of, letters of ASCII alone, read many bytes at a time.

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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
  ShortWord letters;       ///< in small letters
  std::uint32_t size = 0;  ///< 0 where no such word begins, or a longer one
  Spelling spelling = Spelling::small;
};

/// By the places of capitals among so many letters, a bit each.
inline Spelling spelling_of(std::uint32_t capitals, std::uint32_t size) {
  if (capitals == 0) return Spelling::small;
  if (capitals == 1) return Spelling::capitalised;
  return capitals == (1u << size) - 1 ? Spelling::capitals : Spelling::mixed;
}

/// The letters that sixteen bytes begin with, eight at a time.
inline PlainWord letters_of(const char* bytes) {
  std::uint64_t halves[2];
  std::memcpy(halves, bytes, sizeof halves);
  const Letters head = letters_of(halves[0]);
  const Letters tail = head.count == 8 ? letters_of(halves[1]) : Letters{};
  PlainWord word;
  if (head.count + tail.count > ShortWord::kMost) return word;  // it may be longer
  word.size = head.count + tail.count;
  word.letters = {head.small, tail.small | std::uint64_t{word.size} << 56};
  // Bit 7 of each byte, gathered in the highest byte.
  constexpr std::uint64_t kGather = 0x0102040810204080;
  const auto places = [](std::uint64_t high) { return ((high >> 7) * kGather) >> 56; };
  const std::uint64_t capitals = places(head.capitals) | places(tail.capitals) << 8;
  word.spelling = spelling_of(static_cast<std::uint32_t>(capitals), word.size);
  return word;
}

#ifdef __SSE2__
/// The same at once.
inline PlainWord letters_at_once(const char* bytes) {
  alignas(16) static constexpr std::array<std::uint8_t, 32> kKept = [] {
    std::array<std::uint8_t, 32> kept{};
    for (std::size_t i = 0; i < ShortWord::kMost + 1; ++i) kept[i] = 0xFF;
    return kept;
  }();
  const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const __m128i lower = _mm_or_si128(text, _mm_set1_epi8(0x20));
  // 'a' to 'z' become the 26 least numbers of a byte.
  const __m128i moved = _mm_sub_epi8(lower, _mm_set1_epi8(static_cast<char>('a' + 0x80)));
  const __m128i letter = _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(0x80 + 26)));
  const auto others = ~static_cast<std::uint32_t>(_mm_movemask_epi8(letter));
  PlainWord word;
  const auto size = static_cast<std::uint32_t>(std::countr_zero(others));
  if (size > ShortWord::kMost) return word;
  word.size = size;
  const __m128i kept =
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(kKept.data() + ShortWord::kMost + 1 - size));
  const __m128i small = _mm_and_si128(lower, kept);
  word.letters.head = static_cast<std::uint64_t>(_mm_cvtsi128_si64(small));
  word.letters.tail =
      static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(small, small))) |
      std::uint64_t{size} << 56;
  const auto differs = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(text, lower)));
  word.spelling = spelling_of(~differs & ((1u << size) - 1), size);
  return word;
}
#else
inline PlainWord letters_at_once(const char* bytes) { return letters_of(bytes); }
#endif

/// The letters from `at` on. What follows them may go on the word; see ends_plain_word().
inline PlainWord plain_word(std::string_view text, std::size_t at) {
  const bool readable =
      std::endian::native == std::endian::little && text.size() - at >= ShortWord::kMost + 1;
  return readable ? letters_at_once(text.data() + at) : PlainWord{};
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
