#pragma once

// The facade: one object for a database folder. Everything it does can also be done with the
// headers below it; this is the short way.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/export.h"
#include "chancery/graph.h"
#include "chancery/import.h"
#include "chancery/ingest/pipeline.h"
#include "chancery/query/engine.h"
#include "chancery/statements.h"
#include "chancery/value.h"

namespace chancery CHANCERY_API {

/// The rows of a query, read once, in a range-for loop or with next(). Move-only.
class Rows {
 public:
  using Row = std::vector<Value>;

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using pointer = const Row*;
    using reference = const Row&;

    Iterator() = default;
    explicit Iterator(Rows* rows) : rows_(rows) { ++*this; }
    reference operator*() const { return rows_->row_; }
    pointer operator->() const { return &rows_->row_; }
    Iterator& operator++() {
      if (!rows_->next(rows_->row_)) rows_ = nullptr;
      return *this;
    }
    bool operator==(const Iterator& other) const { return rows_ == other.rows_; }

   private:
    Rows* rows_ = nullptr;
  };

  /// `graph` is kept alive as long as the rows.
  Rows(std::shared_ptr<Graph> graph, std::unique_ptr<query::Result> result)
      : graph_(std::move(graph)), result_(std::move(result)) {}

  const std::vector<std::string>& columns() const { return result_->columns(); }
  /// As query::Result::next.
  bool next(Row& row) { return result_->next(row); }
  const query::SideEffects& side_effects() const { return result_->side_effects(); }
  /// The plan of an EXPLAIN or PROFILE query, as text and as JSON; otherwise empty. A PROFILE has
  /// it when all rows are read. See query::Result.
  const std::string& plan() const { return result_->plan(); }
  const std::string& plan_json() const { return result_->plan_json(); }
  /// What is probably not what was meant, in sentences.
  const std::vector<std::string>& warnings() const { return result_->warnings(); }
  bool truncated() const { return result_->truncated(); }

  Iterator begin() { return Iterator(this); }
  Iterator end() { return {}; }

 private:
  std::shared_ptr<Graph> graph_;  // outlives result_
  std::unique_ptr<query::Result> result_;
  Row row_;
};

enum class OpenMode {
  write,  ///< the live store; one process at a time
  read    ///< a published edition; any number of processes
};

/// An entity as people ask for it.
struct EntitySummary {
  NodeId node = NodeId::none;
  std::string id;
  std::string type;  ///< "Organization", ...
  std::string kind;  ///< of an Organization, else empty
  std::string name;
  std::vector<std::string> aliases;
};

/// What a database holds, by count.
struct Statistics {
  struct Count {
    std::string name;
    std::uint64_t count = 0;
  };
  std::uint64_t nodes = 0;
  std::uint64_t relationships = 0;
  std::vector<Count> labels;              ///< those with nodes, most first
  std::vector<Count> relationship_types;  ///< those with relationships, most first
  std::vector<IndexInfo> indexes;
};

/// A database folder. Thread-safe; cheap to copy, copies share one open store.
class Database {
 public:
  /// Opens for writing (makes the folder where there is none) or for reading an edition: the
  /// newest, or the one named or numbered in `edition`. Throws Error: input_error, locked (names
  /// the holder), newer_format, corruption, io_error.
  static Database open(const std::filesystem::path& folder, OpenMode mode = OpenMode::write,
                       std::string_view edition = {});

  /// Ingests files and folders with the default dictionaries unless `options` names others.
  /// Throws Error for what concerns the run as a whole; a bad document is a row of the report.
  ingest::IngestReport ingest(const std::vector<std::filesystem::path>& paths,
                              const ingest::IngestOptions& options = {});

  /// Bulk load of nodes and relationships, all or nothing: see chancery/import.h.
  ImportReport import_graph(const std::vector<ImportTable>& tables,
                            const ImportOptions& options = {});

  /// Runs one openCypher statement. Throws Error; render it with Error::render(text).
  Rows query(std::string_view text, const query::Parameters& parameters = {},
             const query::QueryOptions& options = {});

  /// Makes the present state an edition that readers can open. Throws Error(read_only) on one.
  EditionInfo publish(std::string_view name = {});
  /// All editions, oldest first.
  std::vector<EditionInfo> editions() const;
  /// A reader moves on to the newest edition; true when it was a newer one. A writer: false.
  bool refresh();

  /// An entity by id ("org:enisa") or by any of its names in any case; nullopt where there is
  /// none, or where the name has several bearers (entities() lists them).
  std::optional<EntitySummary> entity(std::string_view id_or_name) const;
  std::vector<EntitySummary> entities(std::string_view name) const;

  /// The evidence of a derived relationship.
  std::vector<Evidence> evidence(RelationshipId relationship) const;
  /// The evidence that `subject` stands in relation `type` to `object`, each an id or a name; an
  /// empty `type` means any. Of an unambiguous or of every bearer of a name. Throws
  /// Error(entity_not_found) for a name nobody bears.
  std::vector<Evidence> evidence(std::string_view subject, std::string_view type,
                                 std::string_view object) const;

  Statistics statistics() const;
  VerifyReport verify(const std::function<void(double)>& progress = {}) const;

  /// The store below, for what this facade does not say.
  std::shared_ptr<Graph> graph() const;

 private:
  struct State;
  explicit Database(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

}  // namespace CHANCERY_API
