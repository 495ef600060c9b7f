#pragma once

// A small number for each node that has one: in a table of those nodes while they are few, in an
// array of all nodes when they are many.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "chancery/projection.h"
#include "exec/aggregate_cells.h"
#include "query_limits.h"

namespace chancery::query {

class NodeNumbers {
 public:
  NodeNumbers(std::uint32_t nodes, Limits& limits) : nodes_(nodes), memory_(limits) {}

  /// Of a node, to be read or set; 0 where it has none. Valid until the next call.
  std::uint32_t& of(NodeIndex node) {
    if (!all_.empty()) return all_[node];
    const auto [known, added] = few_.try_emplace(node);
    if (!added) return known->second;
    memory_.charge(kPerEntry);
    if (few_.size() * kNodesForEachNumber < nodes_) return known->second;
    spread();
    return all_[node];
  }

  void clear() {
    few_.clear();
    all_.clear();
    memory_.release();
  }

 private:
  static constexpr std::size_t kNodesForEachNumber = 64;

  void spread() {
    memory_.charge(nodes_ * sizeof(std::uint32_t));
    all_.resize(nodes_);
    for (const auto& [node, number] : few_) all_[node] = number;
    few_ = {};
  }

  std::uint32_t nodes_;
  std::unordered_map<NodeIndex, std::uint32_t> few_;
  std::vector<std::uint32_t> all_;
  HeldMemory memory_;
};

}  // namespace chancery::query
