#pragma once

// openCypher queries against a graph.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"
#include "chancery/graph.h"
#include "chancery/value.h"

namespace chancery {
namespace query CHANCERY_API {

using Parameters = Map;

/// Set from any thread to stop the queries that carry it; they throw Error(cancelled).
class CancelToken {
 public:
  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> cancelled_ = false;
};

/// Compiled queries of one graph, by their text: what is asked again is neither parsed nor planned
/// again. Keeps the last 256 that were asked. Thread-safe.
class PlanCache {
 public:
  PlanCache();
  ~PlanCache();

 private:
  friend class Compiler;
  struct State;
  std::unique_ptr<State> state_;
};

struct QueryOptions {
  /// Error(timeout), some tens of milliseconds late at most. Covers the running of a query until
  /// its last row, and not the commit of an update: what is to be written is written.
  std::optional<std::chrono::milliseconds> timeout;
  /// Error(memory_limit). Of what the query holds, to within a factor of about two: rows held
  /// back, lists, maps, paths and long texts (also those of rows that the caller keeps while it
  /// asks for more), and what an update is going to write. A row must fit as it is printed, with
  /// a list that stands in it twice counted twice.
  std::size_t memory_bytes = std::size_t{1} << 30;
  std::optional<std::uint64_t> max_rows;  ///< rows after that are not computed
  bool read_only = false;                 ///< refuse a write at compile time
  /// Files, and folders with all that is in them, that load.csv() and load.jsonl() may open.
  std::vector<std::filesystem::path> readable;
  bool optimize = true;  ///< off: the naive plan, for comparison
  std::shared_ptr<CancelToken> cancel;
  /// One for each graph; used where the graph is open for reading, as its plans stay good.
  std::shared_ptr<PlanCache> plans;
};

/// What an updating query changed, as the TCK counts it.
struct SideEffects {
  std::uint64_t nodes_created = 0;
  std::uint64_t nodes_deleted = 0;
  std::uint64_t relationships_created = 0;
  std::uint64_t relationships_deleted = 0;
  std::uint64_t labels_added = 0;
  std::uint64_t labels_removed = 0;
  std::uint64_t properties_set = 0;
  std::uint64_t properties_removed = 0;
  bool any() const;
};

/// Rows of a running or finished query. Values that reach the caller are complete: nodes and
/// relationships carry their labels and properties. Not thread-safe.
class Result {
 public:
  virtual ~Result() = default;
  virtual const std::vector<std::string>& columns() const = 0;
  /// Fills `row` (columns().size() values) and yields true, or yields false at the end. Throws
  /// Error; afterwards the result is at its end. An updating query has run and committed before
  /// its first row is seen.
  virtual bool next(std::vector<Value>& row) = 0;
  virtual const SideEffects& side_effects() const = 0;
  /// Of an EXPLAIN or PROFILE query: the plan as a table of text, one operator a line, with
  /// estimated rows and, of a PROFILE at its end, real rows, rows read from the store, and
  /// milliseconds with all that lies below. Otherwise empty.
  virtual const std::string& plan() const = 0;
  /// The same as JSON; otherwise empty:
  ///   {"plan": OPERATOR, "inner": [{"expression": TEXT, "plan": OPERATOR}], "warnings": [TEXT]}
  ///   OPERATOR := {"operator", "details", "estimated_rows", of a PROFILE "rows", "store_hits",
  ///                "milliseconds", "branches": [OPERATOR], "inputs": [OPERATOR]}
  virtual const std::string& plan_json() const = 0;
  /// What runs, but is probably not what was meant: a label that no node has, a product of
  /// unconnected patterns. Sentences; they do not change while rows are read.
  virtual const std::vector<std::string>& warnings() const = 0;
  /// True when max_rows cut the result.
  virtual bool truncated() const = 0;
};

/// A parsed and bound query.
struct Description {
  bool writes = false;
  std::vector<std::string> columns;
  std::vector<std::string> parameters;  ///< names the text asks for, in order of appearance
  std::vector<std::string> warnings;    ///< e.g. a cartesian product
};

/// Compiles without running. Throws Error with phase compile and a span in `text`.
Description describe(const Graph& graph, std::string_view text);

/// Runs one statement. A reading query runs on `graph.snapshot()`, an updating one in its own
/// transaction, which is rolled back if it throws. Thread-safe.
std::unique_ptr<Result> run(Graph& graph, std::string_view text, const Parameters& parameters = {},
                            const QueryOptions& options = {});

/// Runs one statement inside a transaction of the caller, who commits.
std::unique_ptr<Result> run(Transaction& transaction, std::string_view text,
                            const Parameters& parameters = {}, const QueryOptions& options = {});

/// The reserved and clause words, upper case, sorted; for completion and highlighting.
std::vector<std::string> keywords();

}  // namespace CHANCERY_API
}  // namespace chancery
