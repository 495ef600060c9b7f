#include "joint_test.h"

#include <string_view>
#include <utility>

#include "eval_forms.h"
#include "exec/aggregate_cells.h"
#include "expression_slots.h"
#include "tree_shape.h"

namespace chancery::query {
namespace {

constexpr std::size_t kMostKnown = 100'000;  // values of a side

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
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  if (!general || general->expression->slot != kNoSlot) return;
  const auto* comparison = as<Comparison>(*general->expression);
  if (!comparison || comparison->operators.size() != 1) return;
  op_ = comparison->operators.front();
  look_for_column(*comparison, nodes, context.graph());
  if (!column_) look_for_sides(*comparison, nodes, context);
}

// Numbers of one column compare as the values do, save those of floats.
void JointTest::look_for_column(const Comparison& comparison, const std::vector<TreeNode>& nodes,
                                const GraphView& graph) {
  const NodeProperty left = property_of_node(*comparison.operands.front(), nodes);
  const NodeProperty right = property_of_node(*comparison.operands.back(), nodes);
  if (left.node == TreeShape::kNone || right.node == TreeShape::kNone || left.key != right.key)
    return;
  const std::optional<KeyId> key = graph.key_id(left.key);
  const Column* column = key ? projection_.node_column(*key) : nullptr;
  if (!column || column->type() == Column::Type::floating) return;
  column_ = column;
  left_ = left.node;
  right_ = right.node;
}

void JointTest::look_for_sides(const Comparison& comparison, const std::vector<TreeNode>& nodes,
                               ExecContext& context) {
  std::vector<Side> sides;
  for (const ExpressionPtr& operand : comparison.operands) {
    const SlotSet read = free_slots(*operand);
    const std::size_t node =
        read.size() == 1 ? node_in_slot(nodes, *read.begin()) : TreeShape::kNone;
    if (node == TreeShape::kNone) return;
    sides.push_back({node, static_cast<std::size_t>(*read.begin()), compile(*operand, context)});
  }
  sides_ = std::move(sides);
  memory_ = std::make_unique<HeldMemory>(context.limits());
}

std::vector<std::size_t> JointTest::nodes() const {
  std::vector<std::size_t> nodes;
  for (const auto& [node, slot] : nodes_) nodes.push_back(node);
  return nodes;
}

bool JointTest::admits(Row& row, const Bound& bound) {
  if (column_) return compares(bound(left_), bound(right_));
  if (!sides_.empty()) {
    Value spare, other_spare;
    const Value& left = value_of(sides_.front(), row, bound(sides_.front().node), spare);
    const Value& right = value_of(sides_.back(), row, bound(sides_.back().node), other_spare);
    const Value holds = compared(op_, left, right);
    return holds.type() == ValueType::boolean && holds.as_bool();
  }
  for (const auto& [node, slot] : nodes_) row[slot] = Node{projection_.node(bound(node)), nullptr};
  return test_(row);
}

const Value& JointTest::value_of(Side& side, Row& row, NodeIndex node, Value& spare) {
  const auto known = side.known.find(node);
  if (known != side.known.end()) return known->second;
  row[side.slot] = Node{projection_.node(node), nullptr};
  Value scratch;
  spare = side.value(row, scratch);
  if (side.known.size() == kMostKnown) return spare;
  memory_->charge(kPerEntry + footprint(spare));
  return side.known.emplace(node, std::move(spare)).first->second;
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
