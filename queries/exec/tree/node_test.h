#pragma once

// What a node of a tree pattern must satisfy, asked of the places of a projection. An answer that
// took an expression is remembered.

#include <cstdint>
#include <vector>

#include "chancery/projection.h"
#include "exec/tree/column_test.h"

namespace chancery::query {

class NodeTest {
 public:
  /// All three must outlive it.
  NodeTest(const TreeNode& node, const chancery::Projection& projection, ExecContext& context);

  /// Every node satisfies it.
  bool admits_all() const { return sets_.empty() && columns_.empty() && tests_.empty() && !never_; }
  bool admits(NodeIndex node, Row& row);
  /// Forgets answers that depend on the row below. Whether there may be any.
  bool begin_row();

  /// Sets that every node is in which satisfies it.
  const std::vector<const IndexSet*>& sets() const { return sets_; }
  bool admits_none() const { return never_; }

 private:
  enum class Answer : std::uint8_t { unknown, no, yes };

  void add(const Predicate& predicate, ExecContext& context);
  void add_labels(const LabelPredicate& predicate, const GraphView& graph);
  void add_present(const Expression& expression, ExecContext& context);
  bool ask(NodeIndex node, Row& row);

  const chancery::Projection& projection_;
  std::size_t slot_;
  std::vector<const IndexSet*> sets_;  ///< of labels and of properties that must be there
  bool never_ = false;
  std::vector<ColumnTest> columns_;
  std::vector<Test> tests_;  ///< tried last
  bool reads_row_ = false;
  std::vector<Answer> answers_;
  std::size_t asked_ = 0;
  HeldMemory memory_;  ///< of the answers
};

}  // namespace chancery::query
