// at() and during(): when what the graph says held.

#include "domain_reading.h"
#include "periods.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

Value holds(EvalContext& context, const Value& element, const Period& wanted) {
  const Period period = period_of(context.graph, element);
  return period.known() ? Value(period.meets(wanted)) : Value();
}

}  // namespace

Value holds_at(EvalContext& context, Arguments arguments) {
  const std::string day = to_display(arguments[1]);
  return holds(context, arguments[0], period_between(day, day));
}

Value holds_during(EvalContext& context, Arguments arguments) {
  return holds(context, arguments[0],
               period_between(to_display(arguments[1]), to_display(arguments[2])));
}

}  // namespace chancery::query
