// Fetches a node by its internal id, or takes one that is known by another name.
//
//   Filter [id(a) = $id]            ->    NodeByIdScan id(a) = $id
//   AllNodesScan a
//
//   Filter [a = entity('OSCE')]     ->    NodeByIdScan a = entity('OSCE')
//   AllNodesScan a

#include <utility>

#include "../lookup.h"
#include "rules.h"

namespace chancery::query {

void scan_by_id(PlanPtr& chain, const GraphView&) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    auto* filter = as<Filter>(**link);
    const AllNodesScan* scan = filter ? as<AllNodesScan>(*(*link)->input) : nullptr;
    if (!scan) continue;
    for (std::size_t i = 0; i < filter->predicates.size(); ++i) {
      const auto found = id_lookup_of(filter->predicates[i], scan->node);
      if (!found) continue;
      filter->predicates.erase(filter->predicates.begin() + static_cast<std::ptrdiff_t>(i));
      (*link)->input->op = NodeByIdScan{scan->node, found->value, found->naming};
      if (filter->predicates.empty()) {
        PlanPtr below = std::move((*link)->input);
        *link = std::move(below);
      }
      break;
    }
  }
}

}  // namespace chancery::query
