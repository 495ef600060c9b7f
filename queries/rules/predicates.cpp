#include "predicates.h"

#include <algorithm>

#include "../ast_visit.h"
#include "../expression_slots.h"

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

bool asks_for_order_only(const Predicate& predicate, Slot slot) {
  if (const auto* general = std::get_if<ExpressionPredicate>(&predicate)) {
    return asks_for_order(*general->expression, slot);
  }
  const auto* property = std::get_if<PropertyPredicate>(&predicate);
  return property && property->subject != slot && property->value->slot == slot;
}

}  // namespace chancery::query
