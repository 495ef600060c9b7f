// Reads an index in its order and stops when the first rows are found.
//
//   Top a.age limit 3            Top a.age limit 3 in order
//   LabelScan a:Person     ->    OrderedScan a:Person(age)

#include "index_order.h"
#include "rules.h"

namespace chancery::query {

void order_by_index(PlanPtr& chain, const GraphView& graph) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    auto* top = as<Top>(**link);
    if (!top) continue;
    const SortItem& item = *top->items.front();
    Plan& rows = *(*link)->input;
    top->in_order = bring_in_order(rows, *item.expression, item.descending, graph) != nullptr;
  }
}

}  // namespace chancery::query
