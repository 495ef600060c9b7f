#pragma once

// Smaller queries and graphs that still fail, for a person to read.

#include <functional>
#include <string>
#include <vector>

#include "graph_generator.h"

namespace chancery::query {

/// Queries one step smaller than `query`: without a clause, a predicate or part of one, a label, a
/// property map, a hop, an item. Some of them may be wrong Cypher.
std::vector<std::string> smaller_queries(const std::string& query);

struct FailingCase {
  std::string query;
  GraphText graph;
};

/// Takes steps as long as `fails` says that the smaller case fails too. `fails` must be false for
/// what is no valid query.
FailingCase shrink(FailingCase failing, const std::function<bool(const FailingCase&)>& fails);

}  // namespace chancery::query
