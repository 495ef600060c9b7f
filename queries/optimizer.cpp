#include "optimizer.h"

#include <array>
#include <set>

#include "rules/rules.h"

namespace chancery::query {
namespace {

constexpr std::array kRules = {
    Rule{"push filters down", push_filters_down},
    Rule{"unnest exists", unnest_exists},
    Rule{"union of scans", union_of_scans},
    Rule{"scan by id", scan_by_id},
    Rule{"scan by label", scan_by_label},
    Rule{"scan by index", scan_by_index},
    Rule{"close cycles", close_cycles},
    Rule{"join by hash", join_by_hash, true},
    Rule{"visit ends once", visit_ends_once},
    Rule{"limit below projections", limit_below_projections},
    Rule{"sort first rows only", sort_first_rows_only},
    Rule{"order by index", order_by_index},
    Rule{"extremes from index", extremes_from_index},
    Rule{"project after top", project_after_top},
    Rule{"count from store", count_from_store},
    Rule{"aggregate on arrays", aggregate_on_arrays},
    Rule{"best groups only", best_groups_only},
};

struct Application {
  const Rule& rule;
  const GraphView& graph;
  const Limits& limits;
  std::vector<ExpressionPtr>& made;

  void operator()(PlanPtr& chain) const {
    limits.check_now();
    if (const auto* making = std::get_if<MakingRewrite>(&rule.rewrite)) {
      (*making)(chain, made);
    } else {
      std::get<Rewrite>(rule.rewrite)(chain, graph);
    }
    for (Plan* plan = chain.get(); plan; plan = plan->input.get()) {
      for (PlanPtr& branch : plan->branches) (*this)(branch);
    }
  }
};

void add_tested(const std::vector<Predicate>& predicates, std::set<const Expression*>& tested) {
  for (const Predicate& predicate : predicates) {
    const auto* general = std::get_if<ExpressionPredicate>(&predicate);
    if (general) tested.insert(general->expression);
  }
}

/// The expressions that operators of the chain test, branches included.
void add_tested(const Plan* chain, std::set<const Expression*>& tested) {
  for (const Plan* plan = chain; plan; plan = plan->input.get()) {
    if (const auto* filter = as<Filter>(*plan)) add_tested(filter->predicates, tested);
    if (const auto* tree = as<TreeAggregation>(*plan)) {
      for (const TreeNode& node : tree->nodes) add_tested(node.predicates, tested);
      add_tested(tree->joint, tested);
    }
    for (const PlanPtr& branch : plan->branches) add_tested(branch.get(), tested);
  }
}

std::set<const Expression*> tested_in(const StatementPlan& plan) {
  std::set<const Expression*> tested;
  add_tested(plan.root.get(), tested);
  for (const auto& [expression, inner] : plan.subplans) add_tested(inner.get(), tested);
  return tested;
}

}  // namespace

std::span<const Rule> rules() { return kRules; }

void apply_rule(const Rule& rule, StatementPlan& plan, const GraphView& graph,
                const Limits& limits) {
  if (rule.only_reading && writes_graph(*plan.root)) return;
  const std::set<const Expression*> before =
      plan.subplans.empty() ? std::set<const Expression*>() : tested_in(plan);
  const Application apply{rule, graph, limits, plan.made};
  apply(plan.root);
  for (auto& [expression, inner] : plan.subplans) apply(inner);
  if (before.empty()) return;
  // A pattern that has become a part of the plan around it is not evaluated any more.
  const std::set<const Expression*> after = tested_in(plan);
  std::erase_if(plan.subplans, [&](const auto& inner) {
    return before.contains(inner.first) && !after.contains(inner.first);
  });
}

void optimize(StatementPlan& plan, const GraphView& graph, const Limits& limits) {
  for (const Rule& rule : kRules) apply_rule(rule, plan, graph, limits);
}

}  // namespace chancery::query
