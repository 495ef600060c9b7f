#include <string>

#include "chancery/error.h"
#include "icu_regex.h"
#include "operators.h"
#include "text_parts.h"

namespace chancery::query {
namespace {

constexpr std::size_t kComparedPerNanosecond = 8;  // bytes

Value three_valued(std::optional<bool> truth) { return truth ? Value(*truth) : Value(); }

// `holds` is asked of an ordering that exists; NaN is neither less nor greater than anything.
template <typename Holds>
Value ordered(const Value& a, const Value& b, Holds holds) {
  const std::optional<std::partial_ordering> order = compare(a, b);
  return order ? Value(static_cast<bool>(holds(*order))) : Value();
}

std::optional<bool> truth_of(const Value& value) {
  if (value.is_null()) return std::nullopt;
  if (value.type() == ValueType::boolean) return value.as_bool();
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              "AND, OR, XOR and NOT take booleans, not a value of type " +
                  std::string(to_string(value.type())) + ".");
}

bool both_strings(const Value& a, const Value& b) {
  return a.type() == ValueType::string && b.type() == ValueType::string;
}

}  // namespace

Value equals(const Value& a, const Value& b) { return three_valued(equal(a, b)); }

Value not_equals(const Value& a, const Value& b) {
  const std::optional<bool> same = equal(a, b);
  return same ? Value(!*same) : Value();
}

Value less(const Value& a, const Value& b) {
  return ordered(a, b, [](std::partial_ordering order) { return order < 0; });
}
Value less_equal(const Value& a, const Value& b) {
  return ordered(a, b, [](std::partial_ordering order) { return order <= 0; });
}
Value greater(const Value& a, const Value& b) {
  return ordered(a, b, [](std::partial_ordering order) { return order > 0; });
}
Value greater_equal(const Value& a, const Value& b) {
  return ordered(a, b, [](std::partial_ordering order) { return order >= 0; });
}

Value logical_and(const Value& a, const Value& b) {
  const std::optional<bool> x = truth_of(a);
  const std::optional<bool> y = truth_of(b);
  if (x == false || y == false) return false;
  return x && y ? Value(true) : Value();
}

Value logical_or(const Value& a, const Value& b) {
  const std::optional<bool> x = truth_of(a);
  const std::optional<bool> y = truth_of(b);
  if (x == true || y == true) return true;
  return x && y ? Value(false) : Value();
}

Value logical_xor(const Value& a, const Value& b) {
  const std::optional<bool> x = truth_of(a);
  const std::optional<bool> y = truth_of(b);
  return x && y ? Value(*x != *y) : Value();
}

Value logical_not(const Value& a) {
  const std::optional<bool> x = truth_of(a);
  return x ? Value(!*x) : Value();
}

Value in_list(const Value& a, const Value& b) {
  if (b.is_null()) return b;
  if (b.type() != ValueType::list) {
    throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
                "IN takes a list, not a value of type " + std::string(to_string(b.type())) + ".");
  }
  constexpr std::size_t kItems = 1024;
  constexpr std::size_t kPerItem = 8;  // nanoseconds, roughly
  bool open = false;
  std::size_t looked_at = 0;
  for (const Value& item : b.as_list()) {
    if (++looked_at % kItems == 0) report_work(kItems * kPerItem);
    const std::optional<bool> same = equal(a, item);
    if (same == true) return true;
    open = open || !same;
  }
  return open ? Value() : Value(false);
}

Value starts_with(const Value& a, const Value& b) {
  if (!both_strings(a, b)) return Value();
  report_work(b.as_string().size() / kComparedPerNanosecond);
  return a.as_string().starts_with(b.as_string());
}

Value ends_with(const Value& a, const Value& b) {
  if (!both_strings(a, b)) return Value();
  report_work(b.as_string().size() / kComparedPerNanosecond);
  return a.as_string().ends_with(b.as_string());
}

Value contains(const Value& a, const Value& b) {
  if (!both_strings(a, b)) return Value();
  return find_part(a.as_string(), b.as_string()) != std::string::npos;
}

Value matches(EvalContext& context, const Value& a, const Value& b) {
  if (!both_strings(a, b)) return Value();
  if (!context.last_regex || context.last_regex->pattern() != b.as_string()) {
    context.last_regex = std::make_shared<const Regex>(b.as_string());
  }
  context.limits.check();
  return context.last_regex->matches(a.as_string());
}

}  // namespace chancery::query
