// What a user reads who asks wrongly: tests/messages/*.txt hold queries and, word for word, what
// is said about them.
//
//   > MATCH (n) RETRUN n
//   SyntaxError UnexpectedSyntax
//   Expected a clause, found RETRUN; did you mean RETURN?
//     MATCH (n) RETRUN n
//               ^^^^^^
//
// Empty lines part the cases. A query may have several lines, each behind "> "; \t in it stands
// for a tab. A run-time error says so behind its detail. A query that runs is followed by its
// warnings. Lines with # are for the reader.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "chancery/error.h"
#include "chancery/query/engine.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

struct MessageCase {
  std::string query;
  std::string wanted;
};

std::string with_tabs(std::string line) {
  for (std::size_t at = line.find("\\t"); at != std::string::npos; at = line.find("\\t")) {
    line.replace(at, 2, "\t");
  }
  return line;
}

std::vector<MessageCase> read_messages(const std::filesystem::path& file) {
  std::vector<MessageCase> cases;
  std::ifstream in(file);
  bool in_query = false;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("#")) {
      in_query = false;
      continue;
    }
    if (line.starts_with("> ")) {
      if (!in_query) cases.emplace_back();
      std::string& query = cases.back().query;
      query += (query.empty() ? "" : "\n") + with_tabs(line.substr(2));
      in_query = true;
    } else {
      if (cases.empty()) throw std::runtime_error(file.string() + ": starts without a query");
      cases.back().wanted += line + "\n";
      in_query = false;
    }
  }
  return cases;
}

class MessagesTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    run(*database_,
        "CREATE (:Person {name: 'Ada', born: 1815})-[:KNOWS {since: 1833}]->"
        "(:Person {name: 'Charles', born: 1791})-[:LIVES_IN]->(:City {name: 'London'})");
  }

  std::string said_about(const std::string& query) {
    try {
      std::unique_ptr<Transaction> transaction = database_->begin();
      const std::unique_ptr<Result> result = run(*transaction, query);
      std::vector<Value> row;
      while (result->next(row)) continue;
      std::string warnings;
      for (const std::string& warning : result->warnings()) warnings += warning + "\n";
      return warnings;
    } catch (const Error& error) {
      const bool runtime = error.phase() == Phase::runtime;
      return fmt::format("{} {}{}\n{}\n", to_string(error.kind()), error.detail(),
                         runtime ? " at run time" : "", error.render(query));
    }
  }

  TempDatabase database_;
};

TEST_P(MessagesTest, AreWordForWord) {
  const std::filesystem::path folder =
      std::filesystem::path(CHANCERY_SOURCE_DIR) / "tests/messages";
  const std::vector<MessageCase> cases = read_messages(folder / (GetParam() + ".txt"));
  ASSERT_FALSE(cases.empty());
  for (const MessageCase& each : cases) {
    EXPECT_EQ(said_about(each.query), each.wanted) << each.query;
  }
}

INSTANTIATE_TEST_SUITE_P(Files, MessagesTest,
                         testing::Values("syntax", "other_languages", "names", "types", "run_time",
                                         "carets"));

}  // namespace
}  // namespace chancery::query
