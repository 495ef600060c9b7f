#pragma once

// Trails between two nodes in the order of their length, by iterative deepening (Korf 1985). A
// trail is left where the look back from the end says that it cannot arrive in time.

#include <optional>
#include <span>
#include <vector>

#include "path_steps.h"
#include "target_distance.h"
#include "trail.h"

namespace chancery::query {

class TrailSearch {
 public:
  TrailSearch(const ShortestPathSearch& op, PathSteps& steps, ExecContext& context);

  /// `most`: steps of the longest trail.
  void begin(NodeId start, NodeId end, std::optional<std::uint64_t> most);
  /// The next trail that the predicates admit is put into the row. False where there is none.
  bool next(Row& row);

 private:
  struct Level {
    std::vector<Neighbour> scratch;
    std::span<const Neighbour> neighbours;
    std::size_t at = 0;
  };

  bool lengthen(Row& row);
  bool is_last_length() const;
  void descend(NodeId node, Row& row);
  void look_back(std::size_t seen, Row& row);
  bool step(Row& row);
  bool admitted(Row& row) const;
  void count_path();

  const ShortestPathSearch& op_;
  PathSteps& steps_;
  ExecContext& context_;
  std::vector<Test> tests_;
  NodeId start_ = NodeId::none;
  NodeId end_ = NodeId::none;
  std::optional<std::uint64_t> most_;
  TargetDistance distance_;
  std::vector<Neighbour> scratch_;
  Trail trail_;
  std::vector<Level> levels_;
  std::size_t depth_ = 0;                ///< levels in use
  std::optional<std::uint64_t> length_;  ///< of the trails tried now; none at the beginning
  std::uint64_t paths_ = 0;
  std::uint64_t lengths_ = 0;  ///< at which a path was found
  bool searching_ = false;
  bool found_ = false;   ///< a path of this length
  bool deeper_ = false;  ///< there may be longer trails
};

}  // namespace chancery::query
