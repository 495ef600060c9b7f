// Connected components by linking trees whose roots are the least of their nodes, after Sutton,
// Ben-Nun and Barak, "Optimizing Parallel Graph Connectivity Computation via Subgraph Sampling"
// (2018): a few steps of each node tell the largest component, and nodes that are in it need no
// further look. Own code: connected_components of Boost looks at every edge. Strong components are
// Boost's.

#include <boost/graph/strong_components.hpp>

#include "forest.h"
#include "metered_map.h"
#include "part.h"
#include "per_node.h"
#include "projected_part.h"
#include "work_lots.h"

namespace chancery::query {
namespace {

std::vector<std::uint32_t> connected(const StepGraph& graph) {
  Forest forest(graph.nodes.size());
  WorkLots work;
  for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
    for (const NodeIndex other : row(graph.rows, node)) forest.link(node, other);
    work.add(work_of_steps(2 * row(graph.rows, node).size()));
  }
  work.report();
  forest.flatten();
  return forest.take_numbers([&](const auto& visit) {
    for (NodeIndex node = 0; node < graph.nodes.size(); ++node) visit(node);
  });
}

void link_first_steps(const ProjectedGraph& graph, Forest& forest) {
  constexpr std::size_t kSteps = 2;  // of each type: more do not find much more
  WorkLots work;
  for (const Adjacency* type : graph.rows(true)) {
    IndexSet::Walk sources(type->sources());
    for (std::uint32_t place = 0; place < type->sources().size(); ++place) {
      const NodeIndex node = sources.next();
      const std::span<const NodeIndex> others = type->row(place).nodes;
      for (std::size_t i = 0; i < std::min(kSteps, others.size()); ++i) {
        forest.link(node, others[i]);
      }
      work.add(work_of_steps(kSteps));
    }
  }
  work.report();
}

// Both ways: what leads here from the largest is not looked at there.
void link_all_steps(const ProjectedGraph& graph, NodeIndex node, Forest& forest, WorkLots& work) {
  for (const bool outgoing : {true, false}) {
    graph.for_each_step(node, outgoing, [&](NodeIndex other) { forest.link(node, other); });
    work.add(work_of_steps(2 * graph.degree(node, outgoing)));
  }
}

std::vector<std::uint32_t> connected(const ProjectedPart& part) {
  Forest forest(part.vertex_count());
  link_first_steps(part.graph(), forest);
  forest.flatten();
  const NodeIndex frequent = forest.frequent_root();
  WorkLots work;
  part.for_each_node([&](NodeIndex node) {
    work.add(1);
    if (forest.root(node) != frequent) link_all_steps(part.graph(), node, forest, work);
  });
  work.report();
  forest.flatten();
  return forest.take_numbers([&](const auto& visit) { part.for_each_node(visit); });
}

// `rows` is the graph as Boost sees it.
template <typename Rows>
std::vector<std::uint32_t> strong(const Rows& rows) {
  const std::size_t count = num_vertices(rows);
  WorkingMemory memory;
  memory.charge<std::uint64_t>(12 * count);  // times, roots, and the stack of a search
  std::vector<std::uint32_t> components(count);
  WorkLots work;
  const std::size_t each = count == 0 ? 0 : work_of_steps(num_edges(rows) / count);
  boost::strong_components(rows, metered(boost::make_iterator_property_map(
                                             components.begin(), get(boost::vertex_index, rows)),
                                         each, work));
  work.report();
  return components;
}

PerNode<std::uint32_t> numbered(PerNode<std::uint32_t> groups, std::size_t bound) {
  number_by_first(groups.values, bound);
  return groups;
}

}  // namespace

PerNode<std::uint32_t> connected_components(const GraphView& view, const GraphPart& part) {
  if (const auto projected = ProjectedPart::of(view, part)) {
    return projected->per_node(connected(*projected));
  }
  StepGraph graph = read_steps(view, part, Direction::outgoing);
  std::vector<std::uint32_t> components = connected(graph);
  return {std::move(graph.nodes), std::move(components)};
}

PerNode<std::uint32_t> strong_components(const GraphView& view, const GraphPart& part) {
  if (const auto projected = ProjectedPart::of(view, part)) {
    return numbered(projected->per_node(strong(projected->graph())), projected->vertex_count());
  }
  StepGraph graph = read_steps(view, part, Direction::outgoing);
  std::vector<std::uint32_t> components = strong(graph.rows);
  const std::size_t bound = components.size();
  return numbered({std::move(graph.nodes), std::move(components)}, bound);
}

}  // namespace chancery::query
