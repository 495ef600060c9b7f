#include "cutter.h"

#include "chancery/folding.h"

namespace chancery::ingest {

Cutter::Cutter(std::string_view text) : text_(text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (starts && count++ % kStep == 0) marks_.push_back(i);
  }
}

std::string_view Cutter::cut(TextSpan span) const {
  const std::size_t begin = byte(span.start);
  return text_.substr(begin, byte(span.end) - begin);
}

std::size_t Cutter::byte(std::uint32_t point) const {
  const std::size_t mark = point / kStep;
  if (mark >= marks_.size()) return text_.size();
  return marks_[mark] + byte_offset(text_.substr(marks_[mark]), point % kStep);
}

}  // namespace chancery::ingest
