// Imports of CSV and JSON Lines through the public door, and what they leave in the store.

#include "chancery/import.h"

#include <gtest/gtest.h>

#include <fstream>

#include "chancery/error.h"
#include "temp_database.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

class Import : public ::testing::Test {
 protected:
  fs::path file(const std::string& name, const std::string& text) {
    const fs::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  ImportTable nodes(const std::string& text, std::vector<std::string> labels = {"Person"}) {
    return table(ImportKind::nodes, text, std::move(labels));
  }
  ImportTable relationships(const std::string& text, std::vector<std::string> type = {"KNOWS"}) {
    return table(ImportKind::relationships, text, std::move(type));
  }
  ImportTable table(ImportKind kind, const std::string& text, std::vector<std::string> labels) {
    const std::string name = std::to_string(++files_) + ".csv";
    return {.kind = kind, .labels = std::move(labels), .files = {file(name, text)}};
  }
  ImportTable dump(const std::string& text) {
    return {.kind = ImportKind::mixed, .labels = {}, .files = {file("dump.jsonl", text)}};
  }

  /// The error without the folder, after which the graph must be as it was.
  std::string error_of(const std::vector<ImportTable>& tables, const ImportOptions& options = {}) {
    const auto before = db_->snapshot();
    try {
      import_graph(*db_, tables, options);
    } catch (const Error& error) {
      EXPECT_EQ(db_->snapshot()->node_count(), before->node_count());
      EXPECT_EQ(db_->snapshot()->labels().size(), before->labels().size());
      EXPECT_TRUE(db_->verify().faults.empty());
      std::string text = error.render();
      const std::string folder = folder_.path().string() + "/";
      for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder))
        text.erase(at, folder.size());
      return text;
    }
    return "nothing was thrown";
  }

  /// The node with the id, as Cypher writes it.
  std::string person(const Value& id) {
    const auto view = db_->snapshot();
    const auto found = view->find(*view->label_id("Person"), *view->key_id("id"), id);
    if (found.size() != 1) return std::to_string(found.size()) + " nodes";
    NodeData data;
    for (const LabelId label : view->labels(found[0])) data.labels.emplace_back(view->name(label));
    for (const auto& [key, value] : view->properties(found[0]))
      data.properties.emplace(view->name(key), value);
    return to_cypher(Node{found[0], std::make_shared<const NodeData>(data)});
  }

  /// "start-TYPE->end" by the ids of the ends, with properties.
  std::vector<std::string> steps() {
    const auto view = db_->snapshot();
    const auto id_of = [&](NodeId node) {
      return to_display(view->property(node, *view->key_id("id")));
    };
    std::vector<std::string> out;
    const auto all = view->all_relationships();
    for (auto id = all->next(); id != RelationshipId::none; id = all->next()) {
      const auto ends = view->relationship(id);
      Map properties;
      for (const auto& [key, value] : view->properties(id))
        properties[std::string(view->name(key))] = value;
      out.push_back(id_of(ends->start) + "-" + std::string(view->name(ends->type)) + "->" +
                    id_of(ends->end) + (properties.empty() ? "" : " " + to_cypher(properties)));
    }
    return out;
  }

  void expect_clean() {
    for (const std::string& fault : db_->verify().faults) ADD_FAILURE() << fault;
  }

  TempFolder folder_;
  TempDatabase db_;
  int files_ = 0;
};

using Texts = std::vector<std::string>;

TEST_F(Import, NodesAndRelationshipsWithTypesLabelsAndLists) {
  const auto report = import_graph(
      *db_, {nodes("id:ID,name,born:date,score:float,active:boolean,tags:string[],:LABEL,x:IGNORE\n"
                   "p1,\"Ada, L.\",1815-12-10,1.5,true,a;b,Author;Person,junk\n"
                   "p2,,,,,\"\",,\n"),
             relationships(":START_ID,:END_ID,:TYPE,since:int\np1,p2,,1840\np2,p1,LIKES,\n")});
  EXPECT_EQ(report.nodes, 2u);
  EXPECT_EQ(report.relationships, 2u);
  EXPECT_EQ(report.properties, 9u);
  EXPECT_EQ(report.indexes.size(), 2u);
  EXPECT_GT(report.bytes, 0u);
  EXPECT_EQ(person("p1"),
            "(:Person:Author {active: true, born: '1815-12-10', id: 'p1', name: 'Ada, L.', "
            "score: 1.5, tags: ['a', 'b']})");
  EXPECT_EQ(person("p2"), "(:Person {id: 'p2', tags: []})");
  EXPECT_EQ(steps(), (Texts{"p1-KNOWS->p2 {since: 1840}", "p2-LIKES->p1"}));
  expect_clean();
}

TEST_F(Import, OneIdInTwoSpacesIsTwoNodes) {
  import_graph(*db_, {nodes("id:ID(P)\n1\n2\n"), nodes("id:ID(C)\n1\n", {"City", "Person"}),
                      relationships(":START_ID(P),:END_ID(C)\n2,1\n", {"LIVES_IN"})});
  EXPECT_EQ(steps(), (Texts{"2-LIVES_IN->1"}));
  EXPECT_EQ(person("1"), "2 nodes");
  EXPECT_EQ(error_of({nodes("id:ID(P)\n1\n"), relationships(":START_ID(P),:END_ID(X)\n1,1\n")}),
            "5.csv:1: No table of nodes has the id space 'X'; there is 'P'.");
}

TEST_F(Import, IntegerIdsAreStoredAsIntegers) {
  import_graph(*db_, {nodes("id:ID\n007\n"), relationships(":START_ID,:END_ID\n7,07\n")},
               {.integer_ids = true});
  EXPECT_EQ(person(7), "(:Person {id: 7})");
  EXPECT_EQ(steps(), (Texts{"7-KNOWS->7"}));
  EXPECT_EQ(error_of({nodes("id:ID\nx\n")}, {.integer_ids = true}).substr(0, 52),
            "3.csv:2:1: The id 'x' is no integer of 64 bits. Noth");
}

TEST_F(Import, OneColumnOfIdsMayBeIntegers) {
  import_graph(*db_, {nodes("id:ID(P){id-type:int}\n7\n"), nodes("id:ID(Q)\n7\n"),
                      relationships(":START_ID(P),:END_ID(Q)\n7,7\n")});
  EXPECT_EQ(person(7), "(:Person {id: 7})");
  EXPECT_EQ(person("7"), "(:Person {id: '7'})");
  EXPECT_EQ(steps(), (Texts{"7-KNOWS->7"}));
}

TEST_F(Import, TheHeaderMayStandInAFileOfItsOwn) {
  ImportTable table = nodes("id:ID|name\n");
  table.files.push_back(file("a.csv", "1|'a|b'\n"));
  table.files.push_back(file("b.csv", "2|c\n"));
  table.files.push_back(file("c.jsonl", "{\"id\": 3, \"name\": \"d\", \"more\": {}}\n\n"));
  import_graph(*db_, {table}, {.delimiter = '|', .quote = '\''});
  EXPECT_EQ(person("1"), "(:Person {id: '1', name: 'a|b'})");
  EXPECT_EQ(person("2"), "(:Person {id: '2', name: 'c'})");
  EXPECT_EQ(person(3), "(:Person {id: 3, name: 'd'})");
}

TEST_F(Import, AddsToAGraphThatIsThere) {
  import_graph(*db_, {nodes("id:ID\n1\n"), relationships(":START_ID,:END_ID\n1,1\n")});
  import_graph(*db_, {nodes("id:ID\n1\n2\n"), relationships(":START_ID,:END_ID\n1,2\n")});
  EXPECT_EQ(db_->snapshot()->node_count(), 3u);
  EXPECT_EQ(steps(), (Texts{"1-KNOWS->1", "1-KNOWS->2"}));
  EXPECT_EQ(person("1"), "2 nodes");
  db_.reopen();
  EXPECT_EQ(db_->snapshot()->relationship_count(), 2u);
  expect_clean();
}

TEST_F(Import, ABadRowEndsItAndNamesItsPlace) {
  const std::string advice =
      " Nothing was imported; mend the row, or allow for bad ones (bad tolerance).";
  EXPECT_EQ(error_of({nodes("id:ID,age:int\n1,2\n2,x\n")}),
            "1.csv:3:2: The column 'age' holds 'x', which is no integer of 64 bits." + advice);
  EXPECT_EQ(error_of({nodes("id:ID\na\n\"a\"\n")}),
            "2.csv:3:1: Another node has the id 'a' already; give each node its own, or keep "
            "tables apart by id spaces, :ID(Name)." +
                advice);
  EXPECT_EQ(error_of({nodes("id:ID\n1\n"), relationships(":START_ID,:END_ID\n1,\"2\n3\"\n")}),
            "4.csv:2: No node has the id '2 3', which the column :END_ID names." + advice);
  EXPECT_EQ(error_of({nodes("id:ID\n1\n"), relationships(":START_ID,:END_ID\n1,\n")}),
            "6.csv:2: The relationship has no END_ID." + advice);
  EXPECT_EQ(error_of({nodes("id:ID,name\n1,a,b\n")}),
            "7.csv:2: The row has 3 fields, the header 2; put quotes around fields that hold the "
            "delimiter." +
                advice);
  EXPECT_EQ(error_of({nodes("id:ID,name\n,a\n")}), "8.csv:2:1: The node has no id." + advice);
}

TEST_F(Import, WhatIsNoTableAtAllEndsItWhateverTheTolerance) {
  const ImportOptions tolerant{.bad_tolerance = 100};
  EXPECT_EQ(error_of({nodes("")}, tolerant),
            "1.csv:1: The file is empty; its first line must be the header, as in "
            "id:ID,name,age:int.");
  EXPECT_EQ(error_of({nodes("name,age\nAda,3\n")}, tolerant),
            "2.csv:1: The header has no column :ID; nodes need an id: write name:ID, or :ID where "
            "it is not to be stored.");
  EXPECT_EQ(error_of({nodes("id:ID\n1\n\"open\n")}, tolerant),
            "3.csv:3: A quotation mark in this row is not closed, or not doubled inside quotes.");
  EXPECT_EQ(error_of({nodes("id:ID\n\xff\n")}, tolerant),
            "4.csv:2: The text is not UTF-8; convert the file.");
  EXPECT_EQ(error_of({nodes("id:ID,:START_ID\n")}, tolerant),
            "5.csv:1:2: A table of nodes has no column :START_ID.");
  EXPECT_EQ(error_of({nodes("id:ID\n" + std::string(std::size_t{17} << 20, 'x') + "\n")}, tolerant),
            "6.csv:2: A row is longer than 16 MiB; is a quotation mark not closed?");
  ImportTable nowhere = nodes("");
  nowhere.files = {folder_ / "nowhere.csv"};
  EXPECT_EQ(error_of({nowhere}),
            "nowhere.csv: The file cannot be read; is it there, and may you read it?");
  nowhere.files = {folder_ / "people.parquet"};
  EXPECT_NE(error_of({nowhere}).find("import_arrow()"), std::string::npos);
}

TEST_F(Import, BadRowsWithinTheToleranceAreLeftOutAndTold) {
  const std::vector<ImportTable> tables = {nodes("id:ID,age:int\n1,5\n1,6\n2,x\n3\n"),
                                           relationships(":START_ID,:END_ID\n1,9\n1,1\n")};
  const auto report = import_graph(*db_, tables, {.bad_tolerance = 4});
  EXPECT_EQ(report.nodes, 1u);
  EXPECT_EQ(report.relationships, 1u);
  EXPECT_EQ(report.skipped, 4u);
  ASSERT_EQ(report.faults.size(), 4u);
  EXPECT_EQ(report.faults[1].line, 4u);
  EXPECT_EQ(report.faults[1].column, 2u);
  EXPECT_EQ(report.faults[3].file, tables[1].files[0].string());
  EXPECT_EQ(person("1"), "(:Person {age: 5, id: '1'})");
  expect_clean();
  EXPECT_NE(error_of(tables, {.bad_tolerance = 3}).find("more bad rows than the 3"),
            std::string::npos);
}

TEST_F(Import, NulBytesAndManyColumnsAreData) {
  std::string header = "id:ID", row = "1";
  for (int i = 0; i < 9'000; ++i) header += ",c" + std::to_string(i) + ":int", row += ",1";
  import_graph(*db_, {nodes(header + "\n" + row + "\n"),
                      nodes(std::string("id:ID\na\0b\n", 10), {"Person"})});
  EXPECT_EQ(person(std::string("a\0b", 3)).substr(0, 14), "(:Person {id: ");
  const auto view = db_->snapshot();
  const auto found = view->find(*view->label_id("Person"), *view->key_id("id"), "1");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(view->properties(found[0]).size(), 9'001u);
}

TEST_F(Import, WhatApocExportJsonWrites) {
  const auto report = import_graph(
      *db_, {dump(R"({"type":"node","id":"0","labels":["Person","A"],)"
                  R"("properties":{"id":"p","n":1,"f":1.0,"l":[1,2],"none":null}})"
                  "\n"
                  R"({"type":"node","id":1,"properties":{"id":"q"}})"
                  "\n"
                  R"({"type":"relationship","id":"5","label":"KNOWS","start":{"id":"0"},)"
                  R"("end":{"id":"1","labels":[]},"properties":{"w":true}})"
                  "\n")});
  EXPECT_EQ(report.nodes, 2u);
  EXPECT_EQ(report.properties, 6u);
  EXPECT_EQ(steps(), (Texts{"p-KNOWS->q {w: true}"}));
  expect_clean();
}

TEST_F(Import, JsonThatIsNoRowNamesItsLine) {
  const std::string node = "{\"type\":\"node\",\"id\":\"0\"}\n";
  const auto fault = [&](const std::string& line) {
    const std::string text = error_of({dump(node + line + "\n")});
    return text.substr(0, text.find(" Nothing was"));
  };
  EXPECT_EQ(fault("[1]"), "dump.jsonl:2: The line holds no JSON object.");
  EXPECT_NE(fault("{").find("dump.jsonl:2: This is not JSON:"), std::string::npos);
  EXPECT_NE(fault("{\"a\":1}").find("neither \"type\":\"node\""), std::string::npos);
  EXPECT_EQ(fault("{\"type\":\"node\",\"id\":\"1\",\"properties\":{\"a\":{\"b\":1}}}"),
            "dump.jsonl:2: A property holds a text, a number, true, false or a list of these, not "
            "nested objects or lists; flatten it into properties of their own.");
  EXPECT_EQ(fault("{\"type\":\"relationship\",\"label\":\"T\",\"start\":{\"id\":\"0\"},"
                  "\"end\":{\"id\":\"7\"}}"),
            "dump.jsonl:2: No node has the id '7', which the column :END_ID names.");
  EXPECT_NE(fault(std::string(1000, '[') + std::string(1000, ']')).find("nested too deep"),
            std::string::npos);
  EXPECT_NE(fault("{\"type\":\"node\",\"id\":18446744073709551615}").find("beyond 64 bits"),
            std::string::npos);
}

TEST_F(Import, MembersOfPlainObjectsHaveTheTypesOfTheHeader) {
  ImportTable table = nodes("id:ID,born:date,score:float,tags:int[],kinds:LABEL\n");
  table.files.push_back(file(
      "a.jsonl", R"({"id":"a","born":"2000-01-02","score":3,"tags":[1,"2"],"kinds":["X","Y"]})"));
  import_graph(*db_, {table});
  EXPECT_EQ(person("a"), "(:Person:X:Y {born: '2000-01-02', id: 'a', score: 3.0, tags: [1, 2]})");
  table.files[1] = file("b.jsonl", R"({"id":"b","score":true})");
  EXPECT_NE(error_of({table}).find("b.jsonl:1:3: The member 'score' holds 'true'"),
            std::string::npos);
}

TEST_F(Import, StopsWhenNobodyWantsMore) {
  std::string text = "id:ID\n";
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i) + "\n";
  std::uint64_t seen = 0;
  ImportOptions options;
  options.progress = [&](const ImportProgress& progress) {
    seen = progress.nodes;
    return progress.nodes < 8'000;
  };
  EXPECT_NE(error_of({nodes(text)}, options).find("stopped"), std::string::npos);
  EXPECT_GE(seen, 8'000u);
}

TEST_F(Import, IdsThatDoNotFitInMemoryEndIt) {
  std::string text = "id:ID\n";
  for (int i = 0; i < 300'000; ++i)
    text += "person-with-a-long-identifier-" + std::to_string(i) + "\n";
  EXPECT_NE(error_of({nodes(text)}, {.memory_bytes = std::size_t{16} << 20}).find("MB"),
            std::string::npos);
}

TEST_F(Import, OptionsThatContradictEachOtherAreRefused) {
  EXPECT_NE(error_of({nodes("id:ID\n")}, {.delimiter = ';'}).find("three different"),
            std::string::npos);
  EXPECT_NE(error_of({nodes("id:ID\n")}, {.memory_bytes = 1}).find("16 MB"), std::string::npos);
}

}  // namespace
}  // namespace chancery
