#include "match_pattern.h"

#include <algorithm>
#include <iterator>

#include "expression_slots.h"
#include "label_expression.h"
#include "rules/node_filters.h"

namespace chancery::query {
namespace {

std::vector<std::string> texts(const std::vector<Name>& names) {
  std::vector<std::string> result;
  for (const Name& name : names) result.push_back(name.text);
  return result;
}

bool holds_pattern(const Expression& where) {
  const auto* subquery = as<SubqueryExpression>(where);
  return as<PatternExpression>(where) || (subquery && subquery->kind == SubqueryKind::exists);
}

/// What the predicate adds to the ways of finding the node.
void add_lookup(const Predicate& predicate, Slot node, NodeTests& tests) {
  if (const auto lookup = lookup_of(predicate, node)) {
    tests.known_keys.push_back({lookup->key, lookup->kind});
  }
  if (id_lookup_of(predicate, node)) tests.is_given = true;
}

}  // namespace

MatchPattern::MatchPattern(const std::vector<const PathPattern*>& patterns, const Expression* where,
                           Slot start, Slot sought)
    : start_(start), sought_(sought) {
  for (const PathPattern* pattern : patterns) add_pattern(*pattern);
  require_lone_nodes();
  if (where) add_where(*where);
  for (const Predicate& predicate : predicates) note(predicate);
}

void MatchPattern::add_pattern(const PathPattern& pattern) {
  for (const NodePattern& node : pattern.nodes) add_node(node);
  for (std::size_t i = 0; i < pattern.relationships.size(); ++i) {
    const RelationshipPattern& hop = pattern.relationships[i];
    const Slot left = pattern.nodes[i].slot;
    const Slot right = pattern.nodes[i + 1].slot;
    nodes[left].hops.push_back(hops.size());
    if (right != left) nodes[right].hops.push_back(hops.size());
    const bool is_short = hop.quantified && hop.quantified->is_short;
    const auto& types = is_short ? hop.quantified->pattern.relationships.front().types : hop.types;
    hops.push_back({&pattern, &hop, left, right, texts(types)});
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
  known.found = known.found || (node.bound && node.slot != sought_) || node.slot == start_;
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

/// Notes what the predicate says of the one element that it is about, for the choice of where to
/// start.
void MatchPattern::note(const Predicate& predicate) {
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  if (!general && !std::holds_alternative<LabelExpressionPredicate>(predicate)) return;
  if (general) note_equality(*general->expression);
  if (general && holds_pattern(*general->expression))
    inner_patterns.push_back(read_slots(predicate));
  SlotSet reads = read_slots(predicate);
  std::erase_if(reads, [this](Slot slot) { return !nodes.contains(slot); });
  if (reads.empty()) note_relationship(predicate);
  if (reads.size() == 1) note_node(predicate, *reads.begin());
}

void MatchPattern::note_equality(const Expression& where) {
  const auto* comparison = as<Comparison>(where);
  if (!comparison || comparison->operators.size() != 1) return;
  if (comparison->operators.front() != ComparisonOperator::equal) return;
  equalities.emplace_back(free_slots(*comparison->operands[0]),
                          free_slots(*comparison->operands[1]));
}

void MatchPattern::note_node(const Predicate& predicate, Slot slot) {
  PatternNode& node = nodes.at(slot);
  add_lookup(predicate, slot, node);
  std::vector<NodeTests> choice;
  for (std::vector<Predicate>& alternative : alternatives_of(predicate, slot)) {
    NodeTests& tests = choice.emplace_back();
    for (const Predicate& each : alternative) add_lookup(each, slot, tests);
    tests.labels = labels_of(Filter{std::move(alternative)}, slot);
  }
  if (!choice.empty()) node.choices.push_back(std::move(choice));
}

/// `id(r) = value` of a single relationship, by a value known before the pattern.
void MatchPattern::note_relationship(const Predicate& predicate) {
  for (PatternHop& hop : hops) {
    if (hop.pattern->bound || hop.pattern->hops || hop.given) continue;
    if (hop.path->shortest) continue;
    const auto lookup = id_lookup_of(predicate, hop.pattern->slot);
    if (lookup && !reads_pattern(*lookup->value)) hop.given = lookup;
  }
}

bool MatchPattern::reads_pattern(const Expression& value) const {
  const SlotSet reads = free_slots(value);
  return std::ranges::any_of(hops, [&reads](const PatternHop& hop) {
    return reads.contains(hop.pattern->slot) || reads.contains(hop.path->slot);
  });
}

bool MatchPattern::has_hops(Slot node) const { return !nodes.at(node).hops.empty(); }

std::vector<Slot> MatchPattern::unfound() const {
  std::vector<Slot> slots;
  std::ranges::copy_if(order, std::back_inserter(slots),
                       [this](Slot slot) { return !nodes.at(slot).found; });
  return slots;
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
