#pragma once

#include <string_view>
#include <vector>

#include "ascii.h"
#include "chancery/folding.h"
#include "chancery/types.h"

namespace chancery {

/// Parts of a text by code points, each in constant time: byte offsets are kept at every
/// kStride-th code point. The text outlives it.
class TextSlices {
 public:
  explicit TextSlices(std::string_view text) : text_(text) {
    marks_.reserve(text.size() / kStride + 1);
    for (std::size_t at = 0; at < text.size();) {
      marks_.push_back(at);
      const std::string_view rest = text.substr(at);
      at += begins_plain(rest) ? kStride : byte_offset(rest, kStride);
    }
  }

  /// Clamped to the end of the text.
  std::string_view operator[](TextSpan span) const {
    const std::size_t start = byte(span.start);
    return text_.substr(start, byte(span.end) - start);
  }

 private:
  static constexpr std::size_t kStride = 64;

  // Whether it begins with kStride characters of one byte, as nearly all texts do.
  static bool begins_plain(std::string_view text) {
    return text.size() >= kStride && is_ascii(text.substr(0, kStride));
  }

  std::size_t byte(std::size_t code_point) const {
    const std::size_t mark = code_point / kStride;
    if (mark >= marks_.size()) return text_.size();
    const std::size_t start = marks_[mark];
    const bool plain = mark + 1 < marks_.size() && marks_[mark + 1] - start == kStride;
    return start +
           (plain ? code_point % kStride : byte_offset(text_.substr(start), code_point % kStride));
  }

  std::string_view text_;
  std::vector<std::size_t> marks_;
};

}  // namespace chancery
