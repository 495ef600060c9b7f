#pragma once

// Walking the tree. Which expressions stand inside an expression or a clause is said here once.

#include <type_traits>
#include <variant>

#include "ast.h"

namespace chancery::query {

/// A visitor from several lambdas.
template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

/// What stands in exists((a)-->(b)).
inline const PathPattern& bare_pattern(const SubqueryExpression& bare) {
  return as<Match>(bare.query->branches.front().clauses.front())->patterns.front();
}

/// `visit(Expression&)` for the property maps and predicates of a pattern, left to right.
template <typename Pattern, typename Visit>
void for_each_in_pattern(Pattern& pattern, Visit&& visit) {
  const auto element = [&visit](auto& part) {
    if (part.properties) visit(*part.properties);
    if (part.where) visit(*part.where);
  };
  for (std::size_t i = 0; i < pattern.nodes.size(); ++i) {
    element(pattern.nodes[i]);
    if (i == pattern.relationships.size()) return;
    auto& relationship = pattern.relationships[i];
    element(relationship);
    if (!relationship.quantified) continue;
    for_each_in_pattern(relationship.quantified->pattern, visit);
    if (relationship.quantified->where) visit(*relationship.quantified->where);
  }
}

/// `visit(Expression&)` for each direct part of an expression, in the order they are written.
/// Subqueries are not entered; the property maps and predicates of patterns are. Works on const and
/// non-const.
template <typename Tree, typename Visit>
void for_each_child(Tree& expression, Visit&& visit) {
  const auto part = [&](auto& pointer) {
    if (pointer) visit(*pointer);
  };
  const auto parts = [&](auto& pointers) {
    for (auto& pointer : pointers) part(pointer);
  };
  std::visit(
      [&](auto& form) {
        using T = std::remove_cvref_t<decltype(form)>;
        if constexpr (std::is_same_v<T, Property> || std::is_same_v<T, LabelTest>) {
          part(form.subject);
        } else if constexpr (std::is_same_v<T, ListLiteral>) {
          parts(form.items);
        } else if constexpr (std::is_same_v<T, MapLiteral>) {
          for (auto& entry : form.entries) part(entry.value);
        } else if constexpr (std::is_same_v<T, MapProjection>) {
          part(form.subject);
          for (auto& item : form.items) part(item.value);
        } else if constexpr (std::is_same_v<T, Index>) {
          part(form.subject);
          part(form.index);
        } else if constexpr (std::is_same_v<T, Slice>) {
          part(form.subject);
          part(form.from);
          part(form.to);
        } else if constexpr (std::is_same_v<T, Unary>) {
          part(form.operand);
        } else if constexpr (std::is_same_v<T, Binary>) {
          part(form.left);
          part(form.right);
        } else if constexpr (std::is_same_v<T, Comparison> || std::is_same_v<T, Logical>) {
          parts(form.operands);
        } else if constexpr (std::is_same_v<T, Case>) {
          part(form.subject);
          for (auto& alternative : form.alternatives) {
            for (auto& condition : alternative.when) part(condition.expression);
            part(alternative.then);
          }
          part(form.otherwise);
        } else if constexpr (std::is_same_v<T, FunctionCall>) {
          parts(form.arguments);
        } else if constexpr (std::is_same_v<T, ListComprehension>) {
          part(form.list);
          part(form.where);
          part(form.projection);
        } else if constexpr (std::is_same_v<T, Quantifier>) {
          part(form.list);
          part(form.where);
        } else if constexpr (std::is_same_v<T, Reduce>) {
          part(form.initial);
          part(form.list);
          part(form.step);
        } else if constexpr (std::is_same_v<T, PatternComprehension>) {
          for_each_in_pattern(form.pattern, visit);
          part(form.where);
          part(form.projection);
        } else if constexpr (std::is_same_v<T, PatternExpression>) {
          for_each_in_pattern(form.pattern, visit);
        }
      },
      expression.form);
}

}  // namespace chancery::query
