#include "match_pattern.h"

#include <algorithm>

#include "expression_slots.h"
#include "functions.h"
#include "label_expression.h"

namespace chancery::query {
namespace {

std::vector<std::string> texts(const std::vector<Name>& names) {
  std::vector<std::string> result;
  for (const Name& name : names) result.push_back(name.text);
  return result;
}

}  // namespace

MatchPattern::MatchPattern(const std::vector<const PathPattern*>& patterns, const Expression* where,
                           Slot start)
    : start_(start) {
  for (const PathPattern* pattern : patterns) add_pattern(*pattern);
  require_lone_nodes();
  if (where) add_where(*where);
}

void MatchPattern::add_pattern(const PathPattern& pattern) {
  for (const NodePattern& node : pattern.nodes) add_node(node);
  for (std::size_t i = 0; i < pattern.relationships.size(); ++i) {
    const RelationshipPattern& hop = pattern.relationships[i];
    const bool is_short = hop.quantified && hop.quantified->is_short;
    const auto& types = is_short ? hop.quantified->pattern.relationships.front().types : hop.types;
    hops.push_back(
        {&pattern, &hop, pattern.nodes[i].slot, pattern.nodes[i + 1].slot, texts(types)});
    if (!hop.hops && !pattern.shortest) {
      add_properties(hop.slot, hop.properties);
      if (hop.where) add_where(*hop.where);
    }
  }
}

void MatchPattern::add_node(const NodePattern& node) {
  auto [place, fresh] = nodes.try_emplace(node.slot);
  PatternNode& known = place->second;
  if (fresh) order.push_back(node.slot);
  if (node.variable) known.name = node.variable->text;
  known.found = known.found || node.bound || node.slot == start_;
  for (const Name& label : node.labels) known.labels.push_back(label.text);
  if (!node.labels.empty()) {
    predicates.push_back(LabelPredicate{node.slot, texts(node.labels)});
  }
  if (node.label_expression) {
    add_required(node.slot, *node.label_expression);
    predicates.push_back(LabelExpressionPredicate{node.slot, node.label_expression.get()});
  }
  add_properties(node.slot, node.properties);
  if (node.where) add_where(*node.where);
}

/// No operator finds a node that had its value before and stands without relationships. It may
/// be null, and null matches no pattern: a test of no labels says that it is a node.
void MatchPattern::require_lone_nodes() {
  for (const Slot slot : order) {
    const PatternNode& node = nodes[slot];
    if (node.found && node.labels.empty() && !has_hops(slot)) {
      predicates.push_back(LabelPredicate{slot, {}});
    }
  }
}

/// What a label scan can use of a label expression.
void MatchPattern::add_required(Slot node, const LabelExpression& expression) {
  std::vector<std::string> labels = required_labels(expression);
  if (labels.empty()) return;
  std::vector<std::string>& known = nodes[node].labels;
  known.insert(known.end(), labels.begin(), labels.end());
  predicates.push_back(LabelPredicate{node, std::move(labels)});
}

void MatchPattern::add_properties(Slot subject, const ExpressionPtr& properties) {
  if (!properties) return;
  const auto* map = as<MapLiteral>(*properties);
  if (!map) return;
  for (const MapEntry& entry : map->entries) {
    predicates.push_back(PropertyPredicate{subject, entry.key.text, entry.value.get()});
    auto node = nodes.find(subject);
    if (node != nodes.end()) node->second.known_keys.push_back({entry.key.text});
  }
}

/// A conjunction is taken apart, so that each part can be tested as early as possible.
void MatchPattern::add_where(const Expression& where) {
  const auto* logical = as<Logical>(where);
  if (where.slot == kNoSlot && logical && logical->op == LogicalOperator::conjunction) {
    for (const ExpressionPtr& operand : logical->operands) add_where(*operand);
    return;
  }
  predicates.push_back(ExpressionPredicate{&where});
  note_lookups(where);
  note_labels(where);
}

void MatchPattern::note_labels(const Expression& where) {
  const auto* test = as<LabelTest>(where);
  if (!test || test->subject->slot == kNoSlot) return;
  auto node = nodes.find(test->subject->slot);
  if (node == nodes.end()) return;
  if (test->label_expression) add_required(node->first, *test->label_expression);
  for (const Name& label : test->labels) node->second.labels.push_back(label.text);
}

/// `n.key = value` and what else an index answers, for the choice of where to start.
void MatchPattern::note_lookups(const Expression& where) {
  if (const auto* binary = as<Binary>(where)) {
    if (binary->op == BinaryOperator::in) {
      note_lookup(*binary->left, *binary->right, IndexScan::Kind::any_of);
    } else if (binary->op == BinaryOperator::starts_with) {
      note_lookup(*binary->left, *binary->right, IndexScan::Kind::prefix);
    }
    return;
  }
  const auto* comparison = as<Comparison>(where);
  if (!comparison || comparison->operators.size() != 1) return;
  const ComparisonOperator op = comparison->operators.front();
  if (op == ComparisonOperator::not_equal) return;
  const Expression& left = *comparison->operands[0];
  const Expression& right = *comparison->operands[1];
  const bool equality = op == ComparisonOperator::equal;
  if (equality) equalities.emplace_back(free_slots(left), free_slots(right));
  const IndexScan::Kind kind = equality ? IndexScan::Kind::equal : IndexScan::Kind::range;
  note_lookup(left, right, kind);
  note_lookup(right, left, kind);
}

void MatchPattern::note_lookup(const Expression& side, const Expression& other,
                               IndexScan::Kind kind) {
  if (kind == IndexScan::Kind::equal) note_value(side, other);
  const auto* property = as<Property>(side);
  if (side.slot != kNoSlot || !property || property->subject->slot == kNoSlot) return;
  auto node = nodes.find(property->subject->slot);
  if (node == nodes.end()) return;
  if (is_known_before(other)) node->second.known_keys.push_back({property->key.text, kind});
}

/// `n = value` and `id(n) = value` find one node.
void MatchPattern::note_value(const Expression& side, const Expression& other) {
  const auto* call = as<FunctionCall>(side);
  const bool of_id = side.slot == kNoSlot && call && call->function &&
                     call->function->name == "id" && call->arguments.size() == 1;
  const auto node = nodes.find(of_id ? call->arguments.front()->slot : side.slot);
  if (node != nodes.end() && is_known_before(other)) node->second.is_given = true;
}

bool MatchPattern::is_known_before(const Expression& value) const {
  return std::ranges::none_of(free_slots(value),
                              [this](Slot slot) { return nodes.contains(slot); });
}

bool MatchPattern::has_hops(Slot node) const {
  return std::ranges::any_of(
      hops, [node](const PatternHop& hop) { return hop.left == node || hop.right == node; });
}

bool MatchPattern::known(Slot slot) const {
  const auto node = nodes.find(slot);
  if (node != nodes.end()) return node->second.found;
  return std::ranges::none_of(hops, [slot](const PatternHop& hop) {
    return hop.pattern->slot == slot && !hop.planned && !hop.pattern->bound;
  });
}

SlotSet quantified_reads(const PatternHop& hop) {
  const QuantifiedPattern& quantified = *hop.pattern->quantified;
  SlotSet reads = free_slots(quantified.pattern);
  if (quantified.where) reads.merge(free_slots(*quantified.where));
  for (const NodePattern& node : quantified.pattern.nodes) reads.erase(node.slot);
  for (const RelationshipPattern& each : quantified.pattern.relationships) {
    reads.erase(each.slot);
  }
  return reads;
}

}  // namespace chancery::query
