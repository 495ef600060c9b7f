// date.truncate(unit, value, fields) and its siblings.

#include <algorithm>

#include "chancery/folding.h"
#include "chancery/quotes.h"
#include "temporal/construct.h"

namespace chancery {
namespace {

struct ClockUnit {
  std::string_view name;
  std::int64_t nanos;
};

constexpr std::array<ClockUnit, 7> kClockUnits = {{
    {"day", kNanosPerDay},
    {"hour", 3600 * kNanosPerSecond},
    {"minute", 60 * kNanosPerSecond},
    {"second", kNanosPerSecond},
    {"millisecond", 1'000'000},
    {"microsecond", 1'000},
    {"nanosecond", 1},
}};

// Nanoseconds of a unit of the clock; nullopt for a unit of the calendar.
std::optional<std::int64_t> clock_unit(std::string_view unit) {
  const auto* const found = std::find_if(kClockUnits.begin(), kClockUnits.end(),
                                         [&](const ClockUnit& u) { return u.name == unit; });
  return found == kClockUnits.end() ? std::nullopt : std::optional(found->nanos);
}

Date first_of_years(std::int64_t year, std::int64_t span) {
  const auto first = make_date(floor_div(year, span) * span, 1, 1);
  if (!first) throw_out_of_range("The truncated date is before the year -999999999.");
  return *first;
}

// Nullopt for a unit that is none of the calendar's.
std::optional<Date> truncate_date(Date date, std::string_view unit) {
  const CalendarDate day = calendar_date(date);
  if (unit == "millennium") return first_of_years(day.year, 1000);
  if (unit == "century") return first_of_years(day.year, 100);
  if (unit == "decade") return first_of_years(day.year, 10);
  if (unit == "year") return first_of_years(day.year, 1);
  if (unit == "weekyear") return make_week_date(week_date(date).year, 1, 1);
  if (unit == "quarter") return first_of_month(day.year, (day.month - 1) / 3 * 3 + 1);
  if (unit == "month") return first_of_month(day.year, day.month);
  if (unit == "week") return Date{date.days - (week_date(date).day - 1)};
  if (unit == "day") return date;
  return std::nullopt;
}

struct Truncated {
  std::optional<Date> date;
  LocalTime time;
};

[[noreturn]] void throw_unit(std::string_view unit, ValueType type) {
  throw_argument("A value of type " + std::string(to_string(type)) +
                 " cannot be truncated to the unit " + in_quotes(unit) + ".");
}

bool has_date(ValueType type) { return type != ValueType::local_time && type != ValueType::time; }
bool has_time(ValueType type) { return type != ValueType::date; }

Truncated cut(std::string_view unit, const Value& value, const Components& fields) {
  Truncated result;
  const std::optional<std::int64_t> clock = clock_unit(unit);
  if (has_date(value.type())) {
    const Date date = date_in(value);
    const auto truncated = clock ? std::optional(date) : truncate_date(date, unit);
    if (!truncated) throw_unit(unit, value.type());
    result.date = build_date(fields, truncated);
  } else if (!clock) {
    throw_unit(unit, value.type());
  }
  const LocalTime time = has_time(value.type()) ? time_in(value) : LocalTime{};
  const LocalTime truncated{clock ? time.nanos - time.nanos % *clock : 0};
  result.time =
      build_time(fields, truncated, std::min(clock.value_or(kNanosPerDay), kNanosPerSecond));
  return result;
}

Date require_date(const Truncated& cut, ValueType from, ValueType type) {
  if (cut.date) return *cut.date;
  throw_argument("A value of type " + std::string(to_string(from)) +
                 " cannot be truncated to a value of type " + std::string(to_string(type)) + ".");
}

}  // namespace

Value truncate(ValueType type, std::string_view unit, const Value& value, const Map& fields,
               const DateTime& now) {
  if (value.is_null()) return value;
  const Components components(fields);
  if (components.has_null) return Value();
  const std::string name = fold_name(unit);
  const bool sub_day = clock_unit(name).value_or(kNanosPerDay) < kNanosPerDay;
  if (type == ValueType::date && sub_day) throw_unit(unit, type);
  if (!has_date(type) && !clock_unit(name)) throw_unit(unit, type);
  const Truncated result = cut(name, value, components);
  const Zone zone = components.zone ? *components.zone : zone_in(value).value_or(zone_of(now));
  switch (type) {
    case ValueType::date:
      return require_date(result, value.type(), type);
    case ValueType::local_time:
      return result.time;
    case ValueType::time: {
      const bool keeps_offset = value.type() == ValueType::date_time && !components.zone;
      return Time{result.time.nanos,
                  keeps_offset ? value.as_date_time().offset : offset_at(zone, now.seconds)};
    }
    case ValueType::local_date_time:
      return join(require_date(result, value.type(), type), result.time);
    default:
      return in_zone(join(require_date(result, value.type(), type), result.time), zone);
  }
}

}  // namespace chancery
