#pragma once

// Numbers of matches by node, from many roots at once.

#include <vector>

#include "exec/tree/node_totals.h"
#include "exec/tree/tree_matcher.h"

namespace chancery::query {

/// Whether there is enough to do for several threads; each works out numbers of its own.
bool pays_in_parallel(const TreeAggregation& op, const ExecContext& context);

struct TotalsWanted {
  const std::vector<TreeNode>& nodes;
  const std::vector<Predicate>& joint;
  const std::vector<bool>& wanted;
  std::size_t node = TreeShape::kNone;  ///< the wanted one; none: all matches are of node 0
};

/// Adds up the matches from all roots. The totals do not depend on the number of threads. `row` is
/// the row below. Throws what any of the threads throws; the time and memory of the query end all.
void add_in_parallel(const TotalsWanted& asked, const std::vector<NodeIndex>& roots, const Row& row,
                     const ExecContext& context, NodeTotals& totals);

}  // namespace chancery::query
