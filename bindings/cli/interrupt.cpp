#include "interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace chancery::cli {

namespace {

// A signal handler may touch lock-free atomics only.
std::atomic<query::CancelToken*> active = nullptr;

void on_interrupt(int) {
  query::CancelToken* token = active.load();
  if (token == nullptr || token->cancelled()) _exit(130);
  token->cancel();
}

}  // namespace

InterruptScope::InterruptScope() : token_(std::make_shared<query::CancelToken>()) {
  active = token_.get();
  std::signal(SIGINT, on_interrupt);
}

InterruptScope::~InterruptScope() {
  std::signal(SIGINT, SIG_DFL);
  active = nullptr;
}

}  // namespace chancery::cli
