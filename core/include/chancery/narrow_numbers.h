#pragma once

// Integers of one width in bytes, read where they lie.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// Numbers that are each stored less a common base, in 0, 1, 2, 4 or 8 bytes; in none where all are
/// equal. Refers to bytes that another owns. Immutable; may be used by many threads.
class NarrowNumbers {
 public:
  NarrowNumbers() = default;
  /// Nullopt where the bytes are not `size` numbers of such a width.
  static std::optional<NarrowNumbers> read(unsigned width, std::uint32_t size, std::int64_t base,
                                           std::span<const std::byte> bytes);

  std::uint32_t size() const { return size_; }
  unsigned width() const { return width_; }
  std::int64_t base() const { return base_; }
  /// All numbers less the base, for loops; `Number` is the unsigned type of the width.
  template <typename Number>
  std::span<const Number> stored() const {
    return {reinterpret_cast<const Number*>(bytes_), size_};
  }

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

}  // namespace CHANCERY_API
