// Nodes and relationships that share rows with others, through transactions that change these rows
// while cursors stand in them, and through commits that add to what is there.

#include <gtest/gtest.h>

#include <random>

#include "chancery/graph.h"
#include "store/graph_view.h"
#include "temp_database.h"

namespace chancery {
namespace {

std::vector<NodeId> nodes_of(NodeCursor& cursor) {
  std::vector<NodeId> nodes;
  for (NodeId node = cursor.next(); node != NodeId::none; node = cursor.next()) {
    nodes.push_back(node);
  }
  return nodes;
}

TEST(SharedRows, ACursorOverALabelSeesWhatHappensAheadOfIt) {
  TempDatabase db;
  const auto tx = db->begin();
  const LabelId label = tx->intern_label("L");
  const NodeId first = tx->create_node({&label, 1});
  const NodeId second = tx->create_node({&label, 1});
  const NodeId bare = tx->create_node({});
  const auto cursor = tx->nodes_with_label(label);
  EXPECT_EQ(cursor->next(), first);
  tx->remove_label(second, label);
  tx->add_label(bare, label);
  EXPECT_EQ(cursor->next(), bare);
  const NodeId late = tx->create_node({&label, 1});
  EXPECT_EQ(cursor->next(), late);
  EXPECT_EQ(cursor->next(), NodeId::none);
}

TEST(SharedRows, ACursorOverRelationshipsSeesWhatHappensAheadOfIt) {
  TempDatabase db;
  const auto tx = db->begin();
  const TypeId type = tx->intern_type("T");
  const NodeId node = tx->create_node({});
  std::vector<RelationshipId> made;
  for (int i = 0; i < 70; ++i) made.push_back(tx->create_relationship(node, type, node));
  const auto cursor = tx->all_relationships();
  EXPECT_EQ(cursor->next(), made[0]);
  for (std::size_t i = 0; i < 69; ++i) tx->remove(made[i]);
  EXPECT_EQ(cursor->next(), made[69]);
  const RelationshipId late = tx->create_relationship(node, type, node);
  EXPECT_EQ(cursor->next(), late);
  EXPECT_EQ(cursor->next(), RelationshipId::none);
}

// One node with very many steps, in transactions that each add and remove some.
class HubTest : public testing::TestWithParam<std::size_t> {
 protected:
  HubTest() { options_.memtable_bytes = GetParam(); }

  void write(Graph& graph) {
    const auto tx = graph.begin();
    const TypeId type = tx->intern_type("T");
    if (hub_ == NodeId::none) hub_ = tx->create_node({});
    for (int i = 0; i < 300; ++i) {
      const NodeId other = tx->create_node({});
      model_[tx->create_relationship(hub_, type, other)] = other;
    }
    for (int i = 0; i < 100; ++i) {
      const auto gone = std::next(model_.begin(), static_cast<long>(random_() % model_.size()));
      tx->remove(gone->first);
      model_.erase(gone);
      if (i % 10 == 0) check(*tx);
    }
    tx->commit(false);
  }

  void check(const GraphView& view) const {
    const TypeId type = *view.type_id("T");
    std::vector<Neighbour> scratch;
    std::map<RelationshipId, NodeId> found;
    for (const Neighbour& step : view.neighbours(hub_, Direction::outgoing, {}, scratch)) {
      found[step.relationship] = step.node;
    }
    EXPECT_EQ(found, model_);
    EXPECT_EQ(view.degree(hub_, Direction::both, {&type, 1}), model_.size());
    const auto& [relationship, other] = *model_.rbegin();
    EXPECT_EQ(view.between(hub_, type, other), std::vector<RelationshipId>{relationship});
    EXPECT_EQ(view.between(other, type, hub_), std::vector<RelationshipId>());
  }

  GraphOptions options_;
  std::mt19937_64 random_{7};
  NodeId hub_ = NodeId::none;
  std::map<RelationshipId, NodeId> model_;
};

TEST_P(HubTest, KeepsItsStepsThroughManyCommits) {
  const TempFolder folder;
  for (int opening = 0; opening < 3; ++opening) {
    const auto graph = Graph::open(folder / "database", options_);
    const auto before = graph->snapshot();
    const std::size_t count_before = before->relationship_count();
    for (int i = 0; i < 5; ++i) {
      write(*graph);
      check(*graph->snapshot());
    }
    EXPECT_EQ(graph->verify().faults, std::vector<std::string>());
    if (count_before == 0) continue;
    EXPECT_EQ(before->degree(hub_, Direction::both, {}), count_before);
  }
}

// Commits through the log, and as sorted files.
INSTANTIATE_TEST_SUITE_P(LogAndFiles, HubTest, testing::Values(32 << 20, 1));

TEST(SharedRows, ScansTellWhatIsThere) {
  TempDatabase db;
  const auto tx = db->begin();
  const LabelId label = tx->intern_label("L");
  const TypeId type = tx->intern_type("T");
  const KeyId key = tx->intern_key("k");
  const NodeId labelled = tx->create_node({&label, 1});
  const NodeId bare = tx->create_node({});
  const RelationshipId plain = tx->create_relationship(labelled, type, bare);
  const RelationshipId changed = tx->create_relationship(bare, type, labelled);
  tx->set_property(changed, key, 5);
  const RelationshipId last = tx->create_relationship(bare, type, bare);
  tx->set_property(bare, key, 6);
  const auto check = [&](const GraphView& view) {
    std::vector<std::tuple<NodeId, std::size_t, Value>> nodes;
    reads_of(view).scan_nodes(
        [&](NodeId node, const std::vector<LabelId>& labels, std::string_view properties) {
          nodes.emplace_back(node, labels.size(), find_property(properties, key));
        });
    EXPECT_EQ(nodes.size(), 2u);
    EXPECT_EQ(std::get<1>(nodes[0]), 1u);
    EXPECT_EQ(std::get<2>(nodes[1]).as_integer(), 6);
    std::vector<RelationshipId> relationships;
    reads_of(view).scan_relationships(
        [&](RelationshipId id, const RelationshipRecord& ends, std::string_view properties) {
          relationships.push_back(id);
          EXPECT_EQ(ends.type, type);
          EXPECT_EQ(ends.start, view.relationship(id)->start);
          EXPECT_EQ(find_property(properties, key).is_null(), id != changed);
        });
    EXPECT_EQ(relationships, (std::vector<RelationshipId>{plain, changed, last}));
  };
  check(*tx);
  tx->commit();
  check(*db->snapshot());
  EXPECT_EQ(nodes_of(*db->snapshot()->nodes_with_label(label)), std::vector<NodeId>{labelled});
}

}  // namespace
}  // namespace chancery
