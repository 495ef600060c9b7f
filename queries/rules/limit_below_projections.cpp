// LIMIT goes below what only computes values, to the ORDER BY of an earlier clause.
//
//   Limit 10                  Project b
//   Project b          ->     Limit 10
//   Sort [x]                  Sort [x]

#include <utility>

#include "rules.h"

namespace chancery::query {

void limit_below_projections(PlanPtr& chain, const GraphView&) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    if (!as<Limit>(**link)) continue;
    Plan* lowest = link->get();
    if (as<Skip>(*lowest->input)) lowest = lowest->input.get();
    PlanPtr* sorted = &lowest->input;
    while (as<Project>(**sorted)) sorted = &(*sorted)->input;
    if (sorted == &lowest->input || !as<Sort>(**sorted)) continue;
    PlanPtr limit = std::move(*link);
    PlanPtr sort = std::move(*sorted);
    *link = std::move(lowest->input);
    lowest->input = std::move(sort);
    *sorted = std::move(limit);
  }
}

}  // namespace chancery::query
