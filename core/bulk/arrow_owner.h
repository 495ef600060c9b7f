#pragma once

// Owners of the structs of the Arrow C interfaces: each is released once, whatever happens.

#include "chancery/arrow.h"

namespace chancery::bulk {

template <typename Struct>
class ArrowOwner {
 public:
  ArrowOwner() = default;
  /// Moves the content out of `from`, as the specification has it.
  explicit ArrowOwner(Struct& from) : content_(from) { from.release = nullptr; }
  ~ArrowOwner() {
    if (content_.release) content_.release(&content_);
  }
  ArrowOwner(const ArrowOwner&) = delete;
  ArrowOwner& operator=(const ArrowOwner&) = delete;

  Struct* get() { return &content_; }
  Struct* operator->() { return &content_; }
  const Struct& operator*() const { return content_; }
  bool released() const { return content_.release == nullptr; }

 private:
  Struct content_{};
};

}  // namespace chancery::bulk
