#pragma once

#include <cstdint>

namespace chancery {

/// What a stored value begins with (record.h). Never renumber.
enum class ValueTag : std::uint8_t {
  boolean_false = 1,
  boolean_true = 2,
  integer = 3,
  floating = 4,
  string = 5,
  list = 6,
  date = 7,
  local_time = 8,
  time = 9,
  local_date_time = 10,
  date_time = 11,
  duration = 12
};

}  // namespace chancery
