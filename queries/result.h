#pragma once

// Running a planned statement: rows as they come from a snapshot, or all at once where the
// statement writes or the graph may change under it.

#include <memory>

#include "chancery/graph.h"
#include "chancery/query/engine.h"
#include "compiler.h"

namespace chancery::query {

/// Rows are made when they are asked for; an EXPLAIN makes none. `limits`: those of
/// the query, of which compilation has used its part.
std::unique_ptr<Result> read(std::shared_ptr<const Compiled> query,
                             std::shared_ptr<const Snapshot> snapshot, const Parameters& parameters,
                             const QueryOptions& options, std::unique_ptr<Limits> limits);

/// Runs to the end before it returns. Does not commit.
std::unique_ptr<Result> update(std::shared_ptr<const Compiled> query, Transaction& transaction,
                               const Parameters& parameters, const QueryOptions& options,
                               std::unique_ptr<Limits> limits);

}  // namespace chancery::query
