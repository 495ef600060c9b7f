#pragma once

// Words to numbers, for who looks up every word of many texts: one probe of a table that fits the
// processor's caches, where a map of strings follows two pointers. Tested by word_numbers_test.cpp.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chancery {

class WordNumbers {
 public:
  /// Of the word of `size` bytes that a text has at `start`: what stands behind it in the text is
  /// at hand, and so its bytes can be taken eight at a time.
  std::optional<std::uint32_t> find(std::string_view text, std::size_t start,
                                    std::size_t size) const;
  std::optional<std::uint32_t> find(std::string_view word) const {
    return find(word, 0, word.size());
  }
  /// `word` is not there yet.
  void add(std::string_view word, std::uint32_t number);
  std::size_t size() const { return size_ + long_words_.size(); }
  void clear();

 private:
  static constexpr std::size_t kShort = 16;  // bytes
  static constexpr std::uint32_t kFree = kShort + 1;

  /// Those of a short word, with zeros behind them, as two numbers.
  struct Letters {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    bool operator==(const Letters&) const = default;
  };
  struct Slot {
    Letters letters;
    std::uint32_t number = 0;
    std::uint32_t size = kFree;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };

  static Letters letters_of(std::string_view text, std::size_t start, std::size_t size);
  std::size_t place_of(Letters letters, std::size_t size) const;
  void grow();

  std::vector<Slot> slots_;  ///< a power of two, or none; at most half of them are taken
  std::size_t size_ = 0;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> long_words_;
};

}  // namespace chancery
