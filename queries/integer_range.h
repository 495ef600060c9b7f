#pragma once

// The integers of range(), which a loop over them need not hold.

#include <cstdint>
#include <span>

#include "chancery/value.h"

namespace chancery::query {

struct IntegerRange {
  std::int64_t start = 0;
  std::int64_t step = 1;
  std::uint64_t length = 0;

  /// Of `at` below `length`.
  std::int64_t operator[](std::uint64_t at) const {
    const auto steps = at * static_cast<std::uint64_t>(step);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(start) + steps);
  }
};

/// Of the arguments of range(), none of them null. Throws where they are no integers, or the step
/// is zero.
IntegerRange integer_range(std::span<const Value> arguments);

}  // namespace chancery::query
