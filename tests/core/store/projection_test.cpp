// The projection of a graph against the store that it is made from.

#include "chancery/projection.h"

#include <gtest/gtest.h>

#include <bit>
#include <map>
#include <set>

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

// The columns that fill_with_random_graph() should give.
TEST(Projection, HasColumnsOfOneTypeAndShortTexts) {
  TempDatabase db;
  fill_with_random_graph(*db, 8);
  const auto view = db->snapshot();
  const auto projection = Projection::build(*view);
  const std::map<std::string, Column::Type> expected = {
      {"small", Column::Type::integer},  {"wide", Column::Type::integer},
      {"float", Column::Type::floating}, {"flag", Column::Type::boolean},
      {"day", Column::Type::date},       {"word", Column::Type::string},
      {"unique", Column::Type::string},  {"sparse", Column::Type::integer}};
  for (const KeyId key : view->keys()) {
    const std::string name(view->name(key));
    SCOPED_TRACE(name);
    for (const Column* column :
         {projection->node_column(key), projection->relationship_column(key)}) {
      ASSERT_EQ(column != nullptr, expected.contains(name));
      if (column == nullptr) continue;
      EXPECT_EQ(column->type(), expected.at(name));
    }
    EXPECT_EQ(projection->node_property(0, key) == std::nullopt, !expected.contains(name));
  }
  // -100 to 99 fits a byte, days of 40,000 two, five words one.
  EXPECT_EQ(projection->node_column(*view->key_id("small"))->numbers().width(), 1u);
  EXPECT_EQ(projection->node_column(*view->key_id("wide"))->numbers().width(), 8u);
  EXPECT_EQ(projection->node_column(*view->key_id("day"))->numbers().width(), 2u);
  EXPECT_EQ(projection->node_column(*view->key_id("word"))->numbers().width(), 1u);
}

TEST(Projection, CountsDifferentValuesAndOrdersTexts) {
  TempDatabase db;
  fill_with_random_graph(*db, 8);
  const auto view = db->snapshot();
  const auto projection = Projection::build(*view);
  for (const KeyId key : view->keys()) {
    const Column* column = projection->node_column(key);
    if (column == nullptr) continue;
    SCOPED_TRACE(view->name(key));
    std::set<std::string> values;
    for (NodeIndex node = 0; node < projection->node_count(); ++node) {
      const Value value = view->property(projection->node(node), key);
      EXPECT_EQ(column->present().contains(node), !value.is_null());
      if (!value.is_null()) values.insert(to_cypher(value));
    }
    EXPECT_EQ(column->distinct(), values.size());
    if (column->type() != Column::Type::string) continue;
    for (std::uint32_t code = 0; code < column->distinct(); ++code) {
      EXPECT_EQ(column->lower_code(column->text(code)), code);
      EXPECT_EQ(column->lower_code(std::string(column->text(code)) + "\x01"), code + 1);
    }
  }
}

TEST(Projection, CountsRelationshipsByLabelsAndNodesByDegree) {
  TempDatabase db;
  fill_with_random_graph(*db, 16);
  const auto view = db->snapshot();
  const auto projection = Projection::build(*view);
  std::vector<LabelId> labels = view->labels();
  labels.push_back(LabelId::none);
  for (const TypeId type : view->types()) {
    std::map<std::pair<LabelId, LabelId>, std::uint32_t> counts;
    for (const RelationshipId id : all_of<RelationshipId>(view->all_relationships())) {
      const RelationshipRecord found = *view->relationship(id);
      if (found.type != type) continue;
      std::vector<LabelId> ends = view->labels(found.end);
      ends.push_back(LabelId::none);
      std::vector<LabelId> starts = view->labels(found.start);
      starts.push_back(LabelId::none);
      for (const LabelId start : starts) {
        for (const LabelId end : ends) ++counts[{start, end}];
      }
    }
    for (const LabelId start : labels) {
      for (const LabelId end : labels) {
        EXPECT_EQ(projection->count(start, type, end), (counts[{start, end}]));
      }
    }
    for (const bool outgoing : {true, false}) {
      std::vector<std::uint32_t> nodes;
      const Direction direction = outgoing ? Direction::outgoing : Direction::incoming;
      for (const NodeId node : all_of<NodeId>(view->all_nodes())) {
        const std::uint64_t degree = view->degree(node, direction, {&type, 1});
        if (degree == 0) continue;
        const auto bucket = static_cast<std::size_t>(std::bit_width(degree) - 1);
        nodes.resize(std::max(nodes.size(), bucket + 1));
        ++nodes[bucket];
      }
      const auto found = projection->degrees(type, outgoing);
      EXPECT_EQ(std::vector<std::uint32_t>(found.begin(), found.end()), nodes);
    }
  }
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
