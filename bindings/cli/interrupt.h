#pragma once

#include <memory>

#include "chancery/query/engine.h"

namespace chancery::cli {

/// While it lives, Ctrl-C sets the token instead of ending the process; a second Ctrl-C ends it.
/// One at a time.
class InterruptScope {
 public:
  InterruptScope();
  ~InterruptScope();
  InterruptScope(const InterruptScope&) = delete;
  InterruptScope& operator=(const InterruptScope&) = delete;

  const std::shared_ptr<query::CancelToken>& token() const { return token_; }

 private:
  std::shared_ptr<query::CancelToken> token_;
};

}  // namespace chancery::cli
