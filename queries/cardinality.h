#pragma once

// Estimates of row counts, from the exact counts that the store keeps.

#include <span>
#include <string>
#include <vector>

#include "chancery/graph.h"
#include "plan.h"

namespace chancery::query {

/// Nodes with all of the labels: as many as the rarest label has.
double node_estimate(const GraphView& graph, std::span<const std::string> labels);

/// Relationships of any of the types; none given: all.
double relationship_estimate(const GraphView& graph, std::span<const std::string> types);

/// The share of rows that satisfy a predicate which no count tells of.
double usual_selectivity(const Predicate& predicate);

/// Nodes that an index lookup of this kind finds, on average.
double lookup_estimate(const GraphView& graph, const IndexScan& scan);

/// How many rows one row becomes by a hop from a node with `from` labels to one with `to` labels,
/// both ends free. Relationships of a type are taken to be spread over the nodes that have the
/// labels asked for, which holds where a type joins labels of one kind.
double fan_out(const GraphView& graph, const Hop& hop, std::span<const std::string> from,
               std::span<const std::string> to);

/// Rows that the operators of a chain hand on for one row of `below` (null: without any), from
/// which the labels of known nodes are taken. Fills in Plan::rows.
double work_estimate(Plan& chain, const Plan* below, const GraphView& graph);

/// Fills in Plan::rows of every operator, from the first one on.
void estimate(StatementPlan& plan, const GraphView& graph);

// Selectivities where no count says more.
inline constexpr double kEqualitySelectivity = 0.1;
inline constexpr double kPredicateSelectivity = 0.5;

}  // namespace chancery::query
