#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "chancery/error.h"

namespace chancery {

/// Faults as sentences; of very many the first ones are kept and the rest counted.
class FaultList {
 public:
  void add(std::string sentence) {
    if (++count_ <= kKept) faults_.push_back(std::move(sentence));
  }

  /// Runs `work`; what it throws becomes a fault. True when it did not throw.
  template <typename Work>
  bool guard(const std::string& what, const Work& work) try {
    work();
    return true;
  } catch (const Error& error) {
    add(what + " does not read: " + error.what());
    return false;
  }

  std::vector<std::string> take() {
    if (count_ > kKept) {
      faults_.push_back("There are " + std::to_string(count_ - kKept) + " more faults.");
    }
    return std::move(faults_);
  }

 private:
  static constexpr std::uint64_t kKept = 1000;
  std::uint64_t count_ = 0;
  std::vector<std::string> faults_;
};

}  // namespace chancery
