#pragma once

// Syntax tree to plan, clause by clause: the order in which patterns are matched, barriers between
// reads and writes, plans of inner patterns and queries. Which scan or index serves a node, where
// filters go and the like is left to the optimizer.

#include "ast.h"
#include "chancery/graph.h"
#include "plan.h"
#include "query_limits.h"

namespace chancery::query {

/// `greedy`: match each pattern from its cheapest end, by the counts of `graph`. Otherwise in the
/// order of the text. The statement must have been bound, and must outlive the plan. Throws what
/// `limits` throw.
StatementPlan plan_statement(const Statement& statement, const GraphView& graph, bool greedy,
                             const Limits& limits);

/// Fills in which slots the operators that hold rows back must keep. Comes last, after the
/// optimizer. Throws what `limits` throw.
void keep_needed_slots(StatementPlan& plan, const Limits& limits = {});

}  // namespace chancery::query
