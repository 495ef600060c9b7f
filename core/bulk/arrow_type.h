#pragma once

// What the format string of an Arrow type means, of those that properties can hold.

#include <cstdint>
#include <string_view>

#include "chancery/arrow.h"
#include "chancery/temporal_functions.h"

namespace chancery::bulk {

enum class ArrowKind : std::uint8_t {
  null,
  boolean,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  float16,
  float32,
  float64,
  text,
  large_text,
  text_view,
  date32,
  date64,
  time32,
  time64,
  timestamp,
  duration,
  interval_months,
  interval_day_time,
  interval_month_day_nano,
  list,
  large_list,
  fixed_list
};

struct ArrowType {
  ArrowKind kind = ArrowKind::null;
  std::int64_t per_second = 1;  ///< units of times, timestamps and durations
  bool zoned = false;           ///< a timestamp that is an instant
  Zone zone = {};
  std::int64_t list_size = 0;  ///< of fixed lists
};

bool is_integer(ArrowKind kind);
bool is_text(ArrowKind kind);
bool is_list(ArrowKind kind);

/// Throws Error(input_error) with advice for a type that no property can hold.
ArrowType arrow_type(const ArrowSchema& schema);

}  // namespace chancery::bulk
