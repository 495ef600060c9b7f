#include "subgraph.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

#include "chancery/error.h"

namespace chancery::query {
namespace {

void add_all(NodeCursor& cursor, std::vector<NodeId>& nodes,
             const std::function<void()>& check_interrupt) {
  for (NodeId node = cursor.next(); node != NodeId::none; node = cursor.next()) {
    check_interrupt();
    nodes.push_back(node);
  }
}

std::vector<NodeId> read_nodes(const GraphView& view, const std::vector<std::string>& labels,
                               const std::function<void()>& check_interrupt) {
  std::vector<NodeId> nodes;
  if (labels.empty()) add_all(*view.all_nodes(), nodes, check_interrupt);
  for (const std::string& label : labels) {
    if (std::optional<LabelId> id = view.label_id(label)) {
      add_all(*view.nodes_with_label(*id), nodes, check_interrupt);
    }
  }
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  if (nodes.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorKind::procedure_error,
                "The algorithm cannot take so many nodes; restrict it by labels.");
  }
  return nodes;
}

std::vector<TypeId> known_types(const GraphView& view, const std::vector<std::string>& names) {
  std::vector<TypeId> types;
  for (const std::string& name : names) {
    if (std::optional<TypeId> id = view.type_id(name)) types.push_back(*id);
  }
  return types;
}

}  // namespace

Subgraph read_subgraph(const GraphView& view, const SubgraphFilter& filter,
                       const std::function<void()>& check_interrupt) {
  Subgraph graph{read_nodes(view, filter.labels, check_interrupt), {}};
  std::vector<TypeId> types = known_types(view, filter.types);
  if (types.empty() && !filter.types.empty()) return graph;
  std::vector<Neighbour> scratch;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    for (const Neighbour& step :
         view.neighbours(graph.nodes[i], Direction::outgoing, types, scratch)) {
      check_interrupt();
      auto end = std::ranges::lower_bound(graph.nodes, step.node);
      if (end == graph.nodes.end() || *end != step.node) continue;
      graph.edges.emplace_back(static_cast<std::uint32_t>(i),
                               static_cast<std::uint32_t>(end - graph.nodes.begin()));
    }
  }
  return graph;
}

}  // namespace chancery::query
