#pragma once

// The writes of a transaction before it commits, laid over the rows it started from.

#include <functional>

#include "chancery/graph.h"
#include "store/adjacency_changes.h"
#include "store/rocks.h"
#include "store/sorted_rows.h"

namespace chancery {

/// Reads see the pending writes. For one thread. A cursor may be used while rows are written: it
/// sees what is written ahead of it, and never a row twice.
class Batch final : public Reader {
 public:
  /// `fresh`: nodes from there on are not in `base`.
  Batch(std::shared_ptr<const Reader> base, NodeId fresh)
      : base_(std::move(base)), adjacency_(fresh) {}

  void put(Family family, std::string_view key, std::string_view value = {});
  /// As put(), for a key that is neither in the base nor has been written before.
  void put_new(Family family, std::string_view key, std::string_view value = {});
  void erase(Family family, std::string_view key);
  /// A row to be changed in place, in of(family): the pending one, else a copy of the one in the
  /// base, else an empty one. `in_base`: false where it is known that the base has none.
  PendingRows::Number open(Family family, std::string_view key, bool in_base = true);
  PendingRows& of(Family family) const { return rows_[static_cast<std::size_t>(family)]; }
  /// Adds to a row that open() has found.
  void append(Family family, PendingRows::Number row, std::string_view bytes);
  /// Replaces bytes in a row that open() has found.
  void overwrite(Family family, PendingRows::Number row, std::size_t at, std::string_view bytes);
  /// Who gathers text writes its rows when asked to, and says what memory it holds. note_text()
  /// tells that there is something new.
  struct TextGatherer {
    std::function<void()> settle;
    std::function<std::size_t()> bytes;
  };
  void gather_text(TextGatherer gatherer) { text_ = std::move(gatherer); }
  void note_text() { count_change(Family::text); }
  /// Nodes from `first` on are those of a document that is being written, until end_document().
  void begin_document(NodeId first) { adjacency_.begin_document(first); }
  void end_document();
  /// The rows of the adjacency are written by these alone. `relationship` is a new one.
  void connect(RelationshipId relationship, const RelationshipRecord& ends);
  void disconnect(RelationshipId relationship, const RelationshipRecord& ends);
  /// Erases the rows of a node that has no steps any more.
  void forget_adjacency(NodeId node);
  bool empty() const;
  void clear();
  /// Of memory, for the pending rows.
  std::size_t bytes() const;
  /// Writes the pending rows; they stay in place.
  void write_to(Rocks& database, bool sync) const;
  /// Adds the pending rows to those that are there already, of other families, which end then.
  void write_to(SortedRows& rows) const;

  const Reader& base() const { return *base_; }

  std::optional<std::string> get(Family family, std::string_view key) const override;
  bool look_at(Family family, std::string_view key, const RowLook& look) const override;
  bool has(Family family, std::string_view key) const override;
  std::unique_ptr<Cursor> scan(Family family, std::string_view low,
                               std::string_view high) const override;
  /// Of the rows as they are now.
  std::unique_ptr<Cursor> scan_back(Family family, std::string_view low,
                                    std::string_view high) const override;
  std::uint64_t version(Family family) const override {
    return versions_[static_cast<std::size_t>(family)];
  }

 private:
  friend class BatchCursor;

  void count_change(Family family) { ++versions_[static_cast<std::size_t>(family)]; }
  /// What reads of a family need first.
  const PendingRows& settled(Family family) const;

  std::shared_ptr<const Reader> base_;
  mutable PendingRows rows_[kFamilyCount];
  mutable AdjacencyChanges adjacency_;
  TextGatherer text_;
  std::uint64_t versions_[kFamilyCount] = {};  // so that cursors know to look again
};

}  // namespace chancery
