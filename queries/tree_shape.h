#pragma once

// What of a pattern without cycles is walked and what is only counted.
//
// Nodes whose values are asked for, and all on the way to them, are walked: bound one after
// another. What hangs from a walked node is a number for each node of the graph: how many ways
// the pattern goes on from there, the product over the hops of the sum over the steps. A match
// walks no relationship twice, so where two hops could walk the same one, those numbers are put
// right, or one more hop is walked:
//
//   walked, and counted from an end of it   less the matches that go on by the walked relationship
//   both counted, from one node             less the matches that go on by one relationship
//   anything else                           one of them is walked

#include <cstddef>
#include <vector>

#include "plan.h"

namespace chancery::query {

struct TreeShape {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// By node; the root always is.
  std::vector<bool> walked;
  /// By node: its children that are counted.
  std::vector<std::vector<std::size_t>> counted;
  /// By node: walked ones before it whose relationships it may not walk again.
  std::vector<std::vector<std::size_t>> conflicts;
  /// By node: the other one of two that are counted from one node and exclude each other.
  std::vector<std::size_t> rival;
};

TreeShape shape_of(const std::vector<TreeNode>& nodes, const std::vector<bool>& wanted);

/// The node of the tree in the slot, kNone where there is none.
std::size_t node_in_slot(const std::vector<TreeNode>& nodes, Slot slot);

/// Of `count(*)`, `count(x)` and `count(x.key)`, where x is of the tree: how it is counted.
struct CountedMatches {
  std::size_t node = TreeShape::kNone;   ///< of x.key
  const Expression* property = nullptr;  ///< x.key
};
std::optional<CountedMatches> counts_matches(const std::vector<TreeNode>& nodes,
                                             const Expression& aggregate);

/// What the keys, the aggregates and the predicates of several nodes ask of a match.
struct AskedOfMatches {
  /// By node: its value. Of one that is only counted it is not asked.
  std::vector<bool> wanted;
  /// All aggregates count matches, and at most one node is wanted.
  bool numbers_only = true;
};
AskedOfMatches asked_of(const TreeAggregation& op);

}  // namespace chancery::query
