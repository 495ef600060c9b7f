#include "chancery/work.h"

#include <utility>

namespace chancery {
namespace {

thread_local Meter* current_meter = nullptr;

// Memory is filled at about this many bytes in a nanosecond.
constexpr std::size_t kBytesPerNanosecond = 4;

}  // namespace

bool MemoryAccount::take(std::size_t bytes) {
  if (!fits(bytes)) return false;
  used_.fetch_add(bytes, std::memory_order_relaxed);
  return true;
}

bool MemoryAccount::fits(std::size_t bytes) const {
  return bytes <= most_ && used() <= most_ - bytes;
}

void MemoryAccount::give_back(std::size_t bytes) {
  std::size_t before = used();
  while (!used_.compare_exchange_weak(before, bytes < before ? before - bytes : 0,
                                      std::memory_order_relaxed)) {
  }
}

Meter* Meter::current() { return current_meter; }

void Meter::charge(std::size_t bytes) {
  if (!account_->take(bytes)) refuse_memory();
  work(bytes / kBytesPerNanosecond);
}

void Meter::require(std::size_t bytes) const {
  if (!account_->fits(bytes)) refuse_memory();
}

Metered::Metered(Meter* meter) : before_(std::exchange(current_meter, meter)) {}

Metered::~Metered() { current_meter = before_; }

void report_work(std::size_t nanoseconds) {
  if (current_meter != nullptr) current_meter->work(nanoseconds);
}

}  // namespace chancery
