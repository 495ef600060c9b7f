// Full-text search against sums over all texts, to the last bit of each score.

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <random>

#include "chancery/folding.h"
#include "chancery/graph.h"
#include "store/keys.h"
#include "store/posting_block.h"
#include "store/text_index.h"
#include "store/text_query.h"
#include "store/transaction.h"
#include "temp_database.h"

namespace chancery {
namespace {

// Texts in memory, searched by looking at each word of each.
class PlainTexts {
 public:
  void set(NodeId node, const std::string& text, const std::string& language) {
    Words words;
    for (IndexTerm& term : index_terms(text, language)) words.push_back(std::move(term.text));
    texts_[node] = std::move(words);
  }
  void remove(NodeId node) { texts_.erase(node); }

  std::vector<TextHit> search(const std::vector<TextClause>& clauses, std::size_t limit) const {
    std::map<NodeId, double> scores;
    for (const TextClause& clause : clauses) {
      if (clause.occur != TextClause::Occur::must_not) add_weights(clause, scores);
    }
    std::vector<TextHit> hits;
    for (const auto& [node, score] : scores) {
      const Words& words = texts_.at(node);
      const bool wanted = std::ranges::all_of(clauses, [&](const TextClause& clause) {
        return clause.occur == TextClause::Occur::should ||
               (frequency(clause, words) > 0) == (clause.occur == TextClause::Occur::must);
      });
      if (wanted) hits.push_back({node, score});
    }
    std::ranges::stable_sort(hits, std::ranges::greater(), &TextHit::score);
    if (hits.size() > limit) hits.resize(limit);
    return hits;
  }

 private:
  using Words = std::vector<std::string>;

  static bool stands_at(const TextClause::Step& step, const Words& words, std::size_t place) {
    return place < words.size() && step.terms.contains(words[place]);
  }
  static int frequency(const TextClause& clause, const Words& words) {
    int count = 0;
    for (std::size_t start = 0; start < words.size(); ++start) {
      count += std::ranges::all_of(clause.steps, [&](const TextClause::Step& step) {
        return stands_at(step, words, start + step.offset);
      });
    }
    return count;
  }
  static double length_of(const Words& words) {
    return static_cast<double>(std::max<std::size_t>(words.size(), 1));
  }

  void add_weights(const TextClause& clause, std::map<NodeId, double>& scores) const {
    std::map<NodeId, int> found;
    double all_words = 0;
    for (const auto& [node, words] : texts_) {
      all_words += length_of(words);
      if (const int times = frequency(clause, words); times > 0) found[node] = times;
    }
    const auto texts = static_cast<double>(texts_.size());
    const auto with = static_cast<double>(found.size());
    const double idf = std::log1p((texts - with + 0.5) / (with + 0.5));
    for (const auto& [node, times] : found) {
      const double length = length_of(texts_.at(node)) / (all_words / texts);
      scores[node] += idf * times * 2.2 / (times + 1.2 * (1 - 0.75 + 0.75 * length));
    }
  }

  std::map<NodeId, Words> texts_;
};

class TextSearch : public testing::Test {
 protected:
  TextSearch() : tx_(db_->begin()) {
    label_ = tx_->intern_label("Note");
    key_ = tx_->intern_key("body");
    language_ = tx_->intern_key("language");
    tx_->create_index(IndexInfo::Kind::text, label_, key_);
  }

  std::size_t below(std::size_t number) { return random_() % number; }

  // Few words are frequent, and each part of the nodes has its own.
  std::string any_word(std::size_t part) {
    static const std::vector<std::string> kWords = {
        "state", "states", "norm",  "cyber",  "attaque", "attaques", "condemn",      "condemned",
        "act",   "acts",   "peace", "action", "actions", "menace",   "international"};
    const std::size_t rank = std::min(below(kWords.size() + 1), below(kWords.size() + 1));
    if (rank == kWords.size()) return "rare" + std::to_string(below(300));
    return kWords[(rank + part * 3) % kWords.size()];
  }
  std::string any_words(std::size_t count, std::size_t part) {
    std::string text;
    for (; count > 0; --count) text += any_word(part) + " ";
    return text;
  }

  void set_text(NodeId node) {
    static const std::vector<std::string> kLanguages = {"en", "fr-BE", "ru"};
    const std::string& language = kLanguages[below(4) % kLanguages.size()];
    const std::size_t length = below(20) == 0 ? below(300) : below(12);
    const std::string text = any_words(length, raw(node) / 3000);
    tx_->set_property(node, language_, language);
    tx_->set_property(node, key_, text);
    plain_.set(node, text, language);
  }

  void fill(std::size_t count) {
    for (; count > 0; --count) {
      nodes_.push_back(tx_->create_node({&label_, 1}));
      if (below(5) > 0) set_text(nodes_.back());
    }
  }

  void change(std::size_t count) {
    for (; count > 0; --count) {
      const NodeId node = nodes_[below(nodes_.size())];
      if (below(2) == 0) {
        set_text(node);
      } else {
        tx_->set_property(node, key_, Value());
        plain_.remove(node);
      }
    }
  }

  std::string any_query() {
    std::string query;
    for (std::size_t n = 1 + below(4); n > 0; --n) {
      query += std::vector<std::string>{"", "", "", "+", "-"}[below(5)];
      const bool phrase = below(4) == 0;
      query += phrase ? '"' + any_words(2 + below(2), below(4)) + '"' : any_word(below(4));
      query += ' ';
    }
    return query;
  }

  void expect_same(const std::string& query, std::size_t limit) {
    const auto hits = tx_->search_text(label_, key_, query, limit);
    const auto expected = plain_.search(parse_text_query(query, {"en", "fr", "ru"}), limit);
    ASSERT_EQ(hits.size(), expected.size()) << query;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      ASSERT_EQ(hits[i].node, expected[i].node) << query << " at " << i << " of " << limit;
      ASSERT_EQ(std::bit_cast<std::uint64_t>(hits[i].score),
                std::bit_cast<std::uint64_t>(expected[i].score))
          << query << " at " << i << ": " << hits[i].score << ", not " << expected[i].score;
    }
  }

  TempDatabase db_;
  std::unique_ptr<Transaction> tx_;
  LabelId label_;
  KeyId key_;
  KeyId language_;
  std::vector<NodeId> nodes_;
  PlainTexts plain_;
  std::mt19937 random_{17};
};

TEST_F(TextSearch, FindsTheBestOfAllTexts) {
  constexpr std::size_t kLimits[] = {1, 3, 10, 100, 1'000'000};
  for (int transaction = 0; transaction < 3; ++transaction) {
    fill(4000);
    change(400);
    for (int i = 0; i < 60; ++i) expect_same(any_query(), kLimits[below(std::size(kLimits))]);
    tx_->commit();
    tx_ = db_->begin();
  }
  expect_same("state norm cyber", 0);
  expect_same("state state -peace", 10);
  expect_same("+nowhere state", 10);
}

// Of equal scores the first nodes are the best, also where a block holds no better ones.
TEST_F(TextSearch, EqualScoresAreInTheOrderOfNodes) {
  for (int i = 0; i < 9000; ++i) {
    nodes_.push_back(tx_->create_node({&label_, 1}));
    tx_->set_property(nodes_.back(), key_, "cyber norms");
  }
  const auto hits = tx_->search_text(label_, key_, "norm cyber", 5000);
  ASSERT_EQ(hits.size(), 5000u);
  for (std::size_t i = 0; i < hits.size(); ++i) ASSERT_EQ(hits[i].node, nodes_[i]);
}

// Whatever a row holds: the words of a query are found, or it is said that the row is damaged.
TEST_F(TextSearch, DamagedRowsAreAnError) {
  fill(4000);
  tx_->commit();
  IndexState index;
  index.label = label_;
  index.key = key_;
  const std::string key = posting_key(index, "cyber", NodeId{0});
  tx_ = db_->begin();
  Batch& rows = store_transaction(*tx_).rows();
  const std::string row = rows.get(Family::text, key).value();
  const auto expect_error = [&](const std::string& damaged) {
    rows.put(Family::text, key, damaged);
    EXPECT_THROW(tx_->search_text(label_, key_, "\"cyber norm\"", 10), Error);
  };
  expect_error("");
  expect_error(row + "\x01");
  for (std::size_t size = 1; size < row.size(); size += 1 + size / 8) {
    expect_error(row.substr(0, size));
  }
  for (int i = 0; i < 2000; ++i) {
    std::string damaged = row;
    damaged[below(i % 2 == 0 ? 12 : row.size())] = static_cast<char>(below(256));
    rows.put(Family::text, key, damaged);
    for (const char* query : {"cyber norm", "\"cyber norm\"", "state -cyber", "+cyber"}) {
      try {
        EXPECT_LE(tx_->search_text(label_, key_, query, 10).size(), 10u);
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::corruption);
      }
    }
  }
  rows.put(Family::text, key, row);
  rows.put(Family::text, posting_key(index, "norm", NodeId{7}), row);
  EXPECT_THROW(tx_->search_text(label_, key_, "norm", 10), Error) << "the row of no block";
}

}  // namespace
}  // namespace chancery
