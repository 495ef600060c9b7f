#pragma once

// What a thread works for, and how long and with how much memory it may. Loops whose length the
// data decides report their work here, wherever they are; what they work for (a running query)
// ends them by an exception when its time or its memory is used up.

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// Bytes that a run holds. Lists, maps and paths that it has made keep it alive and give back what
/// they took when they go, in whatever thread. Thread-safe.
class MemoryAccount {
 public:
  explicit MemoryAccount(std::size_t most) : most_(most) {}

  /// False where the bytes would not fit; then none are taken.
  bool take(std::size_t bytes);
  bool fits(std::size_t bytes) const;
  /// More than was taken leaves nothing.
  void give_back(std::size_t bytes);
  std::size_t used() const { return used_.load(std::memory_order_relaxed); }
  std::size_t most() const { return most_; }

 private:
  std::size_t most_;
  std::atomic<std::size_t> used_ = 0;
};

/// The limits of one run. Not thread-safe, but for the account.
class Meter {
 public:
  explicit Meter(std::size_t memory_bytes) : Meter(std::make_shared<MemoryAccount>(memory_bytes)) {}
  /// Of one thread of several that work for the same run.
  explicit Meter(std::shared_ptr<MemoryAccount> account) : account_(std::move(account)) {}
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;
  virtual ~Meter() = default;

  /// What the calling thread works for; null where nothing limits it.
  static Meter* current();

  /// Counts work of roughly that many nanoseconds, and looks at the clock when it adds up.
  void work(std::size_t nanoseconds) {
    if (nanoseconds < left_) {
      left_ -= nanoseconds;
    } else {
      left_ = kBetweenLooks;
      look();
    }
  }

  /// Accounts for memory held until release(), and for the work of filling it.
  void charge(std::size_t bytes);
  void release(std::size_t bytes) { account_->give_back(bytes); }
  /// Throws where `bytes` more would not fit; holds nothing.
  void require(std::size_t bytes) const;
  std::size_t used() const { return account_->used(); }
  const std::shared_ptr<MemoryAccount>& account() const { return account_; }

 protected:
  /// Throws where the run must end.
  virtual void look() const = 0;
  [[noreturn]] virtual void refuse_memory() const = 0;

 private:
  static constexpr std::size_t kBetweenLooks = std::size_t{1} << 16;

  std::shared_ptr<MemoryAccount> account_;
  std::size_t left_ = kBetweenLooks;
};

/// While it lives the thread works for `meter`; for null, what is done is not to be interrupted.
class Metered {
 public:
  explicit Metered(Meter* meter);
  ~Metered();
  Metered(const Metered&) = delete;
  Metered& operator=(const Metered&) = delete;

 private:
  Meter* before_;
};

/// Counts work for what the thread works for.
void report_work(std::size_t nanoseconds);

}  // namespace CHANCERY_API
