// Finds nodes by a property index instead of testing every node of a label.
//
//   Filter [a.id = 'x']          ->    IndexScan a:Person(id) = 'x'
//   LabelScan a:Person
//
// Equality comes first, then IN, then a prefix, then a range; the rest of the filter stays.

#include <algorithm>
#include <optional>
#include <utility>

#include "../cardinality.h"
#include "../expression_slots.h"
#include "node_filters.h"
#include "rules.h"

namespace chancery::query {
namespace {

/// `n.key` of the scanned node, with the key.
const std::string* property_of(const Expression& expression, Slot node) {
  const auto* property = expression.slot == kNoSlot ? as<Property>(expression) : nullptr;
  return property && property->subject->slot == node ? &property->key.text : nullptr;
}

bool independent(const Expression& expression, Slot node) {
  return !free_slots(expression).contains(node);
}

/// One predicate as a lookup, its label not yet chosen.
struct Lookup {
  std::string key;
  IndexScan::Kind kind = IndexScan::Kind::equal;
  const Expression* value = nullptr;
  const Expression* low = nullptr;
  const Expression* high = nullptr;
  bool low_inclusive = false;
  bool high_inclusive = false;
};

ComparisonOperator turned(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::less:
      return ComparisonOperator::greater;
    case ComparisonOperator::less_or_equal:
      return ComparisonOperator::greater_or_equal;
    case ComparisonOperator::greater:
      return ComparisonOperator::less;
    case ComparisonOperator::greater_or_equal:
      return ComparisonOperator::less_or_equal;
    default:
      return op;
  }
}

std::optional<Lookup> compared(const std::string& key, ComparisonOperator op,
                               const Expression& value) {
  Lookup lookup{key};
  switch (op) {
    case ComparisonOperator::equal:
      lookup.value = &value;
      return lookup;
    case ComparisonOperator::less:
    case ComparisonOperator::less_or_equal:
      lookup.kind = IndexScan::Kind::range;
      lookup.high = &value;
      lookup.high_inclusive = op == ComparisonOperator::less_or_equal;
      return lookup;
    case ComparisonOperator::greater:
    case ComparisonOperator::greater_or_equal:
      lookup.kind = IndexScan::Kind::range;
      lookup.low = &value;
      lookup.low_inclusive = op == ComparisonOperator::greater_or_equal;
      return lookup;
    case ComparisonOperator::not_equal:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Lookup> from_comparison(const Comparison& comparison, Slot node) {
  if (comparison.operators.size() != 1) return std::nullopt;
  const Expression& left = *comparison.operands[0];
  const Expression& right = *comparison.operands[1];
  ComparisonOperator op = comparison.operators.front();
  const std::string* key = property_of(left, node);
  if (key && independent(right, node)) return compared(*key, op, right);
  key = property_of(right, node);
  if (key && independent(left, node)) return compared(*key, turned(op), left);
  return std::nullopt;
}

std::optional<Lookup> from_binary(const Binary& binary, Slot node) {
  const std::string* key = property_of(*binary.left, node);
  if (!key || !independent(*binary.right, node)) return std::nullopt;
  Lookup lookup{*key};
  lookup.value = binary.right.get();
  if (binary.op == BinaryOperator::in) {
    lookup.kind = IndexScan::Kind::any_of;
  } else if (binary.op == BinaryOperator::starts_with) {
    lookup.kind = IndexScan::Kind::prefix;
  } else {
    return std::nullopt;
  }
  return lookup;
}

std::optional<Lookup> lookup_of(const Predicate& predicate, Slot node) {
  if (const auto* property = std::get_if<PropertyPredicate>(&predicate)) {
    if (property->subject != node || !independent(*property->value, node)) return std::nullopt;
    return compared(property->key, ComparisonOperator::equal, *property->value);
  }
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  if (!general || general->expression->slot != kNoSlot) return std::nullopt;
  if (const auto* comparison = as<Comparison>(*general->expression)) {
    return from_comparison(*comparison, node);
  }
  const auto* binary = as<Binary>(*general->expression);
  return binary ? from_binary(*binary, node) : std::nullopt;
}

bool indexed(const GraphView& graph, const std::string& label, const std::string& key) {
  std::optional<LabelId> label_id = graph.label_id(label);
  std::optional<KeyId> key_id = graph.key_id(key);
  return label_id && key_id && graph.has_index(IndexInfo::Kind::property, *label_id, *key_id);
}

IndexScan make_scan(const Lookup& lookup, Slot node, const std::string& label) {
  return {node,       label,       lookup.key,           lookup.kind,          lookup.value,
          lookup.low, lookup.high, lookup.low_inclusive, lookup.high_inclusive};
}

struct Choice {
  IndexScan scan;
  std::size_t predicate = 0;
};

/// The predicate that an index answers with the fewest nodes.
std::optional<Choice> best_choice(const Filter& filter, Slot node,
                                  const std::vector<std::string>& labels, const GraphView& graph) {
  std::optional<Choice> best;
  for (std::size_t i = 0; i < filter.predicates.size(); ++i) {
    std::optional<Lookup> lookup = lookup_of(filter.predicates[i], node);
    if (!lookup) continue;
    for (const std::string& label : labels) {
      if (!indexed(graph, label, lookup->key)) continue;
      IndexScan scan = make_scan(*lookup, node, label);
      if (best && lookup_estimate(graph, scan) >= lookup_estimate(graph, best->scan)) continue;
      best = Choice{std::move(scan), i};
    }
  }
  return best;
}

/// Joins the other bound of a range to it: `low <= n.key < high` reads one stretch of the index.
void take_other_bound(IndexScan& scan, Filter& filter) {
  if (scan.kind != IndexScan::Kind::range) return;
  for (std::size_t i = 0; i < filter.predicates.size(); ++i) {
    std::optional<Lookup> other = lookup_of(filter.predicates[i], scan.node);
    if (!other || other->kind != IndexScan::Kind::range || other->key != scan.key) continue;
    if ((other->low && scan.low) || (other->high && scan.high)) continue;
    if (other->low) {
      scan.low = other->low;
      scan.low_inclusive = other->low_inclusive;
    } else {
      scan.high = other->high;
      scan.high_inclusive = other->high_inclusive;
    }
    filter.predicates.erase(filter.predicates.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

/// Puts the label that was scanned so far back among the tests, unless the index has it.
void keep_label(Filter& filter, Slot node, const std::string& scanned, const std::string& used) {
  if (scanned == used) return;
  filter.predicates.insert(filter.predicates.begin(), LabelPredicate{node, {scanned}});
}

}  // namespace

void scan_by_index(PlanPtr& chain, const GraphView& graph) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    auto* filter = as<Filter>(**link);
    const LabelScan* scan = filter ? as<LabelScan>(*(*link)->input) : nullptr;
    if (!scan) continue;
    Slot node = scan->node;
    std::string label = scan->label;
    std::vector<std::string> labels = labels_of(*filter, node);
    labels.push_back(label);
    std::optional<Choice> choice = best_choice(*filter, node, labels, graph);
    if (!choice) continue;
    filter->predicates.erase(filter->predicates.begin() +
                             static_cast<std::ptrdiff_t>(choice->predicate));
    take_other_bound(choice->scan, *filter);
    keep_label(*filter, node, label, choice->scan.label);
    std::string used = choice->scan.label;
    (*link)->input->op = std::move(choice->scan);
    drop_label(*link, node, used);
  }
}

}  // namespace chancery::query
