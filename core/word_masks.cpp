#include "word_masks.h"

#include <algorithm>
#include <array>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace chancery {

WordMasks word_masks_by_byte(std::string_view text, std::size_t at) {
  WordMasks masks;
  std::uint64_t bit = 1;
  for (const char byte : text.substr(at, kMaskBytes)) {
    const char lower = static_cast<char>(byte | 0x20);
    const bool word = (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
    const bool middle = byte == '\'' || byte == '.' || byte == ',' || byte == ';';
    if (word) masks.words |= bit;
    if (middle) masks.middles |= bit;
    if (static_cast<unsigned char>(byte) >= 0x80 || byte == '@' || byte == '_') {
      masks.unknown |= bit;
    }
    bit <<= 1;
  }
  return masks;
}

#ifdef __SSE2__

namespace {

// Whether a byte is one of `count` from `first` on: they are moved to where signed bytes begin.
__m128i is_among(__m128i bytes, char first, char count) {
  const __m128i moved = _mm_sub_epi8(bytes, _mm_set1_epi8(static_cast<char>(first + 0x80)));
  return _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(count - 0x80)));
}

__m128i is(__m128i bytes, char byte) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)); }

std::uint64_t bits_of(__m128i bytes) {
  return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes)));
}

WordMasks masks_of_16(const char* text) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
  const __m128i letters = is_among(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 26);
  // "," and "." differ in one bit.
  const __m128i points = is(_mm_or_si128(bytes, _mm_set1_epi8(',' ^ '.')), '.');
  const __m128i marks = _mm_or_si128(is(bytes, '\''), is(bytes, ';'));
  const __m128i rare = _mm_or_si128(is(bytes, '@'), is(bytes, '_'));
  // Of bytes that are not ASCII the bit is set that is looked at.
  return {bits_of(_mm_or_si128(letters, is_among(bytes, '0', 10))),
          bits_of(_mm_or_si128(points, marks)), bits_of(_mm_or_si128(rare, bytes))};
}

std::uint64_t joined(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
  return a | b << 16 | c << 32 | d << 48;
}

WordMasks masks_of_64(const char* text) {
  const WordMasks a = masks_of_16(text);
  const WordMasks b = masks_of_16(text + 16);
  const WordMasks c = masks_of_16(text + 32);
  const WordMasks d = masks_of_16(text + 48);
  return {joined(a.words, b.words, c.words, d.words),
          joined(a.middles, b.middles, c.middles, d.middles),
          joined(a.unknown, b.unknown, c.unknown, d.unknown)};
}

}  // namespace

WordMasks word_masks(std::string_view text, std::size_t at) {
  if (text.size() - at >= kMaskBytes) return masks_of_64(text.data() + at);
  std::array<char, kMaskBytes> rest{};
  std::memcpy(rest.data(), text.data() + at, text.size() - at);
  return masks_of_64(rest.data());
}

#else

WordMasks word_masks(std::string_view text, std::size_t at) { return word_masks_by_byte(text, at); }

#endif

}  // namespace chancery
