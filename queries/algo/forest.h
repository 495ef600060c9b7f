#pragma once

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "chancery/projection.h"
#include "working_memory.h"

namespace chancery::query {

/// Nodes that are known to be connected, as trees whose roots are their least nodes.
class Forest {
 public:
  explicit Forest(std::size_t nodes) : parents_(nodes) {
    memory_.charge<NodeIndex>(2 * nodes);
    std::iota(parents_.begin(), parents_.end(), NodeIndex{0});
  }

  /// False where they were connected.
  bool link(NodeIndex one, NodeIndex other) {
    NodeIndex a = parents_[one];
    NodeIndex b = parents_[other];
    while (a != b) {
      if (a < b) std::swap(a, b);
      const NodeIndex above = parents_[a];
      if (above == a) {
        parents_[a] = b;
        return true;
      }
      parents_[a] = parents_[above];  // so that trees stay low
      a = above;
    }
    return false;
  }

  /// Hangs every node below its root.
  void flatten() {
    // Parents are smaller than their children, so that theirs are roots by then.
    for (NodeIndex& parent : parents_) parent = parents_[parent];
  }

  /// After flatten().
  NodeIndex root(NodeIndex node) const { return parents_[node]; }

  /// After flatten(): the root that most of a sample have, spread evenly over all nodes. Which one
  /// it is decides how long it takes, not what is found.
  NodeIndex frequent_root() const {
    constexpr std::size_t kSample = 1024;
    std::vector<NodeIndex> sample;
    for (std::size_t i = 0; i < kSample && !parents_.empty(); ++i) {
      sample.push_back(parents_[i * parents_.size() / kSample]);
    }
    std::ranges::sort(sample);
    NodeIndex frequent = 0;
    std::size_t most = 0;
    for (auto first = sample.begin(); first != sample.end();) {
      const auto end = std::upper_bound(first, sample.end(), *first);
      if (static_cast<std::size_t>(end - first) > most) {
        most = static_cast<std::size_t>(end - first);
        frequent = *first;
      }
      first = end;
    }
    return frequent;
  }

  /// After flatten(): the number of each tree, by node, from 0 in the order of their roots. Calls
  /// for_each_node(visit) for the nodes that count, ascending; a tree has all of its nodes among
  /// them or none.
  template <typename ForEachNode>
  std::vector<std::uint32_t> take_numbers(const ForEachNode& for_each_node) {
    std::uint32_t fresh = 0;
    // A root comes before the others of its tree.
    for_each_node([&](NodeIndex node) {
      const NodeIndex root = parents_[node];
      parents_[node] = root == node ? fresh++ : parents_[root];
    });
    return std::move(parents_);
  }

 private:
  WorkingMemory memory_;
  std::vector<NodeIndex> parents_;
};

}  // namespace chancery::query
