// Full text through GraphView::search_text().

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "chancery/bulk_loader.h"
#include "chancery/graph.h"
#include "temp_database.h"

namespace chancery {
namespace {

class TextIndex : public testing::Test {
 protected:
  TextIndex() : tx_(db_->begin()) {
    label_ = tx_->intern_label("Note");
    key_ = tx_->intern_key("body");
    tx_->create_index(IndexInfo::Kind::text, label_, key_);
  }

  NodeId add(const std::string& text, const std::string& language = "") {
    const NodeId node = tx_->create_node({&label_, 1});
    if (!language.empty()) tx_->set_property(node, tx_->intern_key("language"), language);
    tx_->set_property(node, key_, text);
    return node;
  }

  std::vector<NodeId> found(const std::string& query, std::size_t limit = 100) const {
    std::vector<NodeId> nodes;
    for (const TextHit& hit : tx_->search_text(label_, key_, query, limit)) {
      nodes.push_back(hit.node);
    }
    return nodes;
  }

  TempDatabase db_;
  std::unique_ptr<Transaction> tx_;
  LabelId label_;
  KeyId key_;
};

using Nodes = std::vector<NodeId>;

TEST_F(TextIndex, FindsByStemAndInAnyCase) {
  const NodeId a = add("States condemned ransomware attacks.");
  add("Nothing of the kind.");
  EXPECT_EQ(found("ATTACK"), Nodes{a});
  EXPECT_EQ(found("condemning"), Nodes{a});
  EXPECT_EQ(found("peace"), Nodes{});
}

TEST_F(TextIndex, RanksByBm25) {
  const NodeId rare = add("norms norms norms");
  const NodeId once = add("norms of behaviour in space");
  const NodeId other = add("behaviour");
  const auto hits = tx_->search_text(label_, key_, "norms", 10);
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0].node, rare);
  EXPECT_EQ(hits[1].node, once);
  // Three texts of 3, 5 and 1 words; two hold the word.
  const double idf = std::log(1 + (3 - 2 + 0.5) / (2 + 0.5));
  const double expected = idf * 3 * 2.2 / (3 + 1.2 * (0.25 + 0.75 * 3 / 3.0));
  EXPECT_NEAR(hits[0].score, expected, 1e-12);
  EXPECT_EQ(found("behaviour", 1), Nodes{other});
}

TEST_F(TextIndex, PhrasesStandTogether) {
  const NodeId together = add("the programme of action was welcomed");
  const NodeId apart = add("action on the programme of work");
  EXPECT_EQ(found("\"programme of action\""), Nodes{together});
  EXPECT_EQ(found("programme action").size(), 2u);
  EXPECT_EQ(found("programme -\"programme of action\""), Nodes{apart});
}

TEST_F(TextIndex, RequiredAndExcludedWords) {
  const NodeId both = add("cyber diplomacy");
  const NodeId cyber = add("cyber crime");
  add("diplomacy at large");
  EXPECT_EQ(found("+cyber diplomacy"), (Nodes{both, cyber}));
  EXPECT_EQ(found("+cyber +diplomacy"), Nodes{both});
  EXPECT_EQ(found("cyber -crime"), Nodes{both});
  EXPECT_EQ(found("-crime"), Nodes{});
}

TEST_F(TextIndex, OtherLanguagesAndScripts) {
  const NodeId french = add("les États ont dénoncé les cyberattaques", "fr");
  const NodeId russian = add("государства осудили кибератаки", "ru");
  const NodeId chinese = add("各国应加强网络安全合作", "zh-Hans");
  EXPECT_EQ(found("cyberattaque"), Nodes{french});
  EXPECT_EQ(found("кибератака"), Nodes{russian});
  EXPECT_EQ(found("网络安全"), Nodes{chinese});
  EXPECT_EQ(found("+网络安全 +合作"), Nodes{chinese});
}

TEST_F(TextIndex, FollowsChangesOfTheNode) {
  const NodeId node = add("first draft");
  tx_->set_property(node, key_, "second version");
  EXPECT_EQ(found("draft"), Nodes{});
  EXPECT_EQ(found("version"), Nodes{node});
  tx_->set_property(node, tx_->intern_key("language"), "fr");
  EXPECT_EQ(found("version"), Nodes{node});
  tx_->remove_label(node, label_);
  EXPECT_EQ(found("version"), Nodes{});
  tx_->add_label(node, label_);
  EXPECT_EQ(found("version"), Nodes{node});
  tx_->set_property(node, key_, 7);
  EXPECT_EQ(found("version"), Nodes{});
  tx_->set_property(node, key_, "version");
  tx_->remove(node);
  EXPECT_EQ(found("version"), Nodes{});
  tx_->commit();
  EXPECT_EQ(db_->verify().faults, std::vector<std::string>());
}

TEST_F(TextIndex, AnyQueryIsAQuery) {
  add("text");
  for (const char* query :
       {"", " ", "+", "-", "\"", "\"open text", "+\"", "--text", "\xff\xfe", "- + text\""}) {
    EXPECT_LE(found(query).size(), 1u) << query;
  }
  std::string endless;
  for (int i = 0; i < 100'000; ++i) endless += "word ";
  EXPECT_THROW(found(endless), Error);
}

TEST_F(TextIndex, OneThatIsNotThereIsAnError) {
  EXPECT_THROW(tx_->search_text(label_, tx_->intern_key("other"), "x", 1), Error);
  EXPECT_TRUE(tx_->drop_index(IndexInfo::Kind::text, label_, key_));
  EXPECT_FALSE(tx_->drop_index(IndexInfo::Kind::text, label_, key_));
  EXPECT_THROW(tx_->search_text(label_, key_, "x", 1), Error);
  const NodeId node = add("filled at once");
  EXPECT_TRUE(tx_->create_index(IndexInfo::Kind::text, label_, key_));
  EXPECT_EQ(found("filled"), Nodes{node});
}

// Several blocks, one of them begun by an earlier transaction, written in and out of order.
TEST_F(TextIndex, HoldsTheTextsOfTheNodesHoweverTheyCameToBe) {
  const KeyId language = tx_->intern_key("language");
  const std::vector<std::string> words = {"cyber", "norm", "norms", "state", "attaque",
                                          "été",   "網絡", "x_1",   "3.5",   "attaques"};
  std::mt19937 random(3);
  const auto any_text = [&] {
    std::string text;
    for (std::size_t n = random() % 6; n > 0; --n) text += words[random() % words.size()] + " ";
    return text;
  };
  std::vector<NodeId> nodes;
  const auto change_one = [&] {
    const NodeId node = nodes[random() % nodes.size()];
    const auto change = random() % 6;
    if (change == 0) tx_->set_property(node, key_, Value());
    if (change == 1) tx_->set_property(node, language, random() % 2 ? "fr" : "en");
    if (change == 2 && !tx_->remove_label(node, label_)) tx_->add_label(node, label_);
    if (change == 3) found("cyber norm");
    if (change > 3) tx_->set_property(node, key_, any_text());
  };
  for (int transaction = 0; transaction < 3; ++transaction) {
    for (int i = 0; i < 7000; ++i) {
      nodes.push_back(i % 9 == 0 ? add(any_text()) : tx_->create_node({&label_, 1}));
      if (i % 50 == 0) change_one();
    }
    if (transaction == 1) {
      EXPECT_TRUE(tx_->drop_index(IndexInfo::Kind::text, label_, key_));
      EXPECT_TRUE(tx_->create_index(IndexInfo::Kind::text, label_, key_));
    }
    for (int i = 0; i < 200; ++i) change_one();
    tx_->commit();
    ASSERT_EQ(db_->verify().faults, std::vector<std::string>());
    tx_ = db_->begin();
  }
}

// Each transaction goes on with the block of the one before, if nobody has written since.
TEST_F(TextIndex, GoesOnWhereTheTransactionBeforeHasEnded) {
  const std::vector<std::string> words = {"cyber", "norm", "state", "peace", "treaty", "act"};
  std::mt19937 random(9);
  const auto any_text = [&] {
    std::string text = "w" + std::to_string(random() % 500) + " ";
    for (std::size_t n = random() % 5; n > 0; --n) text += words[random() % words.size()] + " ";
    return text;
  };
  tx_->create_index(IndexInfo::Kind::text, label_, tx_->intern_key("title"));
  std::vector<NodeId> nodes;
  for (int transaction = 0; transaction < 120; ++transaction) {
    const std::vector<NodeId> before = nodes;
    for (std::size_t n = random() % 120; n > 0; --n) {
      nodes.push_back(add(any_text()));
      if (random() % 40 == 0) tx_->set_property(nodes.back(), tx_->intern_key("title"), any_text());
    }
    const auto what = random() % 8;
    const NodeId any = nodes.empty() ? NodeId::none : nodes[random() % nodes.size()];
    if (what == 0 && !nodes.empty()) tx_->set_property(any, key_, any_text());
    if (what == 1 && !nodes.empty()) tx_->set_property(any, key_, Value());
    if (what == 2) {
      EXPECT_TRUE(tx_->drop_index(IndexInfo::Kind::text, label_, key_));
      nodes.push_back(add(any_text()));
      EXPECT_TRUE(tx_->create_index(IndexInfo::Kind::text, label_, key_));
    }
    if (what == 3) found("cyber norm");
    if (what == 4) {
      tx_->rollback();
      nodes = before;
    } else {
      tx_->commit();
    }
    if (what == 5) {
      BulkLoader load(*db_);
      const std::pair<KeyId, Value> text{load.key("body"), any_text()};
      nodes.push_back(load.add_node({&label_, 1}, {&text, 1}));
      load.commit();
    }
    if (transaction % 10 == 9) {
      ASSERT_EQ(db_->verify().faults, std::vector<std::string>()) << transaction;
    }
    tx_ = db_->begin();
  }
}

// What the transaction before has left is stale as soon as rows of the block change otherwise.
TEST_F(TextIndex, RemembersNoRowThatHasChanged) {
  const NodeId changed = add("alpha beta");
  tx_->commit();
  tx_ = db_->begin();
  tx_->set_property(changed, key_, "beta");
  const NodeId node = add("alpha");
  EXPECT_EQ(found("alpha"), Nodes{node});
  tx_->commit();
  EXPECT_EQ(db_->verify().faults, std::vector<std::string>());
}

TEST_F(TextIndex, RemembersNoRowOfAnIndexThatWasDropped) {
  const NodeId changed = add("alpha beta");
  tx_->commit();
  tx_ = db_->begin();
  tx_->drop_index(IndexInfo::Kind::text, label_, key_);
  tx_->set_property(changed, key_, "beta");
  const NodeId node = add("alpha");
  tx_->create_index(IndexInfo::Kind::text, label_, key_);
  EXPECT_EQ(found("alpha"), Nodes{node});
  tx_->commit();
  EXPECT_EQ(db_->verify().faults, std::vector<std::string>());
}

TEST_F(TextIndex, DoesNotLookUpWhatTheTransactionBeforeHasWritten) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "w" + std::to_string(i) + " ";
  add(text);
  tx_->commit();
  tx_ = db_->begin();
  const std::uint64_t before = store_rows_read();
  const NodeId node = add(text);
  tx_->commit();
  EXPECT_LT(store_rows_read() - before, 20u);
  tx_ = db_->begin();
  EXPECT_EQ(found("w7 w77").size(), 2u);
  EXPECT_EQ(found("w7").back(), node);
}

// What is known of words is forgotten after very many of them, in the midst of a block.
TEST_F(TextIndex, TakesMoreWordsThanAreRemembered) {
  std::string text;
  for (int i = 0; i < 150'000; ++i) text += "w" + std::to_string(i) + " ";
  const NodeId first = add(text);
  const NodeId second = add("w7 and w149999");
  EXPECT_EQ(found("w149999 w7"), (Nodes{second, first}));
  tx_->commit();
  EXPECT_EQ(db_->verify().faults, std::vector<std::string>());
}

}  // namespace
}  // namespace chancery
