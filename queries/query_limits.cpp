#include "query_limits.h"

#include <string>

#include "chancery/error.h"

namespace chancery::query {

Limits::Limits(const QueryOptions& options) : Meter(options.memory_bytes), cancel_(options.cancel) {
  if (options.timeout) {
    timeout_ = *options.timeout;
    deadline_ = std::chrono::steady_clock::now() + timeout_;
  }
}

std::unique_ptr<Limits> Limits::for_thread() const {
  std::unique_ptr<Limits> limits(new Limits(account()));
  limits->deadline_ = deadline_;
  limits->timeout_ = timeout_;
  limits->cancel_ = cancel_;
  return limits;
}

void Limits::look() const {
  if (cancel_ && cancel_->cancelled()) {
    throw Error(ErrorKind::cancelled, "The query was cancelled.");
  }
  if (deadline_ && std::chrono::steady_clock::now() >= *deadline_) {
    throw Error(ErrorKind::timeout, "The query took longer than its limit of " +
                                        std::to_string(timeout_.count()) + " ms.");
  }
}

void Limits::refuse_memory() const {
  throw Error(ErrorKind::memory_limit, "The query needs more than its limit of " +
                                           std::to_string(account()->most() >> 20) +
                                           " MiB of memory.");
}

}  // namespace chancery::query
