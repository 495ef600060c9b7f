#pragma once

// Documents worked on by several threads and handed out one by one in their order. The one file
// pair that knows oneTBB.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "annotations/merge.h"
#include "chancery/ingest/extract.h"

namespace chancery {
namespace ingest {

/// What became of one document before it is stored.
struct Outcome {
  enum class Kind { extracted, unchanged, failed };
  Kind kind = Kind::failed;
  std::string reason;  ///< of a failure
  std::vector<std::string> notices;
  std::uint64_t bytes = 0;
  Extraction extraction;
  std::vector<MergeResult> merged;  ///< of each annotator that spoke of it
};

/// Work on item i starts at most a few items, and a bounded weight, before the item that is to be
/// handed out next, so memory does not grow with the number of items.
class LookAhead {
 public:
  using Clock = std::chrono::steady_clock;

  /// `work` is called once per item, from `threads` threads in all, one of which is the caller
  /// of next(). It must not throw. `weights` holds bytes of each item.
  LookAhead(std::vector<std::uint64_t> weights, unsigned threads,
            std::function<Outcome(std::size_t item)> work);
  /// Waits for the items that are being worked on and drops them.
  ~LookAhead();

  bool done() const { return taken_ == weights_.size(); }
  /// The next item in order; helps with the work meanwhile. nullopt when `deadline` came first.
  std::optional<Outcome> next(Clock::time_point deadline);

 private:
  struct Threads;
  bool may_start() const;
  void work_on_one(std::unique_lock<std::mutex>& lock);
  void work_until_stopped();

  std::vector<std::uint64_t> weights_;
  std::function<Outcome(std::size_t)> work_;
  std::mutex mutex_;
  std::condition_variable finished_;
  std::condition_variable room_;
  std::vector<std::optional<Outcome>> window_;  ///< item i waits at i modulo its size
  std::size_t started_ = 0;
  std::size_t taken_ = 0;
  std::uint64_t weight_ = 0;  ///< of the items started and not yet taken
  bool stopping_ = false;
  std::unique_ptr<Threads> threads_;
};

}  // namespace ingest
}  // namespace chancery
