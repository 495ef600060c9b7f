#include "optimizer.h"

#include <array>

#include "rules/rules.h"

namespace chancery::query {
namespace {

constexpr std::array kRules = {
    Rule{"push filters down", push_filters_down},
    Rule{"scan by id", scan_by_id},
    Rule{"scan by label", scan_by_label},
    Rule{"scan by index", scan_by_index},
    Rule{"close cycles", close_cycles},
    Rule{"join by hash", join_by_hash},
    Rule{"visit ends once", visit_ends_once},
    Rule{"limit below projections", limit_below_projections},
    Rule{"sort first rows only", sort_first_rows_only},
    Rule{"count from store", count_from_store},
};

void apply_to_chain(const Rule& rule, PlanPtr& chain, const GraphView& graph) {
  rule.apply(chain, graph);
  for (Plan* plan = chain.get(); plan; plan = plan->input.get()) {
    for (PlanPtr& branch : plan->branches) apply_to_chain(rule, branch, graph);
  }
}

}  // namespace

std::span<const Rule> rules() { return kRules; }

void apply_rule(const Rule& rule, StatementPlan& plan, const GraphView& graph) {
  apply_to_chain(rule, plan.root, graph);
  for (auto& [expression, inner] : plan.subplans) apply_to_chain(rule, inner, graph);
}

void optimize(StatementPlan& plan, const GraphView& graph) {
  for (const Rule& rule : kRules) apply_rule(rule, plan, graph);
}

}  // namespace chancery::query
