// The texts of a column against a map of strings.

#include "store/projection/texts.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

namespace chancery {
namespace {

// By place, from the bytes of the section.
std::vector<std::string> texts_of(const Section& section) {
  const std::size_t starts_bytes = (section.entry.items + std::size_t{1}) * sizeof(std::uint32_t);
  const auto starts =
      numbers_of<std::uint32_t>(section.bytes.first(starts_bytes), section.entry.items + 1ULL);
  const auto joined = section.bytes.subspan(starts_bytes);
  EXPECT_TRUE(are_starts(*starts, joined.size()));
  std::vector<std::string> texts;
  for (std::uint32_t place = 0; place < section.entry.items; ++place) {
    texts.emplace_back(reinterpret_cast<const char*>(joined.data()) + (*starts)[place],
                       (*starts)[place + 1] - (*starts)[place]);
  }
  return texts;
}

void expect_sorts(const std::vector<std::string>& values) {
  Texts texts;
  std::map<std::string, std::uint32_t> expected;
  std::vector<std::uint32_t> codes;
  std::uint64_t bytes = 0;
  for (const std::string& value : values) {
    const auto [found, added] = expected.emplace(value, texts.size());
    if (added) bytes += value.size();
    codes.push_back(texts.code(value));
    ASSERT_EQ(codes.back(), found->second);
  }
  EXPECT_EQ(texts.size(), expected.size());
  EXPECT_EQ(texts.bytes(), bytes);
  SectionEntry entry;
  entry.id = 7;
  const auto [section, places] = texts.sorted(entry);
  EXPECT_EQ(section.entry.id, 7u);
  ASSERT_EQ(section.entry.items, expected.size());
  const std::vector<std::string> sorted = texts_of(section);
  std::size_t place = 0;
  for (const auto& [text, code] : expected) EXPECT_EQ(sorted[place++], text);
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(sorted[places[codes[i]]], values[i]);
}

TEST(Texts, OfNothingAreNone) { expect_sorts({}); }

TEST(Texts, AreOrderedByTheirBytes) {
  using std::string_literals::operator""s;
  std::vector<std::string> values = {"", "\0"s, "\0\0"s, "a\0"s, "a", "a\0b"s, "\xff", "\x7f", "é"};
  for (int i = 0; i < 200; ++i) values.push_back(std::string(static_cast<std::size_t>(i), '\0'));
  for (int i = 0; i < 200; ++i) values.push_back("report-2021#" + std::to_string(i));
  expect_sorts(values);
}

TEST(Texts, WithLongCommonBeginningsAreOrderedByWhatFollows) {
  std::vector<std::string> values;
  for (const std::size_t length : {7u, 8u, 9u, 255u, 256u, 257u, 5000u}) {
    for (int i = 50; i-- > 0;) values.push_back(std::string(length, 'x') + std::to_string(i));
  }
  expect_sorts(values);
}

TEST(Texts, OfFewLettersComeOftenAndInAnyOrder) {
  std::mt19937 random(4);
  std::vector<std::string> values(20000);
  for (std::string& value : values) {
    value.resize(random() % 13);
    for (char& letter : value) letter = static_cast<char>(random() % 3);
  }
  expect_sorts(values);
}

}  // namespace
}  // namespace chancery
