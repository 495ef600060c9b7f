#include "temporal/construct.h"

#include <algorithm>
#include <cmath>

#include "chancery/quotes.h"

namespace chancery {
namespace {

struct FieldName {
  std::string_view name;
  Field field;
};

constexpr std::array<FieldName, 18> kFieldNames = {{
    {"year", Field::year},
    {"quarter", Field::quarter},
    {"month", Field::month},
    {"week", Field::week},
    {"day", Field::day},
    {"dayOfWeek", Field::day_of_week},
    {"weekDay", Field::day_of_week},
    {"weekYear", Field::year},
    {"ordinalDay", Field::ordinal_day},
    {"dayOfQuarter", Field::day_of_quarter},
    {"hour", Field::hour},
    {"minute", Field::minute},
    {"second", Field::second},
    {"millisecond", Field::millisecond},
    {"microsecond", Field::microsecond},
    {"nanosecond", Field::nanosecond},
    {"epochSeconds", Field::epoch_seconds},
    {"epochMillis", Field::epoch_millis},
}};

[[noreturn]] void throw_type(const std::string& message) {
  throw Error(ErrorKind::type_error, "InvalidArgumentValue", Phase::runtime, message);
}

std::int64_t require(std::optional<std::int64_t> value, std::string_view name) {
  if (!value) throw_argument("The component '" + std::string(name) + "' is missing.");
  return *value;
}

std::int64_t in_range(std::int64_t value, std::int64_t low, std::int64_t high,
                      std::string_view name) {
  if (value >= low && value <= high) return value;
  throw_argument("The component '" + std::string(name) + "' is " + std::to_string(value) +
                 ", outside " + std::to_string(low) + " to " + std::to_string(high) + ".");
}

int small(std::int64_t value, std::string_view name) {
  return static_cast<int>(in_range(value, 1, 366, name));
}

Date require_date(std::optional<Date> date) {
  if (!date) throw_argument("The calendar has no such day.");
  return *date;
}

// A component of the map, else of the base, else the first; without a base a component must not
// stand without the next larger one.
std::int64_t pick(std::optional<std::int64_t> given, bool has_base, std::int64_t from_base) {
  return given ? *given : has_base ? from_base : 1;
}

Date build_week_date(const Components& c, std::optional<Date> base) {
  const WeekDate from = base ? week_date(*base) : WeekDate{};
  if (!base && !c.has(Field::week)) throw_argument("The component 'week' is missing.");
  const std::int64_t year =
      base ? c[Field::year].value_or(from.year) : require(c[Field::year], "year");
  const std::int64_t week = pick(c[Field::week], base.has_value(), from.week);
  const std::int64_t day = pick(c[Field::day_of_week], base.has_value(), from.day);
  return require_date(make_week_date(year, small(week, "week"), small(day, "dayOfWeek")));
}

Date build_quarter_date(const Components& c, std::optional<Date> base) {
  const CalendarDate from = base ? calendar_date(*base) : CalendarDate{};
  const int base_quarter = (from.month - 1) / 3 + 1;
  if (!base && !c.has(Field::quarter)) throw_argument("The component 'quarter' is missing.");
  const std::int64_t year =
      in_range(base ? c[Field::year].value_or(from.year) : require(c[Field::year], "year"),
               -kMaxYear, kMaxYear, "year");
  const std::int64_t quarter =
      in_range(pick(c[Field::quarter], base.has_value(), base_quarter), 1, 4, "quarter");
  const std::int64_t base_day =
      base ? base->days - first_of_month(from.year, base_quarter * 3 - 2).days + 1 : 1;
  const Date first = first_of_month(year, quarter * 3 - 2);
  const std::int64_t length = first_of_month(year, quarter * 3 + 1).days - first.days;
  const std::int64_t day =
      in_range(c[Field::day_of_quarter].value_or(base_day), 1, length, "dayOfQuarter");
  return Date{first.days + day - 1};
}

Date build_ordinal_date(const Components& c, std::optional<Date> base) {
  const std::int64_t year =
      base ? c[Field::year].value_or(calendar_date(*base).year) : require(c[Field::year], "year");
  return require_date(make_ordinal_date(year, small(*c[Field::ordinal_day], "ordinalDay")));
}

Date build_calendar_date(const Components& c, std::optional<Date> base) {
  const CalendarDate from = base ? calendar_date(*base) : CalendarDate{};
  if (!base && c.has(Field::day)) require(c[Field::month], "month");
  const std::int64_t year =
      base ? c[Field::year].value_or(from.year) : require(c[Field::year], "year");
  const std::int64_t month = pick(c[Field::month], base.has_value(), from.month);
  const std::int64_t day = pick(c[Field::day], base.has_value(), from.day);
  in_range(year, -kMaxYear, kMaxYear, "year");
  in_range(month, 1, 12, "month");
  in_range(day, 1, 31, "day");
  return require_date(make_date(year, static_cast<int>(month), static_cast<int>(day)));
}

// Each unit's number must be below the next larger unit that is given as well.
std::int64_t sub_second_nanos(const Components& c) {
  const std::int64_t millis = in_range(c[Field::millisecond].value_or(0), 0, 999, "millisecond");
  const std::int64_t micros_limit = c.has(Field::millisecond) ? 999 : 999'999;
  const std::int64_t micros =
      in_range(c[Field::microsecond].value_or(0), 0, micros_limit, "microsecond");
  const std::int64_t nanos_limit = c.has(Field::microsecond)   ? 999
                                   : c.has(Field::millisecond) ? 999'999
                                                               : 999'999'999;
  const std::int64_t nanos =
      in_range(c[Field::nanosecond].value_or(0), 0, nanos_limit, "nanosecond");
  return millis * 1'000'000 + micros * 1'000 + nanos;
}

Zone zone_from(const Value& value) {
  if (value.type() != ValueType::string) {
    throw_type("The component 'timezone' must be a string such as 'Europe/Paris' or '+02:00'.");
  }
  if (const auto zone = parse_zone(value.as_string())) return *zone;
  throw_argument("Unknown time zone " + in_quotes(value.as_string()) +
                 "; give an IANA name such as 'Europe/Paris' or an offset such as '+02:00'.");
}

template <typename T>
T parsed(std::optional<T> value, const std::string& text, std::string_view what) {
  if (value) return *value;
  throw_argument(in_quotes(text) + " is not " + std::string(what) + " in ISO 8601 form.");
}

Value from_text(ValueType type, const std::string& text) {
  switch (type) {
    case ValueType::date:
      return parsed(parse_date(text), text, "a date");
    case ValueType::local_time:
      return parsed(parse_local_time(text), text, "a local time");
    case ValueType::time:
      return parsed(parse_time(text), text, "a time");
    case ValueType::local_date_time:
      return parsed(parse_local_date_time(text), text, "a local date and time");
    case ValueType::date_time:
      return parsed(parse_date_time(text), text, "a date and time");
    default:
      return parsed(parse_duration(text), text, "a duration");
  }
}

LocalTime base_or_midnight(const Components& c) {
  return build_time(c, c.time ? time_in(*c.time) : LocalTime{});
}

Date date_from(const Components& c) {
  return build_date(c, c.date ? std::optional(date_in(*c.date)) : std::nullopt);
}

LocalTime time_from(const Components& c) {
  return build_time(c, c.time ? std::optional(time_in(*c.time)) : std::nullopt);
}

// A zone asked of a time that has one already is a conversion; otherwise it is a reading.
Value zoned_time_from(const Components& c, const DateTime& now) {
  const LocalTime local = time_from(c);
  const auto own = c.time ? zone_in(*c.time) : std::nullopt;
  const std::int32_t wanted = offset_at(c.zone.value_or(zone_of(now)), now.seconds);
  if (!own) return Time{local.nanos, wanted};
  const std::int32_t offset =
      c.time->type() == ValueType::date_time ? c.time->as_date_time().offset : own->offset;
  if (!c.zone) return Time{local.nanos, offset};
  const std::int64_t moved = local.nanos + std::int64_t{wanted - offset} * kNanosPerSecond;
  return Time{floor_mod(moved, kNanosPerDay), wanted};
}

Value epoch_from(const Components& c, Zone zone) {
  const std::int64_t millis = c[Field::epoch_millis].value_or(0);
  const std::int64_t seconds =
      c[Field::epoch_seconds].value_or(floor_div<std::int64_t>(millis, 1000));
  checked_date(floor_div(seconds, kSecondsPerDay));
  const std::int64_t nanos =
      sub_second_nanos(c) +
      (c.has(Field::epoch_millis) ? floor_mod<std::int64_t>(millis, 1000) * 1'000'000 : 0);
  return at_instant(seconds,
                    static_cast<std::int32_t>(in_range(nanos, 0, 999'999'999, "nanosecond")), zone);
}

Value date_time_from(const Components& c, const DateTime& now) {
  const Zone wanted = c.zone.value_or(zone_of(now));
  if (c.has_any(Field::epoch_seconds, Field::epoch_millis)) return epoch_from(c, wanted);
  const LocalDateTime local = join(date_from(c), base_or_midnight(c));
  const auto own = c.time ? zone_in(*c.time) : std::nullopt;
  if (!own) return in_zone(local, wanted);
  const DateTime moment = in_zone(local, *own);
  return c.zone ? at_instant(moment.seconds, moment.nanos, *c.zone) : moment;
}

bool is_only_zone(const Components& c) {
  return !c.has_any(Field::year, Field::epoch_millis) && !c.date && !c.time && c.zone;
}

Value from_components(ValueType type, const Components& c, const DateTime& now) {
  if (c.has_null) return Value();
  if (is_only_zone(c)) return now_as(type, now, *c.zone);
  switch (type) {
    case ValueType::date:
      return date_from(c);
    case ValueType::local_time:
      return time_from(c);
    case ValueType::time:
      return zoned_time_from(c, now);
    case ValueType::local_date_time:
      return join(date_from(c), base_or_midnight(c));
    default:
      return date_time_from(c, now);
  }
}

// Billionths of a number.
Wide billionths(const Value& value, std::string_view name) {
  if (value.type() == ValueType::integer) return Wide{value.as_integer()} * 1'000'000'000;
  if (value.type() != ValueType::floating) {
    throw_type("The component '" + std::string(name) + "' must be a number.");
  }
  const double number = value.as_float();
  if (!(std::fabs(number) < 9e18)) throw_out_of_range("The duration is too long.");
  const double whole = std::trunc(number);
  return Wide{static_cast<std::int64_t>(whole)} * 1'000'000'000 +
         static_cast<std::int64_t>(std::llround((number - whole) * 1e9));
}

struct DurationUnit {
  std::string_view name;
  char group;  // months, days or seconds
  std::int64_t multiple;
  std::int64_t divisor;
};

constexpr std::array<DurationUnit, 11> kDurationUnits = {{
    {"years", 'm', 12, 1},
    {"quarters", 'm', 3, 1},
    {"months", 'm', 1, 1},
    {"weeks", 'd', 7, 1},
    {"days", 'd', 1, 1},
    {"hours", 's', 3600, 1},
    {"minutes", 's', 60, 1},
    {"seconds", 's', 1, 1},
    {"milliseconds", 's', 1, 1'000},
    {"microseconds", 's', 1, 1'000'000},
    {"nanoseconds", 's', 1, 1'000'000'000},
}};

Value duration_from(const Map& map) {
  Wide months = 0;
  Wide days = 0;
  Wide seconds = 0;
  for (const auto& [key, value] : map) {
    if (value.is_null()) return Value();
    const std::string& name = key;
    const auto* const unit = std::find_if(kDurationUnits.begin(), kDurationUnits.end(),
                                          [&](const DurationUnit& u) { return u.name == name; });
    if (unit == kDurationUnits.end()) {
      throw_argument("A duration has no component " + in_quotes(name) + ".");
    }
    const Wide amount = billionths(value, name) * unit->multiple / unit->divisor;
    (unit->group == 'm' ? months : unit->group == 'd' ? days : seconds) += amount;
  }
  if (map.empty()) throw_argument("A duration needs at least one component.");
  return duration_from_billionths(months, days, seconds);
}

// date(other) and so on: a value of another temporal type as the base of everything.
Value convert(ValueType type, const Value& input, const DateTime& now) {
  switch (type) {
    case ValueType::date:
      return date_in(input);
    case ValueType::local_time:
      return time_in(input);
    case ValueType::local_date_time:
      return join(date_in(input), input.type() == ValueType::date ? LocalTime{} : time_in(input));
    case ValueType::date_time:
      if (input.type() == ValueType::date_time) return input;
      return in_zone(convert(ValueType::local_date_time, input, now).as_local_date_time(),
                     zone_of(now));
    case ValueType::time: {
      if (input.type() == ValueType::time) return input;
      const std::int32_t offset = input.type() == ValueType::date_time
                                      ? input.as_date_time().offset
                                      : offset_at(zone_of(now), now.seconds);
      return Time{time_in(input).nanos, offset};
    }
    default:
      throw_type("A duration cannot be made from a value of type " +
                 std::string(to_string(input.type())) + ".");
  }
}

bool is_instant(ValueType type) { return type >= ValueType::date && type <= ValueType::date_time; }

}  // namespace

Components::Components(const Map& map) {
  for (const auto& [key, value] : map) {
    const std::string& name = key;
    if (value.is_null()) {
      has_null = true;
    } else if (name == "timezone") {
      zone = zone_from(value);
    } else if (name == "date" || name == "time" || name == "datetime") {
      if (!is_instant(value.type())) {
        throw_type("The component '" + name + "' must be a temporal value.");
      }
      if (name != "time") date = value;
      if (name != "date") time = value;
    } else {
      const auto* const field = std::find_if(kFieldNames.begin(), kFieldNames.end(),
                                             [&](const FieldName& f) { return f.name == name; });
      if (field == kFieldNames.end())
        throw_argument("There is no component " + in_quotes(name) + ".");
      if (value.type() != ValueType::integer) {
        throw_type("The component '" + name + "' must be an integer.");
      }
      numbers[static_cast<std::size_t>(field->field)] = value.as_integer();
    }
  }
}

bool Components::has_any(Field first, Field last) const {
  for (auto i = static_cast<std::size_t>(first); i <= static_cast<std::size_t>(last); ++i) {
    if (numbers[i]) return true;
  }
  return false;
}

Date build_date(const Components& c, std::optional<Date> base) {
  const bool week = c.has(Field::week) || c.has(Field::day_of_week);
  const bool quarter = c.has(Field::quarter) || c.has(Field::day_of_quarter);
  const bool ordinal = c.has(Field::ordinal_day);
  const bool calendar = c.has(Field::month) || c.has(Field::day);
  if (week + quarter + ordinal + calendar > 1) {
    throw_argument(
        "A date is given by month and day, by week and dayOfWeek, by quarter and dayOfQuarter, or "
        "by ordinalDay, not by a mixture of them.");
  }
  if (week) return build_week_date(c, base);
  if (quarter) return build_quarter_date(c, base);
  if (ordinal) return build_ordinal_date(c, base);
  return build_calendar_date(c, base);
}

LocalTime build_time(const Components& c, std::optional<LocalTime> base,
                     std::optional<std::int64_t> below) {
  const bool sub_second = c.has_any(Field::millisecond, Field::nanosecond);
  if (!base) {
    require(c[Field::hour], "hour");
    if (c.has(Field::second) || sub_second) require(c[Field::minute], "minute");
    if (sub_second) require(c[Field::second], "second");
  }
  const std::int64_t from = base ? base->nanos : 0;
  const std::int64_t seconds = from / kNanosPerSecond;
  const std::int64_t hour = in_range(c[Field::hour].value_or(seconds / 3600), 0, 23, "hour");
  const std::int64_t minute =
      in_range(c[Field::minute].value_or(seconds / 60 % 60), 0, 59, "minute");
  const std::int64_t second = in_range(c[Field::second].value_or(seconds % 60), 0, 59, "second");
  std::int64_t nanos = from % kNanosPerSecond;
  if (sub_second) {
    const std::int64_t given = sub_second_nanos(c);
    if (below) in_range(given, 0, *below - 1, "nanosecond");
    nanos = below ? nanos + given : given;
  }
  return LocalTime{(hour * 3600 + minute * 60 + second) * kNanosPerSecond + nanos};
}

Date date_in(const Value& value) {
  switch (value.type()) {
    case ValueType::date:
      return value.as_date();
    case ValueType::local_date_time:
      return date_of(value.as_local_date_time());
    case ValueType::date_time:
      return date_of(local_date_time(value.as_date_time()));
    default:
      throw_type("A value of type " + std::string(to_string(value.type())) + " has no date.");
  }
}

LocalTime time_in(const Value& value) {
  switch (value.type()) {
    case ValueType::local_time:
      return value.as_local_time();
    case ValueType::time:
      return LocalTime{value.as_time().nanos};
    case ValueType::local_date_time:
      return time_of(value.as_local_date_time());
    case ValueType::date_time:
      return time_of(local_date_time(value.as_date_time()));
    default:
      throw_type("A value of type " + std::string(to_string(value.type())) + " has no time.");
  }
}

std::optional<Zone> zone_in(const Value& value) {
  if (value.type() == ValueType::date_time) return zone_of(value.as_date_time());
  if (value.type() == ValueType::time) return Zone{ZoneId::none, value.as_time().offset};
  return std::nullopt;
}

Value now_as(ValueType type, const DateTime& now, Zone zone) {
  return convert(type, at_instant(now.seconds, now.nanos, zone), now);
}

Value make_temporal(ValueType type, const Value& input, const DateTime& now) {
  if (input.is_null()) return input;
  if (input.type() == ValueType::string) return from_text(type, input.as_string());
  if (input.type() == ValueType::map) {
    if (type == ValueType::duration) return duration_from(input.as_map());
    return from_components(type, Components(input.as_map()), now);
  }
  if (input.type() == type) return input;
  if (is_instant(input.type())) return convert(type, input, now);
  throw_type("A value of type " + std::string(to_string(type)) +
             " cannot be made from a value of type " + std::string(to_string(input.type())) + ".");
}

}  // namespace chancery
