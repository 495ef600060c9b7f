#pragma once

// The relationships walked so far, none of them twice.

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "chancery/types.h"

namespace chancery::query {

/// A long trail is also kept as a set.
class Trail {
 public:
  std::size_t size() const { return steps_.size(); }
  const std::vector<RelationshipId>& steps() const { return steps_; }

  bool holds(RelationshipId relationship) const {
    if (steps_.size() <= kShort) return std::ranges::count(steps_, relationship) > 0;
    return set_.contains(relationship);
  }

  void push(RelationshipId relationship) {
    steps_.push_back(relationship);
    if (steps_.size() == kShort + 1) {
      set_ = {steps_.begin(), steps_.end()};
    } else if (steps_.size() > kShort) {
      set_.insert(relationship);
    }
  }

  void truncate(std::size_t size) {
    while (steps_.size() > size) {
      if (steps_.size() > kShort) set_.erase(steps_.back());
      steps_.pop_back();
    }
  }

 private:
  static constexpr std::size_t kShort = 16;
  std::vector<RelationshipId> steps_;
  std::unordered_set<RelationshipId> set_;
};

}  // namespace chancery::query
