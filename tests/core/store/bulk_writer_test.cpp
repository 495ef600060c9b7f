// A bulk load leaves the rows that a transaction with the same writes leaves, byte for byte.

#include "store/bulk_writer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <random>

#include "chancery/bulk_loader.h"
#include "store/graph_store.h"
#include "temp_database.h"

namespace chancery {
namespace {

using StoredRows = std::map<std::pair<std::size_t, std::string>, std::string>;

StoredRows rows_in(const Graph& graph) {
  const auto view = graph.snapshot();
  StoredRows rows;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    const auto cursor = reads_of(*view).rows().scan(static_cast<Family>(i), {}, {});
    while (cursor->next()) rows[{i, std::string(cursor->key())}] = cursor->value();
  }
  return rows;
}

/// The same calls for a transaction as for a bulk writer.
class Transacted {
 public:
  Transacted(Graph& graph, std::size_t) : transaction_(graph.begin()) {}
  StoreTransaction* operator->() { return &store_transaction(*transaction_); }
  LabelId intern_label(std::string_view name) { return (*this)->intern_label(name); }
  TypeId intern_type(std::string_view name) { return (*this)->intern_type(name); }
  KeyId intern_key(std::string_view name) { return (*this)->intern_key(name); }
  void create_node(const std::vector<LabelId>& labels, std::string_view properties) {
    (*this)->create_node(labels, properties);
  }
  void connect(NodeId start, TypeId type, NodeId end, std::string_view properties) {
    (*this)->connect(start, type, end, properties);
  }
  bool create_index(LabelId label, KeyId key) {
    return (*this)->create_index(IndexInfo::Kind::property, label, key);
  }
  void commit() { transaction_->commit(); }

 private:
  std::unique_ptr<Transaction> transaction_;
};

/// Nodes of two labels and relationships among all there are. The seed decides everything.
template <typename Writer>
void write_graph(Graph& graph, unsigned seed, std::uint64_t nodes, std::uint64_t relationships) {
  std::mt19937 random(seed);
  const std::uint64_t before = graph.snapshot()->node_count();
  Writer writer(graph, std::size_t{1} << 20);
  const LabelId person = writer.intern_label("Person"), city = writer.intern_label("City");
  const TypeId types[] = {writer.intern_type("KNOWS"), writer.intern_type("LIKES")};
  const KeyId id = writer.intern_key("id"), text = writer.intern_key("text");
  writer.create_index(person, id);
  PropertyWriter properties;
  for (std::uint64_t i = 0; i < nodes; ++i) {
    properties.clear();
    properties.add(id, static_cast<std::int64_t>(random() % 1000));
    properties.add(text, "word" + std::to_string(random() % 50) + " and others");
    const std::vector<LabelId> labels[] = {{person}, {city, person}, {}};
    writer.create_node(labels[random() % 3], properties.bytes());
  }
  for (std::uint64_t i = 0; i < relationships; ++i) {
    properties.clear();
    if (random() % 2 == 0) properties.add(id, static_cast<std::int64_t>(i));
    // The square makes some nodes far busier than others.
    const std::uint64_t all = before + nodes, a = random() % all, b = random() % all;
    writer.connect(static_cast<NodeId>(1 + a * a / all), types[random() % 2],
                   static_cast<NodeId>(1 + b), properties.bytes());
  }
  writer.commit();
}

void index_texts(Graph& graph) {
  const auto transaction = graph.begin();
  transaction->create_index(IndexInfo::Kind::text, transaction->intern_label("City"),
                            transaction->intern_key("text"));
  transaction->commit();
}

void expect_same(TempDatabase& bulk, TempDatabase& transacted) {
  const StoredRows expected = rows_in(*transacted);
  EXPECT_EQ(rows_in(*bulk), expected);
  for (const std::string& fault : bulk->verify().faults) ADD_FAILURE() << fault;
  bulk.reopen();
  EXPECT_EQ(rows_in(*bulk), expected);
}

TEST(BulkWriter, WritesTheRowsOfATransactionIntoAnEmptyStore) {
  TempDatabase bulk, transacted;
  // Enough steps for several runs on disk.
  write_graph<BulkWriter>(*bulk, 1, 9'000, 60'000);
  write_graph<Transacted>(*transacted, 1, 9'000, 60'000);
  expect_same(bulk, transacted);
}

TEST(BulkWriter, AddsToBlocksStepsAndIndexesThatAreThere) {
  TempDatabase bulk, transacted;
  for (TempDatabase* database : {&bulk, &transacted}) {
    index_texts(**database);
    write_graph<Transacted>(**database, 2, 70, 100);
  }
  write_graph<BulkWriter>(*bulk, 3, 5'000, 3'000);
  write_graph<Transacted>(*transacted, 3, 5'000, 3'000);
  expect_same(bulk, transacted);
  write_graph<BulkWriter>(*bulk, 4, 10, 500);
  write_graph<Transacted>(*transacted, 4, 10, 500);
  expect_same(bulk, transacted);
}

TEST(BulkWriter, FillsAnIndexFromNodesThatAreThere) {
  TempDatabase bulk, transacted;
  for (TempDatabase* database : {&bulk, &transacted}) {
    const auto transaction = (*database)->begin();
    const LabelId labels[] = {transaction->intern_label("Person")};
    const KeyId key = transaction->intern_key("id");
    transaction->set_property(transaction->create_node(labels), key, "p");
    transaction->create_node(labels);
    transaction->commit();
  }
  write_graph<BulkWriter>(*bulk, 5, 100, 100);
  write_graph<Transacted>(*transacted, 5, 100, 100);
  expect_same(bulk, transacted);
}

TEST(BulkWriter, WhoReadsBesideItSeesNothingOfIt) {
  TempDatabase database;
  write_graph<Transacted>(*database, 8, 40, 90);
  const auto before = database->snapshot();
  const StoredRows rows = rows_in(*database);
  write_graph<BulkWriter>(*database, 9, 500, 900);
  EXPECT_EQ(before->node_count(), 40u);
  StoredRows seen;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    const auto cursor = reads_of(*before).rows().scan(static_cast<Family>(i), {}, {});
    while (cursor->next()) seen[{i, std::string(cursor->key())}] = cursor->value();
  }
  EXPECT_EQ(seen, rows);
  EXPECT_EQ(database->snapshot()->node_count(), 540u);
}

TEST(BulkWriter, LeavesNothingWhereItDoesNotCommit) {
  TempDatabase database;
  const StoredRows before = rows_in(*database);
  {
    BulkWriter writer(*database, 1 << 20);
    writer.create_node({writer.intern_label("Person")}, {});
    writer.connect(NodeId{1}, writer.intern_type("KNOWS"), NodeId{1}, {});
  }
  EXPECT_EQ(rows_in(*database), before);
  for (const auto& entry : std::filesystem::directory_iterator(database.path() / "store"))
    EXPECT_NE(entry.path().extension(), ".rows") << entry.path();
  write_graph<Transacted>(*database, 6, 1, 1);  // the turn to write has been given back
}

TEST(BulkWriter, WhatAKilledOneLeftIsRemovedWhenTheStoreOpens) {
  TempDatabase database;
  database.close();
  const auto left = database.path() / "store" / "nodes.0.rows";
  std::ofstream(left) << "half a file";
  database.reopen();
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_TRUE(database->verify().faults.empty());
}

TEST(BulkLoader, AddsWhatAProgramHas) {
  TempDatabase database;
  write_graph<Transacted>(*database, 7, 1, 0);
  BulkLoader load(*database);
  const LabelId person = load.label("Person");
  const KeyId name = load.key("name");
  EXPECT_TRUE(load.create_index(person, name));
  EXPECT_FALSE(load.create_index(person, name));
  const LabelId twice[] = {person, person};
  const std::pair<KeyId, Value> ada[] = {{load.key("zeal"), Value()}, {name, "Ada"}};
  const NodeId node = load.add_node(twice, ada);
  EXPECT_EQ(node, NodeId{2});
  EXPECT_EQ(load.add_relationship(node, load.type("KNOWS"), NodeId{1}), RelationshipId{1});
  EXPECT_THROW(load.add_relationship(node, load.type("KNOWS"), NodeId{3}), Error);
  const std::pair<KeyId, Value> map[] = {{name, Map()}};
  EXPECT_THROW(load.add_node({}, map), Error);
  load.commit();
  EXPECT_THROW(load.add_node({}), Error);
  const auto view = database->snapshot();
  EXPECT_EQ(view->find(person, name, "Ada"), std::vector{node});
  EXPECT_EQ(view->relationship_count(), 1u);
  EXPECT_TRUE(database->verify().faults.empty());
}

}  // namespace
}  // namespace chancery
