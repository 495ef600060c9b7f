// What is broken by hand is what ICU would have broken.

#include "word_breaks.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "word_masks.h"

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

TEST(WordMasks, AreThoseOfEachByte) {
  std::string text;
  for (int byte = 0; byte < 256; ++byte) text.push_back(static_cast<char>(byte));
  for (std::size_t at = 0; at <= text.size(); ++at) {
    EXPECT_TRUE(word_masks(text, at) == word_masks_by_byte(text, at)) << at;
  }
  EXPECT_EQ(word_masks(" a.Z'9 @_\xc3", 1),
            (WordMasks{.words = 0b10101, .middles = 0b1010, .unknown = 0b111000000}));
}

TEST(WordBreaks, AreThoseOfIcuAcrossMasks) {
  // Words of all lengths and what joins them, at every place of the bytes that are read at once.
  std::mt19937 random(12);
  for (int i = 0; i < 3000; ++i) {
    std::string text(random() % 3 == 0 ? 60 + random() % 10 : 1 + random() % 200, 'a');
    for (auto n = random() % 8; n > 0; --n) text[random() % text.size()] = " .,'1_-"[random() % 7];
    if (i % 4 == 0) text.insert(random() % (text.size() + 1), "’");
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
