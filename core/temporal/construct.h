#pragma once

// Temporal values from maps of components; shared by construction and truncation.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "temporal/calendar.h"

namespace chancery {

enum class Field : std::uint8_t {
  year,
  quarter,
  month,
  week,
  day,
  day_of_week,
  ordinal_day,
  day_of_quarter,
  hour,
  minute,
  second,
  millisecond,
  microsecond,
  nanosecond,
  epoch_seconds,
  epoch_millis
};
inline constexpr std::size_t kFieldCount = 16;

/// The components a map gives. Throws where it has an unknown key or a value of a wrong type.
struct Components {
  explicit Components(const Map& map);

  const std::optional<std::int64_t>& operator[](Field field) const {
    return numbers[static_cast<std::size_t>(field)];
  }
  bool has(Field field) const { return (*this)[field].has_value(); }
  bool has_any(Field first, Field last) const;

  std::array<std::optional<std::int64_t>, kFieldCount> numbers;
  std::optional<Value> date;  ///< of the keys date and datetime
  std::optional<Value> time;  ///< of the keys time and datetime
  std::optional<Zone> zone;
  bool has_null = false;  ///< some component is null, and so is the whole
};

/// `base` gives the components that the map leaves open; without it they are the first ones, and
/// the larger ones must be given.
Date build_date(const Components& components, std::optional<Date> base);
/// With `below` (a unit in nanoseconds) the parts of a second are added to those of `base`, and
/// must be smaller than the unit; otherwise they replace them.
LocalTime build_time(const Components& components, std::optional<LocalTime> base,
                     std::optional<std::int64_t> below = std::nullopt);

/// The date in a value of any type with one; throws for a type without one.
Date date_in(const Value& value);
LocalTime time_in(const Value& value);
/// The zone of a Time or DateTime; nullopt of other types.
std::optional<Zone> zone_in(const Value& value);

}  // namespace chancery
