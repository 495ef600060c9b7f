#include "look_ahead.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <algorithm>
#include <utility>

namespace chancery {
namespace ingest {
namespace {

constexpr std::uint64_t kMostWeight = 64 << 20;

int as_concurrency(unsigned threads) { return static_cast<int>(std::max(threads, 1u)); }

}  // namespace

struct LookAhead::Threads {
  explicit Threads(unsigned threads)
      : allowed(tbb::global_control::max_allowed_parallelism,
                std::max<std::size_t>(
                    threads, static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()))),
        arena(as_concurrency(threads)) {}

  tbb::global_control allowed;
  tbb::task_arena arena;  // one place of it is kept for the thread that waits at the end
  tbb::task_group group;
};

LookAhead::LookAhead(std::vector<std::uint64_t> weights, unsigned threads,
                     std::function<Outcome(std::size_t)> work)
    : weights_(std::move(weights)), work_(std::move(work)), window_(2 * threads + 2) {
  if (threads < 2) return;
  threads_ = std::make_unique<Threads>(threads);
  threads_->arena.execute([&] {
    for (unsigned i = 1; i < threads; ++i) threads_->group.run([this] { work_until_stopped(); });
  });
}

LookAhead::~LookAhead() {
  if (!threads_) return;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  room_.notify_all();
  threads_->arena.execute([&] { threads_->group.wait(); });
}

std::optional<Outcome> LookAhead::next(Clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  std::optional<Outcome>& place = window_[taken_ % window_.size()];
  while (!place) {
    if (may_start()) {
      work_on_one(lock);
    } else if (finished_.wait_until(lock, deadline) == std::cv_status::timeout && !place) {
      return std::nullopt;
    }
  }
  std::optional<Outcome> outcome = std::exchange(place, std::nullopt);
  weight_ -= weights_[taken_++];
  lock.unlock();
  room_.notify_all();
  return outcome;
}

bool LookAhead::may_start() const {
  if (started_ == weights_.size() || started_ == taken_ + window_.size()) return false;
  return started_ == taken_ || weight_ + weights_[started_] <= kMostWeight;
}

void LookAhead::work_on_one(std::unique_lock<std::mutex>& lock) {
  const std::size_t item = started_++;
  weight_ += weights_[item];
  lock.unlock();
  Outcome outcome = work_(item);
  lock.lock();
  window_[item % window_.size()] = std::move(outcome);
  finished_.notify_one();
}

void LookAhead::work_until_stopped() {
  std::unique_lock lock(mutex_);
  while (!stopping_ && started_ < weights_.size()) {
    if (may_start()) {
      work_on_one(lock);
    } else {
      room_.wait(lock);
    }
  }
}

}  // namespace ingest
}  // namespace chancery
