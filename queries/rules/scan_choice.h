#pragma once

// What rules need that put something else in the place of a scan: what the scan itself would cost,
// and a way to put a chain there. They come before the rules for scans, when all scans are still of
// all nodes.

#include "../plan.h"
#include "chancery/graph.h"

namespace chancery::query {

/// Whether an equality ties the node to others in the row: a table of values may find it, read
/// once for all rows.
bool may_be_joined(const Filter& filter, Slot node);

/// Rewrites the scans of a chain by the rules for single scans.
void choose_scans(PlanPtr& chain, const GraphView& graph);

/// The filter above a scan of all nodes, for a single row.
PlanPtr scan_alone(const Filter& filter, Slot node);

/// Finds the node of the scan below the filter at `link` by the chain instead, for which `rest` of
/// the filter is still to be tested.
void replace_scan(PlanPtr& link, PlanPtr chain, std::vector<Predicate> rest);

}  // namespace chancery::query
