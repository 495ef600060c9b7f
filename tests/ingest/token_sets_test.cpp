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
  std::vector<Starts> starts;
  for (std::uint32_t token = 0; token < kTokens; ++token) starts.push_back(bits_of(token));
  TokenSets sets;
  sets.assign(starts);
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

TEST(TokenSets, HoldEachBitOfEachToken) {
  std::uint32_t random = 12345;
  TokenSets sets;
  for (const std::uint32_t tokens : {300u, 0u, 1u, 63u, 64u, 65u, 200u}) {
    std::vector<Starts> starts(tokens);
    for (Starts& bits : starts) {
      random = random * 1664525 + 1013904223;
      bits = (random >> 7) & ((Starts{1} << kStartBits) - 1);
    }
    sets.assign(starts);
    ASSERT_EQ(sets.size(), tokens);
    if (tokens > 9) {
      sets.add(9, kKnownName);
      starts[9] |= kKnownName;
    }
    for (std::uint32_t token = 0; token < tokens; ++token) {
      for (std::size_t bit = 0; bit < kStartBits; ++bit) {
        EXPECT_EQ(sets.has(token, Starts{1} << bit), (starts[token] >> bit & 1) != 0) << token;
      }
    }
    EXPECT_EQ(sets.next((Starts{1} << kStartBits) - 1, tokens, tokens), tokens);
  }
}

}  // namespace
}  // namespace chancery::ingest
