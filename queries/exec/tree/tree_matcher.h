#pragma once

// The matches of a pattern without cycles, on the arrays of a projection: walked nodes one after
// another, depth first; what hangs from them as numbers. See tree_shape.h.

#include <functional>
#include <memory>
#include <vector>

#include "exec/tree/hop_arrays.h"
#include "exec/tree/joint_test.h"
#include "exec/tree/match_count.h"
#include "exec/tree/node_test.h"
#include "tree_shape.h"

namespace chancery::query {

class TreeMatcher {
 public:
  /// Called for each choice of the walked nodes, with the number of matches that have it.
  using Found = std::function<void(MatchCount)>;

  /// All must outlive it. `joint` asks of nodes that are wanted.
  TreeMatcher(const std::vector<TreeNode>& nodes, const std::vector<Predicate>& joint,
              const std::vector<bool>& wanted, const chancery::Projection& projection,
              ExecContext& context);

  /// Must be called before the first match of each row below.
  void begin_row();
  /// Matches with the node as the root.
  void match(NodeIndex root, Row& row, const Found& found);
  /// Nodes that may be roots, in ascending order.
  std::vector<NodeIndex> roots() const;

  /// Of a walked node, while `found` runs.
  NodeIndex bound(std::size_t node) const { return nodes_[node]->bound; }

 private:
  struct Node {
    Node(const TreeNode& node, const chancery::Projection& projection, ExecContext& context)
        : test(node, projection, context),
          hop(node.hop, projection, context.graph()),
          parent(node.parent),
          memory(context.limits()) {}

    NodeTest test;
    HopArrays hop;
    std::size_t parent = 0;
    std::vector<std::size_t> counted;
    std::vector<std::size_t> conflicts;
    std::size_t rival = TreeShape::kNone;
    NodeIndex bound = 0;
    WalkedStep step;               ///< that led to `bound`
    std::vector<MatchCount> ways;  ///< of a counted node, by parent: one more than the number
    std::size_t asked = 0;
    HeldMemory memory;  ///< of `ways`
  };

  void add_joint(const Predicate& predicate, const std::vector<TreeNode>& nodes);
  std::size_t place_of(std::size_t node) const;
  void forget_ways_through(std::size_t node);

  void bind(std::size_t place, NodeIndex node, MatchCount matches);
  void follow(std::size_t place, MatchCount matches);
  bool walks_again(const Node& node, RelationshipIndex relationship) const;

  /// Ways to go on by the hop to a counted node.
  MatchCount ways_by(std::size_t counted, NodeIndex from);
  MatchCount count_ways(std::size_t counted, NodeIndex from);
  /// Those that are left when walked relationships are taken away.
  MatchCount ways_left(std::size_t counted, NodeIndex from);
  MatchCount ways_by_rivals(std::size_t counted, NodeIndex from);
  /// Ways to go on from a node that a hop to a counted node leads to.
  MatchCount ways_from(std::size_t counted, NodeIndex node);

  const chancery::Projection& projection_;
  ExecContext& context_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<std::size_t> walk_;              ///< walked nodes in order
  std::vector<std::vector<std::size_t>> due_;  ///< by place in it: what is counted there
  std::vector<std::vector<JointTest>> joint_;  ///< by place in it: what is asked there
  JointTest::Bound bound_ = [this](std::size_t node) { return bound(node); };
  Row* row_ = nullptr;
  const Found* found_ = nullptr;
};

}  // namespace chancery::query
