// Rows that hold many things, against plain lists of these.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "chancery/error.h"
#include "store/adjacency_changes.h"
#include "store/keys.h"
#include "store/label_block.h"
#include "store/relationship_block.h"

namespace chancery {
namespace {

constexpr auto kNode = static_cast<NodeId>(5000);

class NoCursor final : public Cursor {
 public:
  bool next() override { return false; }
  std::string_view key() const override { return {}; }
  std::string_view value() const override { return {}; }
};

class NoRows final : public Reader {
 public:
  std::optional<std::string> get(Family, std::string_view) const override { return {}; }
  bool look_at(Family, std::string_view, const RowLook&) const override { return false; }
  std::unique_ptr<Cursor> scan(Family, std::string_view, std::string_view) const override {
    return std::make_unique<NoCursor>();
  }
  std::unique_ptr<Cursor> scan_back(Family, std::string_view, std::string_view) const override {
    return std::make_unique<NoCursor>();
  }
};

AdjacencyStep step(std::uint64_t relationship, std::uint64_t other) {
  return {static_cast<RelationshipId>(relationship), static_cast<NodeId>(other)};
}

TEST(AdjacencyRow, ReadsBackWhateverTheNumbers) {
  const std::vector<AdjacencyStep> steps = {step(1, 5000), step(2, 1), step(3, ~0ull),
                                            step(1ull << 40, 4999), step(~0ull, 1ull << 63)};
  EXPECT_EQ(read_steps(kNode, steps_row(kNode, steps)), steps);
  EXPECT_EQ(read_steps(kNode, ""), std::vector<AdjacencyStep>());
  EXPECT_THROW(read_steps(kNode, "\x01"), Error);
}

TEST(AdjacencyRow, ChangesAddUpHoweverTheyAreCut) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<AdjacencyStep> model;
    std::string row;
    AdjacencyChange all;
    std::vector<std::string> changes;
    for (std::uint64_t id = 1; id < 40;) {
      AdjacencyChange change;
      for (auto n = random() % 4; n > 0; --n) change.added.push_back(step(id++, random() % 9999));
      std::set<RelationshipId> removed;
      for (auto n = random() % 3; n > 0 && !model.empty(); --n) {
        removed.insert(model[random() % model.size()].relationship);
      }
      change.removed.assign(removed.begin(), removed.end());
      apply_change(change, model);
      combine(all, change);
      changes.push_back(change_bytes(kNode, change));
    }
    std::vector<std::string_view> views(changes.begin(), changes.end());
    const std::string expected = steps_row(kNode, model);
    EXPECT_EQ(changed_row(kNode, "", views), expected);
    const std::string one = change_bytes(kNode, all);
    const std::string_view only[] = {one};
    EXPECT_EQ(changed_row(kNode, "", only), expected);
    const std::span<const std::string_view> parts(views);
    const std::string half = changed_row(kNode, "", parts.first(parts.size() / 2));
    EXPECT_EQ(changed_row(kNode, half, parts.subspan(parts.size() / 2)), expected);
  }
}

// Of nodes from 100 on the whole rows are written, of others what changes in them.
TEST(AdjacencyChanges, BecomeTheRowsOfAllSteps) {
  std::mt19937_64 random(11);
  AdjacencyChanges changes(static_cast<NodeId>(100));
  PendingRows rows;
  std::map<AdjacencyKey, std::vector<AdjacencyStep>> model;
  struct Relationship {
    std::uint64_t id, start, end;
  };
  std::vector<Relationship> there;
  for (std::uint64_t id = 1; id < 3000; ++id) {
    const Relationship made{id, 90 + random() % 20, 90 + random() % 20};
    changes.add(static_cast<RelationshipId>(id), TypeId{1}, static_cast<NodeId>(made.start),
                static_cast<NodeId>(made.end));
    there.push_back(made);
    if (random() % 3 == 0) {
      std::swap(there[random() % there.size()], there.back());
      const Relationship gone = there.back();
      there.pop_back();
      changes.remove(static_cast<RelationshipId>(gone.id), TypeId{1},
                     static_cast<NodeId>(gone.start), static_cast<NodeId>(gone.end));
    }
    if (random() % 20 == 0) changes.settle(rows, NoRows());
  }
  changes.settle(rows, NoRows());
  EXPECT_TRUE(changes.empty());
  std::ranges::sort(there, {}, &Relationship::id);
  for (const Relationship& each : there) {
    model[{static_cast<NodeId>(each.start), true, TypeId{1}}].push_back(step(each.id, each.end));
    model[{static_cast<NodeId>(each.end), false, TypeId{1}}].push_back(step(each.id, each.start));
  }
  EXPECT_EQ(model.size(), 40u);
  for (const auto& [key, steps] : model) {
    const PendingRows::Number number = rows.find(adjacency_key(key));
    ASSERT_NE(number, PendingRows::kNone);
    EXPECT_EQ(rows[number].change, raw(key.node) < 100);
    if (rows[number].change) {
      EXPECT_EQ(read_change(key.node, rows[number].value).removed.size(), 0u);
      EXPECT_EQ(read_change(key.node, rows[number].value).added, steps);
    } else {
      EXPECT_EQ(rows[number].value, steps_row(key.node, steps));
    }
  }
}

// The rows of documents' steps, whenever they are settled; the steps in them are compared with
// lists, and those of a node that is still of its document are early until there is no more room.
class DocumentSteps {
 public:
  explicit DocumentSteps(std::uint32_t settle_one_in) : settle_one_in_(settle_one_in) {}

  void run() {
    std::uint64_t relationship = 1;
    // Nodes of a document are those of the one before, others in the same block, or neither.
    for (std::uint64_t first = 1; first < 900; first += 1 + random_() % 120) {
      changes_.begin_document(static_cast<NodeId>(first));
      for (auto n = random_() % 80; n > 0; --n) add(relationship++, first);
      while (random_() % 3 != 0 && !there_.empty()) remove();
      changes_.end_document(rows_, NoRows());
      for (auto n = random_() % 5; n > 0; --n) add(relationship++, first);
    }
    changes_.settle(rows_, NoRows());
  }

  std::map<std::string, std::string> rows() const {
    std::map<std::string, std::string> result;
    for (PendingRows::Walk walk = rows_.begin(); !walk.at_end(); walk.next())
      if (!(*walk).erased) result.emplace((*walk).key, (*walk).value);
    return result;
  }

  using Model = std::map<AdjacencyKey, std::vector<AdjacencyStep>>;

  Model expected() const {
    Model model;
    for (const Relationship& each : there_) {
      model[{each.start, true, each.type}].push_back({each.id, each.end});
      model[{each.end, false, each.type}].push_back({each.id, each.start});
    }
    sort(model);
    return model;
  }

  static Model found(const std::map<std::string, std::string>& rows) {
    Model model;
    for (const auto& [key, row] : rows) {
      const auto add = [&](const AdjacencyKey& from, std::string_view steps) {
        for (const AdjacencyStep& each : read_steps(from.node, steps)) model[from].push_back(each);
      };
      if (!is_early_block_key(key)) {
        add(parse_adjacency_key(key), row);
        continue;
      }
      for (std::uint64_t i = 0; i < kEarlyBlockNodes; ++i) {
        const auto node = static_cast<NodeId>(raw(trailing_node(key)) + i);
        visit_early_groups(node, early_groups(row, node), add);
      }
    }
    sort(model);
    return model;
  }

 private:
  struct Relationship {
    RelationshipId id;
    TypeId type;
    NodeId start, end;
  };

  static void sort(Model& model) {
    for (auto& [key, steps] : model) std::ranges::sort(steps, {}, &AdjacencyStep::relationship);
  }

  // Of an old node, or one of the document, to another one of it; many have the first one's.
  void add(std::uint64_t id, std::uint64_t first) {
    const auto start =
        static_cast<NodeId>(random_() % 4 == 0 ? 1 + random_() % first : first + random_() % 60);
    const auto end = static_cast<NodeId>(first + (random_() % 3 == 0 ? 0 : random_() % 60));
    there_.push_back(
        {static_cast<RelationshipId>(id), static_cast<TypeId>(1 + random_() % 3), start, end});
    const Relationship& made = there_.back();
    changes_.add(made.id, made.type, made.start, made.end);
    settle_sometimes();
  }

  void remove() {
    std::swap(there_[random_() % there_.size()], there_.back());
    const Relationship gone = there_.back();
    there_.pop_back();
    changes_.remove(gone.id, gone.type, gone.start, gone.end);
    settle_sometimes();
  }

  void settle_sometimes() {
    if (settles_() % settle_one_in_ == 0) changes_.settle(rows_, NoRows());
  }

  std::uint32_t settle_one_in_;
  std::mt19937_64 random_{17};
  std::mt19937_64 settles_{18};
  AdjacencyChanges changes_{static_cast<NodeId>(1)};
  PendingRows rows_;
  std::vector<Relationship> there_;
};

TEST(EarlySteps, AreInTheBlocksOfTheirNodesAndLaterOnesInRowsOfTheirOwn) {
  DocumentSteps steps(50);
  steps.run();
  const auto rows = steps.rows();
  EXPECT_EQ(DocumentSteps::found(rows), steps.expected());
  EXPECT_TRUE(
      std::ranges::any_of(rows, [](const auto& row) { return is_early_block_key(row.first); }));
  EXPECT_FALSE(
      std::ranges::all_of(rows, [](const auto& row) { return is_early_block_key(row.first); }));
}

TEST(EarlySteps, AreTheSameWheneverTheyAreSettled) {
  DocumentSteps often(1), once(1u << 30);
  often.run();
  once.run();
  EXPECT_EQ(DocumentSteps::found(often.rows()), DocumentSteps::found(once.rows()));
  EXPECT_EQ(DocumentSteps::found(often.rows()), often.expected());
}

// Blocks that documents share grow; steps of nodes that were there before wait.
TEST(EarlySteps, AreWrittenWhenTheirDocumentEnds) {
  AdjacencyChanges changes(static_cast<NodeId>(1));
  PendingRows rows;
  std::uint64_t relationship = 1;
  for (const std::uint64_t first : {70u, 100u, 130u}) {
    changes.begin_document(static_cast<NodeId>(first));
    for (const std::uint64_t node : {first + 1, first, first + 2})
      changes.add(static_cast<RelationshipId>(relationship++), TypeId{1}, static_cast<NodeId>(node),
                  static_cast<NodeId>(2));
    changes.end_document(rows, NoRows());
  }
  EXPECT_EQ(rows.size(), 2u);
  EXPECT_FALSE(changes.empty());
  std::vector<std::uint64_t> nodes;
  for (const std::uint64_t block : {64u, 128u}) {
    const auto row = rows.find(id_key(static_cast<NodeId>(block)));
    ASSERT_NE(row, PendingRows::kNone);
    visit_early_sections(static_cast<NodeId>(block), rows[row].value,
                         [&](const EarlySection& section) { nodes.push_back(raw(section.node)); });
  }
  EXPECT_EQ(nodes, (std::vector<std::uint64_t>{70, 71, 72, 100, 101, 102, 130, 131, 132}));
  changes.settle(rows, NoRows());
  const auto hub = rows.find(adjacency_key({static_cast<NodeId>(2), false, TypeId{1}}));
  ASSERT_NE(hub, PendingRows::kNone);
  EXPECT_EQ(read_steps(static_cast<NodeId>(2), rows[hub].value).size(), 9u);
}

TEST(EarlySteps, OfANodeAreAtMostAsManyAsThereIsRoomFor) {
  AdjacencyChanges changes(static_cast<NodeId>(1));
  PendingRows rows;
  changes.begin_document(static_cast<NodeId>(70));
  for (std::uint64_t id = 1; id <= 20; ++id)
    changes.add(static_cast<RelationshipId>(id), TypeId{2}, static_cast<NodeId>(70),
                static_cast<NodeId>(2));
  changes.settle(rows, NoRows());
  const auto block = rows.find(id_key(static_cast<NodeId>(64)));
  ASSERT_NE(block, PendingRows::kNone);
  std::size_t early = 0;
  visit_early_groups(static_cast<NodeId>(70),
                     early_groups(rows[block].value, static_cast<NodeId>(70)),
                     [&](const AdjacencyKey& key, std::string_view row) {
                       EXPECT_EQ(key, (AdjacencyKey{static_cast<NodeId>(70), true, TypeId{2}}));
                       early += read_steps(key.node, row).size();
                     });
  EXPECT_EQ(early, kMostEarlySteps);
  const auto own = rows.find(adjacency_key({static_cast<NodeId>(70), true, TypeId{2}}));
  ASSERT_NE(own, PendingRows::kNone);
  EXPECT_EQ(read_steps(static_cast<NodeId>(70), rows[own].value).size(), 4u);
  // The other end was there before.
  const auto other = rows.find(adjacency_key({static_cast<NodeId>(2), false, TypeId{2}}));
  ASSERT_NE(other, PendingRows::kNone);
  EXPECT_EQ(read_steps(static_cast<NodeId>(2), rows[other].value).size(), 20u);
}

TEST(RelationshipBlock, IsWhatAMapWouldBe) {
  std::mt19937_64 random(5);
  constexpr auto kBlock = static_cast<RelationshipId>(64 * 7);
  for (int round = 0; round < 100; ++round) {
    std::map<RelationshipId, std::tuple<std::uint32_t, std::uint64_t, std::uint64_t, std::string>>
        model;
    std::string block;
    RelationshipPlace place;
    for (std::uint64_t i = random() % 3; i < kBlockRelationships; i += 1 + random() % 3) {
      const auto id = static_cast<RelationshipId>(raw(kBlock) + i);
      const std::string properties(random() % 5, 'p');
      const RelationshipRecord ends{static_cast<TypeId>(1 + random() % 300),
                                    static_cast<NodeId>(random()), static_cast<NodeId>(random())};
      append_relationship(block, place, id, {ends, properties});
      model[id] = {raw(ends.type), raw(ends.start), raw(ends.end), properties};
    }
    while (!model.empty()) {
      auto rest = model;
      const auto visit = [&](RelationshipId id, const RelationshipFields& fields) {
        EXPECT_EQ(rest[id], std::tuple(raw(fields.ends.type), raw(fields.ends.start),
                                       raw(fields.ends.end), std::string(fields.properties)));
        rest.erase(id);
        EXPECT_EQ(find_relationship(block, id)->properties, fields.properties);
      };
      visit_relationships(kBlock, block, visit);
      EXPECT_TRUE(rest.empty());
      const auto gone = std::next(model.begin(), static_cast<long>(random() % model.size()));
      block = without_relationship(block, gone->first);
      EXPECT_FALSE(find_relationship(block, gone->first));
      model.erase(gone);
    }
    EXPECT_EQ(block, "");
  }
}

TEST(RelationshipBlock, DoesNotReadBeyondItsEnd) {
  const auto read = [](std::string_view bytes) {
    visit_relationships(RelationshipId::none, bytes,
                        [](RelationshipId, const RelationshipFields&) {});
  };
  EXPECT_THROW(read(std::string(65, '\0')), Error);
  EXPECT_THROW(read("\x01\x02\x02\x05"), Error);
}

TEST(LabelBlock, IsWhatASetWouldBe) {
  std::mt19937_64 random(9);
  constexpr auto kBlock = static_cast<NodeId>(kBlockNodes * 3);
  PendingRows rows;
  const PendingRows::Number row = rows.put("key", "");
  std::set<NodeId> model;
  for (int i = 0; i < 500; ++i) {
    const auto node = static_cast<NodeId>(raw(kBlock) + random() % kBlockNodes);
    add_to_label_block(rows, row, node);
    model.insert(node);
  }
  std::string block(rows[row].value);
  while (true) {
    std::vector<NodeId> nodes;
    read_label_block(kBlock, block, nodes);
    ASSERT_EQ(nodes, std::vector<NodeId>(model.begin(), model.end()));
    if (model.empty()) break;
    const NodeId gone = *std::next(model.begin(), static_cast<long>(random() % model.size()));
    block = without_node(block, gone);
    model.erase(gone);
  }
  EXPECT_EQ(block, "");
  std::vector<NodeId> nodes;
  EXPECT_THROW(read_label_block(kBlock, std::string(513, '\1'), nodes), Error);
  EXPECT_THROW(read_label_block(kBlock, std::string("\1\0", 2), nodes), Error);
}

}  // namespace
}  // namespace chancery
