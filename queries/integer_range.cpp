#include "integer_range.h"

#include <limits>
#include <string>

#include "function_groups.h"

namespace chancery::query {
namespace {

std::int64_t integer_argument(const Value& value) {
  if (value.type() == ValueType::integer) return value.as_integer();
  throw_argument("InvalidArgumentType", "The arguments of range() must be integers, not of type " +
                                            std::string(to_string(value.type())) + ".");
}

// How many values range() has, without overflow at either end of the integers.
std::uint64_t range_length(std::int64_t start, std::int64_t end, std::int64_t step) {
  if (step > 0 ? start > end : start < end) return 0;
  const auto low = static_cast<std::uint64_t>(step > 0 ? start : end);
  const auto high = static_cast<std::uint64_t>(step > 0 ? end : start);
  const std::uint64_t stride =
      step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  const std::uint64_t steps = (high - low) / stride;
  return steps == std::numeric_limits<std::uint64_t>::max() ? steps : steps + 1;
}

}  // namespace

IntegerRange integer_range(std::span<const Value> arguments) {
  const std::int64_t start = integer_argument(arguments[0]);
  const std::int64_t end = integer_argument(arguments[1]);
  const std::int64_t step = arguments.size() > 2 ? integer_argument(arguments[2]) : 1;
  if (step == 0) throw_argument("NumberOutOfRange", "The step of range() must not be zero.");
  return {start, step, range_length(start, end, step)};
}

}  // namespace chancery::query
