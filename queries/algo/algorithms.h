#pragma once

// Graph algorithms, through Boost.Graph. Its headers stay inside this folder.

#include <cstdint>
#include <functional>
#include <vector>

#include "subgraph.h"

namespace chancery::query {

struct PageRankOptions {
  double damping = 0.85;
  std::uint64_t iterations = 100;  ///< at most
  double tolerance = 1e-9;         ///< the sum of changes at which it has converged
};

/// PageRank (Brin and Page 1998) of each node, summing to 1. A node without outgoing
/// relationships passes its rank on to all nodes alike.
std::vector<double> page_rank(const Subgraph& graph, const PageRankOptions& options,
                              const std::function<void()>& check_interrupt);

/// The component of each node when directions are not looked at, numbered from 0 in the order of
/// their first nodes.
std::vector<std::uint32_t> connected_components(const Subgraph& graph);

}  // namespace chancery::query
