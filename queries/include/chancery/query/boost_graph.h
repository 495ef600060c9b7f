#pragma once

// A projection as a graph of the Boost Graph Library, so that any of its algorithms runs on an
// edition as it lies in memory. It models VertexListGraph, EdgeListGraph, IncidenceGraph,
// BidirectionalGraph and AdjacencyGraph, directed, with parallel edges and loops. The one public
// header that includes Boost.Graph; chancery/query/algorithms.h does without.
//
//     using namespace chancery;
//     auto edition = Graph::open_edition("index.db");
//     query::ProjectedGraph graph(query::projection_of(edition->snapshot()));
//     std::vector<std::uint32_t> component(num_vertices(graph));
//     auto count = boost::strong_components(
//         graph, boost::make_iterator_property_map(component.begin(),
//                                                  get(boost::vertex_index, graph)));
//
// Vertices are NodeIndex, from 0 in ascending order of node ids, and their own vertex_index; the
// edge_index of an edge is its RelationshipIndex, below relationship_index_end(). Exterior
// property maps over these two hold what an algorithm reads and writes.

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "chancery/projection.h"
#include "chancery/query/algorithms.h"

namespace chancery::query {

/// One relationship, from start to end.
struct ProjectedEdge {
  NodeIndex source = 0;
  NodeIndex target = 0;
  RelationshipIndex relationship = 0;
  auto operator<=>(const ProjectedEdge&) const = default;
};

/// The relationships of some types, or of all, over all nodes of a projection. Copies share the
/// projection. Immutable; may be used by many threads.
class ProjectedGraph {
  template <bool kOutgoing, typename Item>
  class StepIterator;
  class EdgeIterator;

 public:
  using vertex_descriptor = NodeIndex;
  using edge_descriptor = ProjectedEdge;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  struct traversal_category : virtual boost::bidirectional_graph_tag,
                              virtual boost::adjacency_graph_tag,
                              virtual boost::vertex_list_graph_tag,
                              virtual boost::edge_list_graph_tag {};
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::uint32_t;
  using degree_size_type = std::uint32_t;
  using vertex_iterator = boost::counting_iterator<NodeIndex>;
  using out_edge_iterator = StepIterator<true, ProjectedEdge>;
  using in_edge_iterator = StepIterator<false, ProjectedEdge>;
  using adjacency_iterator = StepIterator<true, NodeIndex>;
  using edge_iterator = EdgeIterator;
  static vertex_descriptor null_vertex() { return std::numeric_limits<NodeIndex>::max(); }

  /// All types.
  explicit ProjectedGraph(std::shared_ptr<const Projection> projection)
      : ProjectedGraph(projection, projection->types()) {}
  /// `types` only, each once; those that no relationship has add nothing.
  ProjectedGraph(std::shared_ptr<const Projection> projection, std::span<const TypeId> types)
      : projection_(std::move(projection)) {
    for (const TypeId type : types) {
      if (!projection_->adjacency(type, true)) continue;
      outgoing_.push_back(projection_->adjacency(type, true));
      incoming_.push_back(projection_->adjacency(type, false));
    }
  }

  const Projection& projection() const { return *projection_; }
  /// The rows of each type.
  std::span<const Adjacency* const> rows(bool outgoing) const {
    return outgoing ? outgoing_ : incoming_;
  }
  /// The number of slots that a property array over edges needs.
  RelationshipIndex relationship_index_end() const { return projection_->relationship_count(); }

  /// Calls visit(NodeIndex) for the other end of every relationship that leaves, or enters, the
  /// node: the fastest way over neighbours.
  template <typename Visit>
  void for_each_step(NodeIndex node, bool outgoing, const Visit& visit) const {
    for (const Adjacency* type : rows(outgoing)) {
      for (const NodeIndex other : type->steps(node).nodes) visit(other);
    }
  }
  std::uint32_t degree(NodeIndex node, bool outgoing) const {
    std::uint32_t sum = 0;
    for (const Adjacency* type : rows(outgoing)) sum += type->degree(node);
    return sum;
  }

 private:
  std::shared_ptr<const Projection> projection_;
  std::vector<const Adjacency*> outgoing_;
  std::vector<const Adjacency*> incoming_;
};

/// Over the steps of a node, type by type.
template <bool kOutgoing, typename Item>
class ProjectedGraph::StepIterator
    : public boost::iterator_facade<StepIterator<kOutgoing, Item>, Item,
                                    boost::forward_traversal_tag, Item> {
 public:
  StepIterator() = default;
  static StepIterator first(const ProjectedGraph& graph, NodeIndex node) {
    StepIterator iterator(graph, node, 0);
    iterator.enter_type();
    return iterator;
  }
  static StepIterator end(const ProjectedGraph& graph, NodeIndex node) {
    return {graph, node, graph.rows(kOutgoing).size()};
  }

 private:
  friend class boost::iterator_core_access;

  StepIterator(const ProjectedGraph& graph, NodeIndex node, std::size_t type)
      : graph_(&graph), type_(type), node_(node) {}

  /// The next type with a step of this node, from the current one on.
  void enter_type() {
    const std::span<const Adjacency* const> rows = graph_->rows(kOutgoing);
    for (; type_ < rows.size(); ++type_) {
      steps_ = rows[type_]->steps(node_);
      if (!steps_.empty()) return;
    }
  }
  void increment() {
    if (++position_ < steps_.size()) return;
    position_ = 0;
    ++type_;
    enter_type();
  }
  bool equal(const StepIterator& other) const {
    return position_ == other.position_ && type_ == other.type_ && node_ == other.node_;
  }
  Item dereference() const {
    const NodeIndex other = steps_.nodes[position_];
    if constexpr (std::is_same_v<Item, NodeIndex>) {
      return other;
    } else {
      const RelationshipIndex relationship = steps_.relationships[position_];
      return kOutgoing ? Item{node_, other, relationship} : Item{other, node_, relationship};
    }
  }

  const ProjectedGraph* graph_ = nullptr;
  Steps steps_;
  std::size_t position_ = 0;
  std::size_t type_ = 0;
  NodeIndex node_ = 0;
};

/// Over the edges of all nodes, in ascending order of their sources.
class ProjectedGraph::EdgeIterator
    : public boost::iterator_facade<EdgeIterator, ProjectedEdge, boost::forward_traversal_tag,
                                    ProjectedEdge> {
 public:
  EdgeIterator() = default;
  static EdgeIterator first(const ProjectedGraph& graph) {
    EdgeIterator iterator(graph, 0);
    iterator.enter_node();
    return iterator;
  }
  static EdgeIterator end(const ProjectedGraph& graph) {
    return {graph, graph.projection().node_count()};
  }

 private:
  friend class boost::iterator_core_access;

  EdgeIterator(const ProjectedGraph& graph, NodeIndex node) : graph_(&graph), node_(node) {}

  void enter_node() {
    for (; node_ < graph_->projection().node_count(); ++node_) {
      step_ = out_edge_iterator::first(*graph_, node_);
      end_ = out_edge_iterator::end(*graph_, node_);
      if (step_ != end_) return;
    }
    step_ = end_ = {};
  }
  void increment() {
    if (++step_ != end_) return;
    ++node_;
    enter_node();
  }
  bool equal(const EdgeIterator& other) const {
    return node_ == other.node_ && step_ == other.step_;
  }
  ProjectedEdge dereference() const { return *step_; }

  const ProjectedGraph* graph_ = nullptr;
  NodeIndex node_ = 0;
  out_edge_iterator step_;
  out_edge_iterator end_;
};

inline std::uint32_t num_vertices(const ProjectedGraph& graph) {
  return graph.projection().node_count();
}
inline std::pair<ProjectedGraph::vertex_iterator, ProjectedGraph::vertex_iterator> vertices(
    const ProjectedGraph& graph) {
  return {ProjectedGraph::vertex_iterator(0), ProjectedGraph::vertex_iterator(num_vertices(graph))};
}

inline NodeIndex source(const ProjectedEdge& edge, const ProjectedGraph&) { return edge.source; }
inline NodeIndex target(const ProjectedEdge& edge, const ProjectedGraph&) { return edge.target; }

inline std::pair<ProjectedGraph::out_edge_iterator, ProjectedGraph::out_edge_iterator> out_edges(
    NodeIndex node, const ProjectedGraph& graph) {
  using Iterator = ProjectedGraph::out_edge_iterator;
  return {Iterator::first(graph, node), Iterator::end(graph, node)};
}
inline std::pair<ProjectedGraph::in_edge_iterator, ProjectedGraph::in_edge_iterator> in_edges(
    NodeIndex node, const ProjectedGraph& graph) {
  using Iterator = ProjectedGraph::in_edge_iterator;
  return {Iterator::first(graph, node), Iterator::end(graph, node)};
}
inline std::pair<ProjectedGraph::adjacency_iterator, ProjectedGraph::adjacency_iterator>
adjacent_vertices(NodeIndex node, const ProjectedGraph& graph) {
  using Iterator = ProjectedGraph::adjacency_iterator;
  return {Iterator::first(graph, node), Iterator::end(graph, node)};
}

inline std::uint32_t out_degree(NodeIndex node, const ProjectedGraph& graph) {
  return graph.degree(node, true);
}
inline std::uint32_t in_degree(NodeIndex node, const ProjectedGraph& graph) {
  return graph.degree(node, false);
}
inline std::uint32_t degree(NodeIndex node, const ProjectedGraph& graph) {
  return out_degree(node, graph) + in_degree(node, graph);
}

inline std::uint32_t num_edges(const ProjectedGraph& graph) {
  std::size_t sum = 0;
  for (const Adjacency* type : graph.rows(true)) sum += type->nodes().size();
  return static_cast<std::uint32_t>(sum);
}
inline std::pair<ProjectedGraph::edge_iterator, ProjectedGraph::edge_iterator> edges(
    const ProjectedGraph& graph) {
  using Iterator = ProjectedGraph::edge_iterator;
  return {Iterator::first(graph), Iterator::end(graph)};
}

/// The edge_index of an edge: its relationship.
struct ProjectedEdgeIndex : boost::put_get_helper<RelationshipIndex, ProjectedEdgeIndex> {
  using key_type = ProjectedEdge;
  using value_type = RelationshipIndex;
  using reference = RelationshipIndex;
  using category = boost::readable_property_map_tag;
  RelationshipIndex operator[](const ProjectedEdge& edge) const { return edge.relationship; }
};

/// The id of a vertex's node, by which a GraphView knows it. Lives no longer than the projection.
class ProjectedNodeId : public boost::put_get_helper<NodeId, ProjectedNodeId> {
 public:
  using key_type = NodeIndex;
  using value_type = NodeId;
  using reference = NodeId;
  using category = boost::readable_property_map_tag;
  explicit ProjectedNodeId(const ProjectedGraph& graph) : projection_(&graph.projection()) {}
  NodeId operator[](NodeIndex node) const { return projection_->node(node); }

 private:
  const Projection* projection_;
};

/// A number for every edge, such as its weight. Copies share the numbers.
class ProjectedWeights : public boost::put_get_helper<double, ProjectedWeights> {
 public:
  using key_type = ProjectedEdge;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
  /// `weights` by RelationshipIndex, such as relationship_weights() gives.
  explicit ProjectedWeights(std::vector<double> weights)
      : weights_(std::make_shared<const std::vector<double>>(std::move(weights))) {}
  double operator[](const ProjectedEdge& edge) const { return (*weights_)[edge.relationship]; }

 private:
  std::shared_ptr<const std::vector<double>> weights_;
};

inline boost::typed_identity_property_map<NodeIndex> get(boost::vertex_index_t,
                                                         const ProjectedGraph&) {
  return {};
}
inline NodeIndex get(boost::vertex_index_t, const ProjectedGraph&, NodeIndex node) { return node; }
inline ProjectedEdgeIndex get(boost::edge_index_t, const ProjectedGraph&) { return {}; }
inline RelationshipIndex get(boost::edge_index_t, const ProjectedGraph&,
                             const ProjectedEdge& edge) {
  return edge.relationship;
}

}  // namespace chancery::query

template <>
struct boost::property_map<chancery::query::ProjectedGraph, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<chancery::NodeIndex>;
  using const_type = type;
};
template <>
struct boost::property_map<chancery::query::ProjectedGraph, boost::edge_index_t> {
  using type = chancery::query::ProjectedEdgeIndex;
  using const_type = type;
};
