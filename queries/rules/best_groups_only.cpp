// Groups that cannot be among the first rows by how many matches they have are not put out: what
// their keys are is not worked out.
//
//   Top n DESC limit 3               Top n DESC limit 3
//   Project count(*) AS n       ->   Project count(*) AS n
//   TreeAggregation b: count(*)      TreeAggregation b: count(*) ..., best by count(*) DESC limit 3

#include <algorithm>

#include "../tree_shape.h"
#include "rules.h"

namespace chancery::query {
namespace {

/// Whether it only gives values other places, so that nothing can go wrong in it.
bool only_moves(const Project& projection) {
  return std::ranges::all_of(
      projection.items, [](const Assignment& item) { return item.expression->slot != kNoSlot; });
}

/// Where the value that a projection puts into the slot comes from.
Slot source_of(const Project& projection, Slot slot) {
  const auto item = std::ranges::find(projection.items, slot, &Assignment::slot);
  return item == projection.items.end() ? slot : item->expression->slot;
}

/// Of the aggregates, the one in the slot, where it is the number of all matches of a group.
std::optional<std::size_t> counted_in(const TreeAggregation& op, Slot slot) {
  const std::vector<const Expression*>& aggregates = op.aggregation.aggregates;
  for (std::size_t i = 0; i < aggregates.size(); ++i) {
    if (aggregates[i]->slot != slot) continue;
    const auto counted = counts_matches(op.nodes, *aggregates[i]);
    return counted && !counted->property ? std::optional(i) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

void best_groups_only(PlanPtr& chain, const GraphView&) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    const auto* top = as<Top>(**link);
    if (!top) continue;
    Slot slot = top->items.front()->expression->slot;
    Plan* below = (*link)->input.get();
    for (const Project* moved; (moved = as<Project>(*below)) && only_moves(*moved);
         below = below->input.get()) {
      slot = source_of(*moved, slot);
    }
    auto* tree = as<TreeAggregation>(*below);
    const auto aggregate = tree && slot != kNoSlot ? counted_in(*tree, slot) : std::nullopt;
    if (!aggregate) continue;
    tree->best = BestGroups{*aggregate, top->items.front()->descending, top->skip, top->limit};
  }
}

}  // namespace chancery::query
