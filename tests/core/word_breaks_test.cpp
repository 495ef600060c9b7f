// What is broken by hand is what ICU would have broken.

#include "word_breaks.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace chancery {
namespace {

std::vector<Word> by_hand(std::string_view text) {
  std::vector<Word> words;
  append_words(text, words);
  return words;
}

std::vector<Word> by_icu(std::string_view text) {
  std::vector<Word> words;
  append_words_by_icu(text, words);
  return words;
}

std::vector<std::string> texts_of(std::string_view text) {
  std::vector<std::string> words;
  for (const Word& word : by_hand(text)) {
    words.emplace_back(text.substr(word.start, word.end - word.start));
  }
  return words;
}

TEST(WordBreaks, OfATextAsItIsPrinted) {
  EXPECT_EQ(texts_of("The U.S.-EU dialogue’s 1,000.50 “norms” at 10:30; e.g. A/RES/75/240."),
            (std::vector<std::string>{"The", "U.S", "EU", "dialogue’s", "1,000.50", "norms", "at",
                                      "10", "30", "e.g", "A", "RES", "75", "240"}));
  EXPECT_EQ(texts_of(""), std::vector<std::string>());
  EXPECT_EQ(texts_of(" \n "), std::vector<std::string>());
}

TEST(WordBreaks, AreThoseOfIcuWhateverStandsTogether) {
  const std::vector<std::string> pieces = {
      "a",      "B",    "7",    "0",    "_",        ".",    ",",      ";",      ":",      "'",
      "\"",     "-",    "/",    "@",    "(",        "\n",   "\r",     "\t",     " ",      " ",
      " ",      "’",    "‘",    "“",    "”",        "–",    "—",      "•",      "…",      "\u00a0",
      "é",      "я",    "中",   "國",   "ア",       "ไทย",  "\u0301", "\u200d", "\u200b", "\ufeff",
      "🇫🇷",     "א",    "\"",   "\x85", "\xe2\x80", "\xc2", "·",      "\u2024", "\u2060", "۴",
      "\u00ad", "\x01", "\x7f", "%",    "="};
  std::mt19937 random(11);
  for (int i = 0; i < 200'000; ++i) {
    std::string text;
    // Some texts of the first pieces only, which are never left to ICU.
    const std::size_t kinds = i % 2 == 0 ? 30 : pieces.size();
    for (std::size_t n = random() % 12; n > 0; --n) text += pieces[random() % kinds];
    ASSERT_TRUE(by_hand(text) == by_icu(text)) << "'" << text << "'";
  }
}

TEST(WordBreaks, AreAddedToThoseThatAreThere) {
  std::vector<Word> words = {{0, 1}, {2, 9}};
  append_words("été x", words);
  EXPECT_EQ(words, (std::vector<Word>{{0, 1}, {2, 9}, {0, 5}, {6, 7}}));
}

}  // namespace
}  // namespace chancery
