#pragma once

// The part of a graph that an algorithm works on: on the projection as it is, or read.

#include <optional>

#include "step_graph.h"

namespace chancery::query {

/// What an algorithm can do with weights.
enum class WeightRule { any, not_negative, positive };

/// The part as the view's own projection has it; nullopt where the view has none, or where labels,
/// dates or weights say more than it does.
std::optional<ProjectedGraph> projected_part(const GraphView& view, const GraphPart& part);

/// Steps in the direction; with Direction::both each relationship is a step from either end, a
/// loop one step. Sorted by (node, type, outgoing first, other node, relationship). Throws
/// Error(procedure_error) where the part or a weight is not as it must be.
StepGraph read_steps(const GraphView& view, const GraphPart& part, Direction direction,
                     WeightRule rule = WeightRule::any);

/// One step to each neighbour in the direction, loops aside, sorted by neighbour. No weights, no
/// relationships.
StepGraph read_neighbours(const GraphView& view, const GraphPart& part, Direction direction);

/// The same with loops, and as weights the sums over parallel steps: without a weight, how many.
StepGraph read_ties(const GraphView& view, const GraphPart& part, Direction direction);

/// The vertex of a node. Throws Error(procedure_error) where it is not in the part; `role` says
/// who it is ("source").
NodeIndex vertex_of(const StepGraph& graph, NodeId node, std::string_view role);
NodeIndex vertex_of(const ProjectedGraph& graph, NodeId node, std::string_view role);

[[noreturn]] void refuse(std::string message);

}  // namespace chancery::query
