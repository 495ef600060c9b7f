#pragma once

// Rows that are sorted by parts and do not fit in memory: each part is a run in a file of its own,
// and the runs are merged as they are read.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace chancery {

/// Rows by the bytes of their keys; those with the same key come in the order of their runs. For
/// one thread.
class SortedRuns {
 public:
  /// The files are in `folder` without a name: they are gone when this is, or the process.
  explicit SortedRuns(std::filesystem::path folder);
  ~SortedRuns();
  SortedRuns(SortedRuns&&) noexcept;

  // All throw Error(io_error).
  void begin_run();
  /// To the run begun last, in which keys ascend or stay the same.
  void add(std::string_view key, std::string_view value);
  /// Ends the adding; afterwards rows are read by next(), which holds a part of each run in memory.
  void merge();
  /// Moves to the first row, then to the one after; false at the end.
  bool next();
  /// Valid until the next call of next().
  std::string_view key() const;
  std::string_view value() const;

  std::size_t count() const { return runs_.size(); }

 private:
  class Run;

  std::filesystem::path folder_;
  std::vector<std::unique_ptr<Run>> runs_;
  std::vector<Run*> heap_;  // the run with the first row is in front
  bool started_ = false;
};

}  // namespace chancery
