#pragma once

#include <atomic>
#include <mutex>
#include <optional>

namespace chancery {

/// Something made at its first use, by whichever thread comes first.
template <typename T>
class Lazy {
 public:
  /// `make` yields a pointer to something that outlives this, or fills the place it is given and
  /// yields that.
  template <typename Make>
  const T* get(const Make& make) const {
    const T* ready = ready_.load(std::memory_order_acquire);
    return ready != nullptr ? ready : make_once(make);
  }

 private:
  template <typename Make>
  const T* make_once(const Make& make) const {
    const std::lock_guard lock(making_);
    if (const T* ready = ready_.load(std::memory_order_relaxed)) return ready;
    const T* made = make(place_);
    ready_.store(made, std::memory_order_release);
    return made;
  }

  mutable std::atomic<const T*> ready_ = nullptr;
  mutable std::mutex making_;
  mutable std::optional<T> place_;
};

}  // namespace chancery
