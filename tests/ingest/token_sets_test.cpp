#include "text/token_sets.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/analysis.h"

namespace chancery::ingest {
namespace {

TEST(TokenSets, YieldTheTokensThatHaveABit) {
  constexpr std::uint32_t kTokens = 200;
  const auto bits_of = [](std::uint32_t token) {
    return (token % 3 == 0 ? kStartsName : 0u) | (token % 70 == 5 ? kKnownName : 0u);
  };
  TokenSets sets;
  sets.resize(kTokens);
  for (std::uint32_t token = 0; token < kTokens; ++token) sets.add(token, bits_of(token));
  for (const Starts bits : {kStartsName, kKnownName, kStartsName | kKnownName, kCapital}) {
    for (std::uint32_t first = 0; first <= kTokens; first += 7) {
      for (std::uint32_t last = first; last <= kTokens; last += 11) {
        std::vector<std::uint32_t> expected, each, stepped;
        for (std::uint32_t token = first; token < last; ++token) {
          if ((bits_of(token) & bits) != 0) expected.push_back(token);
        }
        sets.each(bits, first, last, [&](std::uint32_t token) { each.push_back(token); });
        for (auto at = sets.next(bits, first, last); at < last; at = sets.next(bits, at + 1, last))
          stepped.push_back(at);
        EXPECT_EQ(each, expected);
        EXPECT_EQ(stepped, expected);
      }
    }
  }
  EXPECT_TRUE(sets.has(75, kKnownName | kCapital));
  EXPECT_FALSE(sets.has(75, kCapital));
}

TEST(Tidy, MakesOneBlankOfWhiteSpaceAnywhere) {
  for (const std::string space : {" ", "  ", "\n", " \t ", "\xC2\xA0", " \xC2\xA0"}) {
    for (std::size_t before = 1; before < 20; ++before) {
      for (std::size_t behind = 1; behind < 20; ++behind) {
        const std::string head(before, 'a'), tail(behind, 'z');
        EXPECT_EQ(tidy(head + space + tail), head + " " + tail);
        EXPECT_EQ(tidy(space + head + tail + space), head + tail);
      }
    }
  }
  EXPECT_EQ(tidy(" "), "");
  EXPECT_EQ(tidy("caf\xC3\xA9 \xC2\xA7 4 of \x01"), "caf\xC3\xA9 \xC2\xA7 4 of \x01");
}

TEST(TokenSets, ForgetTheBitsOfAnEarlierText) {
  TokenSets sets;
  sets.resize(100);
  sets.add(99, kCapital);
  sets.clear();
  sets.resize(100);
  EXPECT_EQ(sets.next(kCapital, 0, 100), 100u);
}

}  // namespace
}  // namespace chancery::ingest
