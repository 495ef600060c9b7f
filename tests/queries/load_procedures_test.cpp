// load.csv() and load.jsonl(): what they read, and that they open nothing that was not permitted.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "chancery/error.h"
#include "chancery/graph.h"
#include "chancery/query/engine.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

namespace fs = std::filesystem;

class Load : public testing::Test {
 protected:
  Load() : graph_(Graph::open(folder_.path() / "db")) {
    fs::create_directories(data() / "inner");
    options_.readable = {data()};
  }

  fs::path data() const { return folder_.path() / "data"; }

  void write(const fs::path& file, std::string_view text) const {
    std::ofstream(file, std::ios::binary) << text;
  }

  /// All rows as Cypher, a line each; an error as its sentence.
  std::string ask(const std::string& query) {
    try {
      std::string out;
      auto result = run(*graph_, query, {}, options_);
      std::vector<Value> row;
      while (result->next(row)) {
        for (const Value& value : row) out += to_cypher(value) + " ";
        out.back() = '\n';
      }
      return out;
    } catch (const Error& error) {
      return std::string(to_string(error.kind())) + ": " + error.what();
    }
  }

  TempFolder folder_;
  std::shared_ptr<Graph> graph_;
  QueryOptions options_;
};

TEST_F(Load, CsvRowsAreMapsByTheHeader) {
  write(data() / "a.csv", "id,name\n1,Ada\n2\n\n3,\"\"\n");
  EXPECT_EQ(ask("CALL load.csv('a.csv') YIELD row, line RETURN row, line"),
            "{id: '1', name: 'Ada'} 2\n{id: '2', name: null} 3\n{id: '3', name: ''} 5\n");
}

TEST_F(Load, CsvRowsAreListsWithoutHeader) {
  write(data() / "inner/a.tsv", "1\tAda\n2\t\n");
  EXPECT_EQ(ask("CALL load.csv('inner/a.tsv', {headers: false, delimiter: '\\t'}) YIELD row "
                "RETURN row"),
            "['1', 'Ada']\n['2', null]\n");
}

TEST_F(Load, RowsMakeAGraph) {
  write(data() / "a.csv", "id\n1\n2\n");
  ask("CALL load.csv('a.csv') YIELD row CREATE (:Row {id: toInteger(row.id)})");
  EXPECT_EQ(ask("MATCH (n:Row) RETURN sum(n.id)"), "3\n");
}

TEST_F(Load, AFaultNamesFileAndLineAndNothingIsWritten) {
  write(data() / "a.csv", "id\n1\n2,3\n");
  EXPECT_EQ(ask("CALL load.csv('a.csv') YIELD row CREATE (:Row {id: row.id})"),
            "ProcedureError: a.csv, line 3: The row has 2 fields, the header 1.");
  EXPECT_EQ(ask("MATCH (n:Row) RETURN count(n)"), "0\n");
  write(data() / "b.csv", "id,id\n");
  EXPECT_EQ(ask("CALL load.csv('b.csv') YIELD row RETURN row"),
            "ProcedureError: b.csv, line 1: Two columns are named 'id'.");
}

TEST_F(Load, JsonLines) {
  write(data() / "a.jsonl", "{\"a\": [1, 2.5, null]}\n\n\"x\"\n");
  EXPECT_EQ(ask("CALL load.jsonl('a.jsonl') YIELD value, line RETURN value, line"),
            "{a: [1, 2.5, null]} 1\n'x' 3\n");
  write(data() / "b.jsonl", "1\n{\n");
  EXPECT_TRUE(ask("CALL load.jsonl('b.jsonl') YIELD value RETURN value")
                  .starts_with("ProcedureError: b.jsonl, line 2: This is not JSON"));
  write(data() / "c.jsonl", std::string(100000, '['));
  EXPECT_EQ(ask("CALL load.jsonl('c.jsonl') YIELD value RETURN value"),
            "ProcedureError: c.jsonl, line 1: Lists and maps may nest at most 200 deep.");
  write(data() / "d.jsonl", std::string(200, '[') + "1" + std::string(200, ']'));
  EXPECT_EQ(ask("CALL load.jsonl('d.jsonl') YIELD value RETURN size(value)"), "1\n");
}

TEST_F(Load, LimitsOfTheQueryAreTheirOwnErrors) {
  std::string many = "[1";
  for (int i = 0; i < 50000; ++i) many += ",[1]";
  write(data() / "a.jsonl", many + "]");
  options_.memory_bytes = 100000;
  EXPECT_TRUE(
      ask("CALL load.jsonl('a.jsonl') YIELD value RETURN size(value)").starts_with("MemoryLimit"));
}

TEST_F(Load, ADelimiterIsOneOrdinaryCharacter) {
  write(data() / "a.csv", "id\n1\n");
  for (const char* delimiter : {"", ";;", "\\n", "\\r", "\"", "é"}) {
    EXPECT_TRUE(ask(std::string("CALL load.csv('a.csv', {delimiter: '") + delimiter +
                    "'}) YIELD row RETURN row")
                    .starts_with("ProcedureError: The option delimiter"))
        << delimiter;
  }
}

TEST_F(Load, NothingIsPermittedUnlessNamed) {
  write(data() / "a.csv", "id\n1\n");
  options_.readable.clear();
  const std::string answer =
      ask("CALL load.csv('" + (data() / "a.csv").string() + "') YIELD row RETURN row");
  EXPECT_NE(answer.find("--allow-read"), std::string::npos) << answer;
}

TEST_F(Load, NoPathLeadsOut) {
  write(folder_.path() / "secret.csv", "id\n1\n");
  fs::create_symlink(folder_.path() / "secret.csv", data() / "link.csv");
  fs::create_directory(folder_.path() / "data2");
  write(folder_.path() / "data2/a.csv", "id\n1\n");
  const std::string refusal = "does not lie in a folder that this query may read.";
  for (const std::string& path :
       {std::string("../secret.csv"), std::string("link.csv"),
        std::string("inner/../../secret.csv"), (folder_.path() / "secret.csv").string(),
        (folder_.path() / "data2/a.csv").string(), std::string("/etc/passwd")}) {
    const std::string answer = ask("CALL load.csv('" + path + "') YIELD row RETURN row");
    EXPECT_NE(answer.find(refusal), std::string::npos) << path << ": " << answer;
  }
  EXPECT_NE(ask("CALL load.csv('none.csv') YIELD row RETURN row").find("There is no file none.csv"),
            std::string::npos);
  EXPECT_NE(ask("CALL load.csv('inner') YIELD row RETURN row").find("inner is not a file"),
            std::string::npos);
}

TEST_F(Load, AFileMayBePermittedByItself) {
  write(data() / "a.csv", "id\n1\n");
  write(data() / "b.csv", "id\n1\n");
  options_.readable = {data() / "a.csv"};
  EXPECT_EQ(ask("CALL load.csv('a.csv') YIELD row RETURN row.id"), "'1'\n");
  EXPECT_NE(ask("CALL load.csv('b.csv') YIELD row RETURN row").find("There is no file"),
            std::string::npos);
}

}  // namespace
}  // namespace chancery::query
