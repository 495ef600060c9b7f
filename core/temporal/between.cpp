// duration.between and its siblings.

#include "temporal/calendar.h"

namespace chancery {
namespace {

// An instant of any type by its parts; what its type lacks is absent.
struct Parts {
  std::optional<Date> date;
  LocalTime time;
  std::optional<Zone> zone;
};

Parts parts_of(const Value& value) {
  switch (value.type()) {
    case ValueType::date:
      return {value.as_date(), LocalTime{}, std::nullopt};
    case ValueType::local_time:
      return {std::nullopt, value.as_local_time(), std::nullopt};
    case ValueType::time: {
      const Time time = value.as_time();
      return {std::nullopt, LocalTime{time.nanos}, Zone{ZoneId::none, time.offset}};
    }
    case ValueType::local_date_time: {
      const LocalDateTime local = value.as_local_date_time();
      return {date_of(local), time_of(local), std::nullopt};
    }
    default: {
      const DateTime moment = value.as_date_time();
      const LocalDateTime local = local_date_time(moment);
      return {date_of(local), time_of(local), zone_of(moment)};
    }
  }
}

// Two instants brought to what both have.
struct Interval {
  bool has_dates = false;
  DateTime from;
  DateTime to;  // on the clocks of `from`
};

// A value that names an instant keeps it, also where its local time alone would be ambiguous.
DateTime moment_of(const Value& value, const Parts& parts, Date date, Zone zone) {
  if (value.type() == ValueType::date_time) return value.as_date_time();
  return in_zone(join(parts.date.value_or(date), parts.time), parts.zone.value_or(zone));
}

Interval interval(const Value& from, const Value& to) {
  const Parts a = parts_of(from);
  const Parts b = parts_of(to);
  const Date date = a.date ? *a.date : b.date.value_or(Date{});
  const Zone zone = a.zone ? *a.zone : b.zone.value_or(Zone{});
  Interval result;
  result.has_dates = a.date && b.date;
  result.from = moment_of(from, a, date, zone);
  const DateTime end = moment_of(to, b, date, zone);
  result.to = at_instant(end.seconds, end.nanos, zone_of(result.from));
  return result;
}

Duration clock_difference(const DateTime& from, const DateTime& to) {
  const std::int64_t nanos = std::int64_t{to.nanos} - from.nanos;
  return Duration{0, 0, to.seconds - from.seconds + floor_div(nanos, kNanosPerSecond),
                  static_cast<std::int32_t>(floor_mod(nanos, kNanosPerSecond))};
}

std::int64_t month_number(const CalendarDate& date) { return date.year * 12 + date.month; }

// Whole months, the day of the month counting before it is cut to a shorter month.
std::int64_t whole_months(LocalDateTime from, LocalDateTime to) {
  const CalendarDate a = calendar_date(date_of(from));
  const CalendarDate b = calendar_date(date_of(to));
  const std::int64_t months = month_number(b) - month_number(a);
  const auto rest = a.day != b.day ? a.day <=> b.day : time_of(from).nanos <=> time_of(to).nanos;
  if (months > 0 && rest > 0) return months - 1;
  if (months < 0 && rest < 0) return months + 1;
  return months;
}

std::int64_t whole_days(LocalDateTime from, LocalDateTime to) {
  const std::int64_t days = date_of(to).days - date_of(from).days;
  if (days > 0 && time_of(to) < time_of(from)) return days - 1;
  if (days < 0 && time_of(to) > time_of(from)) return days + 1;
  return days;
}

}  // namespace

Duration duration_between(const Value& from, const Value& to) {
  const Interval span = interval(from, to);
  if (!span.has_dates) return clock_difference(span.from, span.to);
  const LocalDateTime start = local_date_time(span.from);
  const LocalDateTime end = local_date_time(span.to);
  const std::int64_t months = whole_months(start, end);
  const LocalDateTime by_month = join(add_months(date_of(start), months), time_of(start));
  const std::int64_t days = whole_days(by_month, end);
  DateTime by_day = span.from;
  if (months != 0 || days != 0) {
    const Date date{date_of(by_month).days + days};
    by_day = in_zone(join(date, time_of(start)), zone_of(span.from));
  }
  Duration result = clock_difference(by_day, span.to);
  result.months = months;
  result.days = days;
  return result;
}

Duration duration_in_months(const Value& from, const Value& to) {
  const Interval span = interval(from, to);
  if (!span.has_dates) return {};
  return Duration{whole_months(local_date_time(span.from), local_date_time(span.to)), 0, 0, 0};
}

Duration duration_in_days(const Value& from, const Value& to) {
  const Interval span = interval(from, to);
  if (!span.has_dates) return {};
  return Duration{0, whole_days(local_date_time(span.from), local_date_time(span.to)), 0, 0};
}

Duration duration_in_seconds(const Value& from, const Value& to) {
  const Interval span = interval(from, to);
  return clock_difference(span.from, span.to);
}

}  // namespace chancery
