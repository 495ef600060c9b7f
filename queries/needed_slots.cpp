// Which slots an operator that holds rows back must keep: those that are read above it and written
// below it.

#include <algorithm>
#include <iterator>
#include <utility>

#include "expression_slots.h"
#include "planner.h"

namespace chancery::query {
namespace {

std::vector<Slot> both(const SlotSet& a, const SlotSet& b) {
  std::vector<Slot> slots;
  std::ranges::set_intersection(a, b, std::back_inserter(slots));
  return slots;
}

/// Where an operator keeps its slots; null for one that holds nothing back.
std::vector<Slot>* held_slots(Plan& plan) {
  if (auto* sort = as<Sort>(plan)) return &sort->slots;
  if (auto* top = as<Top>(plan)) return &top->slots;
  if (auto* eager = as<Eager>(plan)) return &eager->slots;
  if (auto* removal = as<DeleteEntities>(plan)) return &removal->slots;
  return nullptr;
}

/// `needed`: what is read above. Yields what the chain itself needs from outside.
SlotSet keep_needed(Plan* plan, SlotSet needed) {
  for (; plan; plan = plan->input.get()) {
    if (std::vector<Slot>* slots = held_slots(*plan)) {
      *slots = both(needed, written_by_chain(plan->input.get()));
    }
    SlotSet inner;
    for (const PlanPtr& branch : plan->branches) {
      SlotSet above = needed;
      if (const auto* all = as<Union>(*plan)) {
        for (const std::vector<Slot>& results : all->results) {
          above.insert(results.begin(), results.end());
        }
      }
      if (const auto* quantified = as<ExpandQuantified>(*plan)) {
        above.insert(quantified->inner.begin(), quantified->inner.end());
      }
      if (auto* join = as<HashJoin>(*plan)) {
        above.merge(free_slots(*join->build));
        join->slots = both(needed, written_by_chain(branch.get()));
      }
      inner.merge(keep_needed(branch.get(), std::move(above)));
    }
    needed.merge(inner);
    needed.merge(read_slots(*plan));
  }
  return needed;
}

/// What is read of the rows of an inner plan.
SlotSet read_of_inner(const Expression& expression) {
  SlotSet needed;
  if (const auto* comprehension = as<PatternComprehension>(expression)) {
    needed = free_slots(*comprehension->projection);
  } else if (const auto* pattern = as<PatternExpression>(expression)) {
    needed = bound_slots(pattern->pattern);
  } else if (const auto* subquery = as<SubqueryExpression>(expression)) {
    const std::vector<Slot>& results = subquery->query->branches.front().results;
    needed.insert(results.begin(), results.end());
  }
  return needed;
}

}  // namespace

void keep_needed_slots(StatementPlan& plan) {
  keep_needed(plan.root.get(), {});
  for (auto& [expression, inner] : plan.subplans) {
    keep_needed(inner.get(), read_of_inner(*expression));
  }
}

}  // namespace chancery::query
