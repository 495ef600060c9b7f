#include "progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace chancery::cli {

namespace {

constexpr int kBarWidth = 30;
constexpr auto kRedraw = std::chrono::milliseconds(100);

}  // namespace

ProgressBar::ProgressBar() : terminal_(isatty(STDERR_FILENO) != 0), started_(Clock::now()) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

void ProgressBar::show(std::uint64_t bytes, std::uint64_t bytes_total, std::string_view done) {
  const auto now = Clock::now();
  if (!terminal_ || (drawn_ && now - drawn_at_ < kRedraw)) return;
  const double share =
      bytes_total > 0 ? static_cast<double>(bytes) / static_cast<double>(bytes_total) : 0;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  const double rate = seconds > 0 ? static_cast<double>(bytes) / 1e6 / seconds : 0;
  const int full = static_cast<int>(share * kBarWidth);
  std::string bar;
  for (int i = 0; i < kBarWidth; ++i) bar += i < full ? "█" : "░";
  const std::string line =
      fmt::format("\r{} {:3.0f} %  {}  {:.1f} MB/s\033[K", bar, share * 100, done, rate);
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
  drawn_at_ = now;
}

}  // namespace chancery::cli
