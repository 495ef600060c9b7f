#pragma once

// A part of a graph on the projection as it lies there: nothing is copied but the list of its
// nodes.

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/query/algorithms.h"
#include "chancery/query/boost_graph.h"
#include "working_memory.h"

namespace chancery::query {

/// Vertices are those of the whole projection; one that is not in the part has no steps here.
class ProjectedPart {
 public:
  /// Nullopt where the view has no projection of its own, where dates or weights say more than it
  /// does, or where some relationships of a type run between nodes with the labels and some do not.
  static std::optional<ProjectedPart> of(const GraphView& view, const GraphPart& part);

  const ProjectedGraph& graph() const { return graph_; }
  std::uint32_t vertex_count() const { return num_vertices(graph_); }
  /// How many of the vertices are in the part.
  std::uint32_t size() const {
    return nodes_.empty() ? end_ - first_ : static_cast<std::uint32_t>(nodes_.size());
  }

  /// Calls visit(NodeIndex) for each vertex in the part, ascending.
  template <typename Visit>
  void for_each_node(const Visit& visit) const {
    for (const NodeIndex node : nodes_) visit(node);
    if (!nodes_.empty()) return;
    for (NodeIndex node = first_; node < end_; ++node) visit(node);
  }

  /// The vertex of a node. Throws Error(procedure_error) where it is not in the part; `role` says
  /// who it is ("source").
  NodeIndex vertex_of(NodeId node, std::string_view role) const;

  /// The ids of vertices, which ascend.
  std::vector<NodeId> ids_of(std::span<const NodeIndex> vertices) const;
  /// Of all vertices in the part.
  std::vector<NodeId> ids() const;

  /// Of values by vertex, those of the part.
  template <typename Number>
  PerNode<Number> per_node(std::vector<Number> values) const {
    if (size() == vertex_count()) return {ids(), std::move(values)};
    if (nodes_.empty()) return {ids(), {values.begin() + first_, values.begin() + end_}};
    std::vector<Number> own(nodes_.size());
    std::ranges::transform(nodes_, own.begin(), [&](NodeIndex node) { return values[node]; });
    return {ids(), std::move(own)};
  }

 private:
  ProjectedPart(ProjectedGraph graph, NodeIndex first, NodeIndex end)
      : graph_(std::move(graph)), first_(first), end_(end) {}
  bool contains(NodeIndex node) const {
    return nodes_.empty() ? node >= first_ && node < end_
                          : std::ranges::binary_search(nodes_, node);
  }

  ProjectedGraph graph_;
  // Nodes with one label often lie side by side; then there is no list of them.
  NodeIndex first_;
  NodeIndex end_;
  WorkingMemory memory_;
  std::vector<NodeIndex> nodes_;  ///< ascending; empty where the part is what [first, end) says
};

}  // namespace chancery::query
