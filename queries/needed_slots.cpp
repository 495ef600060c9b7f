// Which slots an operator that holds rows back must keep: those that are read above it and written
// below it.

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>
#include <vector>

#include "expression_slots.h"
#include "planner.h"

namespace chancery::query {
namespace {

SlotSet both(const SlotSet& a, const SlotSet& b) {
  SlotSet slots;
  std::ranges::set_intersection(a, b, std::inserter(slots, slots.end()));
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

using Places = std::unordered_map<Slot, std::size_t>;

/// How far down the chain the lowest operator stands that writes a slot.
Places lowest_writers(const Plan* chain) {
  Places places;
  std::size_t at = 0;
  for (const Plan* plan = chain; plan; plan = plan->input.get(), ++at) {
    for (const Slot slot : written_slots(*plan)) places[slot] = at;
    for (const PlanPtr& branch : plan->branches) {
      for (const Slot slot : written_by_chain(branch.get())) places[slot] = at;
    }
  }
  return places;
}

std::vector<Slot> written_below(std::size_t at, const SlotSet& needed, const Places& writers) {
  std::vector<Slot> slots;
  std::ranges::copy_if(needed, std::back_inserter(slots), [&](Slot slot) {
    const auto writer = writers.find(slot);
    return writer != writers.end() && writer->second > at;
  });
  return slots;
}

/// What the operator reads of the rows of its branches.
void add_read_of_branches(const Plan& plan, SlotSet& needed) {
  if (const auto* all = as<Union>(plan)) {
    for (const std::vector<Slot>& results : all->results) {
      needed.insert(results.begin(), results.end());
    }
  } else if (const auto* quantified = as<ExpandQuantified>(plan)) {
    needed.insert(quantified->inner.begin(), quantified->inner.end());
  } else if (const auto* join = as<HashJoin>(plan)) {
    needed.merge(free_slots(*join->build));
  }
}

/// `needed`: what is read above. Yields what the chain itself needs from outside.
SlotSet keep_needed(Plan* last, SlotSet needed, const Limits& limits) {
  const Places writers = lowest_writers(last);
  std::size_t at = 0;
  for (Plan* plan = last; plan; plan = plan->input.get(), ++at) {
    limits.check_now();
    if (std::vector<Slot>* slots = held_slots(*plan)) {
      *slots = written_below(at, needed, writers);
    }
    if (auto* join = as<HashJoin>(*plan)) {
      const SlotSet kept = both(needed, written_by_chain(plan->branches.front().get()));
      join->slots.assign(kept.begin(), kept.end());
    }
    add_read_of_branches(*plan, needed);
    for (const PlanPtr& branch : plan->branches) {
      // Of what is read above, a branch can only hold back what it writes itself.
      SlotSet above = both(needed, written_by_chain(branch.get()));
      needed.merge(keep_needed(branch.get(), std::move(above), limits));
    }
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

void keep_needed_slots(StatementPlan& plan, const Limits& limits) {
  keep_needed(plan.root.get(), {}, limits);
  for (auto& [expression, inner] : plan.subplans) {
    keep_needed(inner.get(), read_of_inner(*expression), limits);
  }
}

}  // namespace chancery::query
