#pragma once

// The matches from many roots at once, as numbers by node or as groups.

#include <vector>

#include "exec/tree/node_totals.h"
#include "exec/tree/tree_groups.h"
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

/// How matches become groups.
struct TreeGathering {
  std::vector<bool> wanted;   ///< by node
  std::vector<bool> counted;  ///< by aggregate: it is a number of matches
  bool by_node = false;       ///< matches are added up for each node of one first
  TreeKey::Nodes nodes = TreeKey::Nodes::repeated;
};

/// Counts the matches from all roots into groups, which come in the order in which one thread meets
/// them. Every aggregate is counted. Throws as add_in_parallel().
void group_in_parallel(const TreeAggregation& op, const TreeGathering& gathering,
                       const std::vector<NodeIndex>& roots, const Row& row,
                       const ExecContext& context, TreeGroups& groups);

}  // namespace chancery::query
