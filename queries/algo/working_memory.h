#pragma once

// Memory of an algorithm, charged to the run that the thread works for.

#include <cstddef>
#include <memory>
#include <utility>

#include "chancery/work.h"

namespace chancery::query {

/// Gives back what it was charged when it goes. Does nothing where no run limits the thread.
class WorkingMemory {
 public:
  WorkingMemory() = default;
  WorkingMemory(WorkingMemory&& other) noexcept
      : account_(std::move(other.account_)), bytes_(std::exchange(other.bytes_, 0)) {}
  WorkingMemory& operator=(WorkingMemory&& other) noexcept {
    std::swap(account_, other.account_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~WorkingMemory() {
    if (account_) account_->give_back(bytes_);
  }

  /// Before `count` of T are allocated. Throws Error(memory_limit).
  template <typename T>
  void charge(std::size_t count) {
    Meter* meter = Meter::current();
    if (!meter) return;
    const std::size_t bytes = count * sizeof(T);
    meter->require(bytes);
    account_ = meter->account();
    if (account_->take(bytes)) bytes_ += bytes;
    // Last, as this may end the run.
    meter->work(bytes / 4);
  }

 private:
  std::shared_ptr<MemoryAccount> account_;
  std::size_t bytes_ = 0;
};

}  // namespace chancery::query
