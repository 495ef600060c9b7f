#include <fmt/format.h>

#include "ast_visit.h"
#include "binder_state.h"
#include "parser.h"

namespace chancery::query {
namespace {

constexpr std::size_t kMostStarItems = 1'000'000;

bool is_property_of_variable(const Expression& expression) {
  const Expression* at = &expression;
  while (const Property* property = as<Property>(*at)) at = property->subject.get();
  return as<Variable>(*at) != nullptr;
}

bool has_aggregate(const Expression& expression) {
  if (const FunctionCall* call = as<FunctionCall>(expression)) {
    if (find_aggregate(call->name.text) != nullptr) return true;
  }
  bool found = false;
  for_each_child(expression,
                 [&](const Expression& child) { found = found || has_aggregate(child); });
  return found;
}

/// True for every variable of the expression.
template <typename Predicate>
bool all_variables(const Expression& expression, const Predicate& predicate) {
  if (const Variable* variable = as<Variable>(expression)) return predicate(*variable);
  bool all = true;
  for_each_child(expression,
                 [&](const Expression& child) { all = all && all_variables(child, predicate); });
  return all;
}

}  // namespace

Scope Binder::bind_projection(Projection& projection, const Scope& scope, bool is_return) {
  if (projection.star) expand_star(projection, scope, is_return);
  bind_items(projection, scope);
  Scope after = scope_behind(projection, scope);
  if (projection.aggregating) {
    const Grouping groups = grouping(projection, scope);
    for (ProjectionItem& item : projection.items) {
      if (item.aggregates) read_grouped(*item.expression, groups);
    }
  }
  if (!is_return) {
    for (const ProjectionItem& item : projection.items) {
      if (item.alias || as<Variable>(*item.expression) != nullptr) continue;
      fail("NoExpressionAlias",
           "An expression in WITH needs a name: write AS and a name behind it.",
           item.expression->span);
    }
  }
  bind_order_by(projection, scope, after);
  if (projection.skip) bind_row_count(*projection.skip, "SKIP");
  if (projection.limit) bind_row_count(*projection.limit, "LIMIT");
  return after;
}

void Binder::expand_star(Projection& projection, const Scope& scope, bool is_return) {
  if (is_return && scope.names.empty()) {
    fail("NoVariablesInScope", "RETURN * needs at least one variable; none is defined here.",
         projection.span);
  }
  star_items_ += scope.names.size();
  if (star_items_ > kMostStarItems) {
    fail("UnexpectedSyntax", "The stars of this query stand for more than a million items.",
         projection.span);
  }
  std::vector<ProjectionItem> items;
  for (const auto& [name, slot] : scope.names) {
    ProjectionItem item;
    item.name = name;
    item.expression = std::make_unique<Expression>();
    item.expression->form = Variable{name};
    item.expression->span = projection.span;
    items.push_back(std::move(item));
  }
  projection.star_items = items.size();
  for (ProjectionItem& item : projection.items) items.push_back(std::move(item));
  projection.items = std::move(items);
}

void Binder::bind_items(Projection& projection, const Scope& scope) {
  std::set<std::string_view> names;
  std::vector<StaticType> types;
  for (ProjectionItem& item : projection.items) {
    const std::size_t before = projection.aggregates.size();
    types.push_back(
        bind_expression(*item.expression, {.scope = &scope, .aggregates = &projection.aggregates}));
    item.aggregates = projection.aggregates.size() > before;
    if (!names.insert(item.name).second) {
      fail("ColumnNameConflict", fmt::format("Two columns are named {}.", item.name),
           item.alias ? item.alias->span : item.expression->span);
    }
  }
  projection.aggregating = !projection.aggregates.empty();
  for (std::size_t i = 0; i < types.size(); ++i) give_slot(projection.items[i], types[i], scope);
}

void Binder::give_slot(ProjectionItem& item, StaticType type, const Scope& scope) {
  const Variable* variable = as<Variable>(*item.expression);
  const bool keeps_name = variable != nullptr && variable->name == item.name &&
                          scope.find(item.name) == item.expression->slot;
  item.slot = keeps_name ? item.expression->slot : new_slot(item.name, type);
}

Scope Binder::scope_behind(Projection& projection, const Scope& scope) {
  Scope after;
  after.outer = scope.outer;
  for (const ProjectionItem& item : projection.items) after.names.emplace(item.name, item.slot);
  return after;
}

// ---- Grouping ----------------------------------------------------------------------------------

Binder::Grouping Binder::grouping(const Projection& projection, const Scope& scope) const {
  Grouping groups;
  groups.before = &scope;
  for (const ProjectionItem& item : projection.items) {
    if (item.aggregates || !is_property_of_variable(*item.expression)) continue;
    groups.keys.emplace(unparse(*item.expression), item.slot);
    if (as<Variable>(*item.expression) != nullptr)
      groups.key_variables.insert(item.expression->slot);
  }
  return groups;
}

/// In an expression that holds an aggregate, what stands beside it must be known of the group.
void Binder::read_grouped(Expression& expression, const Grouping& grouping) const {
  const FunctionCall* call = as<FunctionCall>(expression);
  if (call != nullptr && call->aggregate != nullptr) return;
  if (is_property_of_variable(expression)) {
    const auto key = grouping.keys.find(unparse(expression));
    if (key != grouping.keys.end()) {
      expression.slot = key->second;
      return;
    }
  }
  if (const Variable* variable = as<Variable>(expression)) {
    // Comprehension variables and those of an outer query are not gone.
    const auto gone = grouping.before->names.find(variable->name);
    if (gone == grouping.before->names.end() || gone->second != expression.slot) return;
    fail("AmbiguousAggregationExpression",
         fmt::format("{0} stands beside an aggregate but is no grouping key; put it into the "
                     "result as an item of its own, or name it in a WITH before.",
                     variable->name),
         expression.span);
  }
  for_each_child(expression, [&](Expression& child) { read_grouped(child, grouping); });
}

// ---- ORDER BY, SKIP, LIMIT ---------------------------------------------------------------------

void Binder::bind_order_by(Projection& projection, const Scope& before, const Scope& after) {
  if (projection.order_by.empty()) return;
  Projected projected = {.results = {}, .before = &before, .after = &after};
  const auto add = [&](const Expression& expression, Slot slot, bool beside_aggregate) {
    projected.results.emplace(
        expression.height,
        ProjectedResult{
            .text = unparse(expression), .slot = slot, .beside_aggregate = beside_aggregate});
  };
  for (const ProjectionItem& item : projection.items) {
    add(*item.expression, item.slot, item.aggregates || is_property_of_variable(*item.expression));
  }
  for (const Expression* aggregate : projection.aggregates) add(*aggregate, aggregate->slot, true);

  Scope visible = after;
  if (!projection.aggregating && !projection.distinct) visible.outer = &before;
  for (SortItem& item : projection.order_by) {
    projected.beside_aggregate = has_aggregate(*item.expression);
    if (projected.beside_aggregate && !projection.aggregating) {
      fail("InvalidAggregation",
           "ORDER BY can use an aggregate only where the items before it use one.",
           item.expression->span);
    }
    bind_expression(*item.expression, {.scope = &visible, .projected = &projected});
  }
}

/// Where a part of a sort expression repeats an item, the slot of the item's value.
Slot Binder::find_projected(const Expression& expression, const Projected& projected) const {
  // Equal trees are equally high, so that few are worth printing.
  const auto [begin, end] = projected.results.equal_range(expression.height);
  if (begin == end) return kNoSlot;
  const std::string text = unparse(expression);
  for (auto at = begin; at != end; ++at) {
    const ProjectedResult& result = at->second;
    if (result.text != text) continue;
    const bool same_variables = all_variables(expression, [&](const Variable& variable) {
      const auto now = projected.after->names.find(variable.name);
      return now == projected.after->names.end() ||
             now->second == projected.before->find(variable.name);
    });
    if (!same_variables) continue;
    if (projected.beside_aggregate && !result.beside_aggregate &&
        !all_variables(expression, [](const Variable&) { return false; })) {
      fail("AmbiguousAggregationExpression",
           fmt::format("{} stands beside an aggregate; give the item a name and use that.", text),
           expression.span);
    }
    return result.slot;
  }
  return kNoSlot;
}

void Binder::bind_row_count(Expression& expression, std::string_view clause) {
  const Scope empty;
  if (!all_variables(expression, [](const Variable&) { return false; })) {
    fail("NonConstantExpression",
         fmt::format("{} is the same for all rows: it cannot use a variable.", clause),
         expression.span);
  }
  const StaticType type = bind_plain(expression, empty);
  const Literal* literal = as<Literal>(expression);
  if (literal != nullptr && literal->value.type() == ValueType::integer &&
      literal->value.as_integer() < 0) {
    fail("NegativeIntegerArgument", fmt::format("{} cannot be negative.", clause), expression.span);
  }
  require(kInteger, type, expression, fmt::format("{} takes", clause));
}

}  // namespace chancery::query
