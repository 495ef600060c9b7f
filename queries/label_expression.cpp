#include "label_expression.h"

#include <algorithm>
#include <optional>

namespace chancery::query {
namespace {

/// `has`: of a name; `any`: of the wildcard.
template <typename Has>
bool holds(const LabelExpression& expression, const Has& has, bool any) {
  const auto operand = [&](const LabelExpression& part) { return holds(part, has, any); };
  switch (expression.kind) {
    case LabelExpression::Kind::name:
      return has(expression.name.text);
    case LabelExpression::Kind::wildcard:
      return any;
    case LabelExpression::Kind::negation:
      return !operand(expression.operands.front());
    case LabelExpression::Kind::conjunction:
      return std::ranges::all_of(expression.operands, operand);
    case LabelExpression::Kind::disjunction:
      break;
  }
  return std::ranges::any_of(expression.operands, operand);
}

bool has_wildcard(const LabelExpression& expression) {
  return expression.kind == LabelExpression::Kind::wildcard ||
         std::ranges::any_of(expression.operands, has_wildcard);
}

}  // namespace

bool matches(const LabelExpression& expression, NodeId node, const GraphView& graph) {
  const auto has = [&](const std::string& name) {
    std::optional<LabelId> id = graph.label_id(name);
    return id && graph.has_label(node, *id);
  };
  return holds(expression, has, has_wildcard(expression) && !graph.labels(node).empty());
}

bool matches(const LabelExpression& expression, std::string_view type) {
  return holds(
      expression, [type](const std::string& name) { return name == type; }, true);
}

std::vector<std::string> required_labels(const LabelExpression& expression) {
  if (expression.kind == LabelExpression::Kind::name) return {expression.name.text};
  std::vector<std::string> labels;
  if (expression.kind != LabelExpression::Kind::conjunction) return labels;
  for (const LabelExpression& operand : expression.operands) {
    for (std::string& label : required_labels(operand)) labels.push_back(std::move(label));
  }
  return labels;
}

}  // namespace chancery::query
