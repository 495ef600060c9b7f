#pragma once

// Words to numbers, for who looks up every word of many texts: one probe of a table that fits the
// processor's caches, where a map of strings follows two pointers. Tested by word_numbers_test.cpp.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

class WordNumbers {
 public:
  std::optional<std::uint32_t> find(std::string_view word) const;
  /// `word` is not there yet and has at most kMaxWord bytes.
  void add(std::string_view word, std::uint32_t number);
  std::size_t size() const { return size_; }
  void clear();

  static constexpr std::size_t kMaxWord = 255;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;
    std::uint32_t start = 0;  ///< in letters_
    std::uint32_t length = kFree;
  };
  static constexpr std::uint32_t kFree = kMaxWord + 1;

  static std::uint64_t hash_of(std::string_view word);
  void insert(const Slot& slot);

  std::vector<Slot> slots_;  ///< a power of two, or none; at most half of them are taken
  std::string letters_;
  std::size_t size_ = 0;
};

}  // namespace chancery
