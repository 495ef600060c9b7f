#pragma once

// What several algorithms do with an array over the nodes.

#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "step_graph.h"

namespace chancery::query {

inline std::size_t node_count(const StepGraph& graph) { return graph.nodes.size(); }
inline std::size_t node_count(const ProjectedGraph& graph) { return num_vertices(graph); }

inline NodeId node_id(const StepGraph& graph, NodeIndex node) { return graph.nodes[node]; }
inline NodeId node_id(const ProjectedGraph& graph, NodeIndex node) {
  return graph.projection().node(node);
}

/// The ids of the vertices, in their order.
inline std::vector<NodeId> node_ids(const ProjectedGraph& graph) {
  std::vector<NodeId> nodes(num_vertices(graph));
  for (NodeIndex i = 0; i < nodes.size(); ++i) nodes[i] = graph.projection().node(i);
  return nodes;
}

/// Calls visit(NodeIndex) for the other end of each step from the node.
template <typename Visit>
void for_each_step(const StepGraph& graph, NodeIndex node, const Visit& visit) {
  for (const NodeIndex other : row(graph.rows, node)) visit(other);
}
template <typename Visit>
void for_each_step(const ProjectedGraph& graph, NodeIndex node, const Visit& visit) {
  graph.for_each_step(node, true, visit);
}

/// Numbers groups from 0 in the order of their first nodes.
inline void number_by_first(std::vector<std::uint32_t>& groups) {
  constexpr std::uint32_t kNew = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> numbers(groups.size(), kNew);
  std::uint32_t fresh = 0;
  for (std::uint32_t& group : groups) {
    if (numbers[group] == kNew) numbers[group] = fresh++;
    group = numbers[group];
  }
}

}  // namespace chancery::query
