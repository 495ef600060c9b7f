#pragma once

// Rows on a way into the database that leads past its log and its memtables: written in the order
// of their keys into sorted files, which the database takes over all at once.

#include <string_view>

#include "store/pending_rows.h"
#include "store/rocks.h"

namespace chancery {

/// For one thread a family. What has not been committed when it goes is removed.
class SortedRows {
 public:
  virtual ~SortedRows() = default;
  /// Keys of a family ascend. Throws Error(io_error).
  virtual void put(Family family, std::string_view key, std::string_view value) = 0;
  /// A change that is merged into the value of a row.
  virtual void merge(Family family, std::string_view key, std::string_view change) = 0;
  /// Nothing is put from now on: writes what is left into its file. Throws Error(io_error).
  virtual void end() = 0;
  /// Takes over the rows of `later`, which has ended, and whose keys come after those here. `later`
  /// was made by the same database.
  virtual void append(SortedRows& later) = 0;
  /// Adds `rows`, one entry per family, of families that have none yet, and ends.
  virtual void add(const PendingRows (&rows)[kFamilyCount]) = 0;
  /// Shows what has ended to readers at once. On the disk when it returns. Who freezes the rows
  /// meanwhile may see either state, or something between: keep them from it. While nothing is
  /// frozen RocksDB takes the files as they are; else it writes what they hold once more later on.
  virtual void commit() = 0;
};

}  // namespace chancery
