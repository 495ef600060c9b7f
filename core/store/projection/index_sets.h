#pragma once

// Index sets as sections.

#include <cstdint>
#include <span>
#include <vector>

#include "chancery/index_set.h"
#include "store/projection/sections.h"

namespace chancery {

/// Makes an index set of numbers as they come. Takes 8 bytes a run of successive ones.
class IndexSetWriter {
 public:
  /// `number` is greater than all before.
  void add(std::uint32_t number) {
    if (number != end_ || size_ == 0) begin_run(number);
    end_ = number + 1;
    ++size_;
  }

  std::uint32_t size() const { return size_; }
  /// One more than the last number; 0 where there is none.
  std::uint32_t end() const { return end_; }
  /// The smallest section that holds the numbers, which are below entry.bound.
  Section section(SectionEntry entry) const;

 private:
  struct Run {
    std::uint32_t first;
    std::uint32_t before;  // how many numbers come before it
  };
  std::uint32_t size_of(std::size_t run) const {
    return (run + 1 < runs_.size() ? runs_[run + 1].before : size_) - runs_[run].before;
  }
  void begin_run(std::uint32_t first);
  std::vector<std::uint32_t> as_list() const;
  std::vector<std::uint32_t> as_runs() const;
  std::vector<std::uint32_t> as_bitmap(std::uint32_t bound) const;

  std::vector<Run> runs_;
  std::uint32_t size_ = 0;
  std::uint32_t end_ = 0;
};

/// The smallest section that holds `numbers`, which ascend and are below entry.bound.
Section index_set(SectionEntry entry, std::span<const std::uint32_t> numbers);

inline std::optional<IndexSet> read_index_set(const SectionEntry& entry,
                                              std::span<const std::byte> bytes) {
  return IndexSet::read(static_cast<IndexSet::Form>(entry.form), entry.items, entry.bound, bytes);
}

}  // namespace chancery
