#pragma once

// What one running query may use: time, memory, and the patience of the person who can cancel it.

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>

#include "chancery/query/engine.h"

namespace chancery::query {

/// Not thread-safe: belongs to one running query.
class Limits {
 public:
  Limits() = default;
  explicit Limits(const QueryOptions& options);

  /// Called in every loop whose length the data decides. Throws Error(timeout) or
  /// Error(cancelled). Cheap: looks at the clock on every 256th call only.
  void check() {
    if ((++calls_ & 0xFF) == 0) check_now();
  }
  void check_now() const;

  /// Accounts for memory held until release(). Throws Error(memory_limit).
  void charge(std::size_t bytes);
  void release(std::size_t bytes) { used_ -= bytes < used_ ? bytes : used_; }
  /// Throws Error(memory_limit) where `bytes` more would not fit; holds nothing.
  void require(std::size_t bytes) const;
  std::size_t used() const { return used_; }

 private:
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  std::chrono::milliseconds timeout_{0};
  std::size_t memory_ = std::size_t{1} << 30;
  std::size_t used_ = 0;
  std::shared_ptr<CancelToken> cancel_;
  unsigned calls_ = 0;
};

}  // namespace chancery::query
