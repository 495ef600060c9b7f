#pragma once

// Sorts more rows than fit in memory: what fits is sorted and written to a file, a run; the runs
// are merged as they are read.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "store/sorted_runs.h"

namespace chancery {

/// Rows by the bytes of their keys; those with the same key come in the order they were added in.
/// For one thread.
class ExternalSort {
 public:
  /// Runs are files in `folder` without a name: they are gone when this is, or the process.
  ExternalSort(std::filesystem::path folder, std::size_t memory_bytes);

  /// Throws Error(io_error).
  void add(std::string_view key, std::string_view value);
  /// Ends the adding; afterwards rows are read by next().
  void sort();
  /// Moves to the first row, then to the one after; false at the end. Throws Error(io_error).
  bool next();
  /// Valid until the next call of next().
  std::string_view key() const { return key_; }
  std::string_view value() const { return value_; }

  std::size_t run_count() const { return runs_.count(); }

 private:
  struct Entry {
    std::uint64_t head;  // a part of the key, which decides most comparisons
    const char* row;
  };

  char* allocate(std::size_t bytes);
  void sort_memory();
  void write_run();
  bool next_in_memory();
  bool next_of_runs();

  std::size_t most_bytes_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
  char* block_at_ = nullptr;
  std::size_t block_bytes_ = 0;
  std::vector<Entry> entries_;
  std::size_t next_entry_ = 0;
  SortedRuns runs_;
  std::string_view key_;
  std::string_view value_;
};

}  // namespace chancery
