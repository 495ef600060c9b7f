#pragma once

// The one door to RocksDB: families of ordered rows, frozen readers, atomic writes, checkpoints.
// Nothing here knows what a row means; keys.h does.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "store/pending_rows.h"

namespace chancery {

/// One column family each. Never renumber; the names on disk are in rocks.cpp.
enum class Family : std::uint8_t {
  meta,
  dictionary,
  nodes,
  relationships,
  adjacency,
  labels,
  properties,
  names,
  text,
  documents,
  contributions,
  evidence,
  relationship_properties
};
inline constexpr std::size_t kFamilyCount = 13;

/// Walks rows in the order of their keys. next() moves to the first row, then to the one after.
class Cursor {
 public:
  virtual ~Cursor() = default;
  /// False at the end. Throws Error(corruption) or Error(io_error).
  virtual bool next() = 0;
  /// Valid until the next call of next().
  virtual std::string_view key() const = 0;
  virtual std::string_view value() const = 0;
};

/// What is done with the value of a row: refers to a callable that outlives it, and unlike a
/// std::function never asks for memory.
class RowLook {
 public:
  template <typename Look>
  RowLook(const Look& look)  // NOLINT(google-explicit-constructor): a lambda is an argument
      : look_(&look), call_([](const void* at, std::string_view value) {
          (*static_cast<const Look*>(at))(value);
        }) {}
  void operator()(std::string_view value) const { call_(look_, value); }

 private:
  const void* look_;
  void (*call_)(const void*, std::string_view);
};

/// Rows as they stood at one moment. A const Reader may be used by many threads unless the class
/// says otherwise.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual std::optional<std::string> get(Family family, std::string_view key) const = 0;
  /// Shows the value where it lies, and only while `look` runs. False where there is no such row.
  virtual bool look_at(Family family, std::string_view key, const RowLook& look) const = 0;
  virtual bool has(Family family, std::string_view key) const {
    return get(family, key).has_value();
  }
  /// Rows with low <= key < high; an empty `high` is the end of the family.
  virtual std::unique_ptr<Cursor> scan(Family family, std::string_view low,
                                       std::string_view high) const = 0;
  /// The same rows, the last one first.
  virtual std::unique_ptr<Cursor> scan_back(Family family, std::string_view low,
                                            std::string_view high) const = 0;
  /// All rows of a family, for who walks a whole graph once: what others look up stays in the
  /// cache, which these would not fit into.
  virtual std::unique_ptr<Cursor> scan_all(Family family) const { return scan(family, {}, {}); }

  /// Another number after rows of the family have changed, which those of a frozen state do not.
  virtual std::uint64_t version(Family) const { return 0; }

  /// Rows whose key starts with `prefix`.
  std::unique_ptr<Cursor> scan_prefix(Family family, std::string_view prefix) const;
  bool any_with_prefix(Family family, std::string_view prefix) const;
};

class SortedRows;

/// A RocksDB database. Thread-safe.
class Rocks {
 public:
  struct Options {
    std::size_t cache_bytes;
    std::size_t memtable_bytes;
  };

  /// Opens for writing and makes what is missing. `guard` is let go after the database has
  /// closed, which a view that is still held delays. Throws Error(io_error), Error(corruption).
  static std::shared_ptr<Rocks> open(const std::filesystem::path& folder, const Options& options,
                                     std::shared_ptr<const void> guard);
  /// Opens a checkpoint for reading; writes nothing, not even a log.
  static std::shared_ptr<Rocks> open_checkpoint(const std::filesystem::path& folder,
                                                const Options& options);

  virtual ~Rocks() = default;
  /// A frozen view; holds the database open.
  virtual std::shared_ptr<const Reader> freeze() const = 0;
  /// The rows as they are at each moment, for who alone writes; holds the database open.
  virtual std::shared_ptr<const Reader> newest() const = 0;
  /// Writes all rows atomically; `rows` has one entry per family. With `sync` waits for the disk.
  virtual void write(const PendingRows (&rows)[kFamilyCount], bool sync) = 0;
  /// Whether rows of so many bytes had better go through sorted_rows() than through the log.
  virtual bool is_much(std::size_t bytes) const = 0;
  /// Sorted files to be written row by row, by a thread each; holds the database open.
  virtual std::unique_ptr<SortedRows> sorted_rows() = 0;
  /// A copy of the database in `folder`, which must not exist; files are shared by hard link.
  virtual void checkpoint(const std::filesystem::path& folder) = 0;
};

}  // namespace chancery
