#include "store/step_sort.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "store/keys.h"
#include "temp_database.h"

namespace chancery {
namespace {

struct Ends {
  TypeId type;
  NodeId start;
  NodeId end;
};

using Rows = std::vector<std::pair<std::string, std::string>>;

constexpr RelationshipId kFirst{1000};

Rows expected_rows(const std::vector<Ends>& all) {
  std::map<std::string, std::pair<NodeId, std::vector<AdjacencyStep>>> steps;
  auto id = raw(kFirst);
  const auto add = [&](NodeId node, bool outgoing, TypeId type, NodeId other) {
    auto& [of, row] = steps[adjacency_key({node, outgoing, type})];
    of = node;
    row.push_back({static_cast<RelationshipId>(id), other});
  };
  for (const Ends& ends : all) {
    add(ends.start, true, ends.type, ends.end);
    add(ends.end, false, ends.type, ends.start);
    ++id;
  }
  Rows rows;
  for (const auto& [key, row] : steps) rows.emplace_back(key, steps_row(row.first, row.second));
  return rows;
}

/// Of all stretches, one after the other.
Rows sorted_rows(const std::vector<Ends>& all, std::size_t memory, std::size_t* stretches) {
  const TempFolder folder;
  StepSort sort(folder.path(), kFirst, memory);
  for (const Ends& ends : all) sort.add(ends.type, ends.start, ends.end);
  Rows rows;
  *stretches = sort.sort();
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  for (std::size_t i = 0; i < *stretches; ++i) {
    sort.visit_rows(i, [&](const AdjacencyKey& key, std::string_view row) {
      rows.emplace_back(adjacency_key(key), row);
    });
  }
  return rows;
}

void expect_sorted(const std::vector<Ends>& all) {
  const Rows expected = expected_rows(all);
  for (const std::size_t memory : {std::size_t{1} << 30, std::size_t{1} << 20, all.size() * 9}) {
    std::size_t stretches = 0;
    EXPECT_EQ(sorted_rows(all, memory, &stretches), expected) << memory;
  }
}

/// A few nodes have most of the relationships; some are self-loops.
std::vector<Ends> random_graph(std::size_t size, std::uint64_t nodes, std::uint64_t apart,
                               unsigned types) {
  std::mt19937_64 random(5);
  std::vector<Ends> all;
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint64_t a = random() % nodes, b = random() % 8 == 0 ? a : random() % nodes;
    all.push_back({static_cast<TypeId>(1 + random() % types * 3),
                   static_cast<NodeId>(1 + a * a / nodes * apart),
                   static_cast<NodeId>(1 + b * apart)});
  }
  return all;
}

TEST(StepSort, MakesTheRowsOfAllNodes) {
  expect_sorted({});
  expect_sorted({{TypeId{1}, NodeId{7}, NodeId{7}}});
  expect_sorted(random_graph(200'000, 5'000, 1, 3));
  expect_sorted(random_graph(30'000, 40'000, 1, 200));
}

TEST(StepSort, NodesMayBeFarApart) {
  expect_sorted(random_graph(20'000, 1'000, std::uint64_t{1} << 20, 5));
  expect_sorted({{TypeId{1}, NodeId{1}, static_cast<NodeId>(std::uint64_t{1} << 40)},
                 {TypeId{9}, static_cast<NodeId>(std::uint64_t{1} << 33), NodeId{2}}});
}

TEST(StepSort, LaterNodesMayLieBesideTheStretchesOfTheFirst) {
  std::vector<Ends> all = random_graph(300'000, 5'000, 1, 2);
  for (std::size_t i = 0; i < 50'000; ++i)
    all.push_back({TypeId{1}, static_cast<NodeId>(90'000 - i), static_cast<NodeId>(1 + i % 9)});
  const Rows expected = expected_rows(all);
  std::size_t stretches = 0;
  EXPECT_EQ(sorted_rows(all, std::size_t{14} << 20, &stretches), expected);
  // As many as there are cores, where each has enough to do.
  EXPECT_GE(stretches, 1u);
}

}  // namespace
}  // namespace chancery
