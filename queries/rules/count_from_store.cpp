// A count of all nodes, of a label, or of a type is known without looking.
//
//   Aggregation count(*)         ->    CountFromStore :Person
//   LabelScan n:Person                 Argument
//   Argument

#include <optional>
#include <utility>

#include "../functions.h"
#include "rules.h"

namespace chancery::query {
namespace {

/// count(*), or count(x) where x stands in `counted`. DISTINCT or not: each comes once.
bool counts_rows(const Aggregation& aggregation, Slot counted) {
  if (!aggregation.keys.empty() || aggregation.aggregates.size() != 1) return false;
  const auto& call = *as<FunctionCall>(*aggregation.aggregates.front());
  if (call.star) return true;
  return call.aggregate->name == "count" && call.arguments.size() == 1 &&
         call.arguments.front()->slot == counted;
}

std::optional<CountFromStore> nodes_counted(const Aggregation& aggregation, const Plan& scan) {
  if (!scan.input || !as<Argument>(*scan.input)) return std::nullopt;
  if (const auto* all = as<AllNodesScan>(scan)) {
    if (counts_rows(aggregation, all->node)) return CountFromStore{};
  } else if (const auto* labelled = as<LabelScan>(scan)) {
    if (counts_rows(aggregation, labelled->node)) return CountFromStore{false, labelled->label};
  }
  return std::nullopt;
}

/// `()-[r:T]->()`: every relationship once, as both its ends are free.
std::optional<CountFromStore> relationships_counted(const Aggregation& aggregation,
                                                    const Plan& plan) {
  const auto* expand = as<Expand>(plan);
  if (!expand || !as<AllNodesScan>(*plan.input) || !as<Argument>(*plan.input->input)) {
    return std::nullopt;
  }
  const Hop& hop = expand->hop;
  if (hop.direction == Direction::both || hop.to_bound || hop.types.size() > 1 ||
      hop.type_expression) {
    return std::nullopt;
  }
  if (!counts_rows(aggregation, hop.relationship)) return std::nullopt;
  return CountFromStore{true, hop.types.empty() ? std::string() : hop.types.front()};
}

}  // namespace

void count_from_store(PlanPtr& chain, const GraphView&) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    const auto* aggregation = as<Aggregation>(**link);
    if (!aggregation) continue;
    std::optional<CountFromStore> count = nodes_counted(*aggregation, *(*link)->input);
    if (!count) count = relationships_counted(*aggregation, *(*link)->input);
    if (!count) continue;
    count->slot = aggregation->aggregates.front()->slot;
    *link = make_plan(std::move(*count), make_plan(Argument{}, nullptr));
  }
}

}  // namespace chancery::query
