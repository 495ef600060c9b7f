// ORDER BY with LIMIT holds only the rows it lets out.
//
//   Limit 10
//   Skip 5               ->    Top [x] skip 5 limit 10
//   Sort [x]

#include <utility>

#include "rules.h"

namespace chancery::query {

void sort_first_rows_only(PlanPtr& chain, const GraphView&) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    const auto* limit = as<Limit>(**link);
    if (!limit) continue;
    PlanPtr& below = (*link)->input;
    const auto* skip = as<Skip>(*below);
    PlanPtr& sorted = skip ? below->input : below;
    const auto* sort = as<Sort>(*sorted);
    if (!sort) continue;
    Top top{sort->items, skip ? skip->count : nullptr, limit->count, {}};
    *link = make_plan(std::move(top), std::move(sorted->input));
  }
}

}  // namespace chancery::query
