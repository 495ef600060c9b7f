#include "query_limits.h"

#include <string>

#include "chancery/error.h"

namespace chancery::query {

Limits::Limits(const QueryOptions& options)
    : memory_(options.memory_bytes), cancel_(options.cancel) {
  if (options.timeout) {
    timeout_ = *options.timeout;
    deadline_ = std::chrono::steady_clock::now() + timeout_;
  }
}

void Limits::check_now() const {
  if (cancel_ && cancel_->cancelled()) {
    throw Error(ErrorKind::cancelled, "The query was cancelled.");
  }
  if (deadline_ && std::chrono::steady_clock::now() >= *deadline_) {
    throw Error(ErrorKind::timeout, "The query took longer than its limit of " +
                                        std::to_string(timeout_.count()) + " ms.");
  }
}

void Limits::charge(std::size_t bytes) {
  require(bytes);
  used_ += bytes;
}

void Limits::require(std::size_t bytes) const {
  if (bytes <= memory_ && used_ <= memory_ - bytes) return;
  throw Error(ErrorKind::memory_limit, "The query needs more than its limit of " +
                                           std::to_string(memory_ >> 20) + " MiB of memory.");
}

}  // namespace chancery::query
