#include "lookup.h"

#include <algorithm>
#include <utility>

#include "expression_slots.h"
#include "functions.h"
#include "label_expression.h"

namespace chancery::query {
namespace {

using Alternatives = std::vector<std::vector<Predicate>>;

/// `n.key` of the node, with the key.
const std::string* property_of(const Expression& expression, Slot node) {
  const auto* property = expression.slot == kNoSlot ? as<Property>(expression) : nullptr;
  return property && property->subject->slot == node ? &property->key.text : nullptr;
}

/// Whether the expression has one value for all nodes: rand() has not.
bool independent(const Expression& expression, Slot node) {
  return !free_slots(expression).contains(node) && is_deterministic(expression);
}

/// The form of a predicate that is an expression; null for any other.
template <typename Form>
const Form* form_of(const Predicate& predicate) {
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  const bool evaluated = general && general->expression->slot == kNoSlot;
  return evaluated ? as<Form>(*general->expression) : nullptr;
}

const Comparison* as_equality(const Expression& expression) {
  const auto* comparison = expression.slot == kNoSlot ? as<Comparison>(expression) : nullptr;
  const bool equality = comparison && comparison->operators.size() == 1 &&
                        comparison->operators.front() == ComparisonOperator::equal;
  return equality ? comparison : nullptr;
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
  if (key && independent(left, node)) return compared(*key, mirrored(op), left);
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

/// Equalities of one key, joined by OR.
std::optional<Lookup> from_disjunction(const Logical& logical, Slot node) {
  if (logical.op != LogicalOperator::disjunction) return std::nullopt;
  Lookup all;
  all.kind = IndexScan::Kind::any_of;
  for (const ExpressionPtr& operand : logical.operands) {
    const Comparison* equality = as_equality(*operand);
    const auto one = equality ? from_comparison(*equality, node) : std::nullopt;
    if (!one || (!all.values.empty() && one->key != all.key)) return std::nullopt;
    all.key = one->key;
    all.values.push_back(one->value);
  }
  return all;
}

/// `any(x IN list WHERE n.key = x)`.
std::optional<Lookup> from_quantifier(const Quantifier& quantifier, Slot node) {
  if (quantifier.kind != QuantifierKind::any || !quantifier.where) return std::nullopt;
  const Comparison* equality = as_equality(*quantifier.where);
  auto lookup = equality ? from_comparison(*equality, node) : std::nullopt;
  if (!lookup || lookup->value->slot != quantifier.slot || !independent(*quantifier.list, node)) {
    return std::nullopt;
  }
  lookup->kind = IndexScan::Kind::any_of;
  lookup->value = quantifier.list.get();
  return lookup;
}

/// How the expression names the element, where it does.
std::optional<Naming> naming_of(const Expression& expression, Slot element) {
  if (expression.slot == element) return Naming::itself;
  const auto* call = expression.slot == kNoSlot ? as<FunctionCall>(expression) : nullptr;
  const bool of_element = call && call->function && call->arguments.size() == 1 &&
                          call->arguments.front()->slot == element;
  if (of_element && call->function->name == "id") return Naming::id;
  if (of_element && call->function->name == "elementId") return Naming::element_id;
  return std::nullopt;
}

Alternatives of_labels(const LabelExpression& expression, Slot node) {
  Alternatives alternatives;
  if (expression.kind != LabelExpression::Kind::disjunction) return alternatives;
  for (const LabelExpression& operand : expression.operands) {
    std::vector<Predicate> tests;
    std::vector<std::string> required = required_labels(operand);
    if (!required.empty()) tests.push_back(LabelPredicate{node, std::move(required)});
    if (operand.kind != LabelExpression::Kind::name) {
      tests.push_back(LabelExpressionPredicate{node, &operand});
    }
    alternatives.push_back(std::move(tests));
  }
  return alternatives;
}

}  // namespace

ComparisonOperator mirrored(ComparisonOperator op) {
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

std::optional<Lookup> lookup_of(const Predicate& predicate, Slot node) {
  if (const auto* property = std::get_if<PropertyPredicate>(&predicate)) {
    if (property->subject != node || !independent(*property->value, node)) return std::nullopt;
    return compared(property->key, ComparisonOperator::equal, *property->value);
  }
  if (const auto* comparison = form_of<Comparison>(predicate)) {
    return from_comparison(*comparison, node);
  }
  if (const auto* binary = form_of<Binary>(predicate)) return from_binary(*binary, node);
  if (const auto* logical = form_of<Logical>(predicate)) return from_disjunction(*logical, node);
  const auto* quantifier = form_of<Quantifier>(predicate);
  return quantifier ? from_quantifier(*quantifier, node) : std::nullopt;
}

std::optional<IdLookup> id_lookup_of(const Predicate& predicate, Slot element) {
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  const Comparison* equality = general ? as_equality(*general->expression) : nullptr;
  if (!equality) return std::nullopt;
  const Expression* left = equality->operands[0].get();
  const Expression* right = equality->operands[1].get();
  if (!naming_of(*left, element)) std::swap(left, right);
  const auto naming = naming_of(*left, element);
  if (!naming || !independent(*right, element)) return std::nullopt;
  return IdLookup{right, *naming};
}

Alternatives alternatives_of(const Predicate& predicate, Slot node) {
  if (const auto* labels = std::get_if<LabelExpressionPredicate>(&predicate)) {
    return labels->node == node ? of_labels(*labels->expression, node) : Alternatives();
  }
  if (const auto* test = form_of<LabelTest>(predicate)) {
    const bool of_node = test->label_expression && test->subject->slot == node;
    return of_node ? of_labels(*test->label_expression, node) : Alternatives();
  }
  Alternatives alternatives;
  const auto* logical = form_of<Logical>(predicate);
  if (!logical || logical->op != LogicalOperator::disjunction) return alternatives;
  for (const ExpressionPtr& operand : logical->operands) {
    add_conjuncts(*operand, alternatives.emplace_back());
  }
  return alternatives;
}

void add_conjuncts(const Expression& where, std::vector<Predicate>& predicates) {
  const auto* logical = where.slot == kNoSlot ? as<Logical>(where) : nullptr;
  if (!logical || logical->op != LogicalOperator::conjunction) {
    predicates.push_back(ExpressionPredicate{&where});
    return;
  }
  for (const ExpressionPtr& operand : logical->operands) add_conjuncts(*operand, predicates);
}

}  // namespace chancery::query
