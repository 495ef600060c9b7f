#pragma once

// Arrays of numbers in few bytes, read where they lie.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "chancery/narrow_numbers.h"
#include "store/projection/sections.h"

namespace chancery {

/// A section of narrow numbers; `entry` says which. Of 32 and of 64 bits.
template <typename Number>
Section narrow_numbers(SectionEntry entry, std::span<const Number> numbers);

/// Numbers in blocks of 64, each block with as few bits a number as its range needs.
class PackedNumbers {
 public:
  PackedNumbers() = default;
  static std::optional<PackedNumbers> read(const SectionEntry& entry,
                                           std::span<const std::byte> bytes);

  std::uint32_t operator[](std::uint32_t index) const {
    const std::uint32_t block = index / kBlock;
    const std::uint32_t width = starts_[block + 1] - starts_[block];
    if (width == 0) return least_[block];
    const std::uint32_t bit = index % kBlock * width;
    const std::uint64_t* const word = words_ + starts_[block] + bit / 64;
    std::uint64_t bits = *word >> bit % 64;
    if (bit % 64 + width > 64) bits |= word[1] << (64 - bit % 64);
    return least_[block] + static_cast<std::uint32_t>(bits & ((std::uint64_t{1} << width) - 1));
  }

 private:
  static constexpr std::uint32_t kBlock = 64;

  const std::uint32_t* least_ = nullptr;
  const std::uint32_t* starts_ = nullptr;
  const std::uint64_t* words_ = nullptr;
};

Section packed_numbers(SectionEntry entry, std::span<const std::uint32_t> numbers);

}  // namespace chancery
