#pragma once

// The engine, by every plan, against the oracle.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "generator/graph_generator.h"
#include "oracle/memory_graph.h"
#include "temp_database.h"

namespace chancery::query {

/// A number that an environment variable gives.
unsigned number_from_environment(const char* name, unsigned otherwise);

/// The graph in a database, with some indexes.
std::unique_ptr<TempDatabase> database_of(const GraphText& graph);

/// A graph as its writer sees it, or a reader of its edition.
struct View {
  std::string name;
  std::shared_ptr<const Snapshot> snapshot;
};
/// Publishes an edition of the database.
std::vector<View> views_of(const TempDatabase& database);

std::vector<std::string> oracle_rows(const MemoryGraph& graph, const std::string& query);

struct Disagreement {
  std::string variant;  ///< of the plan, and the view
  std::vector<std::string> expected;
  std::vector<std::string> found;
};

/// Nothing where all plans agree with the oracle on all views. Throws TooManyRows.
std::optional<Disagreement> disagreement(const std::vector<View>& views, const MemoryGraph& graph,
                                         const std::string& query);

}  // namespace chancery::query
