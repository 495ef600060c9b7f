#pragma once

// In which order the elements of a MATCH are found: from the node from which the fewest rows are
// read, by the hop that makes the fewest rows of one.

#include <vector>

#include "chancery/graph.h"
#include "match_pattern.h"

namespace chancery::query {

class MatchOrder {
 public:
  MatchOrder(MatchPattern& pattern, const GraphView& graph) : pattern_(pattern), graph_(graph) {}

  /// The next hop from what is found; null where none leads on.
  PatternHop* cheapest_hop();
  /// The other end of a trail, where trails between two known ends cost less than all trails from
  /// the one that is found; kNoSlot where they do not.
  Slot end_to_find_first(const PatternHop& hop) const;
  /// The node to scan next; kNoSlot where all are found.
  Slot cheapest_anchor();
  /// Whether scanning the node yields every combination with the rows of `scanned`: more than one
  /// node, without a relationship or an equality to what is found.
  bool is_product(Slot anchor, const std::vector<Slot>& scanned) const;

 private:
  struct Start {
    double read = 0;  ///< nodes read from the store
    double rows = 0;  ///< that the predicates on the node let through
  };

  bool reachable(const PatternHop& hop) const;
  double hop_rows(const PatternHop& hop, bool with_labels) const;
  double hop_cost(const PatternHop& hop) const;
  Slot cheapest_anchor(bool waiting_too);
  bool waits_for_join(Slot anchor) const;
  bool connected(Slot anchor, const std::vector<Slot>& scanned) const;
  bool joined(Slot anchor) const;
  Start start_at(const PatternNode& node) const;
  Start start_by(const NodeTests& tests) const;
  double rows_read_from(Slot anchor);

  MatchPattern& pattern_;
  const GraphView& graph_;
};

}  // namespace chancery::query
