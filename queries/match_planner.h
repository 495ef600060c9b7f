#pragma once

// The order in which the nodes and relationships of a pattern are found.

#include <string>
#include <vector>

#include "ast.h"
#include "chancery/graph.h"
#include "plan.h"
#include "query_limits.h"

namespace chancery::query {

struct MatchOptions {
  const GraphView& graph;
  const Limits& limits;
  bool greedy = true;
  std::vector<std::string>* warnings = nullptr;  ///< gets cartesian products, in words
  Slot start = kNoSlot;                          ///< a node that is found already
  std::vector<Slot> walked = {};                 ///< relationships of the MATCH around this one
  Slot sought = kNoSlot;                         ///< a node to find although it is known outside
};

/// A chain above `input` that yields every match of the patterns (no relationship twice) for
/// which `where` (may be null) holds.
PlanPtr plan_match(std::vector<const PathPattern*> patterns, const Expression* where, PlanPtr input,
                   const MatchOptions& options);

}  // namespace chancery::query
