#pragma once

// What the cursors and expressions of one running query share.

#include <memory>
#include <unordered_map>
#include <vector>

#include "../functions.h"
#include "../plan.h"
#include "chancery/graph.h"
#include "chancery/value.h"

namespace chancery::query {

class GraphWriter;

/// One value per slot of the statement. Every cursor of a query works on the same row.
using Row = std::vector<Value>;

struct ExecContext {
  EvalContext eval;
  const StatementPlan& plan;
  Transaction* transaction = nullptr;  ///< null in a reading query
  GraphWriter* writer = nullptr;       ///< null in a reading query
  Profile* profile = nullptr;          ///< null unless PROFILE asked

  const GraphView& graph() const { return eval.graph; }
  Limits& limits() const { return eval.limits; }
};

}  // namespace chancery::query
