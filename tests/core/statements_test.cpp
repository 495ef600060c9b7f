// The knowledge graph: documents in, statements and derived relationships out.

#include "chancery/statements.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "chancery/folding.h"
#include "temp_database.h"

namespace chancery {
namespace {

TextSpan span_of(const std::string& text, const std::string& part) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  const auto start = static_cast<std::uint32_t>(code_point_count(text.substr(0, at)));
  return {start, start + static_cast<std::uint32_t>(code_point_count(part))};
}

EntityRecord known(const std::string& id, const std::string& type, const std::string& name) {
  EntityRecord record;
  record.id = id;
  record.type = type;
  record.name = name;
  record.known = true;
  return record;
}

// "<subject> supports <object>.", as the extractor would hand it over.
Annotations support(const std::string& document, const std::string& date,
                    const EntityRecord& subject, const EntityRecord& object) {
  Annotations a;
  a.document.id = document;
  a.document.title = "Remarks of " + date;
  a.document.date = date;
  a.document.language = "en";
  a.document.source = document + ".txt";
  a.document.sha256 = std::string(64, 'a');
  a.document.text = "Été. " + subject.name + " supports " + object.name + ".";
  const std::string sentence = subject.name + " supports " + object.name + ".";
  a.passages.push_back({span_of(a.document.text, sentence), "", "sentence", ""});
  a.entities = {subject, object};
  a.mentions.push_back({0, 0, span_of(a.document.text, subject.name)});
  a.mentions.push_back({0, 1, span_of(a.document.text, object.name)});
  StatementRecord statement;
  statement.type = "SUPPORTS";
  statement.subject = 0;
  statement.object = 1;
  statement.cue = span_of(a.document.text, "supports");
  statement.span = a.passages[0].span;
  statement.status = "ongoing";
  statement.polarity = "positive";
  statement.rule = "verb";
  statement.confidence = 0.9;
  a.statements.push_back(statement);
  return a;
}

const EntityRecord kEu = known("org:eu", "Organization", "European Union");
const EntityRecord kUs = known("state:us", "State", "United States");
const EntityRecord kPoa = known("proc:poa", "Process", "Programme of Action");

void store(Graph& graph, const Annotations& annotations) {
  const auto tx = graph.begin();
  replace_document(*tx, annotations);
  tx->commit(false);
}

std::optional<RelationshipId> derived(const GraphView& view, const std::string& subject,
                                      const std::string& type, const std::string& object) {
  const auto from = find_entity(view, subject);
  const auto to = find_entity(view, object);
  const auto type_id = view.type_id(type);
  if (!from || !to || !type_id) return std::nullopt;
  const auto found = view.between(*from, *type_id, *to);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

// Everything in the graph without the numbers of nodes and relationships, as sorted lines.
std::vector<std::string> logical_dump(const GraphView& view) {
  const auto line_of = [&](NodeId node) {
    std::set<std::string> labels;
    for (const LabelId label : view.labels(node)) labels.emplace(view.name(label));
    Map properties;
    for (const auto& [key, value] : view.properties(node)) {
      properties.emplace(view.name(key), value);
    }
    std::string line;
    for (const std::string& label : labels) line += ":" + label;
    return line + to_cypher(properties);
  };
  std::vector<std::string> lines;
  const auto nodes = view.all_nodes();
  for (NodeId node = nodes->next(); node != NodeId::none; node = nodes->next()) {
    lines.push_back(line_of(node));
  }
  const auto relationships = view.all_relationships();
  for (RelationshipId id = relationships->next(); id != RelationshipId::none;
       id = relationships->next()) {
    const auto record = view.relationship(id);
    Map properties;
    for (const auto& [key, value] : view.properties(id)) properties.emplace(view.name(key), value);
    std::string line = line_of(record->start) + "-" + std::string(view.name(record->type)) +
                       to_cypher(properties) + "->" + line_of(record->end);
    for (const Evidence& proof : evidence(view, id)) line += " " + proof.statement;
    lines.push_back(line);
  }
  std::ranges::sort(lines);
  return lines;
}

TEST(Statements, EvidenceLeadsToTheExactSentence) {
  TempDatabase db;
  Annotations a = support("doc:one", "2023-05-01", kEu, kPoa);
  a.document.symbol = "A/78/1";
  a.passages[0].number = "3";
  store(*db, a);
  const auto view = db->snapshot();
  const auto relationship = derived(*view, "org:eu", "SUPPORTS", "Programme of Action");
  ASSERT_TRUE(relationship);
  const auto proofs = evidence(*view, *relationship);
  ASSERT_EQ(proofs.size(), 1u);
  const Evidence& proof = proofs.front();
  EXPECT_EQ(proof.quote, "European Union supports Programme of Action.");
  EXPECT_EQ(proof.cue, "supports");
  EXPECT_EQ(proof.subject, "org:eu");
  EXPECT_EQ(proof.object, "proc:poa");
  EXPECT_EQ(proof.document, "doc:one");
  EXPECT_EQ(proof.symbol, "A/78/1");
  EXPECT_EQ(proof.paragraph, "3");
  EXPECT_EQ(proof.date, "2023-05-01");
  const std::string text = *view->document_text("doc:one");
  const std::size_t start = byte_offset(text, proof.quote_span.start);
  EXPECT_EQ(text.substr(start, proof.quote.size()), proof.quote);
  EXPECT_EQ(to_value(proof).as_map().at("quote_span").as_map().at("start").as_integer(), 5);
  EXPECT_EQ(document_digest(*view, "doc:one"), std::string(64, 'a'));
  EXPECT_FALSE(document_digest(*view, "doc:two"));
  EXPECT_TRUE(db->verify().faults.empty());
}

TEST(Statements, EvidenceTellsHowItWasRead) {
  TempDatabase db;
  Annotations a = support("doc:one", "2023-05-01", kEu, kPoa);
  a.document.extractor = "reader 1";
  a.statements[0].trail = {"It -> org:eu"};
  store(*db, a);
  const auto proof = [&] {
    const auto view = db->snapshot();
    return evidence(*view, *derived(*view, "org:eu", "SUPPORTS", "proc:poa")).at(0);
  };
  EXPECT_EQ(proof().trail, a.statements[0].trail);
  EXPECT_TRUE(proof().dropped.empty());
  // What was dropped is part of what the document says: another list is written anew.
  a.statements[0].dropped = {"org:eu SUPPORTS region:asia (verb, 0.90): read twice"};
  store(*db, a);
  EXPECT_EQ(proof().dropped, a.statements[0].dropped);
  EXPECT_EQ(proof().extractor, "reader 1");
  const Map map = to_value(proof()).as_map();
  EXPECT_EQ(map.at("dropped").as_list().at(0).as_string(), a.statements[0].dropped[0]);
  EXPECT_TRUE(db->verify().faults.empty());
}

TEST(Statements, ADerivedRelationshipSumsUpItsStatements) {
  TempDatabase db;
  store(*db, support("doc:b", "2023-05-01", kEu, kPoa));
  Annotations earlier = support("doc:a", "2021-02-03", kEu, kPoa);
  earlier.statements[0].status = "planned";
  store(*db, earlier);
  Annotations against = support("doc:c", "2024-01-01", kEu, kPoa);
  against.statements[0].polarity = "negative";
  store(*db, against);
  Annotations doubtful = support("doc:d", "2025-01-01", kEu, kPoa);
  doubtful.statements[0].confidence = 0.2;
  store(*db, doubtful);

  const auto view = db->snapshot();
  const auto type = *view->type_id("SUPPORTS");
  EXPECT_EQ(view->relationship_count(type), 2u);  // one per polarity, none for the candidate
  const auto relationship = *derived(*view, "org:eu", "SUPPORTS", "proc:poa");
  const auto at = [&](std::string_view key) {
    return to_display(view->property(relationship, *view->key_id(key)));
  };
  EXPECT_EQ(at("statements"), "2");
  EXPECT_EQ(at("first"), "2021-02-03");
  EXPECT_EQ(at("last"), "2023-05-01");
  EXPECT_EQ(at("polarity"), "positive");
  EXPECT_EQ(at("status"), "ongoing");
  EXPECT_EQ(view->node_count(*view->label_id("Statement")), 4u);
  const auto proofs = evidence(*view, relationship);
  ASSERT_EQ(proofs.size(), 2u);
  EXPECT_EQ(proofs[0].document, "doc:a");
}

TEST(Statements, RemovingADocumentLeavesNothingOfIt) {
  TempDatabase db;
  store(*db, support("doc:one", "2023-05-01", kEu, kPoa));
  const auto before = logical_dump(*db->snapshot());
  store(*db, support("doc:two", "2024-05-01", kUs, kPoa));
  {
    const auto tx = db->begin();
    EXPECT_TRUE(remove_document(*tx, "doc:two"));
    EXPECT_FALSE(remove_document(*tx, "doc:two"));
    tx->commit(false);
  }
  EXPECT_EQ(logical_dump(*db->snapshot()), before);
  EXPECT_FALSE(find_entity(*db->snapshot(), "state:us"));
  EXPECT_FALSE(db->snapshot()->document_text("doc:two"));
  EXPECT_EQ(db->verify().faults, std::vector<std::string>());
}

// What the writer of documents remembers from one transaction to the next holds only while nobody
// else writes.
TEST(Statements, WhatOthersHaveRemovedIsMadeAgain) {
  TempDatabase db;
  store(*db, support("doc:one", "2023-05-01", kEu, kPoa));
  const auto before = db->snapshot();
  {
    const auto tx = db->begin();
    ASSERT_TRUE(remove_document(*tx, "doc:one"));
    tx->commit(false);
  }
  {
    const auto tx = db->begin();
    tx->create_node({});
    tx->commit(false);
  }
  store(*db, support("doc:two", "2024-05-01", kEu, kPoa));
  store(*db, support("doc:one", "2023-05-01", kEu, kPoa));
  const auto node = find_entity(*db->snapshot(), "org:eu");
  ASSERT_TRUE(node);
  EXPECT_FALSE(before->exists(*node));
  EXPECT_EQ(db->verify().faults, std::vector<std::string>());
}

TEST(Statements, EntitiesAreFoundByAnyOfTheirNames) {
  TempDatabase db;
  EntityRecord eu = kEu;
  eu.aliases = {"EU", "Union européenne", "Европейский союз"};
  eu.kind = "civil-society";
  store(*db, support("doc:one", "2023-05-01", eu, kPoa));
  const auto view = db->snapshot();
  const auto node = find_entity(*view, "org:eu");
  ASSERT_TRUE(node);
  EXPECT_EQ(find_entity(*view, "UNION EUROPEENNE"), node);
  EXPECT_EQ(find_entity(*view, "европейский  союз"), node);
  EXPECT_FALSE(find_entity(*view, "no such thing"));
  EXPECT_TRUE(view->has_label(*node, *view->label_id("Organization")));
  EXPECT_TRUE(view->has_label(*node, *view->label_id("CivilSociety")));
  EXPECT_EQ(view->complete_name("union", 5), std::vector<std::string>{"Union européenne"});
}

// Six documents in any order, each several times in changing versions: the same graph.
TEST(Statements, IncrementalIngestEqualsIngestFromScratch) {
  const auto version = [](int document, int number) {
    EntityRecord unknown;
    unknown.id = "org:task-force";
    unknown.type = "Organization";
    unknown.name = document % 2 ? "Cyber Task Force" : "Task Force";
    unknown.aliases = {"CTF" + std::to_string((document + number) % 3)};
    unknown.properties = {{"seen", (document + number) % 2}};
    const std::string year = std::to_string(2018 + (document * 3 + number) % 7);
    Annotations a = support("doc:" + std::to_string(document), year + "-01-01",
                            document % 3 ? kUs : unknown, number % 2 ? kPoa : unknown);
    if (number == 2) a.statements.push_back(a.statements.front());
    if (number == 1) a.statements.front().title = "Chair " + std::to_string(document);
    return a;
  };
  TempDatabase scratch;
  for (int document = 0; document < 6; ++document) store(*scratch, version(document, 0));
  const auto expected = logical_dump(*scratch->snapshot());
  const std::string fingerprint = scratch->publish().fingerprint;

  for (const unsigned seed : {1u, 2u, 3u}) {
    std::mt19937 random(seed);
    TempDatabase db;
    for (int round = 0; round < 20; ++round) {
      store(*db, version(static_cast<int>(random() % 6), static_cast<int>(random() % 3)));
    }
    std::vector<int> order = {0, 1, 2, 3, 4, 5};
    std::ranges::shuffle(order, random);
    for (const int document : order) store(*db, version(document, 0));
    EXPECT_EQ(logical_dump(*db->snapshot()), expected) << "seed " << seed;
    EXPECT_EQ(db->verify().faults, std::vector<std::string>());
    EXPECT_EQ(db->publish().fingerprint, fingerprint);
  }
}

TEST(Statements, RebuildMendsWhatWasBrokenByHand) {
  TempDatabase db;
  store(*db, support("doc:one", "2023-05-01", kEu, kPoa));
  store(*db, support("doc:two", "2024-05-01", kEu, kPoa));
  const auto before = logical_dump(*db->snapshot());
  {
    const auto tx = db->begin();
    const auto id = *derived(*tx, "org:eu", "SUPPORTS", "proc:poa");
    tx->set_property(id, tx->intern_key("statements"), 17);
    tx->commit(false);
  }
  EXPECT_EQ(db->verify().faults.size(), 1u);
  {
    const auto tx = db->begin();
    EXPECT_EQ(rebuild_derived(*tx), 1u);
    EXPECT_EQ(rebuild_derived(*tx), 0u);
    tx->commit(false);
  }
  EXPECT_EQ(logical_dump(*db->snapshot()), before);
  EXPECT_TRUE(db->verify().faults.empty());
}

TEST(Statements, ARelationshipMadeByAUserIsNotTakenOver) {
  TempDatabase db;
  store(*db, support("doc:one", "2023-05-01", kEu, kPoa));
  RelationshipId mine;
  {
    const auto tx = db->begin();
    mine = tx->create_relationship(*find_entity(*tx, "org:eu"), tx->intern_type("SUPPORTS"),
                                   *find_entity(*tx, "proc:poa"));
    tx->set_property(mine, tx->intern_key("polarity"), "positive");
    tx->commit(false);
  }
  store(*db, support("doc:two", "2024-05-01", kEu, kPoa));
  const auto view = db->snapshot();
  EXPECT_TRUE(view->property(mine, *view->key_id("statements")).is_null());
  EXPECT_TRUE(evidence(*view, mine).empty());
  EXPECT_TRUE(db->verify().faults.empty());
}

TEST(Statements, EvidenceNamesRuleAndAnnotators) {
  std::set<std::string> fingerprints;
  Annotations a = support("doc:a", "2024-01-01", kEu, kPoa);
  for (const std::string version : {"", "1.0", "2.0"}) {
    TempDatabase database;
    if (!version.empty()) {
      a.annotators = {{"my-model", version}, {"people", ""}};
      a.mentions[1].annotator = 0;
      a.statements[0].annotators = {0, 1};
    }
    store(*database, a);
    const auto view = database->snapshot();
    const auto proofs = evidence(*view, *derived(*view, "org:eu", "SUPPORTS", "proc:poa"));
    ASSERT_EQ(proofs.size(), 1u);
    EXPECT_EQ(proofs[0].rule, "verb");
    EXPECT_EQ(proofs[0].annotators, a.annotators);
    fingerprints.insert(database->publish("").fingerprint);
    EXPECT_TRUE(database->verify().faults.empty());
  }
  EXPECT_EQ(fingerprints.size(), 3u);
}

TEST(Statements, RefusesAnnotationsThatPointOutside) {
  TempDatabase db;
  const auto refused = [&](const std::function<void(Annotations&)>& spoil) {
    Annotations a = support("doc:one", "2023-05-01", kEu, kPoa);
    spoil(a);
    const auto tx = db->begin();
    EXPECT_THROW(replace_document(*tx, a), Error);
    EXPECT_EQ(tx->node_count(), 0u);
  };
  refused([](Annotations& a) { a.passages[0].span.end = 10000; });
  refused([](Annotations& a) { a.mentions[0].entity = 2; });
  refused([](Annotations& a) { a.mentions[1].passage = 1; });
  refused([](Annotations& a) { a.statements[0].object = 9; });
  refused([](Annotations& a) { a.statements[0].speaker = 9; });
  refused([](Annotations& a) { a.statements[0].annotators = {0}; });
  refused([](Annotations& a) { a.mentions[0].annotator = 0; });
  refused([](Annotations& a) { a.statements[0].cue = {9, 3}; });
  refused([](Annotations& a) { a.document.id.clear(); });
  refused([](Annotations& a) { a.entities[0].properties["x"] = Map(); });
}

// Which of two records of an entity comes first depends on their digests.
TEST(Statements, ADocumentMaySayTwoThingsOfAnEntity) {
  TempDatabase db;
  Annotations a = support("doc:one", "2024-05-01", kUs, kPoa);
  for (int i = 0; i < 20; ++i) {
    for (const std::string name : {"Cyber Forum ", "Forum "}) {
      EntityRecord record;
      record.id = "forum:" + std::to_string(i);
      record.type = "Forum";
      record.name = name + std::to_string(i);
      a.entities.push_back(record);
    }
  }
  store(*db, a);
  EXPECT_EQ(db->verify().faults, std::vector<std::string>());
  const auto view = db->snapshot();
  for (int i = 0; i < 20; ++i) {
    const auto short_name = find_entity(*view, "Forum " + std::to_string(i));
    ASSERT_TRUE(short_name) << i;
    EXPECT_EQ(find_entity(*view, "Cyber Forum " + std::to_string(i)), short_name);
  }
}

}  // namespace
}  // namespace chancery
