#pragma once

// Distances in steps from one node to all, on a projection.

#include <cstdint>
#include <limits>
#include <vector>

#include "chancery/query/boost_graph.h"

namespace chancery::query {

inline constexpr std::uint32_t kNoLevel = std::numeric_limits<std::uint32_t>::max();

/// By vertex, how many steps in the direction it is from the source; kNoLevel where it is out of
/// reach.
std::vector<std::uint32_t> levels_from(NodeIndex source, Direction direction,
                                       const ProjectedGraph& graph);

}  // namespace chancery::query
