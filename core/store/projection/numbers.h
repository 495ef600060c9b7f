#pragma once

// Arrays of numbers in few bytes, read where they lie.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "store/projection/sections.h"

namespace chancery {

/// Numbers of one width in bytes, each with a base taken off.
class NarrowNumbers {
 public:
  NarrowNumbers() = default;
  /// Nullopt where the bytes are not so many numbers of such a width.
  static std::optional<NarrowNumbers> read(const SectionEntry& entry,
                                           std::span<const std::byte> bytes);

  std::uint32_t size() const { return size_; }
  std::int64_t operator[](std::uint32_t index) const {
    switch (width_) {
      case 1:
        return plus_base(reinterpret_cast<const std::uint8_t*>(bytes_)[index]);
      case 2:
        return plus_base(reinterpret_cast<const std::uint16_t*>(bytes_)[index]);
      case 4:
        return plus_base(reinterpret_cast<const std::uint32_t*>(bytes_)[index]);
      case 8:
        return plus_base(reinterpret_cast<const std::uint64_t*>(bytes_)[index]);
      default:
        return base_;
    }
  }

 private:
  // The range of the numbers may not fit a signed number.
  std::int64_t plus_base(std::uint64_t number) const {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(base_) + number);
  }

  const std::byte* bytes_ = nullptr;
  std::uint32_t size_ = 0;
  unsigned width_ = 0;
  std::int64_t base_ = 0;
};

/// A section of narrow numbers; `entry` says which.
Section narrow_numbers(SectionEntry entry, std::span<const std::int64_t> numbers);

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
  friend Section packed_numbers(SectionEntry entry, std::span<const std::uint32_t> numbers);

  const std::uint32_t* least_ = nullptr;
  const std::uint32_t* starts_ = nullptr;
  const std::uint64_t* words_ = nullptr;
};

Section packed_numbers(SectionEntry entry, std::span<const std::uint32_t> numbers);

}  // namespace chancery
