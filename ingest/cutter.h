#pragma once

// Pieces of a text by their code points.

#include <string_view>
#include <vector>

#include "chancery/types.h"

namespace chancery::ingest {

/// Cuts spans of code points out of a text, without counting from its start each time. The text
/// must outlive it.
class Cutter {
 public:
  explicit Cutter(std::string_view text);
  std::string_view cut(TextSpan span) const;

 private:
  static constexpr std::size_t kStep = 256;

  std::size_t byte(std::uint32_t point) const;

  std::string_view text_;
  std::vector<std::size_t> marks_;  // the byte of every kStep-th code point
};

}  // namespace chancery::ingest
