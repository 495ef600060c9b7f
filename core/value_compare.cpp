// Equality, equivalence, orderability, comparability and hashing of values (openCypher 9,
// "Comparability, equality, orderability and equivalence").

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>

#include "chancery/value.h"
#include "chancery/work.h"
#include "wide_integer.h"

namespace chancery {
namespace {

// A walk over elements reports itself before the first one, and then after every kBetweenReports:
// a list shared by many lists may be met many times.
constexpr std::size_t kBetweenReports = 1024;
constexpr std::size_t kPerCompared = 8;
constexpr std::size_t kLongCompared = 4096;

void report_element(std::size_t index, std::size_t size) {
  if (index % kBetweenReports != 0) return;
  report_work(kPerCompared * std::min(kBetweenReports, size - index));
}

std::weak_ordering order_texts(const std::string& a, const std::string& b) {
  if (std::min(a.size(), b.size()) >= kLongCompared) report_work(std::min(a.size(), b.size()));
  return a <=> b;
}

constexpr double kTwoTo63 = 9223372036854775808.0;

// Exact: an integer beyond 2^53 is not rounded to a float first.
std::partial_ordering compare_exact(std::int64_t a, double b) {
  if (std::isnan(b)) return std::partial_ordering::unordered;
  if (b >= kTwoTo63) return std::partial_ordering::less;
  if (b < -kTwoTo63) return std::partial_ordering::greater;
  const double whole = std::trunc(b);
  const auto truncated = static_cast<std::int64_t>(whole);
  if (a != truncated) return a <=> truncated;
  return 0.0 <=> (b - whole);
}

std::partial_ordering reversed(std::partial_ordering order) { return 0 <=> order; }

std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  const bool a_integer = a.type() == ValueType::integer;
  const bool b_integer = b.type() == ValueType::integer;
  if (a_integer && b_integer) return a.as_integer() <=> b.as_integer();
  if (a_integer) return compare_exact(a.as_integer(), b.as_float());
  if (b_integer) return reversed(compare_exact(b.as_integer(), a.as_float()));
  return a.as_float() <=> b.as_float();
}

// NaN is the largest number, equivalent to itself.
std::weak_ordering order_numbers(const Value& a, const Value& b) {
  const std::partial_ordering order = compare_numbers(a, b);
  if (order == std::partial_ordering::less) return std::weak_ordering::less;
  if (order == std::partial_ordering::greater) return std::weak_ordering::greater;
  if (order == std::partial_ordering::equivalent) return std::weak_ordering::equivalent;
  const bool a_nan = a.type() == ValueType::floating && std::isnan(a.as_float());
  const bool b_nan = b.type() == ValueType::floating && std::isnan(b.as_float());
  return a_nan <=> b_nan;
}

std::weak_ordering order_times(const Time& a, const Time& b) {
  constexpr std::int64_t kNanos = 1'000'000'000;
  if (auto order = a.nanos - a.offset * kNanos <=> b.nanos - b.offset * kNanos; order != 0) {
    return order;
  }
  return a.offset <=> b.offset;
}

std::weak_ordering order_date_times(const DateTime& a, const DateTime& b) {
  if (auto order = a.seconds <=> b.seconds; order != 0) return order;
  if (auto order = a.nanos <=> b.nanos; order != 0) return order;
  if (auto order = a.offset <=> b.offset; order != 0) return order;
  return zone_name(a.zone) <=> zone_name(b.zone);
}

// By average length, so that a month stands for 30.436875 days; ties by their parts.
std::weak_ordering order_durations(const Duration& a, const Duration& b) {
  const auto seconds = [](const Duration& d) {
    return Wide{d.months} * 2'629'746 + Wide{d.days} * 86'400 + d.seconds;
  };
  const Wide a_seconds = seconds(a);
  const Wide b_seconds = seconds(b);
  if (a_seconds != b_seconds) {
    return a_seconds < b_seconds ? std::weak_ordering::less : std::weak_ordering::greater;
  }
  if (auto order = a.nanos <=> b.nanos; order != 0) return order;
  if (auto order = a.months <=> b.months; order != 0) return order;
  return a.days <=> b.days;
}

std::optional<bool> equal_lists(const List& a, const List& b) {
  if (a.size() != b.size()) return false;
  std::optional<bool> result = true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    report_element(i, a.size());
    const std::optional<bool> same = equal(a[i], b[i]);
    if (same == false) return false;
    if (!same) result = std::nullopt;
  }
  return result;
}

std::optional<bool> equal_maps(const Map& a, const Map& b) {
  if (a.size() != b.size()) return false;
  report_work(kPerCompared * a.size());
  for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {
    if (x->first != y->first) return false;
  }
  std::optional<bool> result = true;
  for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {
    const std::optional<bool> same = equal(x->second, y->second);
    if (same == false) return false;
    if (!same) result = std::nullopt;
  }
  return result;
}

std::weak_ordering order_lists(const List& a, const List& b) {
  const std::size_t common = &a == &b ? 0 : std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    report_element(i, common);
    if (auto result = order(a[i], b[i]); result != 0) return result;
  }
  return a.size() <=> b.size();
}

std::weak_ordering order_maps(const Map& a, const Map& b) {
  if (&a == &b) return std::weak_ordering::equivalent;
  if (auto result = a.size() <=> b.size(); result != 0) return result;
  report_work(kPerCompared * a.size());
  for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {
    if (auto result = x->first <=> y->first; result != 0) return result;
  }
  for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {
    if (auto result = order(x->second, y->second); result != 0) return result;
  }
  return std::weak_ordering::equivalent;
}

std::weak_ordering order_paths(const Path& a, const Path& b) {
  for (std::size_t i = 0; i < a.nodes.size() && i < b.nodes.size(); ++i) {
    if (auto result = raw(a.nodes[i].id) <=> raw(b.nodes[i].id); result != 0) return result;
    if (i >= a.relationships.size() || i >= b.relationships.size()) break;
    const auto x = raw(a.relationships[i].id);
    const auto y = raw(b.relationships[i].id);
    if (auto result = x <=> y; result != 0) return result;
  }
  return a.nodes.size() <=> b.nodes.size();
}

// Position of each type in the global order, in the order of ValueType.
int rank(ValueType type) {
  static constexpr std::array<int, 16> kRanks = {
      14,  // null
      12,  // boolean
      13,  // integer
      13,  // float
      11,  // string
      3,   // list
      0,   // map
      1,   // node
      2,   // relationship
      4,   // path
      7,   // date
      9,   // local time
      8,   // time
      6,   // local date time
      5,   // date time
      10,  // duration
  };
  return kRanks[static_cast<std::size_t>(type)];
}

std::weak_ordering order_same_rank(const Value& a, const Value& b) {
  switch (a.type()) {
    case ValueType::null:
      return std::weak_ordering::equivalent;
    case ValueType::boolean:
      return a.as_bool() <=> b.as_bool();
    case ValueType::integer:
    case ValueType::floating:
      return order_numbers(a, b);
    case ValueType::string:
      return order_texts(a.as_string(), b.as_string());
    case ValueType::list:
      return order_lists(a.as_list(), b.as_list());
    case ValueType::map:
      return order_maps(a.as_map(), b.as_map());
    case ValueType::node:
      return raw(a.as_node().id) <=> raw(b.as_node().id);
    case ValueType::relationship:
      return raw(a.as_relationship().id) <=> raw(b.as_relationship().id);
    case ValueType::path:
      return order_paths(a.as_path(), b.as_path());
    case ValueType::date:
      return a.as_date() <=> b.as_date();
    case ValueType::local_time:
      return a.as_local_time() <=> b.as_local_time();
    case ValueType::time:
      return order_times(a.as_time(), b.as_time());
    case ValueType::local_date_time:
      return a.as_local_date_time() <=> b.as_local_date_time();
    case ValueType::date_time:
      return order_date_times(a.as_date_time(), b.as_date_time());
    case ValueType::duration:
      return order_durations(a.as_duration(), b.as_duration());
  }
  return std::weak_ordering::equivalent;
}

std::optional<std::partial_ordering> compare_lists(const List& a, const List& b) {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    report_element(i, common);
    const auto result = compare(a[i], b[i]);
    if (!result || *result != std::partial_ordering::equivalent) return result;
  }
  return a.size() <=> b.size();
}

std::size_t mix(std::size_t seed, std::size_t hash) {
  return seed ^ (hash + 0x9E3779B97F4A7C15ULL + (seed << 6) + (seed >> 2));
}

template <typename T>
std::size_t hash_of(const T& value) {
  return std::hash<T>{}(value);
}

// A float that is a whole number hashes as that integer, because 1 is equivalent to 1.0.
std::size_t hash_float(double value) {
  if (std::isnan(value)) return 0x7FF8;
  if (value >= -kTwoTo63 && value < kTwoTo63 && std::trunc(value) == value) {
    return hash_of(static_cast<std::int64_t>(value));
  }
  return hash_of(value);
}

std::size_t hash_parts(std::initializer_list<std::int64_t> parts) {
  std::size_t seed = 0;
  for (std::int64_t part : parts) seed = mix(seed, hash_of(part));
  return seed;
}

std::size_t hash_list(const List& list) {
  std::size_t seed = list.size();
  for (std::size_t i = 0; i < list.size(); ++i) {
    report_element(i, list.size());
    seed = mix(seed, hash_value(list[i]));
  }
  return seed;
}

std::size_t hash_map(const Map& map) {
  std::size_t seed = map.size();
  for (const auto& [key, item] : map) seed = mix(mix(seed, hash_of(key)), hash_value(item));
  return seed;
}

std::size_t hash_path(const Path& path) {
  std::size_t seed = path.nodes.size();
  for (const Node& node : path.nodes) seed = mix(seed, hash_of(raw(node.id)));
  for (const Relationship& step : path.relationships) seed = mix(seed, hash_of(raw(step.id)));
  return seed;
}

std::size_t hash_text(const std::string& text) {
  if (text.size() >= kLongCompared) report_work(text.size());
  return hash_of(text);
}

// Kept with the container, so that what is shared by many is walked once.
template <typename Hash>
std::size_t kept(std::atomic<std::size_t>& place, const Hash& hash) {
  std::size_t known = place.load(std::memory_order_relaxed);
  if (known == 0) place.store(known = hash(), std::memory_order_relaxed);
  return known;
}

std::size_t hash_temporal(const Value& value) {
  switch (value.type()) {
    case ValueType::date:
      return hash_parts({value.as_date().days});
    case ValueType::local_time:
      return hash_parts({value.as_local_time().nanos});
    case ValueType::time:
      return hash_parts({value.as_time().nanos, value.as_time().offset});
    case ValueType::local_date_time: {
      const LocalDateTime local = value.as_local_date_time();
      return hash_parts({local.seconds, local.nanos});
    }
    case ValueType::date_time: {
      const DateTime moment = value.as_date_time();
      return hash_parts({moment.seconds, moment.nanos, moment.offset, raw(moment.zone)});
    }
    default: {
      const Duration duration = value.as_duration();
      return hash_parts({duration.months, duration.days, duration.seconds, duration.nanos});
    }
  }
}

}  // namespace

std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.is_number() && b.is_number()) {
    return compare_numbers(a, b) == std::partial_ordering::equivalent;
  }
  if (a.type() != b.type()) return false;
  if (a.type() == ValueType::list) {
    if (&a.as_list() == &b.as_list() && a.equals_itself()) return true;
    return equal_lists(a.as_list(), b.as_list());
  }
  if (a.type() == ValueType::map) {
    if (&a.as_map() == &b.as_map() && a.equals_itself()) return true;
    return equal_maps(a.as_map(), b.as_map());
  }
  return order_same_rank(a, b) == 0;
}

bool equivalent(const Value& a, const Value& b) { return order(a, b) == 0; }

std::weak_ordering order(const Value& a, const Value& b) {
  const int a_rank = rank(a.type());
  const int b_rank = rank(b.type());
  if (a_rank != b_rank) return a_rank <=> b_rank;
  return order_same_rank(a, b);
}

std::optional<std::partial_ordering> compare(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b);
  if (a.type() != b.type()) return std::nullopt;
  switch (a.type()) {
    case ValueType::null:
    case ValueType::map:
    case ValueType::node:
    case ValueType::relationship:
    case ValueType::path:
    case ValueType::duration:
      return std::nullopt;
    case ValueType::list:
      if (&a.as_list() == &b.as_list() && a.equals_itself()) {
        return std::partial_ordering::equivalent;
      }
      return compare_lists(a.as_list(), b.as_list());
    default:
      return order_same_rank(a, b);
  }
}

std::size_t hash_value(const Value& value) {
  const std::size_t seed = static_cast<std::size_t>(rank(value.type()));
  switch (value.type()) {
    case ValueType::null:
      return seed;
    case ValueType::boolean:
      return mix(seed, hash_of(value.as_bool()));
    case ValueType::integer:
      return mix(seed, hash_of(value.as_integer()));
    case ValueType::floating:
      return mix(seed, hash_float(value.as_float()));
    case ValueType::string:
      return mix(seed, hash_text(value.as_string()));
    case ValueType::list:
      return mix(seed, kept(value.measure()->hash, [&] { return hash_list(value.as_list()); }));
    case ValueType::map:
      return mix(seed, kept(value.measure()->hash, [&] { return hash_map(value.as_map()); }));
    case ValueType::node:
      return mix(seed, hash_of(raw(value.as_node().id)));
    case ValueType::relationship:
      return mix(seed, hash_of(raw(value.as_relationship().id)));
    case ValueType::path:
      return mix(seed, hash_path(value.as_path()));
    default:
      return mix(seed, hash_temporal(value));
  }
}

}  // namespace chancery
