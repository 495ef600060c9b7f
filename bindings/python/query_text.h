#pragma once

#include <string>
#include <string_view>

namespace chancery::python {

/// The query that this thread is running, so that an error can point into its text. An error is
/// translated after the frames of the call are gone, so the text outlives the scope until the
/// next query of the thread.
class QueryText {
 public:
  static void set(std::string_view text) { current_ = text; }
  static const std::string& current() { return current_; }

 private:
  static inline thread_local std::string current_;
};

}  // namespace chancery::python
