#pragma once

// Integers in few bits, read where they lie.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// Numbers in blocks of 64, each block with as few bits a number as its range needs. Refers to
/// bytes that another owns. Immutable; may be used by many threads.
class PackedNumbers {
 public:
  static constexpr std::uint32_t kBlock = 64;

  PackedNumbers() = default;
  /// Nullopt where the bytes are not `size` numbers.
  static std::optional<PackedNumbers> read(std::uint32_t size, std::span<const std::byte> bytes);

  std::uint32_t size() const { return size_; }
  bool all_below(std::uint32_t bound) const;

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
  std::uint32_t size_ = 0;
  const std::uint32_t* least_ = nullptr;   // by block
  const std::uint32_t* starts_ = nullptr;  // by block, of its words; and the end
  const std::uint64_t* words_ = nullptr;
};

}  // namespace CHANCERY_API
