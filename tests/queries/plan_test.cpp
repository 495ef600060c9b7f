// Plans as text: tests/plans/*.plan hold a query, the rule under test, and the plan before and
// after it.
//
//   rule: scan by label
//   query: MATCH (n:Person) RETURN n
//   before:
//     ...
//   after:
//     ...
//
// A line `graph: edition` plans it for an edition of the graph. Every rule has at least one case.
// "all" stands for the whole optimizer. Estimated rows are left out of the comparison: they belong
// to the counts, not to the shape.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "binder.h"
#include "chancery/query/engine.h"
#include "optimizer.h"
#include "parser.h"
#include "planner.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

struct PlanCase {
  std::string file;
  std::string rule;
  bool on_edition = false;
  std::string query;
  std::string before;
  std::string after;
};

std::string trimmed(const std::string& line) {
  std::size_t end = line.find_last_not_of(" \t\r");
  return end == std::string::npos ? "" : line.substr(0, end + 1);
}

std::vector<PlanCase> read_cases(const std::filesystem::path& file) {
  std::vector<PlanCase> cases;
  std::ifstream in(file);
  std::string* block = nullptr;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("rule: ")) {
      cases.push_back({file.filename().string(), line.substr(6), false, {}, {}, {}});
    } else if (line == "graph: edition") {
      cases.back().on_edition = true;
    } else if (line.starts_with("query: ")) {
      cases.back().query = line.substr(7);
    } else if (line == "before:") {
      block = &cases.back().before;
    } else if (line == "after:") {
      block = &cases.back().after;
    } else if (line.starts_with("  ") && block) {
      *block += trimmed(line.substr(2)) + "\n";
    }
  }
  return cases;
}

std::vector<PlanCase> all_cases() {
  std::vector<PlanCase> cases;
  std::filesystem::path folder = std::filesystem::path(CHANCERY_SOURCE_DIR) / "tests/plans";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".plan") continue;
    for (PlanCase& each : read_cases(entry.path())) cases.push_back(std::move(each));
  }
  return cases;
}

/// EXPLAIN without its column of estimates.
std::string shape(const StatementPlan& plan, const Statement& statement) {
  std::istringstream lines(to_text(describe_plan(plan, statement)));
  std::string result;
  static const std::regex kRows("  +[^ ]+$");
  std::string line;
  std::getline(lines, line);  // the header
  while (std::getline(lines, line)) result += std::regex_replace(line, kRows, "") + "\n";
  return result;
}

class PlanTest : public testing::Test {
 protected:
  /// 200 persons with an index on id and name, ten cities, everyone lives somewhere.
  void SetUp() override {
    run(*database_,
        "UNWIND range(1, 200) AS i CREATE (:Person {id: i, name: 'p' + toString(i), age: i % 80})");
    run(*database_, "UNWIND range(1, 10) AS i CREATE (:City {name: 'c' + toString(i)})");
    run(*database_,
        "MATCH (p:Person), (c:City) WHERE c.name = 'c' + toString(p.id % 10) "
        "CREATE (p)-[:LIVES_IN]->(c)");
    run(*database_, "CALL db.createIndex('Person', 'id')");
    run(*database_, "CALL db.createIndex('Person', 'name')");
  }

  TempDatabase database_;
};

TEST_F(PlanTest, EachRuleTurnsBeforeIntoAfter) {
  const std::shared_ptr<const Snapshot> store = database_->snapshot();
  database_->publish();
  const auto edition = Graph::open_edition(database_.path())->snapshot();
  std::vector<PlanCase> cases = all_cases();
  ASSERT_FALSE(cases.empty());
  for (const PlanCase& each : cases) {
    SCOPED_TRACE(each.file + ": " + each.query);
    const std::shared_ptr<const Snapshot>& graph = each.on_edition ? edition : store;
    Statement statement = parse(each.query);
    Limits limits;
    bind(statement, nullptr, limits);
    StatementPlan plan = plan_statement(statement, *graph, each.rule == "all", limits);
    for (const Rule& rule : rules()) {
      if (rule.name == each.rule || each.rule == "all") break;
      apply_rule(rule, plan, *graph);
    }
    if (!each.before.empty()) {
      EXPECT_EQ(shape(plan, statement), each.before);
    }
    for (const Rule& rule : rules()) {
      if (rule.name == each.rule || each.rule == "all") apply_rule(rule, plan, *graph);
    }
    EXPECT_EQ(shape(plan, statement), each.after);
  }
}

TEST_F(PlanTest, EveryRuleHasACase) {
  std::set<std::string> named;
  for (const PlanCase& each : all_cases()) named.insert(each.rule);
  for (const Rule& rule : rules()) EXPECT_TRUE(named.contains(std::string(rule.name))) << rule.name;
}

TEST_F(PlanTest, ProfileCountsRealRows) {
  auto result = run(*database_, "PROFILE MATCH (c:City) RETURN c.name");
  std::vector<Value> row;
  std::size_t rows = 0;
  while (result->next(row)) ++rows;
  EXPECT_EQ(rows, 10U);
  // The label index keeps neighbouring nodes in one row.
  static const std::regex kScan("LabelScan c:City +10 +10 +1 +[0-9.]+");
  EXPECT_TRUE(std::regex_search(result->plan(), kScan)) << result->plan();
  EXPECT_NE(result->plan_json().find("\"store_hits\": "), std::string::npos);
}

TEST_F(PlanTest, ExplainRunsNothing) {
  auto result = run(*database_, "EXPLAIN CREATE (:City {name: 'nowhere'})");
  std::vector<Value> row;
  EXPECT_FALSE(result->next(row));
  EXPECT_NE(result->plan().find("Create"), std::string::npos);
  auto count = run(*database_, "MATCH (c:City) RETURN count(*)");
  ASSERT_TRUE(count->next(row));
  EXPECT_EQ(row[0].as_integer(), 10);
}

TEST_F(PlanTest, UnconnectedPatternsAreWarnedOf) {
  for (const char* product : {
           "MATCH (a:Person), (b:City) RETURN a, b",
           "MATCH (a:Person), (b:City) WHERE a.age < b.age RETURN a, b",
           "MATCH (a:Person)-->(c), (b:Person)-->(d) WHERE c.name = d.name RETURN a, b",
           "MATCH (a:Person), (b:City), p = shortestPath((a)-[*]-(c:City)) RETURN b, p",
       }) {
    EXPECT_EQ(describe(*database_, product).warnings.size(), 1U) << product;
  }
  for (const char* joined : {
           "MATCH (a:Person), (b:City) WHERE a.name = b.name RETURN a, b",
           "MATCH (a:Person), (b:City) WHERE toLower(b.name) = a.name + 'x' RETURN a, b",
           "MATCH (a:Person)-->(c), (b:City) WHERE b.name = c.name RETURN a, b",
           "MATCH (a:Person), (b:City), p = shortestPath((a)-[*]-(b)) RETURN p",
           "MATCH p = shortestPath((a:Person {id: 1})-[*]-(b:City {name: 'c1'})) RETURN p",
           "MATCH (a:Person)-->(b), (b)<--(c) RETURN a, c",
           "MATCH (a:Person), (b:City) WHERE (a)-->(b) RETURN a, b",
           "MATCH (a:Person), (b:Person) WHERE EXISTS { (a)-->(c)<--(b) } RETURN a, b",
       }) {
    EXPECT_TRUE(describe(*database_, joined).warnings.empty()) << joined;
  }
}

}  // namespace
}  // namespace chancery::query
