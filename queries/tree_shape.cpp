#include "tree_shape.h"

#include <algorithm>
#include <array>
#include <utility>

#include "expression_slots.h"
#include "functions.h"

namespace chancery::query {
namespace {

bool exclude_each_other(const TreeNode& a, const TreeNode& b) {
  const auto lists = [](const TreeNode& one, const TreeNode& other) {
    return std::ranges::count(one.hop.distinct_from, other.hop.relationship) > 0;
  };
  return lists(a, b) || lists(b, a);
}

class Shaper {
 public:
  Shaper(const std::vector<TreeNode>& nodes, const std::vector<bool>& wanted)
      : nodes_(nodes), walked_(nodes.size()) {
    for (std::size_t x = 1; x < nodes.size(); ++x) {
      for (std::size_t y = x + 1; y < nodes.size(); ++y) {
        if (exclude_each_other(nodes[x], nodes[y])) pairs_.emplace_back(x, y);
      }
    }
    walk(0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (wanted[i]) walk(i);
    }
    while (walk_one_more()) {
    }
  }

  TreeShape shape() const {
    const std::size_t size = nodes_.size();
    TreeShape shape{walked_, std::vector<std::vector<std::size_t>>(size),
                    std::vector<std::vector<std::size_t>>(size),
                    std::vector<std::size_t>(size, TreeShape::kNone)};
    for (std::size_t i = 1; i < size; ++i) {
      if (!walked_[i]) shape.counted[nodes_[i].parent].push_back(i);
    }
    for (const auto& [x, y] : pairs_) {
      if (!walked_[x] && !walked_[y]) {
        shape.rival[x] = y;
        shape.rival[y] = x;
      } else if (walked_[x]) {
        shape.conflicts[y].push_back(x);
      } else {
        shape.conflicts[x].push_back(y);
      }
    }
    return shape;
  }

 private:
  void walk(std::size_t node) {
    walked_[node] = true;
    if (node != 0 && !walked_[nodes_[node].parent]) walk(nodes_[node].parent);
  }

  bool walk_one_more() {
    for (const auto& [x, y] : pairs_) {
      if (can_be_put_right(x, y)) continue;
      walk(walked_[x] ? y : x);
      return true;
    }
    return false;
  }

  bool can_be_put_right(std::size_t x, std::size_t y) const {
    if (walked_[x] && walked_[y]) return true;
    if (!walked_[x] && !walked_[y]) {
      return nodes_[x].parent == nodes_[y].parent && rivals(x) == 1 && rivals(y) == 1;
    }
    const std::size_t walked = walked_[x] ? x : y;
    const std::size_t from = nodes_[walked_[x] ? y : x].parent;
    return walked == from || nodes_[walked].parent == from;
  }

  std::ptrdiff_t rivals(std::size_t node) const {
    return std::ranges::count_if(
        pairs_, [node](const auto& pair) { return pair.first == node || pair.second == node; });
  }

  const std::vector<TreeNode>& nodes_;
  std::vector<bool> walked_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;
};

}  // namespace

std::size_t node_in_slot(const std::vector<TreeNode>& nodes, Slot slot) {
  const auto found =
      std::ranges::find(nodes, slot, [](const TreeNode& node) { return node.hop.to; });
  return found == nodes.end() ? TreeShape::kNone : static_cast<std::size_t>(found - nodes.begin());
}

std::optional<CountedMatches> counts_matches(const std::vector<TreeNode>& nodes,
                                             const Expression& aggregate) {
  const auto& call = *as<FunctionCall>(aggregate);
  if (call.star) return CountedMatches{};
  if (call.aggregate->name != "count" || call.distinct) return std::nullopt;
  const Expression& argument = *call.arguments.front();
  const auto is_element = [&argument](const TreeNode& node) {
    return node.hop.to == argument.slot || node.hop.relationship == argument.slot;
  };
  if (argument.slot != kNoSlot) {
    return std::ranges::any_of(nodes, is_element) ? std::optional(CountedMatches{}) : std::nullopt;
  }
  const auto* property = as<Property>(argument);
  if (!property || property->subject->slot == kNoSlot) return std::nullopt;
  const std::size_t node = node_in_slot(nodes, property->subject->slot);
  if (node == TreeShape::kNone) return std::nullopt;
  return CountedMatches{node, &argument};
}

AskedOfMatches asked_of(const TreeAggregation& op) {
  SlotSet read;
  std::vector<std::size_t> with_property;
  AskedOfMatches asked;
  for (const Assignment& key : op.aggregation.keys) read.merge(free_slots(*key.expression));
  for (const Predicate& predicate : op.joint) read.merge(read_slots(predicate));
  for (const Expression* aggregate : op.aggregation.aggregates) {
    if (const auto counted = counts_matches(op.nodes, *aggregate)) {
      if (counted->property) with_property.push_back(counted->node);
    } else {
      read.merge(free_slots_of_form(*aggregate));
      asked.numbers_only = false;
    }
  }
  for (const TreeNode& node : op.nodes) asked.wanted.push_back(read.contains(node.hop.to));
  asked.numbers_only = asked.numbers_only && std::ranges::count(asked.wanted, true) <= 1;
  if (!asked.numbers_only) {
    for (const std::size_t node : with_property) asked.wanted[node] = true;
  }
  return asked;
}

TreeShape shape_of(const std::vector<TreeNode>& nodes, const std::vector<bool>& wanted) {
  return Shaper(nodes, wanted).shape();
}

}  // namespace chancery::query
