#pragma once

// What one running query may use: time, memory, and the patience of the person who can cancel it.

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "chancery/query/engine.h"
#include "chancery/work.h"

namespace chancery::query {

/// Not thread-safe: belongs to one running query. Throws Error: timeout, cancelled, memory_limit.
class Limits : public Meter {
 public:
  Limits() : Limits(QueryOptions()) {}
  explicit Limits(const QueryOptions& options);
  /// For another thread that works for the same query.
  std::unique_ptr<Limits> for_thread() const;

  /// Called in every loop whose length the data decides: the work of one row. A step that may
  /// take longer counts as work() of its own.
  void check() { work(kRow); }
  void check_now() const { look(); }

 protected:
  void look() const override;
  [[noreturn]] void refuse_memory() const override;

 private:
  static constexpr std::size_t kRow = 256;

  explicit Limits(std::shared_ptr<MemoryAccount> account) : Meter(std::move(account)) {}

  std::optional<std::chrono::steady_clock::time_point> deadline_;
  std::chrono::milliseconds timeout_{0};
  std::shared_ptr<CancelToken> cancel_;
};

/// Memory that somebody holds, given back when it lets go.
class HeldMemory {
 public:
  explicit HeldMemory(Limits& limits) : limits_(limits) {}
  HeldMemory(const HeldMemory&) = delete;
  HeldMemory& operator=(const HeldMemory&) = delete;
  ~HeldMemory() { release(); }

  void charge(std::size_t bytes) {
    limits_.charge(bytes);
    bytes_ += bytes;
  }
  void release() {
    limits_.release(bytes_);
    bytes_ = 0;
  }
  std::size_t bytes() const { return bytes_; }

 private:
  Limits& limits_;
  std::size_t bytes_ = 0;
};

/// Bytes that one more copy of a value costs; what it shares with others is charged already.
inline std::size_t footprint(const Value& value) { return sizeof(Value) + value.own_bytes(); }

/// Counts the copying of a value, which is work where it is a long text, and refuses one that
/// does not fit. Who keeps the copy charges it.
inline void copied(const Value& value, Limits& limits) {
  constexpr std::size_t kLongText = 4096;
  if (value.type() != ValueType::string || value.as_string().size() < kLongText) return;
  limits.require(value.as_string().size());
  limits.work(value.as_string().size());
}

}  // namespace chancery::query
