// verify() finds what is broken: rows are damaged behind the store's back.

#include <gtest/gtest.h>

#include "chancery/graph.h"
#include "store/early_steps.h"
#include "store/keys.h"
#include "store/transaction.h"
#include "temp_database.h"

namespace chancery {
namespace {

class Verify : public testing::Test {
 protected:
  Verify() {
    const auto tx = db_->begin();
    label_ = tx->intern_label("L");
    key_ = tx->intern_key("k");
    type_ = tx->intern_type("T");
    tx->create_index(IndexInfo::Kind::property, label_, key_);
    tx->create_index(IndexInfo::Kind::text, label_, key_);
    node_ = tx->create_node({&label_, 1});
    tx->set_property(node_, key_, "some text");
    const std::string names[] = {"One", "Two"};
    tx->set_names(node_, names);
    relationship_ = tx->create_relationship(node_, type_, node_);
    tx->commit();
  }

  std::vector<std::string> faults_after(const std::function<void(Batch&)>& damage) {
    {
      const auto tx = db_->begin();
      damage(store_transaction(*tx).rows());
      tx->commit();
    }
    return db_->verify().faults;
  }

  TempDatabase db_;
  LabelId label_;
  KeyId key_;
  TypeId type_;
  NodeId node_;
  RelationshipId relationship_;
};

TEST_F(Verify, IsCleanWhereNothingIsBroken) {
  double last = 0;
  const VerifyReport report = db_->verify([&](double fraction) { last = fraction; });
  EXPECT_EQ(report.faults, std::vector<std::string>());
  EXPECT_EQ(report.nodes, 1u);
  EXPECT_EQ(report.relationships, 1u);
  EXPECT_EQ(last, 1);
}

TEST_F(Verify, FindsAMissingDirection) {
  const auto faults = faults_after([&](Batch& rows) {
    rows.erase(Family::adjacency, adjacency_key({node_, false, type_}));
  });
  EXPECT_EQ(faults, std::vector<std::string>{"The adjacency lacks a row of relationship 1."});
}

TEST_F(Verify, FindsStepsThatAreWrongOrWrittenOtherwise) {
  const std::string key = adjacency_key({node_, true, type_});
  const AdjacencyStep other{relationship_, static_cast<NodeId>(9)};
  EXPECT_EQ(faults_after([&](Batch& rows) {
              rows.put(Family::adjacency, key, steps_row(node_, {&other, 1}));
            }),
            (std::vector<std::string>{"The adjacency lacks a row of relationship 1.",
                                      "The adjacency has 1 wrong rows beside 2 right ones."}));
  const AdjacencyStep twice[] = {{relationship_, node_}, {relationship_, node_}};
  const auto doubled =
      faults_after([&](Batch& rows) { rows.put(Family::adjacency, key, steps_row(node_, twice)); });
  ASSERT_FALSE(doubled.empty());
  EXPECT_NE(doubled.front().find("A row of the adjacency does not read"), std::string::npos);
}

TEST_F(Verify, FindsABlockOfEarlyStepsThatWouldNotHaveBeenWritten) {
  const AdjacencyKey from{node_, true, type_};
  const AdjacencyKey into{node_, false, type_};
  const AdjacencyStep step{relationship_, node_};
  const std::string block_key = id_key(early_block_of(node_));
  const auto faults_with = [&](const std::string& block) {
    return faults_after([&](Batch& rows) {
      for (const AdjacencyKey& key : {from, into}) {
        if (rows.has(Family::adjacency, adjacency_key(key)))
          rows.erase(Family::adjacency, adjacency_key(key));
      }
      rows.put(Family::adjacency, block_key, block);
    });
  };
  const auto block_of_groups = [&](std::initializer_list<AdjacencyKey> groups, NodeId node) {
    std::string block;
    EarlyBlockWriter writer(block);
    for (const AdjacencyKey& key : groups) writer.add_group(key, {&step, 1});
    writer.end_section(node);
    return block;
  };
  const std::string right = block_of_groups({from, into}, node_);
  EXPECT_EQ(faults_with(right), std::vector<std::string>());
  std::string beyond = right;
  beyond.front() = static_cast<char>(kEarlyBlockNodes);
  for (const std::string& wrong :
       {std::string(), right + right, block_of_groups({into, from}, node_),
        block_of_groups({from, from}, node_), right.substr(0, right.size() - 1), beyond,
        std::string(1, right.front()) + '\x02' + std::string("\x02\x00", 2)}) {
    const auto faults = faults_with(wrong);
    ASSERT_FALSE(faults.empty());
    EXPECT_NE(faults.front().find("A row of the adjacency does not read"), std::string::npos);
  }
  EXPECT_EQ(faults_with(right), std::vector<std::string>());
  EXPECT_EQ(faults_with(block_of_groups({from}, node_)),
            std::vector<std::string>{"The adjacency lacks a row of relationship 1."});
}

TEST_F(Verify, FindsRelationshipsAndPropertiesThatDoNotBelong) {
  EXPECT_FALSE(faults_after([&](Batch& rows) {
                 const auto none = static_cast<RelationshipId>(7);
                 rows.put(Family::relationship_properties, id_key(none), "");
               }).empty());
  EXPECT_FALSE(faults_after([&](Batch& rows) {
                 rows.put(Family::relationship_properties, id_key(relationship_), "\x01\x63");
               }).empty());
  const auto faults = faults_after([&](Batch& rows) {
    rows.put(Family::relationships, id_key(block_of(relationship_)), "\x01\x02");
  });
  ASSERT_FALSE(faults.empty());
  EXPECT_NE(faults.front().find("relationship 0 and those after it"), std::string::npos);
}

TEST_F(Verify, FindsALabelBlockThatWouldNotHaveBeenWritten) {
  const auto faults = faults_after([&](Batch& rows) {
    rows.put(Family::labels, label_key(label_, block_of(node_)), std::string("\x02\0", 2));
  });
  ASSERT_FALSE(faults.empty());
  EXPECT_NE(faults.front().find("A row of the label index does not read"), std::string::npos);
}

TEST_F(Verify, FindsIndexRowsTooFewAndTooMany) {
  EXPECT_EQ(faults_after([&](Batch& rows) {
              rows.erase(Family::labels, label_key(label_, block_of(node_)));
            }).size(),
            1u);
  EXPECT_EQ(faults_after([&](Batch& rows) {
              rows.put(Family::labels, label_key(label_, block_of(node_)), "\x02");
              rows.put(Family::properties, with_node(index_prefix(label_, key_), node_));
            }).size(),
            1u);
}

TEST_F(Verify, FindsAChangedPosting) {
  const auto faults = faults_after([&](Batch& rows) {
    const auto cursor = rows.scan(Family::text, {}, {});
    ASSERT_TRUE(cursor->next());
    std::string wrong(cursor->value());
    ASSERT_EQ(wrong.back(), '\x00');  // "some" is the first word
    wrong.back() = wrong[5] = '\x09';
    rows.put(Family::text, cursor->key(), wrong);
  });
  EXPECT_EQ(faults.size(), 2u);  // the right row is missing, a wrong one is there
}

TEST_F(Verify, FindsABlockOfPostingsThatDoesNotRead) {
  const auto faults = faults_after([&](Batch& rows) {
    const auto cursor = rows.scan(Family::text, {}, {});
    ASSERT_TRUE(cursor->next());
    rows.put(Family::text, cursor->key(), "\x09\x09");
  });
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_NE(faults[0].find("A row of the full-text index does not read"), std::string::npos);
}

TEST_F(Verify, FindsAWrongCountAndADamagedRecord) {
  EXPECT_FALSE(faults_after([&](Batch& rows) {
                 rows.put(Family::nodes, id_key(node_), "\x01\x01\x01\x63");
               }).empty());
  EXPECT_FALSE(
      faults_after([&](Batch& rows) { rows.erase(Family::nodes, id_key(node_)); }).empty());
}

// Arrays are made by key: whoever damages a record must not choose how long they are.
TEST_F(Verify, FindsAKeyThatDoesNotExistAndNothingIsPublishedOfIt) {
  const std::string properties = encode_properties({{static_cast<KeyId>(0xfffffffe), Value(1)}});
  const auto faults = faults_after([&](Batch& rows) {
    rows.put(Family::nodes, id_key(node_), node_record({label_}, properties));
  });
  ASSERT_FALSE(faults.empty());
  EXPECT_NE(faults.front().find("key 4294967294 does not exist"), std::string::npos);
  try {
    db_->publish();
    FAIL() << "published";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::corruption);
  }
}

TEST_F(Verify, FindsEvidenceOfNothing) {
  const auto faults = faults_after([&](Batch& rows) {
    rows.put(Family::evidence, evidence_key(static_cast<RelationshipId>(99), node_));
  });
  ASSERT_FALSE(faults.empty());
  EXPECT_NE(faults.front().find("relationship 99"), std::string::npos);
}

}  // namespace
}  // namespace chancery
