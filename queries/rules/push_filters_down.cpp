// Tests each conjunct as soon as what it reads is known.
//
//   Filter [b.x = 1, a.y = 2]          Filter [b.x = 1]
//   Expand (a)-->(b)             ->    Expand (a)-->(b)
//   AllNodesScan a                     Filter [a.y = 2]
//                                      AllNodesScan a
//
// What a projection or a group calls by another name is tested by its old one below:
//
//   Filter [c = 'x']                        Aggregation a.city AS c: count(*)
//   Aggregation a.city AS c: count(*)  ->   Filter [a.city = 'x']
//   AllNodesScan a                          AllNodesScan a

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "../expression_slots.h"
#include "predicates.h"
#include "renaming.h"
#include "rules.h"

namespace chancery::query {
namespace {

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
         as<Filter>(plan) || as<UnwindList>(plan) || as<Sort>(plan);
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

/// The slots by which a grouping operator tells its rows apart and hands them on, and what each
/// was below; kNoSlot of a computed one.
std::map<Slot, Slot> grouped_by(const Plan& plan) {
  std::map<Slot, Slot> slots;
  if (const auto* distinct = as<Distinct>(plan)) {
    for (const Slot slot : distinct->slots) slots[slot] = slot;
  } else if (const auto* aggregation = as<Aggregation>(plan)) {
    for (const Assignment& key : aggregation->keys) slots[key.slot] = key.expression->slot;
  }
  return slots;
}

/// Whether the predicate says the same of all rows of a group.
bool holds_for_group(const Plan& plan, const Predicate& predicate, const SlotSet& reads) {
  const std::map<Slot, Slot> grouped = grouped_by(plan);
  const SlotSet elements = elements_below(plan.input.get());
  return !reads.empty() && std::ranges::all_of(reads, [&](Slot slot) {
    const auto group = grouped.find(slot);
    return group != grouped.end() &&
           (elements.contains(group->second) || asks_for_order_only(predicate, slot));
  });
}

/// A branch that only reads is run for fewer rows then.
bool branch_lets_through(const Plan& plan, const SlotSet& reads) {
  const Plan& branch = *plan.branches.front();
  return !writes_graph(branch) && disjoint(written_slots(plan), reads) &&
         disjoint(written_by_chain(&branch), reads);
}

/// The predicate as it is tested below the operator; nothing where it must stay above.
std::optional<Predicate> lowered(const Plan& plan, const Predicate& predicate,
                                 std::vector<ExpressionPtr>& made) {
  const SlotSet reads = read_slots(predicate);
  const bool groups = as<Distinct>(plan) || as<Aggregation>(plan);
  // Above these stand conditions of other clauses, which may keep rows from this one.
  const bool ends_clause = groups || as<Project>(plan) || as<Optional>(plan) || as<Apply>(plan);
  if (ends_clause && !never_fails(predicate)) return std::nullopt;
  if (groups && !holds_for_group(plan, predicate, reads)) return std::nullopt;
  if (as<Project>(plan) || as<Aggregation>(plan)) return before_renaming(predicate, plan, made);
  if (groups) return predicate;
  const bool passes = as<Optional>(plan) || as<Apply>(plan)
                          ? branch_lets_through(plan, reads)
                          : lets_filters_through(plan) && disjoint(written_slots(plan), reads);
  return passes ? std::optional(predicate) : std::nullopt;
}

/// The link above which the predicate belongs. Filters that stand there already are joined, not
/// passed, so that conjuncts keep their order.
PlanPtr& lowest_place(PlanPtr& from, Predicate& predicate, std::vector<ExpressionPtr>& made) {
  PlanPtr* place = &from;
  PlanPtr* link = &from;
  while (std::optional<Predicate> lower = lowered(**link, predicate, made)) {
    const bool filter = as<Filter>(**link);
    predicate = std::move(*lower);
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

void push_filters_down(PlanPtr& chain, std::vector<ExpressionPtr>& made) {
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
      PlanPtr& place = is_deterministic(predicate) ? lowest_place(below, predicate, made) : below;
      insert(std::move(predicate), place);
    }
    *link = std::move(below);
    // Filters that came to stand here have been moved as far as they go.
    while (*link && as<Filter>(**link)) link = &(*link)->input;
  }
}

}  // namespace chancery::query
