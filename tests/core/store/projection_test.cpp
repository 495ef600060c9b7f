// The projection of a graph against the store that it is made from.

#include "chancery/projection.h"

#include <gtest/gtest.h>

#include "chancery/graph.h"
#include "random_graph.h"
#include "store/projection/projected_snapshot.h"
#include "temp_database.h"
#include "view_comparison.h"

namespace chancery {
namespace {

std::shared_ptr<const ProjectedSnapshot> projected(const std::shared_ptr<const Snapshot>& store) {
  return std::make_shared<ProjectedSnapshot>(dynamic_cast<const StoreSnapshot&>(*store),
                                             Projection::build(*store));
}

TEST(Projection, SaysWhatTheStoreSays) {
  for (unsigned seed = 0; seed < 16; ++seed) {
    SCOPED_TRACE(seed);
    TempDatabase db;
    fill_with_random_graph(*db, seed);
    const auto store = db->snapshot();
    expect_same_answers(*projected(store), *store);
  }
}

TEST(Projection, OfAnEmptyGraphIsEmpty) {
  TempDatabase db;
  const auto projection = Projection::build(*db->snapshot());
  EXPECT_EQ(projection->node_count(), 0u);
  EXPECT_EQ(projection->relationship_count(), 0u);
  EXPECT_TRUE(projection->types().empty());
  EXPECT_EQ(projection->index(NodeId{1}), std::nullopt);
  EXPECT_EQ(projection->adjacency(TypeId{1}, true), nullptr);
  EXPECT_EQ(projection->nodes_with(LabelId{1}), nullptr);
  expect_same_answers(*projected(db->snapshot()), *db->snapshot());
}

TEST(Projection, SortsTheStepsOfANodeByNodeThenRelationship) {
  TempDatabase db;
  const auto tx = db->begin();
  const TypeId type = tx->intern_type("T");
  const NodeId a = tx->create_node({});
  const NodeId b = tx->create_node({});
  const NodeId c = tx->create_node({});
  const RelationshipId to_c = tx->create_relationship(a, type, c);
  const RelationshipId to_b = tx->create_relationship(a, type, b);
  const RelationshipId again = tx->create_relationship(a, type, c);
  tx->commit(false);
  const auto projection = Projection::build(*db->snapshot());
  const Steps steps = projection->steps(type, true, *projection->index(a));
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_EQ(projection->node(steps.nodes[0]), b);
  EXPECT_EQ(projection->node(steps.nodes[2]), c);
  EXPECT_EQ(projection->relationship(steps.relationships[0]), to_b);
  EXPECT_EQ(projection->relationship(steps.relationships[1]), to_c);
  EXPECT_EQ(projection->relationship(steps.relationships[2]), again);
  EXPECT_EQ(projection->degree(type, false, *projection->index(c)), 2u);
}

TEST(Projection, CanBeInterruptedWhileItIsBuilt) {
  TempDatabase db;
  const auto tx = db->begin();
  for (int i = 0; i < 10000; ++i) tx->create_node({});
  tx->commit(false);
  const auto stop = [] { throw Error(ErrorKind::cancelled, "Enough."); };
  EXPECT_THROW(Projection::build(*db->snapshot(), stop), Error);
}

}  // namespace
}  // namespace chancery
