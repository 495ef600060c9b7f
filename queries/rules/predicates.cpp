#include "predicates.h"

#include <algorithm>

#include "../ast_visit.h"
#include "../expression_slots.h"
#include "../functions.h"

namespace chancery::query {
namespace {

bool compares_operands(const Expression& expression) {
  if (as<Comparison>(expression)) return true;
  if (const auto* unary = as<Unary>(expression)) {
    return unary->op == UnaryOperator::is_null || unary->op == UnaryOperator::is_not_null;
  }
  const auto* binary = as<Binary>(expression);
  return binary &&
         (binary->op == BinaryOperator::in || binary->op == BinaryOperator::starts_with ||
          binary->op == BinaryOperator::ends_with || binary->op == BinaryOperator::contains);
}

bool joins_predicates(const Expression& expression) {
  const auto* unary = as<Unary>(expression);
  return as<Logical>(expression) || (unary && unary->op == UnaryOperator::logical_not);
}

bool value_never_fails(const Expression& expression);

bool children_never_fail(const Expression& expression) {
  bool all = true;
  for_each_child(expression,
                 [&](const Expression& child) { all = all && value_never_fails(child); });
  return all;
}

bool is_null_or_boolean(const Expression& expression) {
  const auto* literal = as<Literal>(expression);
  return literal && (literal->value.is_null() || literal->value.type() == ValueType::boolean);
}

/// As a condition: what is neither true, false nor null is an error there.
bool condition_never_fails(const Expression& expression) {
  if (expression.slot != kNoSlot) return false;
  if (joins_predicates(expression)) {
    bool all = true;
    for_each_child(expression,
                   [&](const Expression& child) { all = all && condition_never_fails(child); });
    return all;
  }
  if (const auto* binary = as<Binary>(expression); binary && binary->op == BinaryOperator::in) {
    return as<ListLiteral>(*binary->right) && children_never_fail(expression);
  }
  if (compares_operands(expression)) return children_never_fail(expression);
  const auto* test = as<LabelTest>(expression);
  return is_null_or_boolean(expression) || (test && test->subject->slot != kNoSlot);
}

bool value_never_fails(const Expression& expression) {
  if (expression.slot != kNoSlot || as<Literal>(expression) || as<Parameter>(expression)) {
    return true;
  }
  if (const auto* property = as<Property>(expression)) return property->subject->slot != kNoSlot;
  if (as<ListLiteral>(expression)) return children_never_fail(expression);
  const auto* call = as<FunctionCall>(expression);
  const bool names_element = call && call->function &&
                             (call->function->name == "id" || call->function->name == "elementId");
  if (names_element) return children_never_fail(expression);
  return condition_never_fails(expression);
}

bool asks_for_order(const Expression& expression, Slot slot) {
  if (!free_slots(expression).contains(slot)) return true;
  if (expression.slot != kNoSlot) return false;
  const bool compares = compares_operands(expression);
  if (!compares && !joins_predicates(expression)) return false;
  bool all = true;
  for_each_child(expression, [&](const Expression& child) {
    all = all && ((compares && child.slot == slot) || asks_for_order(child, slot));
  });
  return all;
}

}  // namespace

bool is_deterministic(const Predicate& predicate) {
  if (const auto* property = std::get_if<PropertyPredicate>(&predicate)) {
    return is_deterministic(*property->value);
  }
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  return !general || is_deterministic(*general->expression);
}

bool never_fails(const Predicate& predicate) {
  if (const auto* property = std::get_if<PropertyPredicate>(&predicate)) {
    return value_never_fails(*property->value);
  }
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  return !general || condition_never_fails(*general->expression);
}

bool asks_for_order_only(const Predicate& predicate, Slot slot) {
  if (const auto* general = std::get_if<ExpressionPredicate>(&predicate)) {
    return asks_for_order(*general->expression, slot);
  }
  const auto* property = std::get_if<PropertyPredicate>(&predicate);
  return property && property->subject != slot && property->value->slot == slot;
}

}  // namespace chancery::query
