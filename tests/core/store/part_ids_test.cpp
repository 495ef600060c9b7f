// Ids of documents' parts share rows: whoever asks the index must not notice.

#include "store/part_ids.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "store/transaction.h"
#include "temp_database.h"

namespace chancery {
namespace {

class PartIds : public testing::Test {
 protected:
  PartIds() : tx_(db_->begin()) {
    label_ = tx_->intern_label("Part");
    key_ = tx_->intern_key("id");
    tx_->create_index(IndexInfo::Kind::property, label_, key_);
  }

  StoreTransaction& store() { return store_transaction(*tx_); }

  NodeId make(const std::string& id) {
    const NodeId node = store().create_node({&label_, 1}, encode_properties({{key_, Value(id)}}));
    ids_[node] = id;
    return node;
  }

  void in_document(const std::string& document, const std::function<void()>& writes) {
    store().write_document(document, "digests", writes);
  }

  void commit_and_go_on() {
    tx_->commit(false);
    tx_ = db_->begin();
  }

  std::size_t rows(Family family, std::string_view prefix) {
    std::size_t count = 0;
    const auto cursor = store().rows().scan_prefix(family, prefix);
    while (cursor->next()) ++count;
    return count;
  }

  static std::vector<NodeId> all(NodeCursor& cursor) {
    std::vector<NodeId> nodes;
    for (NodeId node = cursor.next(); node != NodeId::none; node = cursor.next())
      nodes.push_back(node);
    return nodes;
  }

  std::vector<NodeId> expected(const std::function<bool(const std::string&)>& wanted) const {
    std::vector<NodeId> nodes;
    for (const auto& [node, id] : ids_)
      if (wanted(id)) nodes.push_back(node);
    return nodes;
  }

  // The ids in the order of the walk; nodes with equal ids come in any order.
  void expect_walk(const ValueRange& range, bool descending,
                   const std::function<bool(const std::string&)>& wanted) {
    IndexOrder walk;
    walk.range = range;
    walk.descending = descending;
    std::vector<std::string> found, ids;
    for (const NodeId node : all(*tx_->in_order(label_, key_, walk)))
      found.push_back(ids_.at(node));
    for (const NodeId node : expected(wanted)) ids.push_back(ids_.at(node));
    std::ranges::sort(ids);
    if (descending) std::ranges::reverse(ids);
    EXPECT_EQ(found, ids);
  }

  void expect_everything(const std::vector<std::string>& bounds) {
    const auto everything = [](const std::string&) { return true; };
    expect_walk({}, false, everything);
    expect_walk({}, true, everything);
    for (const std::string& low : bounds) {
      EXPECT_EQ(tx_->find(label_, key_, low), expected([&](auto& id) { return id == low; })) << low;
      EXPECT_EQ(all(*tx_->find_prefix(label_, key_, low)),
                expected([&](auto& id) { return id.starts_with(low); }))
          << low;
      for (const std::string& high : bounds) {
        const ValueRange range{.low = low, .high = high, .high_inclusive = false};
        const auto between = [&](const std::string& id) { return low <= id && id < high; };
        EXPECT_EQ(all(*tx_->find_range(label_, key_, range)), expected(between))
            << low << " " << high;
        expect_walk(range, false, between);
        expect_walk(range, true, between);
      }
    }
  }

  TempDatabase db_;
  std::unique_ptr<Transaction> tx_;
  LabelId label_;
  KeyId key_;
  std::map<NodeId, std::string> ids_;
};

TEST_F(PartIds, OfADocumentShareARow) {
  in_document("doc:1", [&] {
    for (int i = 1; i <= 100; ++i) make("doc:1/p" + std::to_string(i));
  });
  EXPECT_EQ(rows(Family::properties, {}), 0u);
  EXPECT_EQ(rows(Family::documents, document_key(DocumentRow::part_ids, {})), 1u);
  expect_everything({"doc:1/p1", "doc:1/p50", "doc:1/", "doc:1", "doc:2", ""});
}

TEST_F(PartIds, WithoutTheDocumentsIdAreRows) {
  in_document("doc:1", [&] {
    make("doc:2/p1");
    make("doc:1");
    make("other");
    make("doc:1/" + std::string(kMaxKeyText, 'x'));
  });
  in_document("un/73", [&] { make("un/73/p1"); });
  make("doc:1/p1");  // not in a document
  EXPECT_EQ(rows(Family::properties, {}), 6u);
  EXPECT_EQ(rows(Family::documents, document_key(DocumentRow::part_ids, {})), 0u);
}

TEST_F(PartIds, AreFoundAmongTheRowsOfOtherNodes) {
  const std::vector<std::string> documents = {"a", "a-b", "a0", "b", std::string("n\0l", 3), "z.9"};
  std::vector<std::string> bounds = {"", "a", "a/", "a/p", "a/p2", "a-b/q", "a/zz", "m", "zz"};
  for (const std::string& document : documents) {
    in_document(document, [&] {
      for (const std::string_view rest : {"p2", "p10", "p1", "", "q/r", "\xff"})
        make(document + "/" + std::string(rest));
    });
    make(document);
    make(document + "/p15");
    bounds.push_back(document + "/p10");
  }
  expect_everything(bounds);
  commit_and_go_on();
  expect_everything(bounds);
  EXPECT_EQ(db_->verify().faults, std::vector<std::string>());
  EXPECT_EQ(all(*tx_->nodes_with_label(label_)).size(), ids_.size());
}

TEST_F(PartIds, ThatChangeOrGoLeaveTheRow) {
  std::vector<NodeId> nodes;
  const auto write = [&] {
    for (int i = 0; i < 700; ++i) nodes.push_back(make("d/p" + std::to_string(i)));
  };
  in_document("d", write);
  commit_and_go_on();
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const NodeId node = nodes[random() % nodes.size()];
    if (!ids_.contains(node)) continue;
    if (random() % 3 == 0) {
      tx_->remove(node);
      ids_.erase(node);
    } else {
      ids_[node] = "d/p" + std::to_string(random() % 900);
      tx_->set_property(node, key_, ids_[node]);
    }
  }
  in_document("d", write);  // into a row that is there
  expect_everything({"d/p1", "d/p33", "d/p899", "d"});
  commit_and_go_on();
  expect_everything({"d/p1", "d/p33", "d/p899", "d"});
  EXPECT_EQ(db_->verify().faults, std::vector<std::string>());
  for (const auto& [node, id] : ids_) tx_->remove(node);
  EXPECT_EQ(rows(Family::documents, document_key(DocumentRow::part_ids, {})), 0u);
  EXPECT_EQ(rows(Family::properties, {}), 0u);
}

TEST_F(PartIds, GoWithTheIndex) {
  in_document("d", [&] { make("d/1"); });
  make("d/2");
  tx_->drop_index(IndexInfo::Kind::property, label_, key_);
  EXPECT_EQ(rows(Family::documents, document_key(DocumentRow::part_ids, {})), 0u);
  EXPECT_EQ(rows(Family::properties, {}), 0u);
}

TEST_F(PartIds, ThatAreDamagedAreToldOfByVerify) {
  in_document("d", [&] { make("d/1"), make("d/2"); });
  commit_and_go_on();
  const auto cursor =
      store().rows().scan_prefix(Family::documents, document_key(DocumentRow::part_ids, {}));
  ASSERT_TRUE(cursor->next());
  const std::string key(cursor->key()), row(cursor->value());
  const std::pair<std::string, std::string> damages[] = {
      {row.substr(0, row.size() / 2), "lacks a row of node 2"},
      {row + row, "does not read"},
      {row.substr(0, row.size() - 1), "A row of the ids of a document's parts"},
      {row + std::string("\x05\x01x", 3), "wrong rows"},
      {"", "wrong rows"}};
  for (const auto& [damage, expected] : damages) {
    store().rows().put(Family::documents, key, damage);
    commit_and_go_on();
    std::string faults;
    for (const std::string& fault : db_->verify().faults) faults += fault + "\n";
    EXPECT_NE(faults.find(expected), std::string::npos) << faults;
  }
}

}  // namespace
}  // namespace chancery
