#pragma once

// A stream, a line at a time.

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

namespace chancery {

/// Hands out lines up to a line feed, with it; a line that is longer than `most_bytes` comes in
/// pieces. A byte order mark at the start is skipped.
class LinePieces {
 public:
  LinePieces(std::istream& stream, std::size_t most_bytes)
      : stream_(stream), most_bytes_(most_bytes) {}

  /// False at the end. `piece` is valid until the next call.
  bool next(std::string_view& piece);
  /// Whether the stream could not be read to its end.
  bool is_broken() const { return stream_.bad(); }
  bool at_end() const { return ended_ && at_ == bytes_.size(); }
  /// From the stream, so far.
  std::uint64_t bytes_read() const { return read_; }

 private:
  bool fill();

  std::istream& stream_;
  std::size_t most_bytes_;
  std::string bytes_;
  std::size_t at_ = 0;
  std::uint64_t read_ = 0;
  bool started_ = false;
  bool ended_ = false;
};

}  // namespace chancery
