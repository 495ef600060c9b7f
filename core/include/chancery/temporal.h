#pragma once

// openCypher's temporal types as plain data. Construction, parsing, arithmetic, truncation and
// printing live in temporal_functions.h; time zones come from ICU.

#include <compare>
#include <cstdint>
#include <string_view>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// Proleptic Gregorian calendar, days since 1970-01-01; years -999,999,999 to 999,999,999.
struct Date {
  std::int64_t days = 0;
  auto operator<=>(const Date&) const = default;
};

/// Nanoseconds since midnight, [0, 86,400e9).
struct LocalTime {
  std::int64_t nanos = 0;
  auto operator<=>(const LocalTime&) const = default;
};

/// A local time and its offset from UTC in seconds, [-64800, 64800].
struct Time {
  std::int64_t nanos = 0;
  std::int32_t offset = 0;
  bool operator==(const Time&) const = default;
};

/// Seconds since 1970-01-01T00:00:00 on an unspecified clock, and nanoseconds in [0, 1e9).
struct LocalDateTime {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  auto operator<=>(const LocalDateTime&) const = default;
};

/// Process-wide handle of an IANA time zone name; `none` is a fixed offset.
enum class ZoneId : std::uint16_t { none = 0 };
/// Registers or finds a zone. Throws Error(argument_error) for a name ICU does not know.
ZoneId zone_id(std::string_view name);
/// The IANA name; empty for ZoneId::none. Valid for the life of the process.
std::string_view zone_name(ZoneId zone);

/// An instant (`seconds` since the epoch in UTC, `nanos` in [0, 1e9)) with the offset in force
/// and, where known, the zone that gave it.
struct DateTime {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  std::int32_t offset = 0;
  ZoneId zone = ZoneId::none;
  bool operator==(const DateTime&) const = default;
};

/// Months, days, seconds and nanoseconds kept apart, as openCypher asks. `nanos` is in [0, 1e9):
/// a duration of -0.5 s is seconds -1, nanos 500,000,000.
struct Duration {
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  bool operator==(const Duration&) const = default;
};

}  // namespace CHANCERY_API
