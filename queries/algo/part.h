#pragma once

// The part of a graph that an algorithm works on, read into rows of its own. What can run on the
// projection as it lies there asks projected_part.h first.

#include <string_view>

#include "part_filter.h"
#include "step_graph.h"

namespace chancery::query {

/// What an algorithm can do with weights.
enum class WeightRule { any, not_negative, positive };

/// What is kept of a step.
enum class StepDetail {
  ends,          ///< and its weight; with weights its relationship too, by which ties are settled
  relationships  ///< all of it
};

/// Steps in the direction; with Direction::both each relationship is a step from either end, a
/// loop one step. Sorted by (node, type, outgoing first, other node, relationship). Throws
/// Error(procedure_error) where the part or a weight is not as it must be.
StepGraph read_steps(const GraphView& view, const GraphPart& part, Direction direction,
                     WeightRule rule = WeightRule::any, StepDetail detail = StepDetail::ends);

/// One step to each neighbour in the direction, loops aside, sorted by neighbour. No weights, no
/// relationships.
StepGraph read_neighbours(const GraphView& view, const GraphPart& part, Direction direction);

/// The same with loops, and as weights the sums over parallel steps: without a weight, how many.
StepGraph read_ties(const GraphView& view, const GraphPart& part, Direction direction);

/// The vertex of a node. Throws Error(procedure_error) where it is not in the part; `role` says
/// who it is ("source").
NodeIndex vertex_of(const StepGraph& graph, NodeId node, std::string_view role);

}  // namespace chancery::query
