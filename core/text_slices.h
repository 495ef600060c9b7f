#pragma once

#include <string_view>
#include <vector>

#include "chancery/folding.h"
#include "chancery/types.h"

namespace chancery {

/// Parts of a text by code points, each in constant time: byte offsets are kept at every
/// kStride-th code point. The text outlives it.
class TextSlices {
 public:
  explicit TextSlices(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at < text.size();) {
      marks_.push_back(at);
      at += byte_offset(text.substr(at), kStride);
    }
  }

  /// Clamped to the end of the text.
  std::string_view operator[](TextSpan span) const {
    const std::size_t start = byte(span.start);
    return text_.substr(start, byte(span.end) - start);
  }

 private:
  static constexpr std::size_t kStride = 64;

  std::size_t byte(std::size_t code_point) const {
    const std::size_t mark = code_point / kStride;
    if (mark >= marks_.size()) return text_.size();
    return marks_[mark] + byte_offset(text_.substr(marks_[mark]), code_point % kStride);
  }

  std::string_view text_;
  std::vector<std::size_t> marks_;
};

}  // namespace chancery
