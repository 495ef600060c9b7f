// Where equal rows are as good as one, and nobody asks for the trail, each node is reached once
// instead of by every trail; and between two known nodes one trail will do, so the shortest.
//
//   Distinct b                                Distinct b
//   ExpandVariable (a)-[*1..4]->(b)    ->     ExpandVariable (a)-[*1..4]->(b) each end once
//
//   Distinct b                                Distinct b
//   ExpandVariableInto (a)-[*1..4]->(b)  ->   ShortestPath (a)-[*1..4]->(b)

#include <algorithm>
#include <optional>
#include <utility>

#include "../expression_slots.h"
#include "../functions.h"
#include "rules.h"

namespace chancery::query {
namespace {

/// What is read of the rows, where equal ones are as good as one.
using SetOfRows = std::optional<SlotSet>;

bool ignores_repetition(const Expression& aggregate) {
  const auto& call = *as<FunctionCall>(aggregate);
  const bool extreme = call.aggregate->name == "min" || call.aggregate->name == "max";
  const auto same = [](const ExpressionPtr& argument) { return is_deterministic(*argument); };
  return (call.distinct || extreme) && std::ranges::all_of(call.arguments, same);
}

bool computes_the_same(const Assignment& item) { return is_deterministic(*item.expression); }

/// The operators that make a set of the rows below them.
SetOfRows set_below(const Plan& plan) {
  const auto* aggregation = as<Aggregation>(plan);
  const bool groups = aggregation && std::ranges::all_of(aggregation->keys, computes_the_same) &&
                      std::ranges::all_of(aggregation->aggregates, [](const Expression* each) {
                        return ignores_repetition(*each);
                      });
  if (!groups && !as<Distinct>(plan)) return std::nullopt;
  return read_slots(plan);
}

/// Whether equal rows below the operator become equal rows above it, whatever their number.
bool keeps_sets(const Plan& plan) {
  if (const auto* filter = as<Filter>(plan)) {
    return std::ranges::all_of(filter->predicates, [](const Predicate& predicate) {
      const auto* property = std::get_if<PropertyPredicate>(&predicate);
      if (property) return is_deterministic(*property->value);
      const auto* general = std::get_if<ExpressionPredicate>(&predicate);
      return !general || is_deterministic(*general->expression);
    });
  }
  if (const auto* project = as<Project>(plan)) {
    return std::ranges::all_of(project->items, computes_the_same);
  }
  if (const auto* unwind = as<UnwindList>(plan)) return is_deterministic(*unwind->list);
  return as<AllNodesScan>(plan) || as<LabelScan>(plan) || as<IndexScan>(plan) ||
         as<NodeByIdScan>(plan) || as<Expand>(plan) || as<ExpandIntersect>(plan) ||
         as<ExpandVariable>(plan) || as<ExpandBound>(plan) || as<AssemblePath>(plan) ||
         as<Sort>(plan);
}

void find_ends_only(Plan& plan, const SlotSet& read) {
  auto* trails = as<ExpandVariable>(plan);
  if (!trails || trails->ends_once || read.contains(trails->hop.relationship)) return;
  if (trails->hop.to_bound) {
    ShortestPathSearch search;
    search.hop = trails->hop;
    search.least = trails->least;
    search.most = trails->most;
    search.properties = trails->properties;
    plan.op = std::move(search);
  } else {
    trails->ends_once = trails->least <= 1;
  }
}

}  // namespace

void visit_ends_once(PlanPtr& chain, const GraphView&) {
  SetOfRows read;
  for (Plan* plan = chain.get(); plan; plan = plan->input.get()) {
    if (SetOfRows fresh = set_below(*plan)) {
      read = std::move(fresh);
      continue;
    }
    if (!read) continue;
    if (!keeps_sets(*plan)) {
      read.reset();
      continue;
    }
    find_ends_only(*plan, *read);
    read->merge(read_slots(*plan));
  }
}

}  // namespace chancery::query
