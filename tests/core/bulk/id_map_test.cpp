#include "bulk/id_map.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace chancery::bulk {
namespace {

TEST(IdMap, AnswersAsAMapOfTextsDoes) {
  std::mt19937 random(3);
  IdMap ids;
  std::map<std::string, NodeId> expected;
  for (std::uint64_t i = 1; i <= 50'000; ++i) {
    std::string id = std::to_string(random() % 40'000);
    if (random() % 2 == 0) id = "p" + id + std::string(random() % 40, 'x');
    const auto node = static_cast<NodeId>(i);
    EXPECT_EQ(ids.insert(std::string_view(id), node), expected.emplace(id, node).second) << id;
  }
  EXPECT_EQ(ids.size(), expected.size());
  for (const auto& [id, node] : expected) EXPECT_EQ(ids.find(std::string_view(id)), node);
  EXPECT_EQ(ids.find(std::string_view("nobody")), NodeId::none);
  EXPECT_EQ(ids.find(std::int64_t{-1}), NodeId::none);
  EXPECT_EQ(IdMap().find(std::string_view("nobody")), NodeId::none);
}

TEST(IdMap, AnIntegerAndItsDigitsAreTheSameId) {
  IdMap ids;
  EXPECT_TRUE(ids.insert(std::int64_t{-42}, NodeId{1}));
  EXPECT_FALSE(ids.insert(std::string_view("-42"), NodeId{2}));
  EXPECT_TRUE(ids.insert(std::string_view("007"), NodeId{3}));
  EXPECT_TRUE(ids.insert(std::string_view("7"), NodeId{4}));
  EXPECT_TRUE(ids.insert(std::string_view("-0"), NodeId{5}));
  EXPECT_TRUE(ids.insert(std::string_view("0"), NodeId{6}));
  EXPECT_EQ(ids.find(std::int64_t{7}), NodeId{4});
  EXPECT_EQ(ids.find(std::int64_t{0}), NodeId{6});
  EXPECT_TRUE(ids.insert(std::int64_t{INT64_MAX}, NodeId{7}));
  EXPECT_EQ(ids.find(std::string_view("9223372036854775807")), NodeId{7});
  EXPECT_EQ(ids.find(std::string_view("9223372036854775808")), NodeId::none);
}

TEST(IdMap, IntegersThatCountUpWithTheirNodesNeedNoMemory) {
  IdMap ids;
  EXPECT_EQ(ids.find(std::int64_t{0}), NodeId::none);
  for (std::int64_t i = -5; i < 1000; ++i) EXPECT_TRUE(ids.insert(i, static_cast<NodeId>(i + 50)));
  EXPECT_EQ(ids.bytes(), 0u);
  EXPECT_FALSE(ids.insert(std::int64_t{7}, NodeId{5000}));
  EXPECT_EQ(ids.find(std::int64_t{-5}), NodeId{45});
  EXPECT_EQ(ids.find(std::int64_t{999}), NodeId{1049});
  EXPECT_EQ(ids.find(std::int64_t{1000}), NodeId::none);
  EXPECT_EQ(ids.find(std::int64_t{-6}), NodeId::none);
  // Another node than would follow, and then both ways to go on.
  EXPECT_TRUE(ids.insert(std::int64_t{1000}, NodeId{2000}));
  EXPECT_FALSE(ids.insert(std::int64_t{1000}, NodeId{1050}));
  EXPECT_TRUE(ids.insert(std::int64_t{1001}, NodeId{2001}));
  EXPECT_EQ(ids.find(std::int64_t{1000}), NodeId{2000});
  EXPECT_EQ(ids.find(std::int64_t{1001}), NodeId{2001});
  EXPECT_EQ(ids.size(), 1007u);
}

TEST(IdMap, TellsItsMemory) {
  IdMap ids;
  for (std::int64_t i = 0; i < 100'000; ++i) ids.insert(2 * i, static_cast<NodeId>(i + 1));
  EXPECT_LE(ids.bytes(), 100'000u * 48);
  EXPECT_GE(ids.bytes(), 100'000u * 16);
}

}  // namespace
}  // namespace chancery::bulk
