#pragma once

// Where the words of a text begin and end: ICU's word breaks of the root locale (UAX 29). ICU takes
// most of the time of indexing a text, so that what is ASCII, with the punctuation that goes with
// it in print, is broken by the same rules by hand. Tested by word_breaks_test.cpp.

#include <cstdint>
#include <string_view>
#include <vector>

namespace chancery {

/// Bytes of a word in its text.
struct Word {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  bool operator==(const Word&) const = default;
};

/// Appends every segment with a letter, a digit or an ideograph in it, in order. `text` has at most
/// 2^31 - 1 bytes.
void append_words(std::string_view text, std::vector<Word>& words);

/// The same by ICU alone.
void append_words_by_icu(std::string_view text, std::vector<Word>& words);

}  // namespace chancery
