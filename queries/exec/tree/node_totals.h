#pragma once

// A number of matches for each node that has any: in a table of those nodes while they are few, in
// an array of all nodes when they are many.

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "chancery/projection.h"
#include "exec/tree/match_count.h"
#include "query_limits.h"

namespace chancery::query {

class NodeTotals {
 public:
  NodeTotals(std::uint32_t nodes, Limits& limits) : nodes_(nodes), memory_(limits) {}

  void add(NodeIndex node, MatchCount matches) {
    if (all_.empty()) {
      MatchCount& total = few_[node];
      total = sum_of(total, matches);
      if (few_.size() * kNodesForEachTotal > nodes_) spread();
    } else {
      all_[node] = sum_of(all_[node], matches);
    }
  }

  MatchCount of(NodeIndex node) const {
    if (!all_.empty()) return all_[node];
    const auto found = few_.find(node);
    return found == few_.end() ? 0 : found->second;
  }

  /// `visit(node, total)`, in ascending order of nodes.
  template <typename Visit>
  void for_each(Visit&& visit) const {
    if (!all_.empty()) {
      for (NodeIndex node = 0; node < nodes_; ++node) {
        if (all_[node] != 0) visit(node, all_[node]);
      }
      return;
    }
    std::vector<std::pair<NodeIndex, MatchCount>> sorted(few_.begin(), few_.end());
    std::ranges::sort(sorted);
    for (const auto& [node, total] : sorted) visit(node, total);
  }

  void clear() {
    few_.clear();
    all_.clear();
    memory_.release();
  }

 private:
  static constexpr std::size_t kNodesForEachTotal = 64;

  void spread() {
    memory_.charge(nodes_ * sizeof(MatchCount));
    all_.resize(nodes_);
    for (const auto& [node, total] : few_) all_[node] = total;
    few_.clear();
  }

  std::uint32_t nodes_;
  std::unordered_map<NodeIndex, MatchCount> few_;
  std::vector<MatchCount> all_;
  HeldMemory memory_;
};

}  // namespace chancery::query
