#pragma once

// Text to plan: the stages that do not depend on the values of parameters, only on their names.

#include <memory>
#include <string_view>

#include "ast.h"
#include "chancery/graph.h"
#include "chancery/query/engine.h"
#include "plan.h"
#include "query_limits.h"

namespace chancery::query {

/// A statement and its plan, which points into it. Shared by the queries that run it.
struct Compiled {
  Statement statement;
  StatementPlan plan;
};

class Compiler {
 public:
  /// `parameters` is null where none are known yet; otherwise a name that is missing throws.
  /// Compilation takes its time from `limits`.
  Compiler(std::string_view text, const Parameters* parameters, const QueryOptions& options,
           Limits& limits)
      : text_(text), parameters_(parameters), options_(options), limits_(limits) {}

  /// Text to syntax tree, with every name known.
  Statement bound() const;
  /// Syntax tree to plan.
  std::shared_ptr<const Compiled> planned(Statement statement, const GraphView& graph) const;

  /// What options.plans holds for this text and these names of parameters; null where it holds
  /// nothing, or there is none.
  std::shared_ptr<const Compiled> cached() const;
  void keep(std::shared_ptr<const Compiled> query) const;

 private:
  std::string key() const;

  std::string_view text_;
  const Parameters* parameters_;
  const QueryOptions& options_;
  Limits& limits_;
};

}  // namespace chancery::query
