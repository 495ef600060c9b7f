#pragma once

// In which order the elements of a MATCH are found: from the node from which the fewest rows are
// read, by the hop that makes the fewest rows of one.

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "chancery/graph.h"
#include "match_pattern.h"

namespace chancery::query {

class MatchOrder {
 public:
  MatchOrder(MatchPattern& pattern, const GraphView& graph);

  /// The node has its value from here on.
  void find(Slot node);
  /// The hop is planned, and its ends are found.
  void take(PatternHop& hop);

  /// The next hop from what is found; null where none leads on.
  PatternHop* cheapest_hop();
  /// The other end of a trail, where trails between two known ends cost less than all trails from
  /// the one that is found; kNoSlot where they do not.
  Slot end_to_find_first(const PatternHop& hop);
  /// The node to scan next; kNoSlot where all are found.
  Slot cheapest_anchor();
  /// Whether scanning the node yields every combination with the rows of `scanned`: more than one
  /// node, without a relationship or an equality to what is found.
  bool is_product(Slot anchor, const std::vector<Slot>& scanned);

 private:
  struct Start {
    double read = 0;  ///< nodes read from the store
    double rows = 0;  ///< that the predicates on the node let through
  };

  /// Hops by their cost, then in the order of the text.
  using OpenHops = std::set<std::pair<double, std::size_t>>;

  void price(std::size_t hop);
  bool reachable(const PatternHop& hop) const;
  double hop_rows(const PatternHop& hop, bool with_labels) const;
  double hop_cost(const PatternHop& hop) const;
  Slot cheapest_anchor(bool waiting_too);
  bool waits_for_join(Slot anchor) const;
  bool connected(Slot anchor, const std::vector<Slot>& scanned) const;
  bool joined(Slot anchor) const;
  const Start& start_at(Slot node);
  Start best_start(const PatternNode& node) const;
  Start start_by(const NodeTests& tests) const;
  double rows_read_from(Slot anchor);

  MatchPattern& pattern_;
  const GraphView& graph_;
  // So that planning a long pattern takes no look at all of it for each hop.
  OpenHops open_;              ///< not planned, and with an end that is found
  std::vector<double> costs_;  ///< of each hop in open_
  std::map<Slot, Start> starts_;
};

}  // namespace chancery::query
