#pragma once

// An ascending set of numbers below a bound, in the smallest of four forms; what a projection
// keeps labels, ids with gaps and the nodes that have steps in.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// Refers to bytes that another owns. Immutable; may be used by many threads.
class IndexSet {
 public:
  /// Stored as a number in files: never renumber.
  enum class Form : std::uint8_t {
    all,    ///< every number below the bound; no bytes
    list,   ///< the numbers
    runs,   ///< the first number of each run of successive ones, and how many come before it
    bitmap  ///< a bit a number, in blocks of four words, and how many numbers come before each
  };
  /// No number and no place.
  static constexpr std::uint32_t kAbsent = UINT32_MAX;

  IndexSet() = default;
  /// Nullopt where the bytes are not such a set.
  static std::optional<IndexSet> read(Form form, std::uint32_t size, std::uint32_t bound,
                                      std::span<const std::byte> bytes);

  std::uint32_t size() const { return size_; }
  /// All numbers are below it.
  std::uint32_t bound() const { return bound_; }
  Form form() const { return form_; }

  bool contains(std::uint32_t number) const {
    if (form_ == Form::all) return number < bound_;
    if (form_ == Form::bitmap) return number < bound_ && bit(number);
    return searched_place(number) != kAbsent;
  }

  /// How many numbers of the set are smaller, kAbsent where `number` is not in it.
  std::uint32_t place(std::uint32_t number) const {
    if (form_ == Form::all) return number < bound_ ? number : kAbsent;
    if (form_ != Form::bitmap) return searched_place(number);
    if (number >= bound_ || !bit(number)) return kAbsent;
    std::uint32_t before = ranks_[number / kBlockBits];
    const std::uint64_t* const last = words_ + number / 64;
    for (const std::uint64_t* word = words_ + number / kBlockBits * kBlockWords; word < last;
         ++word)
      before += static_cast<std::uint32_t>(std::popcount(*word));
    const std::uint64_t below = (std::uint64_t{1} << number % 64) - 1;
    return before + static_cast<std::uint32_t>(std::popcount(*last & below));
  }

  /// The number at a place below size().
  std::uint32_t at(std::uint32_t place) const;

  /// Walks the numbers in ascending order.
  class Walk {
   public:
    explicit Walk(const IndexSet& set) : set_(&set) {}
    /// The next number, or kAbsent at the end.
    std::uint32_t next();

   private:
    const IndexSet* set_;
    std::uint32_t place_ = 0;  // of the next number
    std::uint32_t at_ = 0;     // the run or the word of the next number
    std::uint64_t rest_ = 0;   // of the word before, what has not been walked
  };

 private:
  static constexpr std::uint32_t kBlockWords = 4;
  static constexpr std::uint32_t kBlockBits = 64 * kBlockWords;

  bool bit(std::uint32_t number) const { return words_[number / 64] >> number % 64 & 1; }
  std::uint32_t searched_place(std::uint32_t number) const;
  bool read_runs(std::span<const std::byte> bytes);
  bool read_bitmap(std::span<const std::byte> bytes);

  Form form_ = Form::all;
  std::uint32_t size_ = 0;
  std::uint32_t bound_ = 0;
  const std::uint64_t* words_ = nullptr;    // bitmap
  const std::uint32_t* ranks_ = nullptr;    // bitmap: by block
  std::span<const std::uint32_t> numbers_;  // list: all; runs: the first of each
  std::span<const std::uint32_t> before_;   // runs: one more than there are runs
};

}  // namespace CHANCERY_API
