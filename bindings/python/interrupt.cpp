#include "interrupt.h"

#include <pybind11/pybind11.h>

#include <atomic>
#include <csignal>
#include <thread>
#include <utility>

namespace chancery::python {

namespace {

std::thread::id main_thread;
std::atomic<query::CancelToken*> active = nullptr;
struct sigaction previous;

void on_interrupt(int signal) {
  if (query::CancelToken* token = active.load()) token->cancel();
  if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) previous.sa_handler(signal);
}

}  // namespace

void InterruptGuard::remember_main_thread() { main_thread = std::this_thread::get_id(); }

InterruptGuard::InterruptGuard(std::shared_ptr<query::CancelToken> token)
    : token_(std::move(token)) {
  if (std::this_thread::get_id() != main_thread || active.load() != nullptr) return;
  active = token_.get();
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  installed_ = sigaction(SIGINT, &action, &previous) == 0;
  if (!installed_) active = nullptr;
}

InterruptGuard::~InterruptGuard() {
  if (!installed_) return;
  sigaction(SIGINT, &previous, nullptr);
  active = nullptr;
}

void InterruptGuard::raise_if_interrupted() const {
  if (token_->cancelled() && PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
}

}  // namespace chancery::python
