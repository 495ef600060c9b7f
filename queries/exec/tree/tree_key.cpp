#include "tree_key.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "ast_visit.h"
#include "expression_slots.h"
#include "tree_shape.h"

namespace chancery::query {
namespace {

// Fewer do not repay what is known of each string.
constexpr std::uint32_t kNodesForEachString = 4;

/// Collects which properties of a node an expression reads; false where it reads more of it, or in
/// a way that is not looked into.
bool collect_properties(const Expression& expression, Slot node,
                        std::vector<std::string_view>& properties) {
  if (expression.slot != kNoSlot) return expression.slot != node;
  if (const auto* property = as<Property>(expression);
      property && property->subject->slot == node) {
    properties.push_back(property->key.text);
    return true;
  }
  const bool is_plain = as<Literal>(expression) || as<Parameter>(expression) ||
                        as<FunctionCall>(expression) || as<Binary>(expression) ||
                        as<Unary>(expression) || as<Property>(expression);
  if (!is_plain) return false;
  bool all = true;
  for_each_child(expression, [&](const Expression& part) {
    all = all && collect_properties(part, node, properties);
  });
  return all;
}

/// The column of the one property that an expression reads of the node; null where it reads others
/// or the property has none.
const Column* column_read(const Expression& expression, Slot node, const GraphView& graph) {
  std::vector<std::string_view> properties;
  if (!collect_properties(expression, node, properties) || properties.empty()) return nullptr;
  if (std::ranges::count(properties, properties.front()) != std::ssize(properties)) return nullptr;
  const std::optional<KeyId> key = graph.key_id(properties.front());
  return key ? graph.projection()->node_column(*key) : nullptr;
}

bool is_property_of(const Expression& expression, Slot node) {
  const auto* property = expression.slot == kNoSlot ? as<Property>(expression) : nullptr;
  return property && property->subject->slot == node;
}

/// Whether the values of a column go by their numbers.
bool has_numbers(const Column& column) {
  constexpr unsigned kFewBytes = 2;
  if (column.type() == Column::Type::string) return true;
  return column.type() != Column::Type::floating && column.numbers().width() <= kFewBytes;
}

/// Whether values of its type that are equivalent cannot be told apart: a float may be -0.0, a
/// list may hold 1 or 1.0.
bool is_one_with_its_equals(const Value& value) {
  switch (value.type()) {
    case ValueType::null:
    case ValueType::boolean:
    case ValueType::integer:
    case ValueType::string:
    case ValueType::date:
    case ValueType::node:
      return true;
    default:
      return false;
  }
}

}  // namespace

TreeKey::TreeKey(const Expression& expression, const TreeAggregation& op, Nodes nodes,
                 ExecContext& context)
    : projection_(*context.graph().projection()),
      evaluator_(compile(expression, context)),
      memory_(context.limits()),
      by_node_(projection_.node_count(), context.limits()) {
  for (const Slot slot : free_slots(expression)) {
    const std::size_t node = node_in_slot(op.nodes, slot);
    if (node == TreeShape::kNone) {
      reads_row_ = true;
    } else {
      nodes_.emplace_back(node, static_cast<std::size_t>(slot));
    }
  }
  way_ = way_for(expression, nodes, context.graph());
}

TreeKey::Way TreeKey::way_for(const Expression& expression, Nodes nodes, const GraphView& graph) {
  if (nodes_.empty()) return Way::by_row;
  if (nodes_.size() > 1) return Way::by_match;
  const auto slot = static_cast<Slot>(nodes_.front().second);
  if (expression.slot == slot) return Way::node;
  column_ = column_read(expression, slot, graph);
  if (column_ && is_property_of(expression, slot) && has_numbers(*column_)) return Way::column;
  if (column_ && column_->type() == Column::Type::string &&
      column_->distinct() <= column_->present().size() / kNodesForEachString) {
    return Way::by_string;
  }
  return nodes == Nodes::once ? Way::by_match : Way::by_node;
}

// Numbers stay those of the values.
void TreeKey::begin_row() {
  by_row_ = 0;
  if (!reads_row_) return;
  by_node_.clear();
  std::ranges::fill(by_string_, 0);
}

std::uint32_t TreeKey::number(Row& row, const Bound& bound) {
  switch (way_) {
    case Way::node:
      return bound(nodes_.front().first);
    case Way::column:
      return number_in_column(bound(nodes_.front().first));
    case Way::by_string:
      return number_known(known_of_string(bound(nodes_.front().first)), row, bound);
    case Way::by_node:
      return number_known(by_node_.of(bound(nodes_.front().first)), row, bound);
    case Way::by_row:
      return number_known(by_row_, row, bound);
    default:
      return number_of_value(value_of(row, bound));
  }
}

std::uint32_t TreeKey::number_in_column(NodeIndex node) const {
  const std::uint32_t place = column_->present().place(node);
  if (place == IndexSet::kAbsent) return 0;
  const NarrowNumbers& numbers = column_->numbers();
  const std::int64_t least = column_->type() == Column::Type::string ? 0 : numbers.base();
  return static_cast<std::uint32_t>(numbers[place] - least + 1);
}

std::uint32_t& TreeKey::known_of_string(NodeIndex node) {
  if (by_string_.empty()) {
    memory_.charge((std::size_t{column_->distinct()} + 1) * sizeof(std::uint32_t));
    by_string_.resize(std::size_t{column_->distinct()} + 1);
  }
  const std::uint32_t place = column_->present().place(node);
  return place == IndexSet::kAbsent
             ? by_string_.back()
             : by_string_[static_cast<std::size_t>(column_->numbers()[place])];
}

std::uint32_t TreeKey::number_known(std::uint32_t& known, Row& row, const Bound& bound) {
  if (known == 0) known = number_of_value(value_of(row, bound)) + 1;
  return known - 1;
}

const Value& TreeKey::value_of(Row& row, const Bound& bound) {
  for (const auto& [node, slot] : nodes_) row[slot] = Node{projection_.node(bound(node)), nullptr};
  return evaluator_(row, scratch_);
}

std::uint32_t TreeKey::number_of_value(const Value& value) {
  const auto next = static_cast<std::uint32_t>(values_.size());
  const auto [known, added] = numbers_.try_emplace(value, next);
  if (added) {
    memory_.charge(footprint(value) + 2 * kPerEntry);
    values_.push_back(&known->first);
    exact_.push_back(is_one_with_its_equals(value));
  } else if (value.type() != known->first.type()) {
    exact_[known->second] = false;
  }
  return known->second;
}

Value TreeKey::value(std::uint32_t number) const {
  if (way_ == Way::node) return Node{projection_.node(number), nullptr};
  if (way_ != Way::column) return *values_[number];
  if (number == 0) return {};
  const std::int64_t stored = std::int64_t{number} - 1;
  switch (column_->type()) {
    case Column::Type::string:
      return column_->text(number - 1);
    case Column::Type::boolean:
      return stored + column_->numbers().base() != 0;
    case Column::Type::date:
      return Date{stored + column_->numbers().base()};
    default:
      return stored + column_->numbers().base();
  }
}

bool TreeKey::is_exact(std::uint32_t number) const {
  return way_ == Way::node || way_ == Way::column || exact_[number];
}

std::uint32_t TreeKey::number_from(const TreeKey& other, std::uint32_t number) {
  if (way_ == Way::node || way_ == Way::column) return number;
  const std::uint32_t here = number_of_value(*other.values_[number]);
  if (!other.exact_[number]) exact_[here] = false;
  return here;
}

}  // namespace chancery::query
