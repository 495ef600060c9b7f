#pragma once

#include <memory>

#include "chancery/query/engine.h"

namespace chancery::python {

/// While it lives on Python's main thread, Ctrl-C also sets the token, so that an engine call
/// without the GIL stops; Python's own handler still runs. On other threads it does nothing.
class InterruptGuard {
 public:
  explicit InterruptGuard(std::shared_ptr<query::CancelToken> token);
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  /// With the GIL held, after the engine call: raises KeyboardInterrupt where there was one.
  void raise_if_interrupted() const;

  /// Called once at import, on the main thread.
  static void remember_main_thread();

 private:
  std::shared_ptr<query::CancelToken> token_;
  bool installed_ = false;
};

}  // namespace chancery::python
