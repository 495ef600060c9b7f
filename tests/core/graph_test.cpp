// The graph store through its public door: what graph.h promises.

#include "chancery/graph.h"

#include <gtest/gtest.h>

#include <thread>

#include "temp_database.h"

namespace chancery {
namespace {

std::vector<NodeId> all(NodeCursor& cursor) {
  std::vector<NodeId> nodes;
  for (NodeId node = cursor.next(); node != NodeId::none; node = cursor.next()) {
    nodes.push_back(node);
  }
  return nodes;
}

ErrorKind kind_thrown_by(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorKind::internal_error;
}

TEST(Graph, KeepsNodesRelationshipsAndPropertiesAcrossReopening) {
  TempDatabase db;
  NodeId a, b;
  RelationshipId r;
  {
    const auto tx = db->begin();
    const LabelId person = tx->intern_label("Person");
    const LabelId labels[] = {person, tx->intern_label("Author"), person};
    a = tx->create_node(labels);
    b = tx->create_node({});
    r = tx->create_relationship(a, tx->intern_type("KNOWS"), b);
    EXPECT_TRUE(tx->set_property(a, tx->intern_key("name"), "Ada"));
    EXPECT_TRUE(tx->set_property(r, tx->intern_key("since"), 1843));
    tx->commit();
  }
  db.reopen();
  const auto view = db->snapshot();
  EXPECT_EQ(view->node_count(), 2u);
  EXPECT_EQ(view->relationship_count(), 1u);
  EXPECT_EQ(view->node_count(*view->label_id("Person")), 1u);
  EXPECT_EQ(view->relationship_count(*view->type_id("KNOWS")), 1u);
  const std::vector<LabelId> labels = {*view->label_id("Person"), *view->label_id("Author")};
  EXPECT_EQ(view->labels(a), labels);
  EXPECT_EQ(view->property(a, *view->key_id("name")).as_string(), "Ada");
  EXPECT_EQ(view->property(r, *view->key_id("since")).as_integer(), 1843);
  EXPECT_EQ(view->relationship(r)->end, b);
  EXPECT_TRUE(db->verify().faults.empty());
}

TEST(Graph, MissesAreNoErrors) {
  TempDatabase db;
  const auto view = db->snapshot();
  const auto node = static_cast<NodeId>(7);
  std::vector<Neighbour> scratch;
  EXPECT_FALSE(view->exists(node));
  EXPECT_TRUE(view->labels(node).empty());
  EXPECT_TRUE(view->property(node, static_cast<KeyId>(3)).is_null());
  EXPECT_TRUE(view->neighbours(node, Direction::both, {}, scratch).empty());
  EXPECT_FALSE(view->relationship(static_cast<RelationshipId>(1)));
  EXPECT_FALSE(view->label_id("Nothing"));
  EXPECT_EQ(view->name(static_cast<LabelId>(9)), "");
  EXPECT_FALSE(view->document_text("doc:none"));
}

TEST(Graph, ATransactionSeesItsOwnWritesAndOthersDoNot) {
  TempDatabase db;
  const auto before = db->snapshot();
  const auto tx = db->begin();
  const LabelId label = tx->intern_label("State");
  const NodeId node = tx->create_node({&label, 1});
  EXPECT_TRUE(tx->exists(node));
  EXPECT_EQ(all(*tx->nodes_with_label(label)).size(), 1u);
  EXPECT_EQ(db->snapshot()->node_count(), 0u);
  EXPECT_FALSE(db->snapshot()->label_id("State"));
  tx->commit();
  EXPECT_EQ(before->node_count(), 0u);
  EXPECT_FALSE(before->exists(node));
  EXPECT_TRUE(before->labels().empty());
  EXPECT_TRUE(db->snapshot()->exists(node));
}

TEST(Graph, WithoutCommitNothingRemains) {
  TempDatabase db;
  {
    const auto tx = db->begin();
    tx->create_node({});
  }
  {
    const auto tx = db->begin();
    tx->create_node({});
    tx->rollback();
    EXPECT_EQ(kind_thrown_by([&] { tx->create_node({}); }), ErrorKind::argument_error);
  }
  EXPECT_EQ(db->snapshot()->node_count(), 0u);
}

TEST(Graph, NeighboursAreSortedAndASelfLoopIsListedOnce) {
  TempDatabase db;
  const auto tx = db->begin();
  const TypeId first = tx->intern_type("FIRST");
  const TypeId second = tx->intern_type("SECOND");
  const NodeId a = tx->create_node({});
  const NodeId b = tx->create_node({});
  const RelationshipId incoming = tx->create_relationship(b, first, a);
  const RelationshipId later = tx->create_relationship(a, second, b);
  const RelationshipId loop = tx->create_relationship(a, first, a);
  const RelationshipId outgoing = tx->create_relationship(a, first, b);
  std::vector<Neighbour> scratch;
  const auto listed = [&](Direction direction, std::span<const TypeId> types) {
    const auto steps = tx->neighbours(a, direction, types, scratch);
    return std::vector<Neighbour>(steps.begin(), steps.end());
  };
  const Neighbour loop_out{a, loop, first, true};
  const Neighbour first_out{b, outgoing, first, true};
  const Neighbour first_in{b, incoming, first, false};
  const Neighbour second_out{b, later, second, true};
  EXPECT_EQ(listed(Direction::both, {}),
            (std::vector<Neighbour>{loop_out, first_out, first_in, second_out}));
  EXPECT_EQ(listed(Direction::outgoing, {}),
            (std::vector<Neighbour>{loop_out, first_out, second_out}));
  EXPECT_EQ(listed(Direction::incoming, {}),
            (std::vector<Neighbour>{{a, loop, first, false}, first_in}));
  const TypeId twice[] = {second, first, second};
  EXPECT_EQ(listed(Direction::outgoing, twice).size(), 3u);
  EXPECT_EQ(tx->degree(a, Direction::both, {}), 4u);
  EXPECT_EQ(tx->between(a, first, b), std::vector<RelationshipId>{outgoing});
}

TEST(Graph, RefusesToRemoveAConnectedNode) {
  TempDatabase db;
  const auto tx = db->begin();
  const NodeId a = tx->create_node({});
  const NodeId b = tx->create_node({});
  const RelationshipId r = tx->create_relationship(a, tx->intern_type("T"), b);
  EXPECT_EQ(kind_thrown_by([&] { tx->remove(b); }), ErrorKind::constraint_verification_failed);
  tx->remove(r);
  tx->remove(b);
  EXPECT_FALSE(tx->exists(b));
  EXPECT_EQ(kind_thrown_by([&] { tx->remove(b); }), ErrorKind::entity_not_found);
  EXPECT_EQ(kind_thrown_by([&] { tx->set_property(r, tx->intern_key("k"), 1); }),
            ErrorKind::entity_not_found);
}

TEST(Graph, RefusesWhatCannotBeAProperty) {
  TempDatabase db;
  const auto tx = db->begin();
  const NodeId node = tx->create_node({});
  const KeyId key = tx->intern_key("k");
  const Value bad[] = {Map{{"a", 1}}, Node{node, nullptr}, List{1, Value()}, List{List{1}}};
  for (const Value& value : bad) {
    EXPECT_EQ(kind_thrown_by([&] { tx->set_property(node, key, value); }), ErrorKind::type_error);
  }
  EXPECT_TRUE(tx->set_property(node, key, List{1, "two", 3.0}));
  EXPECT_FALSE(tx->set_property(node, key, List{1, "two", 3.0}));
  EXPECT_TRUE(tx->set_property(node, key, Value()));
  EXPECT_FALSE(tx->set_property(node, key, Value()));
}

TEST(Graph, ACursorSurvivesWritesOfItsTransaction) {
  TempDatabase db;
  const auto tx = db->begin();
  const LabelId label = tx->intern_label("L");
  for (int i = 0; i < 100; ++i) tx->create_node({&label, 1});
  const auto cursor = tx->nodes_with_label(label);
  std::size_t seen = 0;
  for (NodeId node = cursor->next(); node != NodeId::none && seen < 1000; node = cursor->next()) {
    ++seen;
    if (raw(node) % 2 == 0) tx->remove(node);
  }
  EXPECT_EQ(seen, 100u);
  EXPECT_EQ(tx->node_count(), 50u);
}

TEST(Graph, BeginWaitsForTheTransactionBefore) {
  TempDatabase db;
  auto first = db->begin();
  std::atomic<bool> began = false;
  std::thread second([&] {
    const auto tx = db->begin();
    began = true;
    tx->create_node({});
    tx->commit();
  });
  first->create_node({});
  EXPECT_FALSE(began);
  first->commit();
  second.join();
  EXPECT_EQ(db->snapshot()->node_count(), 2u);
}

// With so little memory every commit becomes sorted files, otherwise it goes through the log.
class GraphReaders : public testing::TestWithParam<std::size_t> {};

TEST_P(GraphReaders, SeeWholeStatesWhileATransactionWrites) {
  GraphOptions options;
  options.memtable_bytes = GetParam();
  const TempFolder folder;
  const auto db = Graph::open(folder / "database", options);
  const auto write = [&](int count) {
    const auto tx = db->begin();
    const LabelId label = tx->intern_label("N");
    const TypeId type = tx->intern_type("T");
    for (int i = 0; i < count; ++i) {
      const NodeId node = tx->create_node({&label, 1});
      tx->create_relationship(node, type, node);
    }
    tx->commit(false);
  };
  write(100);
  const auto view = db->snapshot();
  std::vector<std::thread> readers;
  std::atomic<int> wrong = 0;
  std::atomic<bool> done = false;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      for (int round = 0; round < 20 || !done; ++round) {
        if (all(*view->nodes_with_label(*view->label_id("N"))).size() != 100) ++wrong;
        const auto newest = db->snapshot();
        if (all(*newest->all_nodes()).size() != newest->node_count()) ++wrong;
        if (newest->relationship_count() != newest->node_count()) ++wrong;
        std::uint64_t relationships = 0;
        const auto cursor = newest->all_relationships();
        while (cursor->next() != RelationshipId::none) ++relationships;
        if (relationships != newest->relationship_count()) ++wrong;
      }
    });
  }
  for (int i = 0; i < 20; ++i) write(10);
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(view->node_count(), 100u);
  EXPECT_EQ(db->snapshot()->node_count(), 300u);
}

INSTANTIATE_TEST_SUITE_P(LogAndFiles, GraphReaders,
                         testing::Values(std::size_t{32} << 20, std::size_t{1} << 10));

}  // namespace
}  // namespace chancery
