#pragma once

// What a tree need not ask, and the node that its matching begins with.

#include "../plan.h"
#include "chancery/graph.h"

namespace chancery::query {

/// Takes out label tests and exclusions of relationships that the graph satisfies anyway; and
/// where it `may_turn`, turns the tree to the root from which the fewest steps are taken, by
/// estimate: of several, the one it has, or the first. The root must not be known, and the graph
/// must have a projection.
void simplify_tree(TreeAggregation& op, bool may_turn, const GraphView& graph);

}  // namespace chancery::query
