#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

namespace chancery {

/// A set of ids that come in ascending order; takes 16 bytes a run of successive ones.
class IdRuns {
 public:
  void add(std::uint64_t id) {
    if (runs_.empty() || runs_.back().end != id) runs_.push_back({id, id});
    runs_.back().end = id + 1;
  }
  bool contains(std::uint64_t id) const {
    const auto after = std::ranges::upper_bound(runs_, id, {}, &Run::first);
    return after != runs_.begin() && id < std::prev(after)->end;
  }

 private:
  struct Run {
    std::uint64_t first;
    std::uint64_t end;
  };
  std::vector<Run> runs_;
};

}  // namespace chancery
