#pragma once

// The part of a graph that an algorithm works on, read into compressed rows.

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "chancery/query/algorithms.h"
#include "chancery/query/boost_graph.h"
#include "working_memory.h"

namespace chancery::query {

/// The steps that may be taken from each node, as a graph of Boost.
using StepRows =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, NodeIndex, std::uint64_t>;
/// A step: an edge of StepRows. Its position is its edge_index.
using Step = StepRows::edge_descriptor;

struct StepGraph {
  WorkingMemory memory;       ///< for all below
  std::vector<NodeId> nodes;  ///< ascending; the position of a node is its vertex
  StepRows rows;
  std::vector<RelationshipId> relationships;  ///< by position of the step, where asked for
  std::vector<double> weights;                ///< by position of the step; empty: 1 each

  double weight(std::uint64_t position) const { return weights.empty() ? 1.0 : weights[position]; }
};

/// The other ends of the steps from a node; the first of them has position first_step().
inline std::span<const NodeIndex> row(const StepRows& rows, NodeIndex node) {
  const std::uint64_t first = rows.m_forward.m_rowstart[node];
  return std::span(rows.m_forward.m_column)
      .subspan(first, rows.m_forward.m_rowstart[node + std::size_t{1}] - first);
}
inline std::uint64_t first_step(const StepRows& rows, NodeIndex node) {
  return rows.m_forward.m_rowstart[node];
}

/// The time, in nanoseconds, that a look at so many steps of a node may take.
inline std::size_t work_of_steps(std::size_t steps) { return 16 + 4 * steps; }

}  // namespace chancery::query
