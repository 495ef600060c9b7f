// Tests each conjunct as soon as what it reads is known.
//
//   Filter [b.x = 1, a.y = 2]          Filter [b.x = 1]
//   Expand (a)-->(b)             ->    Expand (a)-->(b)
//   AllNodesScan a                     Filter [a.y = 2]
//                                      AllNodesScan a

#include <algorithm>
#include <utility>

#include "../expression_slots.h"
#include "rules.h"

namespace chancery::query {
namespace {

/// rand() is asked once per row, wherever the rows come from.
bool is_deterministic(const Predicate& predicate) {
  if (const auto* property = std::get_if<PropertyPredicate>(&predicate)) {
    return is_deterministic(*property->value);
  }
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  return !general || is_deterministic(*general->expression);
}

bool disjoint(const SlotSet& a, const SlotSet& b) {
  return std::ranges::none_of(a, [&b](Slot slot) { return b.contains(slot); });
}

/// Whether the operator finds what a pattern asks for.
bool finds_elements(const Plan& plan) {
  return as<AllNodesScan>(plan) || as<LabelScan>(plan) || as<IndexScan>(plan) ||
         as<NodeByIdScan>(plan) || as<RelationshipByIdScan>(plan) || as<Expand>(plan) ||
         as<ExpandIntersect>(plan);
}

/// Whether dropping rows below the operator is the same as dropping them above it.
bool lets_filters_through(const Plan& plan) {
  return finds_elements(plan) || as<ExpandVariable>(plan) || as<ExpandQuantified>(plan) ||
         as<ExpandBound>(plan) || as<ShortestPathSearch>(plan) || as<AssemblePath>(plan) ||
         as<Filter>(plan) || as<Project>(plan) || as<UnwindList>(plan) || as<Sort>(plan);
}

/// Nodes and relationships that patterns below find: rows that agree in one of these agree in all
/// that can be asked of it, while 1 and 1.0 are equal and have different texts.
SlotSet elements_below(const Plan* plan) {
  SlotSet elements;
  for (; plan; plan = plan->input.get()) {
    if (finds_elements(*plan)) elements.merge(written_slots(*plan));
  }
  return elements;
}

/// The slots by which a grouping operator tells its rows apart and hands them on.
SlotSet grouped_by(const Plan& plan) {
  SlotSet slots;
  if (const auto* distinct = as<Distinct>(plan)) {
    slots.insert(distinct->slots.begin(), distinct->slots.end());
  } else if (const auto* aggregation = as<Aggregation>(plan)) {
    for (const Assignment& key : aggregation->keys) {
      if (key.expression->slot == key.slot) slots.insert(key.slot);
    }
  }
  return slots;
}

bool group_lets_through(const Plan& plan, const SlotSet& reads) {
  return !reads.empty() && std::ranges::includes(grouped_by(plan), reads) &&
         std::ranges::includes(elements_below(plan.input.get()), reads);
}

/// A branch that only reads is run for fewer rows then.
bool branch_lets_through(const Plan& plan, const SlotSet& reads) {
  const Plan& branch = *plan.branches.front();
  return !writes_graph(branch) && disjoint(written_slots(plan), reads) &&
         disjoint(written_by_chain(&branch), reads);
}

bool passes(const Plan& plan, const SlotSet& reads) {
  if (as<Distinct>(plan) || as<Aggregation>(plan)) return group_lets_through(plan, reads);
  if (as<Optional>(plan) || as<Apply>(plan)) return branch_lets_through(plan, reads);
  return lets_filters_through(plan) && disjoint(written_slots(plan), reads);
}

/// The link above which the predicate belongs. Filters that stand there already are joined, not
/// passed, so that conjuncts keep their order.
PlanPtr& lowest_place(PlanPtr& from, const SlotSet& reads) {
  PlanPtr* place = &from;
  PlanPtr* link = &from;
  while (passes(**link, reads)) {
    bool filter = as<Filter>(**link);
    link = &(*link)->input;
    if (!filter) place = link;
  }
  return *place;
}

void insert(Predicate predicate, PlanPtr& place) {
  if (auto* filter = as<Filter>(*place)) {
    filter->predicates.push_back(std::move(predicate));
    return;
  }
  Filter filter;
  filter.predicates.push_back(std::move(predicate));
  place = make_plan(std::move(filter), std::move(place));
}

}  // namespace

void push_filters_down(PlanPtr& chain, const GraphView&) {
  PlanPtr* link = &chain;
  while (*link) {
    auto* filter = as<Filter>(**link);
    if (!filter) {
      link = &(*link)->input;
      continue;
    }
    std::vector<Predicate> predicates = std::move(filter->predicates);
    PlanPtr below = std::move((*link)->input);
    for (Predicate& predicate : predicates) {
      PlanPtr& place =
          is_deterministic(predicate) ? lowest_place(below, read_slots(predicate)) : below;
      insert(std::move(predicate), place);
    }
    *link = std::move(below);
    // Filters that came to stand here have been moved as far as they go.
    while (*link && as<Filter>(**link)) link = &(*link)->input;
  }
}

}  // namespace chancery::query
