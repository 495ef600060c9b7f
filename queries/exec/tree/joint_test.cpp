#include "joint_test.h"

#include <string_view>
#include <utility>

#include "tree_shape.h"

namespace chancery::query {
namespace {

/// A property of a node of the tree.
struct NodeProperty {
  std::size_t node = TreeShape::kNone;
  std::string_view key;
};

NodeProperty property_of_node(const Expression& expression, const std::vector<TreeNode>& nodes) {
  const auto* property = expression.slot == kNoSlot ? as<Property>(expression) : nullptr;
  if (!property || property->subject->slot == kNoSlot) return {};
  return {node_in_slot(nodes, property->subject->slot), property->key.text};
}

}  // namespace

JointTest::JointTest(const Predicate& predicate, const std::vector<TreeNode>& nodes,
                     ExecContext& context)
    : projection_(*context.graph().projection()), test_(compile_test(predicate, context)) {
  for (const Slot slot : read_slots(predicate)) {
    const std::size_t node = node_in_slot(nodes, slot);
    if (node != TreeShape::kNone) nodes_.emplace_back(node, static_cast<std::size_t>(slot));
  }
  look_for_column(predicate, nodes, context.graph());
}

// Numbers of one column compare as the values do, save those of floats.
void JointTest::look_for_column(const Predicate& predicate, const std::vector<TreeNode>& nodes,
                                const GraphView& graph) {
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  if (!general || general->expression->slot != kNoSlot) return;
  const auto* comparison = as<Comparison>(*general->expression);
  if (!comparison || comparison->operators.size() != 1) return;
  const NodeProperty left = property_of_node(*comparison->operands.front(), nodes);
  const NodeProperty right = property_of_node(*comparison->operands.back(), nodes);
  if (left.node == TreeShape::kNone || right.node == TreeShape::kNone || left.key != right.key)
    return;
  const std::optional<KeyId> key = graph.key_id(left.key);
  const Column* column = key ? projection_.node_column(*key) : nullptr;
  if (!column || column->type() == Column::Type::floating) return;
  column_ = column;
  op_ = comparison->operators.front();
  left_ = left.node;
  right_ = right.node;
}

std::vector<std::size_t> JointTest::nodes() const {
  std::vector<std::size_t> nodes;
  for (const auto& [node, slot] : nodes_) nodes.push_back(node);
  return nodes;
}

bool JointTest::admits(Row& row, const Bound& bound) const {
  if (column_) return compares(bound(left_), bound(right_));
  for (const auto& [node, slot] : nodes_) row[slot] = Node{projection_.node(bound(node)), nullptr};
  return test_(row);
}

bool JointTest::compares(NodeIndex left, NodeIndex right) const {
  const std::uint32_t left_place = column_->present().place(left);
  const std::uint32_t right_place = column_->present().place(right);
  if (left_place == IndexSet::kAbsent || right_place == IndexSet::kAbsent) return false;
  const std::int64_t a = column_->numbers()[left_place];
  const std::int64_t b = column_->numbers()[right_place];
  switch (op_) {
    case ComparisonOperator::equal:
      return a == b;
    case ComparisonOperator::not_equal:
      return a != b;
    case ComparisonOperator::less:
      return a < b;
    case ComparisonOperator::less_or_equal:
      return a <= b;
    case ComparisonOperator::greater:
      return a > b;
    case ComparisonOperator::greater_or_equal:
      return a >= b;
  }
  return false;
}

}  // namespace chancery::query
