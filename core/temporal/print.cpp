// Temporal values as ISO 8601 text, in the form openCypher prints.

#include <cstdio>
#include <cstdlib>

#include "temporal/calendar.h"
#include "wide_integer.h"

namespace chancery {
namespace {

std::string two_digits(std::int64_t value) {
  std::string text = std::to_string(value);
  return text.size() < 2 ? "0" + text : text;
}

// Years of more than four digits carry a sign, as ISO 8601 asks of expanded years.
std::string print_year(std::int64_t year) {
  std::string digits = std::to_string(std::llabs(year));
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  if (year < 0) return "-" + digits;
  return year > 9999 ? "+" + digits : digits;
}

// ".645", without trailing zeros; empty for none.
std::string print_fraction(std::int64_t nanos) {
  if (nanos == 0) return {};
  std::string digits = std::to_string(nanos);
  digits.insert(0, 9 - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return "." + digits;
}

std::string print_offset(std::int32_t offset) {
  if (offset == 0) return "Z";
  const std::int32_t size = std::abs(offset);
  std::string text = offset < 0 ? "-" : "+";
  text += two_digits(size / 3600) + ":" + two_digits(size / 60 % 60);
  if (size % 60 != 0) text += ":" + two_digits(size % 60);
  return text;
}

// A part of a duration with its own sign; empty for zero.
std::string print_part(std::int64_t amount, char unit) {
  return amount == 0 ? std::string{} : std::to_string(amount) + unit;
}

std::string print_seconds(std::int64_t seconds, std::int64_t nanos) {
  if (seconds == 0 && nanos == 0) return {};
  const bool negative = seconds < 0 || nanos < 0;
  return (negative ? "-" : "") + std::to_string(std::llabs(seconds)) +
         print_fraction(std::llabs(nanos)) + "S";
}

}  // namespace

std::string to_string(Date value) {
  const CalendarDate date = calendar_date(value);
  return print_year(date.year) + "-" + two_digits(date.month) + "-" + two_digits(date.day);
}

std::string to_string(LocalTime value) {
  const std::int64_t seconds = value.nanos / kNanosPerSecond;
  const std::int64_t nanos = value.nanos % kNanosPerSecond;
  std::string text = two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60);
  if (seconds % 60 != 0 || nanos != 0) {
    text += ":" + two_digits(seconds % 60) + print_fraction(nanos);
  }
  return text;
}

std::string to_string(const Time& value) {
  return to_string(LocalTime{value.nanos}) + print_offset(value.offset);
}

std::string to_string(LocalDateTime value) {
  return to_string(date_of(value)) + "T" + to_string(time_of(value));
}

std::string to_string(const DateTime& value) {
  std::string text = to_string(local_date_time(value)) + print_offset(value.offset);
  if (value.zone != ZoneId::none) text += "[" + std::string(zone_name(value.zone)) + "]";
  return text;
}

std::string to_string(const Duration& value) {
  // Hours, minutes and seconds share one sign, whatever the sign of the stored nanoseconds.
  const Wide total = Wide{value.seconds} * kNanosPerSecond + value.nanos;
  const auto seconds = static_cast<std::int64_t>(total / kNanosPerSecond);
  const auto nanos = static_cast<std::int64_t>(total % kNanosPerSecond);
  const std::string date = print_part(value.months / 12, 'Y') + print_part(value.months % 12, 'M') +
                           print_part(value.days, 'D');
  const std::string time = print_part(seconds / 3600, 'H') + print_part(seconds / 60 % 60, 'M') +
                           print_seconds(seconds % 60, nanos);
  if (date.empty() && time.empty()) return "PT0S";
  return "P" + date + (time.empty() ? "" : "T" + time);
}

}  // namespace chancery
