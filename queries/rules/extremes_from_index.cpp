// The largest and the smallest value stand at the ends of an index.
//
//   Aggregation max(a.age)             Aggregation max(a.age) in order
//   LabelScan a:Person           ->    OrderedScan a:Person(age) DESC
//
// Each of several reads the index from its own end.

#include <algorithm>
#include <utility>

#include "../functions.h"
#include "index_order.h"
#include "predicates.h"
#include "rules.h"

namespace chancery::query {
namespace {

const FunctionCall* extreme(const Expression& aggregate) {
  const auto* call = as<FunctionCall>(aggregate);
  const bool found = call->aggregate->name == "max" || call->aggregate->name == "min";
  return found ? call : nullptr;
}

/// A copy of filters above a label scan that finds the same rows; null of anything else.
PlanPtr copy_of_scan(const Plan& chain) {
  if (const auto* filter = as<Filter>(chain)) {
    const auto same_for_each = [](const Predicate& each) { return is_deterministic(each); };
    if (!std::ranges::all_of(filter->predicates, same_for_each)) return nullptr;
    PlanPtr below = copy_of_scan(*chain.input);
    return below ? make_plan(Filter(*filter), std::move(below)) : nullptr;
  }
  if (!as<LabelScan>(chain) || !as<Argument>(*chain.input)) return nullptr;
  return make_plan(chain.op, make_plan(Argument{}, nullptr));
}

/// One aggregate over rows of its own; null where no index has its order.
PlanPtr read_from_end(const Expression& aggregate, const Plan& rows, const GraphView& graph) {
  const FunctionCall* call = extreme(aggregate);
  PlanPtr own = call ? copy_of_scan(rows) : nullptr;
  if (!own) return nullptr;
  const bool largest = call->aggregate->name == "max";
  OrderedScan* scan = bring_in_order(*own, *call->arguments.front(), largest, graph);
  if (!scan) return nullptr;
  scan->nulls = false;
  return make_plan(Aggregation{{}, {&aggregate}, true}, std::move(own));
}

/// The first aggregate, and each further one as a branch of it: all yield one row.
PlanPtr read_from_ends(const Aggregation& aggregation, const Plan& rows, const GraphView& graph) {
  PlanPtr all;
  for (const Expression* aggregate : aggregation.aggregates) {
    PlanPtr one = read_from_end(*aggregate, rows, graph);
    if (!one) return nullptr;
    if (!all) {
      all = std::move(one);
      continue;
    }
    all = make_plan(Apply{}, std::move(all));
    all->branches.push_back(std::move(one));
  }
  return all;
}

}  // namespace

void extremes_from_index(PlanPtr& chain, const GraphView& graph) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    const auto* aggregation = as<Aggregation>(**link);
    if (!aggregation || !aggregation->keys.empty()) continue;
    PlanPtr read = read_from_ends(*aggregation, *(*link)->input, graph);
    if (read) *link = std::move(read);
  }
}

}  // namespace chancery::query
