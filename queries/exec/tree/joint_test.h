#pragma once

// What several nodes of a match must satisfy together. Where it compares one property of two of
// them, and that has a column, numbers of the column are compared; where it compares what is read
// of one with what is read of another, each side is worked out once for each node.

#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "chancery/projection.h"
#include "eval.h"
#include "exec/context.h"

namespace chancery::query {

class JointTest {
 public:
  /// Where the node of the tree, by its number, is in a match.
  using Bound = std::function<NodeIndex(std::size_t node)>;

  /// All must outlive it.
  JointTest(const Predicate& predicate, const std::vector<TreeNode>& nodes, ExecContext& context);

  /// The nodes of the tree that it reads.
  std::vector<std::size_t> nodes() const;
  /// `row` is the row below; nodes may be put into it.
  bool admits(Row& row, const Bound& bound);

 private:
  /// Of a comparison: reads one node, and nothing else of a match or the row below.
  struct Side {
    std::size_t node;
    std::size_t slot;
    Evaluator value;
    std::unordered_map<NodeIndex, Value> known = {};
  };

  void look_for_column(const Comparison& comparison, const std::vector<TreeNode>& nodes,
                       const GraphView& graph);
  void look_for_sides(const Comparison& comparison, const std::vector<TreeNode>& nodes,
                      ExecContext& context);
  bool compares(NodeIndex left, NodeIndex right) const;
  /// Known, or put into `spare`.
  const Value& value_of(Side& side, Row& row, NodeIndex node, Value& spare);

  const chancery::Projection& projection_;
  Test test_;
  std::vector<std::pair<std::size_t, std::size_t>> nodes_;  ///< and their slots
  const Column* column_ = nullptr;                          ///< null: the test itself must be asked
  ComparisonOperator op_ = ComparisonOperator::equal;
  std::size_t left_ = 0;
  std::size_t right_ = 0;
  std::vector<Side> sides_;             ///< two, or none
  std::unique_ptr<HeldMemory> memory_;  ///< of what is known of them
};

}  // namespace chancery::query
