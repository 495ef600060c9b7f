#pragma once

// Plan to plan: a list of named rules, each a small file under rules/. Every rule keeps the bag of
// rows; the tests compare with the plan that none has touched.

#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "chancery/graph.h"
#include "plan.h"
#include "query_limits.h"

namespace chancery::query {

/// Rewrites one chain in place. Branches and inner plans are given to it in turn.
using Rewrite = void (*)(PlanPtr& chain, const GraphView& graph);
/// One that writes expressions of its own and keeps them in `made`.
using MakingRewrite = void (*)(PlanPtr& chain, std::vector<ExpressionPtr>& made);

struct Rule {
  std::string_view name;
  std::variant<Rewrite, MakingRewrite> rewrite;
  /// Only for statements that read: what it makes reads the graph once, before the rows that are
  /// written come.
  bool only_reading = false;
};

/// In the order in which they are applied.
std::span<const Rule> rules();

/// Both throw what `limits` throw.
void apply_rule(const Rule& rule, StatementPlan& plan, const GraphView& graph,
                const Limits& limits = {});
void optimize(StatementPlan& plan, const GraphView& graph, const Limits& limits);

}  // namespace chancery::query
