#pragma once

// The shortest path between two different nodes, or all of that length: breadth first from both
// ends, a whole level of the smaller frontier at a time (Pohl, "Bi-directional search", 1971).

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "path_steps.h"

namespace chancery::query {

class MeetingSearch {
 public:
  MeetingSearch(const ShortestPathSearch& op, PathSteps& steps, ExecContext& context);

  /// The length of the shortest path of at most `most` steps.
  std::optional<std::uint64_t> find(NodeId start, NodeId end, std::optional<std::uint64_t> most,
                                    Row& row);
  /// The next path of that length is put into the row. False where there is none.
  bool next(Row& row);
  /// Before the graph may have changed.
  void forget() { start_ = NodeId::none; }

 private:
  /// The way back from a node towards where its search began.
  struct Link {
    NodeId node = NodeId::none;
    RelationshipId relationship = RelationshipId::none;
  };
  struct Reached {
    std::uint64_t distance = 0;
    std::vector<Link> links;  ///< empty at the beginning; one where a single path is asked for
  };
  /// One of the two searches.
  struct Side {
    std::unordered_map<NodeId, Reached> reached;
    std::vector<NodeId> frontier;
    std::uint64_t depth = 0;
  };
  struct Choice {
    Link link;
    std::size_t position = 0;
  };

  void begin_forward(NodeId start);
  void meet(std::uint64_t most, Row& row);
  static void begin(Side& side, NodeId node);
  void advance(bool forward, Row& row);
  void reach(Side& side, NodeId from, const Neighbour& step, std::vector<NodeId>& next) const;
  void find_meetings(const Side& side, const Side& other);
  const std::vector<Link>* options(std::size_t step) const;
  bool complete();
  bool turn();
  void put(Row& row) const;

  const ShortestPathSearch& op_;
  PathSteps& steps_;
  ExecContext& context_;
  /// No row changes which steps may be taken: from the same start the search goes on.
  const bool keeps_forward_;
  NodeId start_ = NodeId::none;
  std::size_t ends_ = 0;  ///< looked for from this start
  Side forward_;
  Side backward_;
  std::uint64_t before_ = 0;  ///< steps from the start to the meeting nodes
  std::vector<Neighbour> scratch_;
  std::vector<NodeId> meetings_;
  std::size_t meeting_ = 0;
  std::vector<Choice> choices_;
};

}  // namespace chancery::query
