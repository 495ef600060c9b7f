// Pending rows against a plain map, and blocks of postings against a map of postings.

#include "store/pending_rows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "chancery/error.h"
#include "store/posting_block.h"

namespace chancery {
namespace {

using Model = std::map<std::string, std::optional<std::string>>;

Model walked(PendingRows::Walk walk) {
  Model rows;
  for (; !walk.at_end(); walk.next()) {
    const PendingRows::Row row = *walk;
    EXPECT_TRUE(rows.empty() || rows.rbegin()->first < row.key) << "out of order";
    rows.emplace(row.key, row.erased ? std::nullopt : std::optional<std::string>(row.value));
  }
  return rows;
}

class PendingRowsTest : public testing::Test {
 protected:
  std::string random_key() {
    std::string key = "shared beginning ";
    for (std::size_t n = random_() % 12; n > 0; --n) key += "ab\xff"[random_() % 3];
    return key;
  }

  void write_one() {
    const std::string key = random_key();
    const std::string value(random_() % 40, static_cast<char>('a' + random_() % 26));
    switch (random_() % 5) {
      case 0:
        rows_.erase(key);
        model_[key] = std::nullopt;
        break;
      case 1:
        if (const auto number = rows_.find(key);
            number != PendingRows::kNone && !rows_[number].erased) {
          rows_.append(number, value);
          *model_[key] += value;
          break;
        }
        [[fallthrough]];
      case 2:
        if (!model_.contains(key)) {
          rows_.put_new(key, value);
          model_[key] = value;
          break;
        }
        [[fallthrough]];
      default:
        rows_.put(key, value);
        model_[key] = value;
    }
  }

  std::mt19937 random_{3};
  PendingRows rows_;
  Model model_;
};

TEST_F(PendingRowsTest, AreWhatAMapWouldBe) {
  for (int round = 0; round < 300; ++round) {
    // Few new rows and many, so that both ways of sorting them are taken.
    for (std::size_t n = random_() % (round % 10 == 0 ? 3000 : 20); n > 0; --n) write_one();
    EXPECT_EQ(rows_.size(), model_.size());
    const std::string key = random_key();
    EXPECT_EQ(walked(rows_.from(key)), Model(model_.lower_bound(key), model_.end()));
    EXPECT_EQ(walked(rows_.after(key)), Model(model_.upper_bound(key), model_.end()));
    EXPECT_EQ(rows_.find(key) != PendingRows::kNone, model_.contains(key));
  }
  EXPECT_EQ(walked(rows_.begin()), model_);
  rows_.clear();
  EXPECT_TRUE(rows_.empty());
  EXPECT_TRUE(rows_.begin().at_end());
  EXPECT_EQ(rows_.find("x"), PendingRows::kNone);
}

TEST_F(PendingRowsTest, AreFoundWhereTheyCameInOrderUnhashed) {
  constexpr int kRows = 2000;
  const auto key_of = [](int i) { return std::to_string(100'000 + 2 * i); };
  for (int i = 0; i < kRows; ++i) rows_.put_new(key_of(i), "");
  // At first they are searched, and after that many searches hashed.
  for (int i = 0; i < kRows; i += 3) {
    EXPECT_EQ(rows_.find(key_of(i)), static_cast<PendingRows::Number>(i));
    EXPECT_EQ(rows_.find(key_of(i) + "0"), PendingRows::kNone);
  }
  EXPECT_EQ(rows_.find("0"), PendingRows::kNone);
  EXPECT_EQ(rows_.find(key_of(kRows)), PendingRows::kNone);
}

TEST_F(PendingRowsTest, AValueThatGrowsLeavesLittleBehind) {
  const auto row = rows_.put("key", "");
  for (int i = 0; i < 100'000; ++i) rows_.append(row, "0123456789");
  EXPECT_EQ(rows_[row].value.size(), 1'000'000u);
  EXPECT_LT(rows_.bytes(), 5'000'000u);
}

class PostingBlock : public testing::Test {
 protected:
  static constexpr NodeId kBlock = static_cast<NodeId>(3 * kBlockNodes);

  Posting random_posting(NodeId node) {
    Posting posting{node, 1 + random_() % 300, {}};
    std::uint32_t position = 0;
    for (std::size_t n = 1 + random_() % 4; n > 0; --n) {
      posting.positions.push_back(position += 1 + random_() % 200);
    }
    return posting;
  }

  static std::map<NodeId, Posting> read(std::string_view bytes) {
    std::map<NodeId, Posting> postings;
    if (bytes.empty()) return postings;
    visit_postings(kBlock, bytes, [&](Posting posting) {
      EXPECT_TRUE(postings.empty() || postings.rbegin()->first < posting.node);
      postings.emplace(posting.node, std::move(posting));
    });
    return postings;
  }

  using Texts = std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>;
  static Texts plain(std::span<const TextFrequency> texts) {
    Texts result;
    for (const TextFrequency& text : texts) {
      result.emplace_back(text.offset, text.frequency, text.length);
    }
    return result;
  }

  static void expect_read_within(const LengthLimits& limits, const BlockTexts& head,
                                 std::string_view bytes, const std::vector<TextFrequency>& texts) {
    std::vector<TextFrequency> within;
    for (const TextFrequency& text : texts) {
      const std::size_t place = std::min<std::size_t>(text.frequency, limits.size()) - 1;
      if (text.length <= limits[place]) within.push_back(text);
    }
    std::vector<TextFrequency> room;
    // All is known of one text, and nothing is gained by leaving it out.
    const auto read = read_texts(head, bytes, limits, room);
    EXPECT_EQ(plain(read), plain(head.count > 1 ? within : texts));
  }

  static void expect_all_are_read(const BlockTexts& head, std::string_view bytes,
                                  const std::vector<TextFrequency>& texts) {
    std::vector<TextFrequency> room;
    EXPECT_EQ(plain(read_texts(head, bytes, kAnyLength, room)), plain(texts));
  }

  void expect_found_by_offset(const BlockTexts& head, std::string_view bytes,
                              const std::vector<TextFrequency>& texts) {
    std::vector<std::uint32_t> offsets;
    std::vector<TextFrequency> wanted;
    const std::size_t rarity = 1 + random_() % 30;
    for (std::uint32_t offset = 0, i = 0; offset < kBlockNodes; ++offset) {
      while (i < texts.size() && texts[i].offset < offset) ++i;
      if (random_() % rarity != 0) continue;
      offsets.push_back(offset);
      if (i < texts.size() && texts[i].offset == offset) wanted.push_back(texts[i]);
    }
    std::vector<TextFrequency> room;
    EXPECT_EQ(plain(find_texts(head, bytes, offsets, room)), plain(wanted));
  }

  BlockWriter blocks_;
  std::mt19937 random_{5};
};

TEST_F(PostingBlock, HoldsWhatWasPutIn) {
  std::map<NodeId, Posting> model;
  std::string bytes;
  for (int i = 0; i < 3000; ++i) {
    const auto node =
        static_cast<NodeId>(raw(kBlock) + random_() % (i % 2 == 0 ? 20 : kBlockNodes));
    if (random_() % 3 == 0) {
      bytes = blocks_.with_posting(kBlock, bytes, node, std::nullopt);
      model.erase(node);
    } else {
      const Posting posting = random_posting(node);
      bytes = blocks_.with_posting(kBlock, bytes, node, posting);
      model[node] = posting;
    }
    ASSERT_EQ(read(bytes), model);
  }
}

TEST_F(PostingBlock, IsTheSameHoweverItWasMade) {
  PendingRows rows;
  const auto row = rows.put("row", "");
  std::string made;
  std::vector<std::vector<Occurrence>> texts;
  for (std::uint64_t offset = 0; offset < kBlockNodes; offset += 1 + random_() % 300) {
    const Posting posting = random_posting(static_cast<NodeId>(raw(kBlock) + offset));
    made = blocks_.with_posting(kBlock, made, posting.node, posting);
    std::vector<Occurrence> occurrences;
    for (const std::uint32_t position : posting.positions) {
      occurrences.push_back({static_cast<std::uint32_t>(offset), position,
                             static_cast<std::uint32_t>(posting.length)});
    }
    texts.push_back(std::move(occurrences));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    // One text, or two at once.
    std::vector<Occurrence> added = texts[i];
    if (i + 1 < texts.size() && random_() % 2 == 0) {
      added.insert(added.end(), texts[i + 1].begin(), texts[i + 1].end());
      ++i;
    }
    ASSERT_TRUE(blocks_.append(rows, row, added));
    ASSERT_FALSE(blocks_.append(rows, row, texts[i]));
  }
  EXPECT_EQ(rows[row].value, made);
  const Occurrence early{0, 1, 1};
  EXPECT_FALSE(blocks_.append(rows, row, {&early, 1}));
}

TEST_F(PostingBlock, TextsAreReadWithinLimitsAndByOffset) {
  for (int i = 0; i < 600; ++i) {
    // Numbers of all widths, and blocks of each length around sixteen.
    const std::uint32_t widest = i % 5 == 0 ? 1500 : 100;
    const std::uint32_t longest = i % 7 == 0 ? 70'000 : i % 7 == 1 ? 300 : 255;
    const std::uint32_t highest = i % 3 == 0 ? 1 : i % 11 == 0 ? 300 : 12;
    std::vector<TextFrequency> texts;
    std::uint32_t offset = static_cast<std::uint32_t>(random_() % 2);
    for (std::size_t n = 1 + random_() % 70; n > 0 && offset < kBlockNodes; --n) {
      texts.push_back({offset, static_cast<std::uint32_t>(1 + random_() % highest),
                       static_cast<std::uint32_t>(1 + random_() % longest)});
      offset += static_cast<std::uint32_t>(1 + random_() % (random_() % 9 == 0 ? widest : 3));
    }
    const BlockTexts head = head_of(texts);
    std::string bytes;
    append_texts(bytes, head, texts);
    expect_all_are_read(head, bytes, texts);
    LengthLimits limits = kAnyLength;
    for (std::uint32_t& limit : limits) limit = static_cast<std::uint32_t>(random_() % longest);
    expect_read_within(limits, head, bytes, texts);
    expect_found_by_offset(head, bytes, texts);
  }
}

TEST_F(PostingBlock, TextsThatAreNotAsTheHeadSaysAreAnError) {
  std::vector<TextFrequency> texts;
  for (std::uint32_t i = 0; i < 40; ++i) texts.push_back({2 * i, 1 + i % 3, 5 + i});
  const BlockTexts head = head_of(texts);
  std::string bytes;
  append_texts(bytes, head, texts);
  std::vector<TextFrequency> room;
  const LengthLimits none{};
  EXPECT_TRUE(read_texts(head, bytes, none, room).empty());
  const auto expect_error = [&](std::size_t place, char byte) {
    std::string damaged = bytes;
    damaged[place] = byte;
    EXPECT_THROW(read_texts(head, damaged, none, room), Error) << place;
  };
  for (const std::size_t text : {1, 5, 20, 39}) {
    expect_error(text, 0);
    expect_error(text, 3);
    expect_error(40 + text, 4);
    expect_error(80 + text, 0);
    expect_error(80 + text, 4);
  }
}

TEST_F(PostingBlock, DamageIsAnError) {
  std::string bytes = blocks_.with_posting(kBlock, {}, kBlock, Posting{kBlock, 9, {2, 4}});
  bytes = blocks_.with_posting(kBlock, bytes, static_cast<NodeId>(raw(kBlock) + 7),
                               Posting{static_cast<NodeId>(raw(kBlock) + 7), 300, {299}});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(read(bytes.substr(0, size) + (size == 0 ? "x" : "")), Error) << size;
  }
  EXPECT_THROW(read(bytes + "\x01"), Error);
}

}  // namespace
}  // namespace chancery
