#pragma once

#include <chrono>
#include <cstddef>

#include "chancery/ingest/pipeline.h"

namespace chancery::cli {

/// One line on standard error that is drawn over itself, only where standard error is a terminal.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(const ingest::IngestProgress& progress);

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_;
  bool drawn_ = false;
  Clock::time_point started_;
  Clock::time_point drawn_at_;
};

}  // namespace chancery::cli
