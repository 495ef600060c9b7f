#pragma once

// Shared by the temporal files: units, ranges, floor division.

#include <cstdint>
#include <string>

#include "chancery/error.h"
#include "chancery/temporal_functions.h"
#include "wide_integer.h"

namespace chancery {

inline constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
inline constexpr std::int64_t kSecondsPerDay = 86'400;
inline constexpr std::int64_t kNanosPerDay = kSecondsPerDay * kNanosPerSecond;
inline constexpr std::int64_t kSecondsPerMonth = 2'629'746;  // 365.2425 days / 12
inline constexpr std::int64_t kMaxYear = 999'999'999;
inline constexpr std::int32_t kMaxOffset = 18 * 3600;

// Of the mathematical quotient, so that the remainder has the sign of the divisor.
template <typename T>
constexpr T floor_div(T a, T b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}
template <typename T>
constexpr T floor_mod(T a, T b) {
  return a - floor_div(a, b) * b;
}

int days_in_month(std::int64_t year, int month);
bool is_leap_year(std::int64_t year);
int weeks_in_year(std::int64_t year);
/// First day of a calendar month, which may lie outside 1 to 12.
Date first_of_month(std::int64_t year, std::int64_t month);

/// Throws Error(arithmetic_error) where the day is outside the years -999,999,999 to 999,999,999.
Date checked_date(std::int64_t days);

/// Nullopt for a name ICU does not know.
std::optional<ZoneId> find_zone(std::string_view name);
/// The day moved by months, its day of the month cut to the length of the new month.
Date add_months(Date date, std::int64_t months);

/// A duration from amounts in billionths of a month, of a day and of a second. Fractions of
/// months and days carry over into days and seconds by their average length.
Duration duration_from_billionths(Wide months, Wide days, Wide seconds);

[[noreturn]] inline void throw_argument(const std::string& message) {
  throw Error(ErrorKind::argument_error, "InvalidArgumentValue", Phase::runtime, message);
}
[[noreturn]] inline void throw_out_of_range(const std::string& message) {
  throw Error(ErrorKind::arithmetic_error, "NumberOutOfRange", Phase::runtime, message);
}

}  // namespace chancery
