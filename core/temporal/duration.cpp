// Durations: assembly from fractions, arithmetic, and moving instants by them.

#include <cmath>
#include <limits>

#include "temporal/calendar.h"

namespace chancery {
namespace {

constexpr Wide kWideBillion = 1'000'000'000;

std::int64_t checked(Wide value) {
  if (value < std::numeric_limits<std::int64_t>::min() ||
      value > std::numeric_limits<std::int64_t>::max()) {
    throw_out_of_range("The duration is too long.");
  }
  return static_cast<std::int64_t>(value);
}

Duration assemble(Wide months, Wide days, Wide nanos) {
  return Duration{checked(months), checked(days), checked(floor_div(nanos, kWideBillion)),
                  static_cast<std::int32_t>(floor_mod(nanos, kWideBillion))};
}

Wide total_nanos(const Duration& duration) {
  return Wide{duration.seconds} * kWideBillion + duration.nanos;
}

// Cut towards zero.
Wide to_wide(long double amount) {
  constexpr long double kLimit = 1e34L;  // far beyond what checked() lets through
  if (!(std::fabs(amount) < kLimit)) throw_out_of_range("The duration is too long.");
  return static_cast<Wide>(amount);
}

template <typename Change>
Duration scale(const Duration& duration, Change change) {
  const auto scaled = [&](Wide amount) {
    return to_wide(change(static_cast<long double>(amount)));
  };
  return duration_from_billionths(scaled(Wide{duration.months} * kWideBillion),
                                  scaled(Wide{duration.days} * kWideBillion),
                                  scaled(total_nanos(duration)));
}

Date move_date(Date date, const Duration& duration, int sign) {
  const Wide whole_days = total_nanos(duration) / kNanosPerDay;
  const Date moved = add_months(date, checked(Wide{duration.months} * sign));
  return checked_date(checked(moved.days + (duration.days + whole_days) * sign));
}

LocalTime move_time(LocalTime time, const Duration& duration, int sign) {
  const Wide moved = time.nanos + total_nanos(duration) * sign;
  return LocalTime{static_cast<std::int64_t>(floor_mod(moved, Wide{kNanosPerDay}))};
}

LocalDateTime move_calendar(LocalDateTime value, const Duration& duration, int sign) {
  const Date date = add_months(date_of(value), checked(Wide{duration.months} * sign));
  const Date moved = checked_date(checked(date.days + Wide{duration.days} * sign));
  return join(moved, time_of(value));
}

// Seconds and nanoseconds moved; throws outside the range of dates.
LocalDateTime move_clock(std::int64_t seconds, std::int32_t nanos, const Duration& duration,
                         int sign) {
  const Wide moved = Wide{seconds} * kWideBillion + nanos + total_nanos(duration) * sign;
  const LocalDateTime result{checked(floor_div(moved, kWideBillion)),
                             static_cast<std::int32_t>(floor_mod(moved, kWideBillion))};
  checked_date(date_of(result).days);
  return result;
}

LocalDateTime move_local(LocalDateTime value, const Duration& duration, int sign) {
  const LocalDateTime day = move_calendar(value, duration, sign);
  return move_clock(day.seconds, day.nanos, duration, sign);
}

// Months and days move the clock on the wall, hours and less the instant.
DateTime move_zoned(const DateTime& value, const Duration& duration, int sign) {
  const Zone zone = zone_of(value);
  DateTime day = value;
  if (duration.months != 0 || duration.days != 0) {
    day = in_zone(move_calendar(local_date_time(value), duration, sign), zone);
  }
  const LocalDateTime instant = move_clock(day.seconds, day.nanos, duration, sign);
  return at_instant(instant.seconds, instant.nanos, zone);
}

}  // namespace

Date add_months(Date date, std::int64_t months) {
  if (months == 0) return date;
  const CalendarDate from = calendar_date(date);
  const Wide total = Wide{from.year} * 12 + from.month - 1 + months;
  const Wide year = floor_div(total, Wide{12});
  if (year < -kMaxYear || year > kMaxYear) checked_date(std::numeric_limits<std::int64_t>::max());
  const auto new_year = static_cast<std::int64_t>(year);
  const int month = static_cast<int>(total - year * 12) + 1;
  const int day = std::min(from.day, days_in_month(new_year, month));
  return Date{first_of_month(new_year, month).days + day - 1};
}

Duration duration_from_billionths(Wide months, Wide days, Wide seconds) {
  const Wide from_months = months % kWideBillion * kSecondsPerMonth;
  const Wide from_days = days % kWideBillion * kSecondsPerDay;
  return assemble(months / kWideBillion, days / kWideBillion + from_months / kNanosPerDay,
                  seconds + from_months % kNanosPerDay + from_days);
}

Duration add(const Duration& a, const Duration& b, int sign) {
  return assemble(a.months + Wide{b.months} * sign, a.days + Wide{b.days} * sign,
                  total_nanos(a) + total_nanos(b) * sign);
}

Value add_duration(const Value& instant, const Duration& duration, int sign) {
  switch (instant.type()) {
    case ValueType::date:
      return move_date(instant.as_date(), duration, sign);
    case ValueType::local_time:
      return move_time(instant.as_local_time(), duration, sign);
    case ValueType::time: {
      const Time time = instant.as_time();
      return Time{move_time(LocalTime{time.nanos}, duration, sign).nanos, time.offset};
    }
    case ValueType::local_date_time:
      return move_local(instant.as_local_date_time(), duration, sign);
    default:
      return move_zoned(instant.as_date_time(), duration, sign);
  }
}

Duration multiply(const Duration& duration, std::int64_t factor) {
  const Wide nanos = Wide{duration.seconds} * factor;
  checked(nanos);
  return assemble(Wide{duration.months} * factor, Wide{duration.days} * factor,
                  nanos * kWideBillion + Wide{duration.nanos} * factor);
}

Duration multiply(const Duration& duration, double factor) {
  return scale(duration, [factor](long double amount) { return amount * factor; });
}

Duration divide(const Duration& duration, double divisor) {
  if (divisor == 0) {
    throw Error(ErrorKind::arithmetic_error, "DivisionByZero", Phase::runtime,
                "A duration cannot be divided by zero.");
  }
  return scale(duration, [divisor](long double amount) { return amount / divisor; });
}

}  // namespace chancery
