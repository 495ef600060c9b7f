#pragma once

// What several algorithms do with an array over the nodes.

#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "step_graph.h"

namespace chancery::query {

/// Numbers groups from 0 in the order of their first nodes. What they are called by is below
/// `bound`.
inline void number_by_first(std::vector<std::uint32_t>& groups, std::size_t bound) {
  constexpr std::uint32_t kNew = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> numbers(bound, kNew);
  std::uint32_t fresh = 0;
  for (std::uint32_t& group : groups) {
    if (numbers[group] == kNew) numbers[group] = fresh++;
    group = numbers[group];
  }
}

}  // namespace chancery::query
