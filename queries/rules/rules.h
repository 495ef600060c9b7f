#pragma once

// The optimizer's rules. What each one does is said in its file, with a plan before and after.

#include "../optimizer.h"

namespace chancery::query {

void push_filters_down(PlanPtr& chain, std::vector<ExpressionPtr>& made);
void unnest_exists(PlanPtr& chain, const GraphView& graph);
void union_of_scans(PlanPtr& chain, const GraphView& graph);
void scan_by_id(PlanPtr& chain, const GraphView& graph);
void scan_by_label(PlanPtr& chain, const GraphView& graph);
void scan_by_index(PlanPtr& chain, const GraphView& graph);
void close_cycles(PlanPtr& chain, const GraphView& graph);
void join_by_hash(PlanPtr& chain, std::vector<ExpressionPtr>& made);
void visit_ends_once(PlanPtr& chain, const GraphView& graph);
void limit_below_projections(PlanPtr& chain, const GraphView& graph);
void sort_first_rows_only(PlanPtr& chain, const GraphView& graph);
void order_by_index(PlanPtr& chain, const GraphView& graph);
void extremes_from_index(PlanPtr& chain, const GraphView& graph);
void project_after_top(PlanPtr& chain, const GraphView& graph);
void count_from_store(PlanPtr& chain, const GraphView& graph);
void aggregate_on_arrays(PlanPtr& chain, const GraphView& graph);
void best_groups_only(PlanPtr& chain, const GraphView& graph);

}  // namespace chancery::query
