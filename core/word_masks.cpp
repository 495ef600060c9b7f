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
    if (word || byte == '_') masks.words |= bit;
    if (byte == '_') masks.joiners |= bit;
    if (middle) masks.middles |= bit;
    if (static_cast<unsigned char>(byte) >= 0x80 || byte == '@') masks.unknown |= bit;
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

WordMasks masks_of_64(const char* text) {
  WordMasks masks;
  for (std::size_t at = 0; at < kMaskBytes; at += sizeof(__m128i)) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at));
    const __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const __m128i letters = is_among(lower, 'a', 26);
    const __m128i digits = is_among(bytes, '0', 10);
    const __m128i joiners = is(bytes, '_');
    const __m128i points = _mm_or_si128(is(bytes, '.'), is(bytes, '\''));
    const __m128i commas = _mm_or_si128(is(bytes, ','), is(bytes, ';'));
    // Bytes that are not ASCII have the bit that is looked at.
    const __m128i unknown = _mm_or_si128(bytes, is(bytes, '@'));
    masks.words |= bits_of(_mm_or_si128(_mm_or_si128(letters, digits), joiners)) << at;
    masks.joiners |= bits_of(joiners) << at;
    masks.middles |= bits_of(_mm_or_si128(points, commas)) << at;
    masks.unknown |= bits_of(unknown) << at;
  }
  return masks;
}

}  // namespace

WordMasks word_masks(std::string_view text, std::size_t at) {
  if (text.size() - at >= kMaskBytes) return masks_of_64(text.data() + at);
  std::array<char, kMaskBytes> rest{};
  std::memcpy(rest.data(), text.data() + at, text.size() - at);
  return masks_of_64(rest.data());
}

#else

WordMasks word_masks(std::string_view text, std::size_t at) {
  return word_masks_by_byte(text, at);
}

#endif

}  // namespace chancery
