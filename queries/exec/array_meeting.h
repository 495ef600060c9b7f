#pragma once

// A shortest path between two different nodes on the arrays of a projection: breadth first from
// both ends, a level of the smaller frontier at a time (Pohl, "Bi-directional search", 1971), with
// a bit for each node that was reached.

#include <cstdint>
#include <optional>
#include <vector>

#include "tree/hop_arrays.h"

namespace chancery::query {

class ArrayMeeting {
 public:
  /// Whether one path is looked for, by whatever relationships, and the graph has arrays.
  static bool serves(const ShortestPathSearch& op, const GraphView& graph);

  /// Only where it serves.
  ArrayMeeting(const Hop& hop, ExecContext& context);

  /// The relationships of a path of at most `most` steps; nothing where there is none.
  std::optional<std::vector<RelationshipId>> find(NodeId start, NodeId end, std::uint64_t most);

 private:
  /// How a node was reached first.
  struct Reached {
    NodeIndex node = 0;
    std::uint32_t from = 0;  ///< place of the node before it; its own at the beginning
    RelationshipIndex relationship = 0;
  };
  /// One of the two searches.
  struct Side {
    HopArrays hop;
    std::vector<std::uint64_t> seen;  ///< a bit for each node
    std::vector<Reached> reached;     ///< level by level
    std::size_t frontier = 0;         ///< where the last level begins
    std::uint64_t depth = 0;

    void begin(NodeIndex node, std::uint32_t nodes);
    bool has(NodeIndex node) const { return seen[node / 64] >> node % 64 & 1; }
    std::size_t width() const { return reached.size() - frontier; }
  };
  /// The places where a node was reached from both sides.
  struct Meeting {
    std::size_t forward = 0;
    std::size_t backward = 0;
  };

  std::optional<Meeting> meet(NodeIndex end, std::uint64_t most);
  /// A node of the new level that the other side has reached too.
  std::optional<NodeIndex> advance(Side& side, const Side& other);
  static std::size_t place_of(const Side& side, NodeIndex node);
  std::vector<RelationshipId> path(const Meeting& meeting) const;

  const chancery::Projection& projection_;
  ExecContext& context_;
  Side forward_;
  Side backward_;
  NodeId start_ = NodeId::none;  ///< of the search that is kept for further ends
  std::size_t ends_ = 0;         ///< looked for from this start
};

}  // namespace chancery::query
