#include <fmt/format.h>

#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

#include "part.h"
#include "per_node.h"

namespace chancery::query {
namespace {

/// Takes the vertices in their order.
class OrderWriter {
 public:
  using iterator_category = std::output_iterator_tag;
  using value_type = void;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = void;

  OrderWriter(const StepGraph& graph, std::vector<NodeId>& order)
      : graph_(&graph), order_(&order) {}
  OrderWriter& operator*() { return *this; }
  OrderWriter& operator++() { return *this; }
  OrderWriter operator++(int) { return *this; }
  OrderWriter& operator=(NodeIndex node) {
    report_work(2 * work_of_steps(row(graph_->rows, node).size()));
    order_->push_back(graph_->nodes[node]);
    return *this;
  }

 private:
  const StepGraph* graph_;
  std::vector<NodeId>* order_;
};

[[noreturn]] void refuse_circle(const StepGraph& graph) {
  std::vector<std::uint32_t> components(graph.nodes.size());
  const std::uint32_t count = boost::strong_components(
      graph.rows,
      boost::make_iterator_property_map(components.begin(), get(boost::vertex_index, graph.rows)));
  std::vector<std::uint32_t> sizes(count);
  for (const std::uint32_t component : components) ++sizes[component];
  for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
    const auto others = row(graph.rows, node);
    const bool loop = std::ranges::find(others, node) != others.end();
    if (loop || sizes[components[node]] > 1) {
      refuse(
          fmt::format("There is no topological order: relationships go in a circle through the "
                      "node with the id {}.",
                      raw(graph.nodes[node])));
    }
  }
  refuse("There is no topological order.");
}

}  // namespace

// Boost gives the order backward. Over incoming steps that is forward, and nodes that do not depend
// on each other come in the order of their ids.
std::vector<NodeId> topological_order(const GraphView& view, const GraphPart& part) {
  const StepGraph graph = read_steps(view, part, Direction::incoming);
  WorkingMemory memory;
  memory.charge<std::uint64_t>(12 * graph.nodes.size());
  std::vector<NodeId> order;
  try {
    boost::topological_sort(graph.rows, OrderWriter(graph, order));
  } catch (const boost::not_a_dag&) {
    refuse_circle(graph);
  }
  return order;
}

}  // namespace chancery::query
