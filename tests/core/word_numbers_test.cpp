#include "word_numbers.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace chancery {
namespace {

TEST(WordNumbers, IsWhatAMapWouldBe) {
  std::mt19937_64 random(1);
  WordNumbers words;
  std::map<std::string, std::uint32_t> model;
  const auto any_word = [&] {
    std::string word;
    for (auto n = random() % 20; n > 0; --n) word.push_back("ab\xff"[random() % 3]);
    if (random() % 2 == 0) word.push_back('\0');
    return word;
  };
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const std::string word = any_word();
    const std::string before = any_word();
    const auto found = words.find(before + word + any_word(), before.size(), word.size());
    EXPECT_EQ(found, words.find(word)) << word;
    EXPECT_EQ(found.has_value(), model.contains(word)) << word;
    if (found) {
      EXPECT_EQ(*found, model[word]);
    } else {
      words.add(word, i);
      model[word] = i;
    }
  }
  EXPECT_GT(model.size(), 5000u);
  EXPECT_EQ(words.size(), model.size());
  for (const auto& [word, number] : model) EXPECT_EQ(words.find(word), number);
  words.clear();
  EXPECT_EQ(words.size(), 0u);
  EXPECT_FALSE(words.find("a"));
}

}  // namespace
}  // namespace chancery
