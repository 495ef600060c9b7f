#include "temporal/calendar.h"

#include <chrono>

namespace chancery {
namespace {

// Days from civil and back after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms":
// years begin in March so that the leap day is the last, in cycles of 400 years.
constexpr std::int64_t kDaysPerCycle = 146'097;
constexpr std::int64_t kEpochShift = 719'468;  // from 0000-03-01 to 1970-01-01

std::int64_t days_from(std::int64_t year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t cycle = floor_div<std::int64_t>(y, 400);
  const std::int64_t year_of_cycle = y - cycle * 400;
  const std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const std::int64_t day_of_cycle =
      year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
  return cycle * kDaysPerCycle + day_of_cycle - kEpochShift;
}

bool in_range(std::int64_t year) { return year >= -kMaxYear && year <= kMaxYear; }

// 1 Monday to 7 Sunday; 1970-01-01 was a Thursday.
int weekday(std::int64_t days) {
  return static_cast<int>(floor_mod<std::int64_t>(days + 3, 7)) + 1;
}

std::int64_t first_monday(std::int64_t year) {
  const std::int64_t january_4 = days_from(year, 1, 4);
  return january_4 - (weekday(january_4) - 1);
}

}  // namespace

bool is_leap_year(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

int weeks_in_year(std::int64_t year) {
  return static_cast<int>((first_monday(year + 1) - first_monday(year)) / 7);
}

Date first_of_month(std::int64_t year, std::int64_t month) {
  const std::int64_t carry = floor_div<std::int64_t>(month - 1, 12);
  return Date{days_from(year + carry, static_cast<int>(month - carry * 12), 1)};
}

Date checked_date(std::int64_t days) {
  static const std::int64_t first = days_from(-kMaxYear, 1, 1);
  static const std::int64_t last = days_from(kMaxYear, 12, 31);
  if (days < first || days > last) {
    throw_out_of_range("The date is outside the years -999999999 to 999999999.");
  }
  return Date{days};
}

CalendarDate calendar_date(Date date) {
  const std::int64_t shifted = date.days + kEpochShift;
  const std::int64_t cycle = floor_div(shifted, kDaysPerCycle);
  const std::int64_t day_of_cycle = shifted - cycle * kDaysPerCycle;
  const std::int64_t year_of_cycle =
      (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36'524 - day_of_cycle / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * march_month + 2) / 5) + 1;
  const int month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  const std::int64_t year = year_of_cycle + cycle * 400 + (month <= 2 ? 1 : 0);
  return CalendarDate{year, month, day};
}

WeekDate week_date(Date date) {
  std::int64_t year = calendar_date(date).year;
  if (date.days < first_monday(year)) {
    --year;
  } else if (date.days >= first_monday(year + 1)) {
    ++year;
  }
  const int week = static_cast<int>((date.days - first_monday(year)) / 7) + 1;
  return WeekDate{year, week, weekday(date.days)};
}

int day_of_year(Date date) {
  return static_cast<int>(date.days - days_from(calendar_date(date).year, 1, 1)) + 1;
}

std::optional<Date> make_date(std::int64_t year, int month, int day) {
  if (!in_range(year) || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date{days_from(year, month, day)};
}

std::optional<Date> make_week_date(std::int64_t year, int week, int day) {
  if (!in_range(year) || week < 1 || day < 1 || day > 7) return std::nullopt;
  if (week > weeks_in_year(year)) return std::nullopt;
  return Date{first_monday(year) + (week - 1) * 7 + day - 1};
}

std::optional<Date> make_ordinal_date(std::int64_t year, int day_of_year) {
  if (!in_range(year) || day_of_year < 1) return std::nullopt;
  if (day_of_year > (is_leap_year(year) ? 366 : 365)) return std::nullopt;
  return Date{days_from(year, 1, 1) + day_of_year - 1};
}

Date date_of(LocalDateTime value) { return Date{floor_div(value.seconds, kSecondsPerDay)}; }

LocalTime time_of(LocalDateTime value) {
  return LocalTime{floor_mod(value.seconds, kSecondsPerDay) * kNanosPerSecond + value.nanos};
}

LocalDateTime join(Date date, LocalTime time) {
  return LocalDateTime{date.days * kSecondsPerDay + time.nanos / kNanosPerSecond,
                       static_cast<std::int32_t>(time.nanos % kNanosPerSecond)};
}

DateTime current_date_time() {
  using std::chrono::nanoseconds;
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t nanos = std::chrono::duration_cast<nanoseconds>(since_epoch).count();
  DateTime now;
  now.seconds = floor_div(nanos, kNanosPerSecond);
  now.nanos = static_cast<std::int32_t>(floor_mod(nanos, kNanosPerSecond));
  return now;
}

}  // namespace chancery
