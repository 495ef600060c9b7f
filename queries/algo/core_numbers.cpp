#include <boost/graph/core_numbers.hpp>

#include "part.h"
#include "per_node.h"

namespace chancery::query {
namespace {

/// Counts the work; what Boost asks of a visitor of core numbers.
struct CoreWork {
  template <typename Graph>
  void examine_vertex(NodeIndex node, const Graph& graph) const {
    report_work(work_of_steps(4 * out_degree(node, graph)));
  }
  template <typename Graph>
  void finish_vertex(NodeIndex, const Graph&) const {}
  template <typename Graph>
  void examine_edge(const Step&, const Graph&) const {}
};

}  // namespace

PerNode<std::uint32_t> core_numbers(const GraphView& view, const GraphPart& part) {
  StepGraph graph = read_neighbours(view, part, Direction::both);
  WorkingMemory memory;
  memory.charge<std::uint64_t>(4 * graph.nodes.size());
  std::vector<std::uint32_t> cores(graph.nodes.size());
  if (cores.empty()) return {};
  boost::core_numbers(
      graph.rows,
      boost::make_iterator_property_map(cores.begin(), get(boost::vertex_index, graph.rows)),
      CoreWork());
  return {std::move(graph.nodes), std::move(cores)};
}

}  // namespace chancery::query
