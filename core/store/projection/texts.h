#pragma once

// The different strings of a column.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/projection/sections.h"

namespace chancery {

/// Different strings, numbered in the order in which they come.
class Texts {
 public:
  /// The number of a text, which gets the next one where it is new. Often it is that of the text
  /// before.
  std::uint32_t code(std::string_view text) {
    if (ends_.empty() || this->text(last_) != text) last_ = find_or_add(text);
    return last_;
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }
  /// Of all together.
  std::uint64_t bytes() const { return joined_.size(); }

  /// The section of the texts in order, and by old code the place there. Its texts must take less
  /// than 4 GB.
  std::pair<Section, std::vector<std::uint32_t>> sorted(SectionEntry entry) const;

 private:
  // A text in the hash table, in whose place for its hash or in one of the next it lies.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t code_and_one = 0;  // 0 where nothing is
  };

  std::string_view text(std::uint32_t code) const {
    const std::uint64_t start = code == 0 ? 0 : ends_[code - 1];
    return {joined_.data() + start, ends_[code] - start};
  }
  std::uint32_t find_or_add(std::string_view text);
  void grow();
  std::vector<std::uint32_t> codes_in_order() const;

  std::string joined_;
  std::vector<std::uint64_t> ends_;  // by code, in joined_
  std::vector<Slot> slots_;          // a power of two
  std::uint32_t last_ = 0;           // the code that was given out last
};

}  // namespace chancery
