// Keys: bytewise order is the order of what they stand for.

#include "store/keys.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "chancery/error.h"
#include "store/rocks.h"

namespace chancery {
namespace {

std::string ordered(const Value& value) {
  std::string bytes;
  EXPECT_TRUE(append_ordered(bytes, value));
  return bytes;
}

TEST(Keys, PrefixSuccessorDropsTrailingFullBytes) {
  EXPECT_EQ(prefix_successor("a"), "b");
  EXPECT_EQ(prefix_successor("a\xff\xff"), "b");
  EXPECT_EQ(prefix_successor("\xff"), "");
  EXPECT_EQ(prefix_successor(""), "");
  // Node 255: without dropping, a bound of equal length would miss node 256's neighbours.
  EXPECT_LT(id_key(static_cast<NodeId>(255)), prefix_successor(id_key(static_cast<NodeId>(255))));
  EXPECT_LE(prefix_successor(id_key(static_cast<NodeId>(255))), id_key(static_cast<NodeId>(256)));
}

TEST(Keys, AdjacencyKeysReadBack) {
  const auto node = static_cast<NodeId>(0x0102030405060708);
  const auto type = static_cast<TypeId>(0xfeedbeef);
  for (const bool outgoing : {true, false}) {
    const AdjacencyKey key{node, outgoing, type};
    EXPECT_EQ(parse_adjacency_key(adjacency_key(key)), key);
    EXPECT_TRUE(adjacency_key(key).starts_with(adjacency_prefix(node, outgoing)));
  }
  EXPECT_THROW(parse_adjacency_key("short"), Error);
}

TEST(Keys, TextsKeepTheirOrderAndTheirEnd) {
  const std::vector<std::string> texts = {
      "",    std::string("\0", 1), std::string("\0a", 2), "a", std::string("a\0", 2), "aa", "b",
      "\xff"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = 0; j < texts.size(); ++j) {
      std::string a, b;
      append_key_text(a, texts[i]);
      append_key_text(b, texts[j]);
      EXPECT_EQ(a < b, texts[i] < texts[j]) << i << " " << j;
      EXPECT_EQ(b.starts_with(a), i == j) << i << " " << j;
    }
  }
}

TEST(Keys, NumbersOfBothKindsOrderExactly) {
  constexpr std::int64_t kBig = std::int64_t{1} << 53;
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  const std::vector<Value> ascending = {-std::numeric_limits<double>::infinity(),
                                        -1e300,
                                        kMin,
                                        kMin + 1,
                                        -kBig - 1,
                                        -kBig,
                                        -1.5,
                                        -1,
                                        -5e-324,
                                        0,
                                        5e-324,
                                        0.5,
                                        1,
                                        kBig,
                                        kBig + 1,
                                        kBig + 2,
                                        kMax - 1,
                                        kMax,
                                        0x1p63,
                                        1e300};
  for (std::size_t i = 1; i < ascending.size(); ++i) {
    EXPECT_LT(ordered(ascending[i - 1]), ordered(ascending[i])) << to_cypher(ascending[i]);
  }
  EXPECT_EQ(ordered(1), ordered(1.0));
  EXPECT_EQ(ordered(0.0), ordered(-0.0));
  EXPECT_EQ(ordered(kMin), ordered(-0x1p63));
}

TEST(Keys, OrderedFormsAgreeWithTheOrderOfValues) {
  std::mt19937_64 random(7);
  const auto any = [&]() -> Value {
    const auto number = static_cast<std::int64_t>(random());
    switch (random() % 9) {
      case 0:
        return number >> (random() % 64);
      case 1:
        return static_cast<double>(number >> (random() % 64)) / 16;
      case 2:
        return random() % 2 == 0;
      case 3: {
        std::string text;
        for (auto length = random() % 4; length > 0; --length) {
          text.push_back(static_cast<char>('a' + random() % 3));
        }
        return text;
      }
      case 4:
        return Date{number % 1000};
      case 5:
        return LocalTime{static_cast<std::int64_t>(random() % 86'400)};
      case 6:
        return LocalDateTime{number % 100, static_cast<std::int32_t>(random() % 3)};
      case 7:
        return DateTime{number % 100, static_cast<std::int32_t>(random() % 3), 0, ZoneId::none};
      default:
        return List{number % 3, std::string(1, static_cast<char>('a' + random() % 2))};
    }
  };
  for (int i = 0; i < 20'000; ++i) {
    const Value a = any();
    const Value b = any();
    if (ordered_tag(a) != ordered_tag(b)) {
      EXPECT_NE(equal(a, b), true);
      continue;
    }
    const auto expected = order(a, b);
    const int got = ordered(a).compare(ordered(b));
    EXPECT_EQ(got < 0, expected < 0) << to_cypher(a) << " " << to_cypher(b);
    EXPECT_EQ(got == 0, expected == 0) << to_cypher(a) << " " << to_cypher(b);
  }
}

TEST(Keys, WhatNoEqualityFindsHasNoOrderedForm) {
  const Value none[] = {Value(), std::nan(""), Map{}, List{std::nan("")}, List{List{1}}};
  for (const Value& value : none) {
    std::string bytes = "kept";
    EXPECT_FALSE(append_ordered(bytes, value));
    EXPECT_EQ(bytes, "kept");
  }
}

}  // namespace
}  // namespace chancery
