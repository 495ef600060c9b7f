#pragma once

// What a walk towards a known node gains from looking back from that node: how far others are from
// it, breadth first. The look back sees as many steps as the walk has seen before it, so that it
// costs a short walk nothing and a long one no more than the walk itself.

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "chancery/graph.h"

namespace chancery::query {

class TargetDistance {
 public:
  /// Bytes for each node that was seen, roughly.
  static constexpr std::size_t kPerNode = sizeof(NodeId) * 2 + sizeof(std::uint64_t) + 32;

  void begin(NodeId target) {
    distances_ = {{target, 0}};
    frontier_ = {target};
    next_.clear();
    at_ = 0;
    complete_ = 0;
    credit_ = -kHeadStart;
  }

  /// The walk has seen so many steps more. `neighbours(node)` yields the steps that lead to a node,
  /// of which `may_walk(step)` chooses.
  template <typename Neighbours, typename MayWalk>
  void advance(std::size_t seen, const Neighbours& neighbours, const MayWalk& may_walk) {
    credit_ += static_cast<std::int64_t>(seen);
    while (credit_ >= 0 && !is_finished()) {
      const std::span<const Neighbour> steps = neighbours(frontier_[at_]);
      credit_ -= static_cast<std::int64_t>(steps.size()) + 1;
      for (const Neighbour& step : steps) {
        if (distances_.contains(step.node) || !may_walk(step)) continue;
        distances_.emplace(step.node, complete_ + 1);
        next_.push_back(step.node);
      }
      if (++at_ == frontier_.size()) complete_level();
    }
  }

  /// Whether the target may be within so many steps of the node, as far as is known by now.
  bool may_be_within(NodeId node, std::uint64_t steps) const {
    const auto found = distances_.find(node);
    if (found != distances_.end()) return found->second <= steps;
    return !is_finished() && complete_ < steps;
  }
  /// Whether the target may be within reach of the node at all.
  bool may_be_reached(NodeId node) const { return !is_finished() || distances_.contains(node); }

  std::size_t size() const { return distances_.size(); }

 private:
  static constexpr std::int64_t kHeadStart = 64;

  bool is_finished() const { return frontier_.empty(); }

  void complete_level() {
    frontier_.swap(next_);
    next_.clear();
    at_ = 0;
    ++complete_;
  }

  std::unordered_map<NodeId, std::uint64_t> distances_;
  std::vector<NodeId> frontier_;  ///< of the level that is being left
  std::vector<NodeId> next_;
  std::size_t at_ = 0;
  std::uint64_t complete_ = 0;  ///< all nodes at this distance and below are known
  std::int64_t credit_ = 0;     ///< steps that may be seen
};

}  // namespace chancery::query
