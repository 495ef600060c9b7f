#pragma once

// Work of short loops, reported in lots: to report each step would cost as much as the step.

#include <cstddef>

#include "chancery/work.h"

namespace chancery::query {

class WorkLots {
 public:
  WorkLots() = default;
  WorkLots(const WorkLots&) = delete;
  WorkLots& operator=(const WorkLots&) = delete;

  /// May throw what ends the run.
  void add(std::size_t nanoseconds) {
    sum_ += nanoseconds;
    if (sum_ >= kLot) report();
  }
  /// What is left at the end.
  void report() {
    const std::size_t lot = sum_;
    sum_ = 0;
    report_work(lot);
  }

 private:
  static constexpr std::size_t kLot = 8192;
  std::size_t sum_ = 0;
};

}  // namespace chancery::query
