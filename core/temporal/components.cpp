// value.year, value.weekYear, value.offset, ... of temporal values.

#include <array>
#include <limits>

#include "temporal/calendar.h"

namespace chancery {
namespace {

std::optional<Value> date_component(Date value, std::string_view name) {
  const CalendarDate date = calendar_date(value);
  const int quarter = (date.month - 1) / 3 + 1;
  if (name == "year") return date.year;
  if (name == "quarter") return quarter;
  if (name == "month") return date.month;
  if (name == "day") return date.day;
  if (name == "week") return week_date(value).week;
  if (name == "weekYear") return week_date(value).year;
  if (name == "weekDay" || name == "dayOfWeek") return week_date(value).day;
  if (name == "ordinalDay") return day_of_year(value);
  if (name == "dayOfQuarter") {
    return value.days - first_of_month(date.year, quarter * 3 - 2).days + 1;
  }
  return std::nullopt;
}

std::optional<Value> time_component(LocalTime value, std::string_view name) {
  const std::int64_t seconds = value.nanos / kNanosPerSecond;
  const std::int64_t nanos = value.nanos % kNanosPerSecond;
  if (name == "hour") return seconds / 3600;
  if (name == "minute") return seconds / 60 % 60;
  if (name == "second") return seconds % 60;
  if (name == "millisecond") return nanos / 1'000'000;
  if (name == "microsecond") return nanos / 1'000;
  if (name == "nanosecond") return nanos;
  return std::nullopt;
}

std::string offset_text(std::int32_t offset) {
  return to_string(Time{0, offset}).substr(std::string_view("00:00").size());
}

std::optional<Value> offset_component(std::int32_t offset, std::string_view name) {
  if (name == "offset" || name == "timezone") return offset_text(offset);
  if (name == "offsetMinutes") return offset / 60;
  if (name == "offsetSeconds") return offset;
  return std::nullopt;
}

std::optional<Value> local_component(LocalDateTime value, std::string_view name) {
  if (auto found = date_component(date_of(value), name)) return found;
  return time_component(time_of(value), name);
}

std::optional<Value> date_time_component(const DateTime& value, std::string_view name) {
  if (name == "timezone" && value.zone != ZoneId::none) return zone_name(value.zone);
  if (name == "epochSeconds") return value.seconds;
  if (name == "epochMillis") return value.seconds * 1000 + value.nanos / 1'000'000;
  if (auto found = local_component(local_date_time(value), name)) return found;
  return offset_component(value.offset, name);
}

// The whole clock part in units of `per_second` to the second.
Value clock_total(const Duration& value, std::int64_t per_second) {
  const Wide total =
      Wide{value.seconds} * per_second + value.nanos / (kNanosPerSecond / per_second);
  if (total < std::numeric_limits<std::int64_t>::min() ||
      total > std::numeric_limits<std::int64_t>::max()) {
    throw_out_of_range("The duration is too long to count in this unit.");
  }
  return static_cast<std::int64_t>(total);
}

std::optional<Value> duration_component(const Duration& value, std::string_view name) {
  if (name == "years") return value.months / 12;
  if (name == "quarters") return value.months / 3;
  if (name == "months") return value.months;
  if (name == "weeks") return value.days / 7;
  if (name == "days") return value.days;
  if (name == "hours") return value.seconds / 3600;
  if (name == "minutes") return value.seconds / 60;
  if (name == "seconds") return value.seconds;
  if (name == "milliseconds") return clock_total(value, 1'000);
  if (name == "microseconds") return clock_total(value, 1'000'000);
  if (name == "nanoseconds") return clock_total(value, kNanosPerSecond);
  if (name == "quartersOfYear") return value.months / 3 % 4;
  if (name == "monthsOfQuarter") return value.months % 3;
  if (name == "monthsOfYear") return value.months % 12;
  if (name == "daysOfWeek") return value.days % 7;
  if (name == "minutesOfHour") return value.seconds / 60 % 60;
  if (name == "secondsOfMinute") return value.seconds % 60;
  if (name == "millisecondsOfSecond") return value.nanos / 1'000'000;
  if (name == "microsecondsOfSecond") return value.nanos / 1'000;
  if (name == "nanosecondsOfSecond") return value.nanos;
  return std::nullopt;
}

}  // namespace

std::optional<Value> temporal_component(const Value& value, std::string_view name) {
  switch (value.type()) {
    case ValueType::date:
      return date_component(value.as_date(), name);
    case ValueType::local_time:
      return time_component(value.as_local_time(), name);
    case ValueType::time: {
      const Time time = value.as_time();
      if (auto found = time_component(LocalTime{time.nanos}, name)) return found;
      return offset_component(time.offset, name);
    }
    case ValueType::local_date_time:
      return local_component(value.as_local_date_time(), name);
    case ValueType::date_time:
      return date_time_component(value.as_date_time(), name);
    case ValueType::duration:
      return duration_component(value.as_duration(), name);
    default:
      return std::nullopt;
  }
}

}  // namespace chancery
