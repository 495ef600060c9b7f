// The rows of a type against steps that are sorted one by one.

#include "store/projection/topology.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "store/projection/index_sets.h"

namespace chancery {
namespace {

// A step: near node, far node, and what goes with it.
using Step = std::tuple<NodeIndex, NodeIndex, std::uint32_t>;

RelationshipsOfType random_group(std::mt19937& random, std::uint32_t nodes, std::size_t count,
                                 bool starts_ascend) {
  RelationshipsOfType group;
  RelationshipIndex relationship = 0;
  for (std::size_t i = 0; i < count; ++i) {
    group.relationships.push_back(relationship += 1 + random() % 3);
    group.starts.push_back(random() % nodes);
    group.ends.push_back(random() % (1 + random() % nodes));
  }
  if (starts_ascend) std::ranges::sort(group.starts);
  return group;
}

std::vector<Step> steps_of(const RowStarts& rows, std::uint32_t nodes,
                           const std::vector<NodeIndex>& far,
                           const std::vector<std::uint32_t>& numbers) {
  SectionEntry entry = rows.sources.entry;
  EXPECT_EQ(entry.bound, nodes);
  const auto sources = read_index_set(entry, rows.sources.bytes);
  EXPECT_TRUE(sources && are_starts(rows.starts, far.size()));
  EXPECT_EQ(rows.starts.size(), sources->size() + 1);
  std::vector<Step> steps;
  for (std::uint32_t row = 0; row < sources->size(); ++row) {
    for (std::uint32_t i = rows.starts[row]; i < rows.starts[row + 1]; ++i) {
      steps.emplace_back(sources->at(row), far[i], numbers[i]);
    }
  }
  return steps;
}

void expect_right_rows(RelationshipsOfType group, std::uint32_t nodes) {
  std::vector<Step> outgoing;
  std::vector<Step> incoming;
  for (std::size_t i = 0; i < group.starts.size(); ++i) {
    outgoing.emplace_back(group.starts[i], group.ends[i], group.relationships[i]);
    incoming.emplace_back(group.ends[i], group.starts[i], group.relationships[i]);
  }
  std::ranges::sort(outgoing);
  std::ranges::sort(incoming);
  sort_as_steps(group, nodes);
  const RowStarts rows = outgoing_rows(group, nodes);
  EXPECT_EQ(steps_of(rows, nodes, group.ends, group.relationships), outgoing);
  const IncomingRows back = incoming_rows(group, nodes);
  // A place becomes a relationship by the row of the start.
  std::vector<std::uint32_t> relationships;
  for (std::size_t i = 0; i < back.nodes.size(); ++i) {
    const auto row = std::ranges::lower_bound(group.starts, back.nodes[i]) - group.starts.begin();
    relationships.push_back(group.relationships[static_cast<std::size_t>(row) + back.places[i]]);
  }
  EXPECT_EQ(steps_of(back.rows, nodes, back.nodes, relationships), incoming);
}

TEST(Topology, HasTheStepsInOrderWhateverTheirNumber) {
  std::mt19937 random(9);
  for (const std::uint32_t nodes : {1u, 16u, 5000u}) {
    for (const std::size_t count : {1u, 20u, 311u, 313u, 4000u, 60000u}) {
      for (const bool starts_ascend : {false, true}) {
        SCOPED_TRACE(std::to_string(nodes) + " " + std::to_string(count));
        expect_right_rows(random_group(random, nodes, count, starts_ascend), nodes);
      }
    }
  }
}

}  // namespace
}  // namespace chancery
