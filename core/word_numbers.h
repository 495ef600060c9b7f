#pragma once

// Words to numbers, for who looks up every word of many texts: one cache line of a table answers,
// and those of several words are asked for at once, where a map of strings follows two pointers a
// word. Tested by word_numbers_test.cpp.

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "word_breaks.h"

namespace chancery {

class WordNumbers {
 public:
  using Number = std::uint32_t;
  static constexpr Number kUnknown = std::numeric_limits<Number>::max();

  /// Makes `numbers` those of words of a text, kUnknown where there is none. As many as `words`.
  void find(std::string_view text, std::span<const Word> words, std::span<Number> numbers) const;
  Number find(std::string_view word) const;
  /// `word` is not there yet.
  void add(std::string_view word, Number number);
  std::size_t size() const { return size_ + long_words_.size(); }
  void clear();

 private:
  static constexpr std::size_t kShort = 15;  // bytes

  /// Those of a short word, with zeros behind them and at the end how many they are and one, as two
  /// numbers. All zeros are no word.
  struct Letters {
    std::uint64_t head;
    std::uint64_t tail;
    bool operator==(const Letters&) const = default;
  };
  struct alignas(32) Slot {
    Letters letters{};
    Number number = kUnknown;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };

  static Letters letters_at(const char* bytes, std::size_t size);
  static Letters letters_of(std::string_view word);
  std::size_t first_place_of(Letters letters) const;
  const Slot& slot_of(Letters letters, std::size_t first_place) const;
  void find_few(std::string_view text, std::span<const Word> words,
                std::span<Number> numbers) const;
  Number find_long(std::string_view word) const;
  void put(const Slot& slot);
  void grow();

  std::vector<Slot> slots_;  ///< a power of two, or none; at most half of them are taken
  std::size_t size_ = 0;
  std::unordered_map<std::string, Number, Hash, std::equal_to<>> long_words_;
};

}  // namespace chancery
