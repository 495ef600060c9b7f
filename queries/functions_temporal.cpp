// Dates, times and durations; the work is in chancery/temporal_functions.h.

#include <array>
#include <string>

#include "chancery/error.h"
#include "chancery/quotes.h"
#include "chancery/temporal_functions.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

constexpr TypeSet kConstructible = kString | kMap | kInstant;

Zone zone_argument(EvalContext& context, Arguments arguments) {
  if (arguments.empty()) return zone_of(context.now);
  if (const auto zone = parse_zone(arguments[0].as_string())) return *zone;
  throw_argument("InvalidArgumentValue",
                 "Unknown time zone " + in_quotes(arguments[0].as_string()) +
                     "; give an IANA name such as 'Europe/Paris' or an offset such as '+02:00'.");
}

template <ValueType type>
Value construct(EvalContext& context, Arguments arguments) {
  if (arguments.empty()) return now_as(type, context.now, zone_of(context.now));
  return make_temporal(type, arguments[0], context.now);
}

template <ValueType type>
Value statement_clock(EvalContext& context, Arguments arguments) {
  return now_as(type, context.now, zone_argument(context, arguments));
}

template <ValueType type>
Value wall_clock(EvalContext& context, Arguments arguments) {
  return now_as(type, current_date_time(), zone_argument(context, arguments));
}

template <ValueType type>
Value truncate_to(EvalContext& context, Arguments arguments) {
  static const Map kNoFields;
  const Value value =
      arguments.size() > 1 ? arguments[1] : now_as(type, context.now, zone_of(context.now));
  const Map& fields = arguments.size() > 2 ? arguments[2].as_map() : kNoFields;
  return truncate(type, arguments[0].as_string(), value, fields, context.now);
}

std::int64_t integer(const Value& value) { return value.as_integer(); }

// Through the map form, which checks the ranges.
Value from_epoch(EvalContext& context, Arguments arguments) {
  const Map parts{{"epochSeconds", integer(arguments[0])}, {"nanosecond", integer(arguments[1])}};
  return make_temporal(ValueType::date_time, parts, context.now);
}

Value from_epoch_millis(EvalContext& context, Arguments arguments) {
  const Map parts{{"epochMillis", integer(arguments[0])}};
  return make_temporal(ValueType::date_time, parts, context.now);
}

Value duration(EvalContext& context, Arguments arguments) {
  return make_temporal(ValueType::duration, arguments[0], context.now);
}

template <Duration (*function)(const Value&, const Value&)>
Value difference(EvalContext&, Arguments arguments) {
  return function(arguments[0], arguments[1]);
}

constexpr Function constructor(std::string_view name, std::string_view signature,
                               std::string_view text, std::string_view example,
                               Value (*call)(EvalContext&, Arguments), TypeSet yields) {
  return Function{.name = name,
                  .signature = signature,
                  .text = text,
                  .example = example,
                  .min_args = 0,
                  .max_args = 1,
                  .call = call,
                  .accepts = {kConstructible},
                  .yields = yields};
}

constexpr Function clock(std::string_view name, std::string_view signature, std::string_view text,
                         std::string_view example, Value (*call)(EvalContext&, Arguments),
                         TypeSet yields, bool deterministic = true) {
  return Function{.name = name,
                  .signature = signature,
                  .text = text,
                  .example = example,
                  .min_args = 0,
                  .max_args = 1,
                  .call = call,
                  .accepts = {kString},
                  .yields = yields,
                  .deterministic = deterministic};
}

constexpr Function truncation(std::string_view name, std::string_view signature,
                              std::string_view example, Value (*call)(EvalContext&, Arguments),
                              TypeSet yields) {
  return Function{.name = name,
                  .signature = signature,
                  .text =
                      "The value cut down to a unit ('year', 'week', 'hour', ...), with the "
                      "given components set.",
                  .example = example,
                  .min_args = 1,
                  .max_args = 3,
                  .call = call,
                  .accepts = {kString, kInstant, kMap},
                  .yields = yields};
}

constexpr Function between(std::string_view name, std::string_view signature, std::string_view text,
                           std::string_view example, Value (*call)(EvalContext&, Arguments)) {
  return Function{.name = name,
                  .signature = signature,
                  .text = text,
                  .example = example,
                  .min_args = 2,
                  .max_args = 2,
                  .call = call,
                  .accepts = {kInstant, kInstant},
                  .yields = kDuration};
}

constexpr TypeSet kLocalTime = type_set({ValueType::local_time});
constexpr TypeSet kTime = type_set({ValueType::time});
constexpr TypeSet kLocalDateTime = type_set({ValueType::local_date_time});
constexpr TypeSet kDateTime = type_set({ValueType::date_time});
constexpr std::string_view kStatementText =
    "The time at the start of the statement, in UTC or a zone.";
constexpr std::string_view kWallText = "The time at the moment of the call, in UTC or a zone.";

const std::array kTemporalFunctions = {
    constructor("date", "date([input :: STRING | MAP | TEMPORAL]) :: DATE",
                "A date from text, components or another value; today without argument.",
                "RETURN date('2024-02-29') AS day", construct<ValueType::date>, kDate),
    constructor("localtime", "localtime([input :: STRING | MAP | TEMPORAL]) :: LOCAL TIME",
                "A time of day without zone.", "RETURN localtime('12:31') AS time",
                construct<ValueType::local_time>, kLocalTime),
    constructor("time", "time([input :: STRING | MAP | TEMPORAL]) :: TIME",
                "A time of day with its offset from UTC.", "RETURN time('12:31+02:00') AS time",
                construct<ValueType::time>, kTime),
    constructor("localdatetime",
                "localdatetime([input :: STRING | MAP | TEMPORAL]) :: LOCAL DATETIME",
                "A date and time without zone.",
                "RETURN localdatetime({year: 2024, month: 2, day: 29, hour: 12}) AS moment",
                construct<ValueType::local_date_time>, kLocalDateTime),
    constructor("datetime", "datetime([input :: STRING | MAP | TEMPORAL]) :: DATETIME",
                "A date and time in a zone.",
                "RETURN datetime('2024-02-29T12:31[Europe/Vienna]') AS moment",
                construct<ValueType::date_time>, kDateTime),
    clock("date.statement", "date.statement([zone :: STRING]) :: DATE", kStatementText,
          "RETURN date.statement() AS now", statement_clock<ValueType::date>, kDate),
    clock("date.transaction", "date.transaction([zone :: STRING]) :: DATE", kStatementText,
          "RETURN date.transaction() AS now", statement_clock<ValueType::date>, kDate),
    clock("date.realtime", "date.realtime([zone :: STRING]) :: DATE", kWallText,
          "RETURN date.realtime('Asia/Tokyo') AS now", wall_clock<ValueType::date>, kDate, false),
    clock("localtime.statement", "localtime.statement([zone :: STRING]) :: LOCAL TIME",
          kStatementText, "RETURN localtime.statement() AS now",
          statement_clock<ValueType::local_time>, kLocalTime),
    clock("localtime.transaction", "localtime.transaction([zone :: STRING]) :: LOCAL TIME",
          kStatementText, "RETURN localtime.transaction() AS now",
          statement_clock<ValueType::local_time>, kLocalTime),
    clock("localtime.realtime", "localtime.realtime([zone :: STRING]) :: LOCAL TIME", kWallText,
          "RETURN localtime.realtime('Asia/Tokyo') AS now", wall_clock<ValueType::local_time>,
          kLocalTime, false),
    clock("time.statement", "time.statement([zone :: STRING]) :: TIME", kStatementText,
          "RETURN time.statement() AS now", statement_clock<ValueType::time>, kTime),
    clock("time.transaction", "time.transaction([zone :: STRING]) :: TIME", kStatementText,
          "RETURN time.transaction() AS now", statement_clock<ValueType::time>, kTime),
    clock("time.realtime", "time.realtime([zone :: STRING]) :: TIME", kWallText,
          "RETURN time.realtime('Asia/Tokyo') AS now", wall_clock<ValueType::time>, kTime, false),
    clock("localdatetime.statement", "localdatetime.statement([zone :: STRING]) :: LOCAL DATETIME",
          kStatementText, "RETURN localdatetime.statement() AS now",
          statement_clock<ValueType::local_date_time>, kLocalDateTime),
    clock("localdatetime.transaction",
          "localdatetime.transaction([zone :: STRING]) :: LOCAL DATETIME", kStatementText,
          "RETURN localdatetime.transaction() AS now", statement_clock<ValueType::local_date_time>,
          kLocalDateTime),
    clock("localdatetime.realtime", "localdatetime.realtime([zone :: STRING]) :: LOCAL DATETIME",
          kWallText, "RETURN localdatetime.realtime('Asia/Tokyo') AS now",
          wall_clock<ValueType::local_date_time>, kLocalDateTime, false),
    clock("datetime.statement", "datetime.statement([zone :: STRING]) :: DATETIME", kStatementText,
          "RETURN datetime.statement() AS now", statement_clock<ValueType::date_time>, kDateTime),
    clock("datetime.transaction", "datetime.transaction([zone :: STRING]) :: DATETIME",
          kStatementText, "RETURN datetime.transaction() AS now",
          statement_clock<ValueType::date_time>, kDateTime),
    clock("datetime.realtime", "datetime.realtime([zone :: STRING]) :: DATETIME", kWallText,
          "RETURN datetime.realtime('Asia/Tokyo') AS now", wall_clock<ValueType::date_time>,
          kDateTime, false),
    truncation("date.truncate",
               "date.truncate(unit :: STRING [, value :: TEMPORAL [, fields :: MAP]]) :: DATE",
               "RETURN date.truncate('quarter', date('2024-02-29')) AS cut",
               truncate_to<ValueType::date>, kDate),
    truncation("localtime.truncate",
               "localtime.truncate(unit :: STRING [, value :: TEMPORAL [, fields :: MAP]]) :: "
               "LOCAL TIME",
               "RETURN localtime.truncate('hour', localtime('12:31')) AS cut",
               truncate_to<ValueType::local_time>, kLocalTime),
    truncation("time.truncate",
               "time.truncate(unit :: STRING [, value :: TEMPORAL [, fields :: MAP]]) :: TIME",
               "RETURN time.truncate('hour', time('12:31Z')) AS cut", truncate_to<ValueType::time>,
               kTime),
    truncation("localdatetime.truncate",
               "localdatetime.truncate(unit :: STRING [, value :: TEMPORAL [, fields :: MAP]]) :: "
               "LOCAL DATETIME",
               "RETURN localdatetime.truncate('month', localdatetime('2024-02-29T12:31')) AS cut",
               truncate_to<ValueType::local_date_time>, kLocalDateTime),
    truncation("datetime.truncate",
               "datetime.truncate(unit :: STRING [, value :: TEMPORAL [, fields :: MAP]]) :: "
               "DATETIME",
               "RETURN datetime.truncate('week', datetime('2024-02-29T12:31Z')) AS cut",
               truncate_to<ValueType::date_time>, kDateTime),
    Function{
        .name = "datetime.fromepoch",
        .signature = "datetime.fromepoch(seconds :: INTEGER, nanoseconds :: INTEGER) :: DATETIME",
        .text = "The instant so long after 1970-01-01T00:00Z, in UTC.",
        .example = "RETURN datetime.fromepoch(1700000000, 0) AS moment",
        .min_args = 2,
        .max_args = 2,
        .call = from_epoch,
        .accepts = {kInteger, kInteger},
        .yields = kDateTime},
    Function{.name = "datetime.fromepochmillis",
             .signature = "datetime.fromepochmillis(milliseconds :: INTEGER) :: DATETIME",
             .text = "The instant so many milliseconds after 1970-01-01T00:00Z, in UTC.",
             .example = "RETURN datetime.fromepochmillis(1700000000000) AS moment",
             .min_args = 1,
             .max_args = 1,
             .call = from_epoch_millis,
             .accepts = {kInteger},
             .yields = kDateTime},
    Function{.name = "duration",
             .signature = "duration(input :: STRING | MAP) :: DURATION",
             .text = "A duration from ISO 8601 text or from components such as {months: 3}.",
             .example = "RETURN date('2024-01-31') + duration('P1M') AS day",
             .min_args = 1,
             .max_args = 1,
             .call = duration,
             .accepts = {kString | kMap | kDuration},
             .yields = kDuration},
    between("duration.between", "duration.between(from :: TEMPORAL, to :: TEMPORAL) :: DURATION",
            "The difference in months, days and seconds.",
            "RETURN duration.between(date('2021-04-15'), date('2024-05-03')) AS apart",
            difference<duration_between>),
    between("duration.inMonths", "duration.inMonths(from :: TEMPORAL, to :: TEMPORAL) :: DURATION",
            "The difference in whole months.",
            "RETURN duration.inMonths(date('2021-04-15'), date('2024-05-03')).months AS months",
            difference<duration_in_months>),
    between("duration.inDays", "duration.inDays(from :: TEMPORAL, to :: TEMPORAL) :: DURATION",
            "The difference in whole days.",
            "RETURN duration.inDays(date('2021-04-15'), date('2024-05-03')).days AS days",
            difference<duration_in_days>),
    between("duration.inSeconds",
            "duration.inSeconds(from :: TEMPORAL, to :: TEMPORAL) :: DURATION",
            "The difference in seconds and parts of them.",
            "RETURN duration.inSeconds(time('12:00Z'), time('13:30Z')) AS apart",
            difference<duration_in_seconds>),
};

}  // namespace

std::span<const Function> temporal_functions() { return kTemporalFunctions; }

}  // namespace chancery::query
