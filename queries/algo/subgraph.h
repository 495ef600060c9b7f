#pragma once

// The part of the graph that an algorithm works on, with nodes numbered from 0.

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "chancery/graph.h"

namespace chancery::query {

/// What belongs to the part. Empty lists: every label, every type.
struct SubgraphFilter {
  std::vector<std::string> labels;  ///< a node has one of them
  std::vector<std::string> types;
};

struct Subgraph {
  std::vector<NodeId> nodes;  ///< ascending; the position of a node is its number
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;  ///< start and end, as numbers
};

/// `check_interrupt` is called in every loop and may throw. Throws Error(procedure_error) where
/// there are more nodes than 32 bits can number.
Subgraph read_subgraph(const GraphView& view, const SubgraphFilter& filter,
                       const std::function<void()>& check_interrupt);

}  // namespace chancery::query
