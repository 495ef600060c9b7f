#include "bulk/arrow_type.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "bulk/field_text.h"
#include "chancery/error.h"

namespace chancery::bulk {
namespace {

// Formats as the specification spells them.
constexpr std::array<std::pair<std::string_view, ArrowKind>, 23> kFormats = {
    {{"n", ArrowKind::null},
     {"b", ArrowKind::boolean},
     {"c", ArrowKind::int8},
     {"C", ArrowKind::uint8},
     {"s", ArrowKind::int16},
     {"S", ArrowKind::uint16},
     {"i", ArrowKind::int32},
     {"I", ArrowKind::uint32},
     {"l", ArrowKind::int64},
     {"L", ArrowKind::uint64},
     {"e", ArrowKind::float16},
     {"f", ArrowKind::float32},
     {"g", ArrowKind::float64},
     {"u", ArrowKind::text},
     {"U", ArrowKind::large_text},
     {"vu", ArrowKind::text_view},
     {"tdD", ArrowKind::date32},
     {"tdm", ArrowKind::date64},
     {"tiM", ArrowKind::interval_months},
     {"tiD", ArrowKind::interval_day_time},
     {"tin", ArrowKind::interval_month_day_nano},
     {"+l", ArrowKind::list},
     {"+L", ArrowKind::large_list}}};

// What no property holds: the beginning of its format, its name, and what to do.
struct Refused {
  std::string_view begins;
  std::string_view name;
  std::string_view advice;
};
constexpr std::string_view kNest = "give its parts columns of their own, for instance by flatten()";
constexpr std::string_view kCast = "cast it to float64, int64 or string";
constexpr std::array<Refused, 10> kRefused = {
    {{"d:", "decimal", kCast},
     {"z", "binary", "cast it to string, or leave the column out"},
     {"Z", "binary", "cast it to string, or leave the column out"},
     {"vz", "binary", "cast it to string, or leave the column out"},
     {"w:", "binary", "cast it to string, or leave the column out"},
     {"+s", "struct", kNest},
     {"+m", "map", kNest},
     {"+u", "union", kNest},
     {"+v", "list view", "cast it to list"},
     {"+r", "run-end encoded", "decode it"}}};

[[noreturn]] void fail_type(const ArrowSchema& schema, std::string_view format) {
  const std::string column = in_quotes(schema.name ? schema.name : "");
  for (const Refused& each : kRefused) {
    if (!format.starts_with(each.begins)) continue;
    throw Error(ErrorKind::input_error, "The column " + column + " is of the Arrow type " +
                                            std::string(each.name) + ", which no property holds; " +
                                            std::string(each.advice) + ".");
  }
  throw Error(ErrorKind::input_error, "The column " + column + " has the Arrow format " +
                                          in_quotes(format) + ", which is not known; " +
                                          std::string(kCast) + ".");
}

std::optional<std::int64_t> units_per_second(char unit) {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 1'000;
    case 'u':
      return 1'000'000;
    case 'n':
      return 1'000'000'000;
    default:
      return std::nullopt;
  }
}

Zone zone_of_timestamp(const ArrowSchema& schema, std::string_view name) {
  if (name == "UTC" || name == "Etc/UTC") return {};
  if (const auto zone = parse_zone(name)) return *zone;
  throw Error(ErrorKind::input_error, "The column " + in_quotes(schema.name ? schema.name : "") +
                                          " is in the time zone " + in_quotes(name) +
                                          ", which is not known; convert it to UTC.");
}

/// "ttu", "tsn:Europe/Paris", "tDs".
std::optional<ArrowType> time_type(const ArrowSchema& schema, std::string_view format) {
  if (format.size() < 3 || format[0] != 't') return std::nullopt;
  const auto per_second = units_per_second(format[2]);
  if (!per_second) return std::nullopt;
  ArrowType type{.per_second = *per_second};
  const bool plain = format.size() == 3;
  if (format[1] == 't' && plain) {
    type.kind = *per_second <= 1'000 ? ArrowKind::time32 : ArrowKind::time64;
  } else if (format[1] == 'D' && plain) {
    type.kind = ArrowKind::duration;
  } else if (format[1] == 's' && format.size() >= 4 && format[3] == ':') {
    type.kind = ArrowKind::timestamp;
    type.zoned = format.size() > 4;
    if (type.zoned) type.zone = zone_of_timestamp(schema, format.substr(4));
  } else {
    return std::nullopt;
  }
  return type;
}

}  // namespace

bool is_integer(ArrowKind kind) { return kind >= ArrowKind::int8 && kind <= ArrowKind::uint64; }
bool is_text(ArrowKind kind) { return kind >= ArrowKind::text && kind <= ArrowKind::text_view; }
bool is_list(ArrowKind kind) { return kind >= ArrowKind::list && kind <= ArrowKind::fixed_list; }

ArrowType arrow_type(const ArrowSchema& schema) {
  const std::string_view format = schema.format ? schema.format : "";
  const auto found =
      std::ranges::find(kFormats, format, [](const auto& entry) { return entry.first; });
  if (found != kFormats.end()) return {.kind = found->second};
  if (auto type = time_type(schema, format)) return *type;
  if (format.starts_with("+w:")) {
    const auto size = integer_of(format.substr(3));
    if (size && *size >= 0 && *size <= INT32_MAX)
      return {.kind = ArrowKind::fixed_list, .list_size = *size};
  }
  fail_type(schema, format);
}

}  // namespace chancery::bulk
