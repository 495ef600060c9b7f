#pragma once

// What several nodes of a match must satisfy together. Where it compares one property of two of
// them, and that has a column, numbers of the column are compared.

#include <functional>
#include <vector>

#include "chancery/projection.h"
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
  bool admits(Row& row, const Bound& bound) const;

 private:
  void look_for_column(const Predicate& predicate, const std::vector<TreeNode>& nodes,
                       const GraphView& graph);
  bool compares(NodeIndex left, NodeIndex right) const;

  const chancery::Projection& projection_;
  Test test_;
  std::vector<std::pair<std::size_t, std::size_t>> nodes_;  ///< and their slots
  const Column* column_ = nullptr;                          ///< null: the test itself must be asked
  ComparisonOperator op_ = ComparisonOperator::equal;
  std::size_t left_ = 0;
  std::size_t right_ = 0;
};

}  // namespace chancery::query
