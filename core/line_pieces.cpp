#include "line_pieces.h"

#include <utility>

namespace chancery {
namespace {

constexpr std::size_t kStep = std::size_t{1} << 16;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

bool LinePieces::fill() {
  if (ended_) return false;
  bytes_.erase(0, std::exchange(at_, 0));
  const std::size_t had = bytes_.size();
  bytes_.resize(had + kStep);
  stream_.read(bytes_.data() + had, kStep);
  const auto got = static_cast<std::size_t>(stream_.gcount());
  bytes_.resize(had + got);
  read_ += got;
  ended_ = got == 0;
  if (!std::exchange(started_, true) && bytes_.starts_with(kByteOrderMark))
    at_ = kByteOrderMark.size();
  return !ended_;
}

bool LinePieces::next(std::string_view& piece) {
  std::size_t searched = 0;  // bytes behind at_ without a line feed
  while (true) {
    const std::size_t feed = bytes_.find('\n', at_ + searched);
    searched = bytes_.size() - at_;
    const bool whole = feed != std::string::npos;
    if (!whole && searched < most_bytes_ && fill()) continue;
    const std::size_t end = whole ? feed + 1 : bytes_.size();
    piece = std::string_view(bytes_).substr(at_, end - at_);
    at_ = end;
    return !piece.empty();
  }
}

}  // namespace chancery
