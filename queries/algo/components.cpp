#include <boost/graph/strong_components.hpp>
#include <boost/pending/disjoint_sets.hpp>

#include "metered_map.h"
#include "part.h"
#include "per_node.h"

namespace chancery::query {
namespace {

template <typename Graph>
std::vector<std::uint32_t> connected(const Graph& graph) {
  const std::size_t count = node_count(graph);
  WorkingMemory memory;
  memory.charge<std::uint32_t>(3 * count);
  std::vector<std::uint32_t> ranks(count);
  std::vector<std::uint32_t> parents(count);
  const boost::typed_identity_property_map<std::uint32_t> index;
  const auto rank = boost::make_iterator_property_map(ranks.begin(), index);
  const auto parent = boost::make_iterator_property_map(parents.begin(), index);
  boost::disjoint_sets<decltype(rank), decltype(parent), boost::find_with_path_halving> sets(
      rank, parent);
  for (NodeIndex node = 0; node < count; ++node) sets.make_set(node);
  for (NodeIndex node = 0; node < count; ++node) {
    std::size_t steps = 0;
    for_each_step(graph, node, [&](NodeIndex other) {
      sets.union_set(node, other);
      ++steps;
    });
    report_work(work_of_steps(2 * steps));
  }
  for (NodeIndex node = 0; node < count; ++node) ranks[node] = sets.find_set(node);
  number_by_first(ranks);
  return ranks;
}

// `rows` is the graph as Boost sees it.
template <typename Rows>
std::vector<std::uint32_t> strong(const Rows& rows) {
  const std::size_t count = num_vertices(rows);
  WorkingMemory memory;
  memory.charge<std::uint64_t>(12 * count);  // times, roots, and the stack of a search
  std::vector<std::uint32_t> components(count);
  const std::size_t work = count == 0 ? 0 : work_of_steps(num_edges(rows) / count);
  boost::strong_components(rows, metered(boost::make_iterator_property_map(
                                             components.begin(), get(boost::vertex_index, rows)),
                                         work));
  number_by_first(components);
  return components;
}

}  // namespace

PerNode<std::uint32_t> connected_components(const GraphView& view, const GraphPart& part) {
  if (const auto graph = projected_part(view, part)) return {node_ids(*graph), connected(*graph)};
  StepGraph graph = read_steps(view, part, Direction::outgoing);
  std::vector<std::uint32_t> components = connected(graph);
  return {std::move(graph.nodes), std::move(components)};
}

PerNode<std::uint32_t> strong_components(const GraphView& view, const GraphPart& part) {
  if (const auto graph = projected_part(view, part)) return {node_ids(*graph), strong(*graph)};
  StepGraph graph = read_steps(view, part, Direction::outgoing);
  std::vector<std::uint32_t> components = strong(graph.rows);
  return {std::move(graph.nodes), std::move(components)};
}

}  // namespace chancery::query
