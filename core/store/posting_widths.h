#pragma once

// The numbers of a posting block, each as wide as a code in its head says: see posting_block.h.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace chancery {

inline constexpr int kLengthCode = 2;  // where it begins in the widths
inline constexpr int kFrequencyCode = 4;

static_assert(std::endian::native == std::endian::little, "numbers are copied as they are");

/// Nothing is there, the number is 1.
struct Absent {};

inline std::size_t bytes_of_code(unsigned code) {
  constexpr std::size_t kBytes[] = {0, 1, 2, 4};
  return kBytes[code & 3];
}

inline std::size_t bytes_per_text(std::uint8_t widths) {
  return bytes_of_code(widths) + bytes_of_code(widths >> kLengthCode) +
         bytes_of_code(widths >> kFrequencyCode);
}

/// Calls `use` with a number as wide as the code says.
template <typename Use>
void with_width(unsigned code, const Use& use) {
  switch (code & 3) {
    case 0:
      return use(Absent());
    case 1:
      return use(std::uint8_t{});
    case 2:
      return use(std::uint16_t{});
    default:
      return use(std::uint32_t{});
  }
}

template <typename Number>
constexpr std::size_t width_of() {
  return std::is_same_v<Number, Absent> ? 0 : sizeof(Number);
}

template <typename Number>
std::uint32_t read_number(const char* bytes, std::size_t place) {
  if constexpr (std::is_same_v<Number, Absent>) {
    return 1;
  } else {
    Number number;
    std::memcpy(&number, bytes + place * sizeof(Number), sizeof(Number));
    return number;
  }
}

}  // namespace chancery
