#pragma once

// What openCypher does with temporal values (openCypher CIP 2015-08-06, "Date and Time"; text
// forms of ISO 8601): calendar, construction, parsing, components, truncation, arithmetic,
// printing. Thread-safe throughout. The calendar is proleptic Gregorian.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "chancery/export.h"
#include "chancery/temporal.h"
#include "chancery/value.h"

namespace chancery CHANCERY_API {

struct CalendarDate {
  std::int64_t year = 1970;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to 31
  bool operator==(const CalendarDate&) const = default;
};

/// ISO 8601 week date.
struct WeekDate {
  std::int64_t year = 1970;  ///< the year the week belongs to
  int week = 1;              ///< 1 to 53
  int day = 1;               ///< 1 Monday to 7 Sunday
};

CalendarDate calendar_date(Date date);
WeekDate week_date(Date date);
/// From 1.
int day_of_year(Date date);
/// Nullopt where the calendar has no such day or the year is out of range.
std::optional<Date> make_date(std::int64_t year, int month, int day);
std::optional<Date> make_week_date(std::int64_t year, int week, int day);
std::optional<Date> make_ordinal_date(std::int64_t year, int day_of_year);

/// What the offset of a zoned value comes from: an IANA zone, or a fixed offset where none.
struct Zone {
  ZoneId id = ZoneId::none;
  std::int32_t offset = 0;  ///< seconds east of UTC; only of a fixed offset
  bool operator==(const Zone&) const = default;
};

/// Seconds east of UTC in force in a zone at an instant (seconds since the epoch).
std::int32_t offset_at(Zone zone, std::int64_t seconds);
Zone zone_of(const DateTime& value);
/// The instant at which clocks in `zone` show `local`: where they show it twice, the first time;
/// where they skip it, as far after the gap as `local` is into it.
DateTime in_zone(LocalDateTime local, Zone zone);
/// The same instant on the clocks of `zone`.
DateTime at_instant(std::int64_t seconds, std::int32_t nanos, Zone zone);
LocalDateTime local_date_time(const DateTime& value);

Date date_of(LocalDateTime value);
LocalTime time_of(LocalDateTime value);
LocalDateTime join(Date date, LocalTime time);

/// The system clock, in UTC.
DateTime current_date_time();

// ISO 8601 text, basic and extended forms, reduced precision, week and ordinal dates, years of
// more digits with a sign, fractions of a second, [Zone/Name] suffixes. Nullopt where the text is
// not of the form or names no existing day, time or zone. Missing offsets are UTC.
std::optional<Date> parse_date(std::string_view text);
std::optional<LocalTime> parse_local_time(std::string_view text);
std::optional<Time> parse_time(std::string_view text);
std::optional<LocalDateTime> parse_local_date_time(std::string_view text);
std::optional<DateTime> parse_date_time(std::string_view text);
std::optional<Duration> parse_duration(std::string_view text);
/// "+02:00", "-0130", "Z" or an IANA name.
std::optional<Zone> parse_zone(std::string_view text);

std::string to_string(Date value);
std::string to_string(LocalTime value);
std::string to_string(const Time& value);
std::string to_string(LocalDateTime value);
std::string to_string(const DateTime& value);
std::string to_string(const Duration& value);

/// date(input), localtime(input), ... : `type` is one of the temporal types, `input` a string, a
/// map of components, another temporal value, or null. `now` is the statement's clock, whose date
/// and zone fill what a map of `time` leaves open. Throws Error(argument_error,
/// "InvalidArgumentValue") for text or components that name nothing, Error(type_error,
/// "InvalidArgumentValue") for an input of another type.
Value make_temporal(ValueType type, const Value& input, const DateTime& now);

/// `now` on the clocks of `zone`, as a value of a temporal type other than duration.
Value now_as(ValueType type, const DateTime& now, Zone zone);

/// date.truncate(unit, value, fields) and its siblings. Throws as make_temporal.
Value truncate(ValueType type, std::string_view unit, const Value& value, const Map& fields,
               const DateTime& now);

/// `value.name` of any temporal value; nullopt where its type has no such component.
std::optional<Value> temporal_component(const Value& value, std::string_view name);

// Arithmetic. Throws Error(arithmetic_error) where a result is out of range.
/// duration + or - duration, instant + or - duration. `sign` is 1 or -1.
Duration add(const Duration& a, const Duration& b, int sign = 1);
Value add_duration(const Value& instant, const Duration& duration, int sign = 1);
/// Fractions of months and days carry over into smaller units by their average length.
Duration multiply(const Duration& duration, double factor);
Duration multiply(const Duration& duration, std::int64_t factor);
Duration divide(const Duration& duration, double divisor);

/// duration.between, inMonths, inDays and inSeconds of two instants of any types: a missing date
/// or zone is taken from the other, a missing time is midnight.
Duration duration_between(const Value& from, const Value& to);
Duration duration_in_months(const Value& from, const Value& to);
Duration duration_in_days(const Value& from, const Value& to);
Duration duration_in_seconds(const Value& from, const Value& to);

}  // namespace CHANCERY_API
