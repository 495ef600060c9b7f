#include "word_numbers.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

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
  for (std::uint32_t i = 0; i < 1000; ++i) {
    std::string text;
    std::vector<Word> places;
    for (auto n = random() % 40; n > 0; --n) {
      text += any_word();
      places.push_back({static_cast<std::uint32_t>(text.size()), 0});
      text += any_word();
      places.back().end = static_cast<std::uint32_t>(text.size());
    }
    std::vector<WordNumbers::Number> found(places.size());
    words.find(text, places, found);
    for (std::size_t j = 0; j < places.size(); ++j) {
      const std::string word = text.substr(places[j].start, places[j].end - places[j].start);
      const auto known = model.find(word);
      const auto number = known == model.end() ? WordNumbers::kUnknown : known->second;
      EXPECT_EQ(words.find(word), number) << word;
      EXPECT_EQ(found[j], number) << word;
    }
    for (const Word& place : places) {
      const std::string word = text.substr(place.start, place.end - place.start);
      if (model.try_emplace(word, model.size()).second) words.add(word, model[word]);
    }
  }
  EXPECT_GT(model.size(), 5000u);
  EXPECT_EQ(words.size(), model.size());
  for (const auto& [word, number] : model) EXPECT_EQ(words.find(word), number);
  words.clear();
  EXPECT_EQ(words.size(), 0u);
  EXPECT_EQ(words.find("a"), WordNumbers::kUnknown);
  EXPECT_EQ(words.find(""), WordNumbers::kUnknown);
}

}  // namespace
}  // namespace chancery
