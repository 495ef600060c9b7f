#pragma once

// Graphs small enough that what an algorithm should find is found by trying everything, and a
// database that holds one of them.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "chancery/query/algorithms.h"
#include "temp_database.h"

namespace chancery::query {

struct SmallEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  double weight = 1;
  std::string type = "R";
};

/// Directed, with loops and parallel edges; node i has a label "L" where i is odd.
struct SmallGraph {
  std::size_t nodes = 0;
  std::vector<SmallEdge> edges;

  /// Weights from `least` to 4, types "R" and "S".
  static SmallGraph random(std::mt19937& random, std::size_t nodes, std::size_t edges, int least);
  /// Each edge from either end; a loop once.
  SmallGraph both_ways() const;
  SmallGraph turned() const;
  SmallGraph unweighted() const;
  /// The edges in a direction.
  SmallGraph seen(Direction direction) const;
};

inline constexpr double kFar = 1e9;
/// How many graphs a test tries.
inline constexpr int kGraphs = 25;

using Matrix = std::vector<std::vector<double>>;
/// By Floyd and Warshall; kFar where there is no path.
Matrix distances_between(const SmallGraph& graph);
/// How many shortest paths there are; weights above 0.
Matrix shortest_path_counts(const SmallGraph& graph);
/// 1 for neighbours, either way, loops aside.
Matrix neighbours_of(const SmallGraph& graph);
/// The groups that an equivalence of nodes makes, numbered from 0 by first nodes.
std::vector<std::uint32_t> groups_of(const std::vector<std::vector<bool>>& equivalent);

struct SmallPath {
  double length = 0;
  std::vector<std::size_t> edges;
};
/// Every path without a node twice, in no order.
std::vector<SmallPath> simple_paths(const SmallGraph& graph, std::size_t from, std::size_t to);

/// The graph in a database: as its writer sees it, and as an edition of it.
class StoredGraph {
 public:
  explicit StoredGraph(const SmallGraph& graph);

  /// The live store first.
  const std::vector<std::shared_ptr<const Snapshot>>& views() const { return views_; }
  NodeId node(std::size_t i) const { return nodes_[i]; }
  RelationshipId relationship(std::size_t i) const { return relationships_[i]; }
  std::size_t index(NodeId node) const;
  std::size_t index(RelationshipId relationship) const;

 private:
  TempDatabase database_;
  std::shared_ptr<Graph> edition_;
  std::vector<std::shared_ptr<const Snapshot>> views_;
  std::vector<NodeId> nodes_;
  std::vector<RelationshipId> relationships_;
};

/// The part with the weights of the edges.
inline GraphPart weighted() {
  GraphPart part;
  part.weight = "w";
  return part;
}

inline constexpr Direction kDirections[] = {Direction::outgoing, Direction::incoming,
                                            Direction::both};

}  // namespace chancery::query
