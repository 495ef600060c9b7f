// What the writer of documents remembers changes nothing of what it writes.

#include "statements_memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "chancery/folding.h"
#include "chancery/statements.h"
#include "store/keys.h"
#include "temp_database.h"
#include "text_slices.h"

namespace chancery {
namespace {

using Random = std::mt19937;

EntityRecord random_record(Random& random) {
  const std::vector<std::string> names = {"Forum", "Cyber Forum", "forum", "Été", "Forum X", "CF"};
  const auto any = [&](std::size_t count) { return random() % count; };
  EntityRecord record;
  record.id = "org:" + std::to_string(any(5));
  if (any(3) > 0) record.type = any(2) ? "Organization" : "Process";
  if (any(3) == 0) record.kind = any(2) ? "agency" : "civil-society";
  record.name = names[any(names.size())];
  for (std::size_t i = any(4); i > 0; --i) record.aliases.push_back(names[any(names.size())]);
  if (any(2)) record.properties["seen"] = static_cast<std::int64_t>(any(30));
  if (any(4) == 0) record.properties["iso"] = any(2) ? "AA" : "BB";
  record.known = any(12) == 0;
  return record;
}

// A document that says something of the entities, and relates the first to each.
Annotations document_of(const std::string& id, std::vector<EntityRecord> entities,
                        const std::string& title = {}) {
  Annotations a;
  a.document.id = id;
  a.document.date = "2024-05-01";
  a.document.text = "It supports them.";
  a.passages.push_back({{0, 17}, "", "sentence", ""});
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    a.mentions.push_back({0, i, {12, 16}});
    StatementRecord statement;
    statement.type = "SUPPORTS";
    statement.object = i;
    statement.cue = {3, 11};
    statement.span = {0, 17};
    statement.status = "done";
    statement.polarity = "positive";
    statement.title = title;
    a.statements.push_back(statement);
  }
  a.entities = std::move(entities);
  return a;
}

std::string stored(const EntityRecord& record) {
  std::string bytes;
  append_record(bytes, record);
  return bytes;
}

using Step = std::function<void(Transaction&)>;

// Documents come, change and go.
std::vector<Step> random_steps(unsigned seed) {
  Random random(seed);
  std::vector<Step> steps;
  for (int i = 0; i < 120; ++i) {
    const std::string id = "doc:" + std::to_string(random() % 40);
    if (random() % 8 == 0) {
      steps.push_back([id](Transaction& tx) { remove_document(tx, id); });
      continue;
    }
    std::vector<EntityRecord> entities(1 + random() % 4);
    for (EntityRecord& entity : entities) entity = random_record(random);
    steps.push_back([a = document_of(id, std::move(entities), random() % 3 ? "" : "Chair")](
                        Transaction& tx) { replace_document(tx, a); });
  }
  return steps;
}

// What the writer of documents keeps, and the nodes and relationships it makes.
std::vector<std::string> rows_of(const Graph& graph) {
  std::vector<std::string> lines;
  const auto view = graph.snapshot();
  for (const Family family : {Family::contributions, Family::evidence, Family::names, Family::nodes,
                              Family::relationships, Family::relationship_properties}) {
    const auto rows = reads_of(*view).rows().scan(family, {}, {});
    while (rows->next()) {
      lines.push_back(std::to_string(static_cast<int>(family)) + std::string(rows->key()) + "=" +
                      std::string(rows->value()));
    }
  }
  return lines;
}

TEST(DocumentMemory, RowsAreTheSameWhateverIsRemembered) {
  for (const unsigned seed : {1u, 2u, 3u}) {
    const std::vector<Step> steps = random_steps(seed);
    TempDatabase at_once, one_by_one, forgetting;
    const auto all = at_once->begin();
    for (const Step& step : steps) step(*all);
    all->commit(false);
    for (const Step& step : steps) {
      const auto tx = one_by_one->begin();
      step(*tx);
      tx->commit(false);
    }
    for (const Step& step : steps) {
      const auto tx = forgetting->begin();
      store_transaction(*tx).forget_documents();
      step(*tx);
      store_transaction(*tx).forget_documents();
      tx->commit(false);
    }
    EXPECT_EQ(rows_of(*at_once), rows_of(*one_by_one)) << "seed " << seed;
    EXPECT_EQ(rows_of(*at_once), rows_of(*forgetting)) << "seed " << seed;
    EXPECT_EQ(at_once->verify().faults, std::vector<std::string>()) << "seed " << seed;
  }
}

// Its properties are written with it, and have a row of their own only when they change.
TEST(DocumentMemory, ADerivedRelationshipIsMadeWithAllThatItsDocumentSays) {
  TempDatabase db;
  Random random(3);
  EntityRecord record = random_record(random);
  const auto changed_rows = [&] {
    const auto tx = db->begin();
    std::size_t rows = 0;
    const auto cursor = store_transaction(*tx).rows().scan(Family::relationship_properties, {}, {});
    while (cursor->next()) ++rows;
    return rows;
  };
  const auto write = [&](const std::string& id) {
    Annotations a = document_of(id, {record}, "Chair");
    a.statements.push_back(a.statements.front());
    const auto tx = db->begin();
    replace_document(*tx, a);
    tx->commit(false);
  };
  write("doc:1");
  EXPECT_EQ(changed_rows(), 0u);
  write("doc:2");
  EXPECT_EQ(changed_rows(), 1u);
  EXPECT_EQ(db->verify().faults, std::vector<std::string>());
}

TEST(DocumentMemory, WhatWaitsIsWrittenBeforeOthersWrite) {
  TempDatabase db;
  Random random(7);
  const auto tx = db->begin();
  for (int i = 0; i < 30; ++i) {
    replace_document(*tx, document_of("doc:" + std::to_string(i % 20), {random_record(random)}));
    if (i % 4 == 0) tx->create_node({});
  }
  tx->commit(false);
  EXPECT_EQ(db->verify().faults, std::vector<std::string>());
}

// What documents say of an entity as they say it, by its node.
TEST(DocumentMemory, ANodeOfAnEntityBecomesWhatDocumentsSayAndKeepsWhatUsersGaveIt) {
  TempDatabase db;
  EntityRecord forum;
  forum.id = "org:forum";
  forum.type = "Organization";
  forum.kind = "agency";
  forum.name = "Forum";
  forum.aliases = {"CF"};
  forum.properties["seen"] = std::int64_t{1};
  const auto tx = db->begin();
  replace_document(*tx, document_of("doc:1", {forum}));
  const NodeId node = tx->find_name("Forum").front();
  tx->add_label(node, tx->intern_label("Watched"));
  tx->set_property(node, tx->intern_key("note"), std::string("ours"));
  tx->set_property(node, tx->intern_key("seen"), std::int64_t{2});
  forum.type = "Process";
  forum.kind.clear();
  forum.name = "Cyber Forum";
  forum.properties.clear();
  replace_document(*tx, document_of("doc:1", {forum}));
  std::vector<std::string> labels;
  for (const LabelId label : tx->labels(node)) labels.emplace_back(tx->name(label));
  EXPECT_EQ(labels, (std::vector<std::string>{"Entity", "Process", "Watched"}));
  EXPECT_EQ(tx->property(node, *tx->key_id("note")).as_string(), "ours");
  EXPECT_TRUE(tx->property(node, *tx->key_id("seen")).is_null());
  EXPECT_TRUE(tx->property(node, *tx->key_id("kind")).is_null());
  EXPECT_EQ(tx->find(*tx->label_id("Process"), *tx->key_id("name"), "Cyber Forum"),
            std::vector<NodeId>{node});
  EXPECT_EQ(tx->find_name("Forum"), std::vector<NodeId>());
  EXPECT_EQ(tx->find_name("cf"), std::vector<NodeId>{node});
  tx->commit(false);
  EXPECT_EQ(db->verify().faults, std::vector<std::string>());
}

// A record that most documents give is recognised as they give it.
TEST(DocumentMemory, CountsARecordOnceWhateverTheOrderOfItsAliases) {
  TempDatabase db;
  EntityRecord forum;
  forum.id = "org:forum";
  forum.name = "Forum";
  forum.aliases = {"F", "CF"};
  EntityRecord turned = forum;
  std::reverse(turned.aliases.begin(), turned.aliases.end());
  EntityRecord other = forum;
  other.aliases.emplace_back("X");
  const auto tx = db->begin();
  int documents = 0;
  for (const EntityRecord& record : {forum, forum, turned, forum, other, forum}) {
    replace_document(*tx, document_of("doc:" + std::to_string(++documents), {record}));
  }
  tx->commit(false);
  const auto view = db->snapshot();
  const auto row =
      reads_of(*view).rows().get(Family::contributions, contributions_key("org:forum"));
  ASSERT_TRUE(row);
  std::map<std::string, std::uint64_t> counts;
  for (const Contribution& each : parse_contributions(*row)) {
    counts[std::string(each.record)] = each.count;
    EXPECT_EQ(each.digest.size(), 16u);
  }
  EXPECT_EQ(counts, (std::map<std::string, std::uint64_t>{{stored(forum), 5}, {stored(other), 1}}));
  EXPECT_EQ(db->verify().faults, std::vector<std::string>());
}

TEST(DocumentMemory, NothingIsLeftOfARolledBackTransaction) {
  TempDatabase db, other;
  Random random(5);
  const Annotations kept = document_of("doc:kept", {random_record(random)});
  const Annotations again = document_of("doc:again", {random_record(random)});
  const auto store = [](Graph& graph, const Annotations& annotations) {
    const auto tx = graph.begin();
    replace_document(*tx, annotations);
    tx->commit(false);
  };
  store(*db, kept);
  {
    const auto tx = db->begin();
    for (int i = 0; i < 10; ++i) {
      replace_document(*tx, document_of("doc:" + std::to_string(i), {random_record(random)}));
    }
    tx->rollback();
  }
  store(*db, again);
  store(*other, kept);
  store(*other, again);
  EXPECT_EQ(rows_of(*db), rows_of(*other));
}

TEST(DocumentMemory, IsForgottenWhereItGrows) {
  constexpr std::size_t kEach = 8 << 20;
  TempDatabase db;
  const auto tx = db->begin();
  for (int i = 0; i < 12; ++i) {
    EntityRecord record;
    record.id = "org:" + std::to_string(i % 10);
    record.name = "Forum " + std::to_string(i);
    record.properties["text"] = std::string(kEach, static_cast<char>('a' + i));
    replace_document(*tx, document_of("doc:" + std::to_string(i), {record}));
    const std::size_t bytes = memory_of(store_transaction(*tx))->bytes();
    ASSERT_LT(bytes, DocumentMemory::kMostBytes + 3 * kEach) << i;
  }
  tx->commit(false);
  EXPECT_EQ(db->verify().faults, std::vector<std::string>());
}

// Whatever the place of a record among the others, given by its digest.
TEST(StoredRecords, WhatIsSaidAlreadyChangesNothing) {
  Random random(11);
  int said = 0;
  for (int round = 0; round < 20000; ++round) {
    std::map<std::string, std::string> records;  // by digest
    for (std::size_t i = 1 + random() % 4; i > 0; --i) {
      records.emplace(std::to_string(random()), stored(random_record(random)));
    }
    const auto merge = [&] {
      std::vector<Contribution> all;
      for (const auto& [digest, record] : records) all.push_back({digest, 1, record});
      std::string scratch;
      return std::string(merge_contributions(all, scratch));
    };
    const std::string before = merge();
    const std::string added = stored(random_record(random));
    records.emplace(std::to_string(random()), added);
    StoredRecord merged, record;
    merged.read(before);
    record.read(added);
    if (!says_already(merged, record)) continue;
    ++said;
    ASSERT_EQ(merge(), before);
  }
  EXPECT_GT(said, 500);
}

TEST(StoredRecords, OrderAndRepetitionOfAliasesMeanNothing) {
  EntityRecord record;
  record.name = "Forum";
  record.aliases = {"F", "CF"};
  EntityRecord same = record;
  same.aliases = {"CF", "F", "CF"};
  same.properties["unknown"] = Value();
  EXPECT_EQ(stored(record), stored(same));
  same.aliases.emplace_back("X");
  EXPECT_NE(stored(record), stored(same));
}

TEST(TextSlices, AreThoseOfTheCodePoints) {
  Random random(3);
  for (const std::string& rare :
       {std::string("é"), std::string("\xF0\x9F\x98\x80"), std::string("\xFF"), std::string()}) {
    std::string text;
    for (int i = 0; i < 700; ++i) text += random() % 90 == 0 ? rare : std::string("a");
    const TextSlices slices(text);
    const auto count = static_cast<std::uint32_t>(code_point_count(text));
    for (int i = 0; i < 300; ++i) {
      const auto start = static_cast<std::uint32_t>(random() % (count + 1));
      const auto end = start + static_cast<std::uint32_t>(random() % (count + 9 - start));
      const TextSpan span{start, end};
      const std::size_t from = byte_offset(text, start);
      EXPECT_EQ(slices[span], text.substr(from, byte_offset(text, end) - from));
    }
  }
}

}  // namespace
}  // namespace chancery
