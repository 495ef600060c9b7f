#include "tree_keys.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "ast_visit.h"
#include "expression_slots.h"
#include "tree_shape.h"

namespace chancery::query {
namespace {

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

/// Whether values of its type that are equivalent cannot be told apart: a group shows the one that
/// came first. A float may be -0.0, a list may hold 1 or 1.0.
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

const Column* column_of_strings(const Expression& expression, Slot node, const GraphView& graph) {
  std::vector<std::string_view> properties;
  if (!collect_properties(expression, node, properties) || properties.empty()) return nullptr;
  if (std::ranges::count(properties, properties.front()) != std::ssize(properties)) return nullptr;
  const std::optional<KeyId> key = graph.key_id(properties.front());
  const Column* column = key ? graph.projection()->node_column(*key) : nullptr;
  return column && column->type() == Column::Type::string ? column : nullptr;
}

}  // namespace

TreeKeys::TreeKeys(const TreeAggregation& op, Nodes nodes, Grouping& grouping, ExecContext& context)
    : projection_(*context.graph().projection()), grouping_(grouping), memory_(context.limits()) {
  for (const Assignment& key : op.aggregation.keys)
    keys_.push_back(make_key(op, *key.expression, context));
  joined_.resize(keys_.size());
  if (nodes == Nodes::once)
    is_numbered_ = is_numbered_ && std::ranges::all_of(keys_, has_few_values);
}

bool TreeKeys::has_few_values(const Key& key) {
  constexpr std::uint32_t kNodesPerValue = 4;  // fewer do not repay the numbers
  if (key.node == TreeShape::kNone) return true;
  return key.of_string &&
         key.of_string->distinct() <= key.of_string->present().size() / kNodesPerValue;
}

TreeKeys::Key TreeKeys::make_key(const TreeAggregation& op, const Expression& expression,
                                 ExecContext& context) {
  Key key{compile(expression, context), TreeShape::kNone, 0, nullptr, {}, {}, {}, {}};
  for (const Slot slot : free_slots(expression)) {
    const std::size_t node = node_in_slot(op.nodes, slot);
    if (node == TreeShape::kNone) {
      reads_row_ = true;
      continue;
    }
    is_numbered_ = is_numbered_ && key.node == TreeShape::kNone;
    key.node = node;
    key.slot = static_cast<std::size_t>(slot);
    if (!std::ranges::count(nodes_, std::pair(node, key.slot))) nodes_.emplace_back(node, key.slot);
    key.of_string = column_of_strings(expression, slot, context.graph());
  }
  return key;
}

void TreeKeys::begin_row() {
  if (reads_row_) clear();
}

void TreeKeys::clear() {
  for (Key& key : keys_) {
    key.by_code.clear();
    key.by_node.clear();
    key.numbers.clear();
    key.values.clear();
  }
  for (auto& joined : joined_) joined.clear();
  groups_.clear();
  memory_.release();
}

void TreeKeys::put_nodes(Row& row, const Bound& bound) const {
  for (const auto& [node, slot] : nodes_) row[slot] = Node{projection_.node(bound(node)), nullptr};
}

Group& TreeKeys::group_of(Row& row, const Bound& bound) {
  if (!is_numbered_) {
    put_nodes(row, bound);
    return grouping_.group_of(row);
  }
  std::uint32_t all = 0;
  numbers_.clear();
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    Key& key = keys_[i];
    const NodeIndex node = key.node == TreeShape::kNone ? 0 : bound(key.node);
    const std::uint32_t number = number_of(key, row, node);
    numbers_.push_back(number);
    const auto next = static_cast<std::uint32_t>(joined_[i].size());
    const auto [joined, added] = joined_[i].emplace(std::uint64_t{all} << 32 | number, next);
    if (added) memory_.charge(kPerEntry);
    all = joined->second;
  }
  if (all >= groups_.size()) groups_.resize(all + 1);
  if (!groups_[all]) groups_[all] = &grouping_.group_with(values());
  return *groups_[all];
}

HeldRow TreeKeys::values() const {
  HeldRow values;
  for (std::size_t i = 0; i < keys_.size(); ++i) values.push_back(keys_[i].values[numbers_[i] - 1]);
  return values;
}

std::uint32_t TreeKeys::number_of(Key& key, Row& row, NodeIndex node) {
  std::uint32_t& known = known_number(key, node);
  if (known == 0) known = number_of_value(key, row, node);
  return known;
}

// Of a node without the string: that behind the last code.
std::uint32_t& TreeKeys::known_number(Key& key, NodeIndex node) {
  if (!key.of_string) {
    const auto [known, added] = key.by_node.try_emplace(node);
    if (added) memory_.charge(kPerEntry);
    return known->second;
  }
  if (key.by_code.empty()) {
    memory_.charge((std::size_t{key.of_string->distinct()} + 1) * sizeof(std::uint32_t));
    key.by_code.resize(std::size_t{key.of_string->distinct()} + 1);
  }
  const std::uint32_t place = key.of_string->present().place(node);
  return place == IndexSet::kAbsent
             ? key.by_code.back()
             : key.by_code[static_cast<std::size_t>(key.of_string->numbers()[place])];
}

std::uint32_t TreeKeys::number_of_value(Key& key, Row& row, NodeIndex node) {
  if (key.node != TreeShape::kNone) row[key.slot] = Node{projection_.node(node), nullptr};
  Value scratch;
  const Value& value = key.value(row, scratch);
  const auto next = static_cast<std::uint32_t>(key.values.size() + 1);
  if (is_one_with_its_equals(value)) {
    HeldRow looked_for{value, static_cast<std::int64_t>(value.type())};
    const auto known = key.numbers.find(looked_for);
    if (known != key.numbers.end()) return known->second;
    key.numbers.emplace(std::move(looked_for), next);
  }
  memory_.charge(2 * footprint(value) + kPerEntry);
  key.values.push_back(value);
  return next;
}

}  // namespace chancery::query
