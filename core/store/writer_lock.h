#pragma once

// One writer per database: an advisory lock on <database>/writer.lock, which the system gives
// back when its holder dies. The file says who holds it.

#include <filesystem>

namespace chancery {

class WriterLock {
 public:
  /// Throws Error(locked), naming host, process and since when; Error(io_error).
  explicit WriterLock(const std::filesystem::path& folder);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace chancery
