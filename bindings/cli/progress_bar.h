#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace chancery::cli {

/// One line on standard error that is drawn over itself, only where standard error is a terminal.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// `done` says in words how far it is.
  void show(std::uint64_t bytes, std::uint64_t bytes_total, std::string_view done);

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_;
  bool drawn_ = false;
  Clock::time_point started_;
  Clock::time_point drawn_at_;
};

}  // namespace chancery::cli
