// Scans the nodes of the rarest label instead of all nodes.
//
//   Filter [a:Rare, a:Common]          Filter [a:Common]
//   AllNodesScan a               ->    LabelScan a:Rare

#include <optional>

#include "node_filters.h"
#include "rules.h"

namespace chancery::query {
namespace {

double count_of(const std::string& label, const GraphView& graph) {
  std::optional<LabelId> id = graph.label_id(label);
  return id ? static_cast<double>(graph.node_count(*id)) : 0;
}

std::optional<std::string> rarest_label(const Filter& filter, Slot node, const GraphView& graph) {
  std::optional<std::string> rarest;
  for (const std::string& label : labels_of(filter, node)) {
    if (!rarest || count_of(label, graph) < count_of(*rarest, graph)) rarest = label;
  }
  return rarest;
}

}  // namespace

void scan_by_label(PlanPtr& chain, const GraphView& graph) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    auto* filter = as<Filter>(**link);
    const AllNodesScan* scan = filter ? as<AllNodesScan>(*(*link)->input) : nullptr;
    if (!scan) continue;
    Slot node = scan->node;
    std::optional<std::string> label = rarest_label(*filter, node, graph);
    if (!label) continue;
    (*link)->input->op = LabelScan{node, *label};
    drop_label(*link, node, *label);
  }
}

}  // namespace chancery::query
