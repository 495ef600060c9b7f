// Tests each conjunct as soon as what it reads is known.
//
//   Filter [b.x = 1, a.y = 2]          Filter [b.x = 1]
//   Expand (a)-->(b)             ->    Expand (a)-->(b)
//   AllNodesScan a                     Filter [a.y = 2]
//                                      AllNodesScan a

#include <algorithm>
#include <utility>

#include "rules.h"

namespace chancery::query {
namespace {

bool disjoint(const SlotSet& a, const SlotSet& b) {
  return std::ranges::none_of(a, [&b](Slot slot) { return b.contains(slot); });
}

/// Whether dropping rows below the operator is the same as dropping them above it.
bool lets_filters_through(const Plan& plan) {
  return as<AllNodesScan>(plan) || as<LabelScan>(plan) || as<IndexScan>(plan) ||
         as<NodeByIdScan>(plan) || as<Expand>(plan) || as<ExpandVariable>(plan) ||
         as<ExpandQuantified>(plan) || as<ExpandBound>(plan) || as<ShortestPathSearch>(plan) ||
         as<AssemblePath>(plan) || as<Filter>(plan) || as<Project>(plan) || as<UnwindList>(plan) ||
         as<Sort>(plan);
}

/// The link above which the predicate belongs. Filters that stand there already are joined, not
/// passed, so that conjuncts keep their order.
PlanPtr& lowest_place(PlanPtr& from, const SlotSet& reads) {
  PlanPtr* place = &from;
  PlanPtr* link = &from;
  while (lets_filters_through(**link) && disjoint(written_slots(**link), reads)) {
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
      insert(std::move(predicate), lowest_place(below, read_slots(predicate)));
    }
    *link = std::move(below);
    // Filters that came to stand here have been moved as far as they go.
    while (*link && as<Filter>(**link)) link = &(*link)->input;
  }
}

}  // namespace chancery::query
