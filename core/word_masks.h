#pragma once

// What 64 bytes of a text at a time are to the breaking of words, a bit for each. Tested by
// word_breaks_test.cpp.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace chancery {

/// Bits from the lowest on; no byte has more than one.
struct WordMasks {
  std::uint64_t words = 0;    ///< letters and digits of ASCII
  std::uint64_t middles = 0;  ///< what may stand between two letters or digits: ' . , ;
  std::uint64_t unknown = 0;  ///< what is not ASCII, "@" and "_", which are rare
  bool operator==(const WordMasks&) const = default;
};

inline constexpr std::size_t kMaskBytes = 64;

/// Of the bytes from `at` on; none is behind the end.
WordMasks word_masks(std::string_view text, std::size_t at);

/// The same, a byte at a time.
WordMasks word_masks_by_byte(std::string_view text, std::size_t at);

}  // namespace chancery
