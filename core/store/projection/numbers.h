#pragma once

// Arrays of numbers in few bytes, read where they lie.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "chancery/narrow_numbers.h"
#include "chancery/packed_numbers.h"
#include "store/projection/sections.h"

namespace chancery {

/// A section of narrow numbers; `entry` says which. Of 32 and of 64 bits.
template <typename Number>
Section narrow_numbers(SectionEntry entry, std::span<const Number> numbers);

/// Numbers as they come, which take half the memory where 32 bits are enough.
class NumberList {
 public:
  void add(std::int64_t number) {
    const auto small = static_cast<std::int32_t>(number);
    if (large_.empty() && small == number) {
      small_.push_back(small);
    } else {
      add_large(number);
    }
  }
  /// How many of them differ.
  std::uint32_t count_distinct() const;
  /// Narrow numbers; `entry` says which.
  Section section(const SectionEntry& entry) const;

 private:
  void add_large(std::int64_t number);

  std::vector<std::int32_t> small_;
  std::vector<std::int64_t> large_;  // all, after one of them was
};

/// A section of packed numbers.
Section packed_numbers(SectionEntry entry, std::span<const std::uint32_t> numbers);

}  // namespace chancery
