#pragma once

// What a graph holds, and how two states differ: the side effects of a query as the TCK counts
// them, found without asking the engine.

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "chancery/graph.h"

namespace cypher_tests {

struct GraphState {
  std::set<std::uint64_t> nodes;
  std::set<std::uint64_t> relationships;
  std::set<std::string> labels;
  /// Kind and id of the element, key, value.
  std::set<std::tuple<char, std::uint64_t, std::string, std::string>> properties;
};

GraphState read_state(const chancery::GraphView& view);

/// "+nodes" and so on to a count; what is zero is left out.
using Effects = std::map<std::string, std::uint64_t, std::less<>>;
Effects difference(const GraphState& before, const GraphState& after);

}  // namespace cypher_tests
