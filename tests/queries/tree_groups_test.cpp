// Groups of matches on the arrays of an edition, where there are enough for several threads: they
// are those of one thread, in the same order and with the same values.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "chancery/error.h"
#include "chancery/query/engine.h"
#include "engine_rows.h"
#include "optimizer.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

/// 3,000 persons, each of whom knows nine: half a million pairs of steps.
class TreeGroups : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    database_ = std::make_unique<TempDatabase>();
    run(**database_,
        "UNWIND range(0, 2999) AS i CREATE (:Person {id: i, age: i % 61, name: 'p' + "
        "toString(i % 700), born: date('1950-01-01') + duration({days: i % 300}), grown: i % 2 = 0,"
        " share: (i % 5 - 2) / 4.0})");
    // Of several types, so without a column: 1 and 1.0 are of one group, as are 0.0 and -0.0.
    run(**database_,
        "MATCH (p:Person) SET p.mark = CASE p.id % 6 WHEN 0 THEN 1 WHEN 1 THEN 1.0 WHEN 2 THEN 0.0 "
        "WHEN 3 THEN -0.0 WHEN 4 THEN 'one' ELSE null END, p.tags = [p.id % 3, p.id % 2 * 1.0]");
    run(**database_, "MATCH (p:Person) WHERE p.id % 11 = 3 REMOVE p.name, p.born, p.age");
    run(**database_, "CALL db.createIndex('Person', 'id')");
    run(**database_,
        "MATCH (a:Person) UNWIND range(1, 9) AS k "
        "MATCH (b:Person {id: (a.id * k * 7 + k * k) % 3000}) CREATE (a)-[:KNOWS]->(b)");
    (*database_)->publish();
    edition_ = Graph::open_edition(database_->path());
  }
  static void TearDownTestSuite() {
    edition_.reset();
    database_.reset();
  }

  static std::vector<std::string> rows(const std::string& query) {
    const auto result = run(*edition_, query);
    std::vector<std::string> texts;
    for (List row; result->next(row);) texts.push_back(shown(row));
    return texts;
  }

  static std::unique_ptr<TempDatabase> database_;
  static std::shared_ptr<Graph> edition_;
};

std::unique_ptr<TempDatabase> TreeGroups::database_;
std::shared_ptr<Graph> TreeGroups::edition_;

ErrorKind kind_of_failure(Graph& graph, const char* query, const QueryOptions& options) {
  try {
    const auto result = run(graph, query, {}, options);
    for (List row; result->next(row);) {
    }
  } catch (const Error& error) {
    return error.kind();
  }
  return ErrorKind::internal_error;
}

TEST_F(TreeGroups, OfSeveralThreadsAreThoseOfOne) {
  const PlanVariant nested{"nested loops", true, {"push filters down"}};
  const std::string pairs = "MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c) ";
  for (const std::string& query :
       {pairs + "RETURN a.name, c.name, count(*)", pairs + "RETURN a, c.age, count(*), count(b)",
        pairs + "RETURN a.born, left(c.name, 2), c.grown, count(*)",
        pairs + "RETURN a.mark, c.mark, count(*)", pairs + "RETURN a.share, c.tags, count(*)",
        pairs + "RETURN a.age + c.age AS sum, c.grown, count(*)",
        pairs + "WHERE a.id < c.id RETURN a.id % 7 AS x, toUpper(c.name) AS y, count(*)",
        pairs + "RETURN a.age, 'all' AS every, c.age, count(*)",
        pairs + "RETURN a.tags[0], count(*)", pairs + "RETURN count(*), a.born",
        pairs + "RETURN a.name, c.name, count(*), sum(b.age), min(b.born), count(DISTINCT b.name)",
        "UNWIND [2, 1] AS n " + pairs + "RETURN n, left(a.name, n) AS x, c.mark, count(*)"}) {
    const std::vector<std::string> found = rows(query);
    // What is profiled has one thread.
    EXPECT_EQ(found, rows("PROFILE " + query)) << query;
    std::vector<std::string> sorted = found;
    std::vector<std::string> expected = engine_rows(edition_->snapshot(), query, nested);
    std::ranges::sort(sorted);
    std::ranges::sort(expected);
    EXPECT_EQ(sorted.size(), expected.size()) << query;
    // Of 1 and 1.0 a group shows the one that came first, which the order of matches decides.
    const bool has_twins =
        query.find("mark") != std::string::npos || query.find("tags") != std::string::npos;
    if (!has_twins) {
      EXPECT_EQ(sorted, expected) << query;
    }
  }
}

/// A group shows its own first value, not that of another group with an equivalent key.
TEST_F(TreeGroups, ShowTheirFirstValue) {
  const std::vector<std::string> found = rows(
      "MATCH (a:Person) WHERE a.id IN [0, 1, 2, 3, 6, 7, 14] "
      "RETURN a.mark, a.grown, count(*) AS n ORDER BY n, a.grown, a.mark");
  EXPECT_EQ(found, (std::vector<std::string>{"[-0.0, false, 1]", "[1.0, false, 2]",
                                             "[0.0, true, 2]", "[1, true, 2]"}));
}

/// What ORDER BY and LIMIT leave of all groups, whether or not the others are put out.
TEST_F(TreeGroups, OnlyTheBestArePutOut) {
  std::vector<std::string_view> rules_but = {"push filters down", "sort first rows only",
                                             "aggregate on arrays"};
  const PlanVariant all{"all groups", true, rules_but};
  rules_but.push_back("best groups only");
  const PlanVariant best{"the best", true, rules_but};
  const std::string pairs = "MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c) ";
  for (const char* end :
       {"RETURN a.name AS x, c.age AS y, count(*) AS n ORDER BY n DESC, x, y LIMIT 20",
        "RETURN a.name AS x, c.age AS y, count(*) AS n ORDER BY n, x DESC, y LIMIT 20",
        "RETURN a.name AS x, c.age AS y, count(*) AS n ORDER BY n DESC, x, y SKIP 7 LIMIT 5",
        "RETURN a.name AS x, count(*) AS n, sum(b.age) AS s ORDER BY n DESC, s, x LIMIT 9",
        "RETURN a.name AS x, count(*) AS n, sum(b.age) AS s ORDER BY s DESC, n, x LIMIT 9",
        "RETURN a.age AS x, c.mark IS NULL AS y, count(b) AS n ORDER BY n DESC LIMIT 3",
        "RETURN a.age AS x, count(*) AS n ORDER BY n DESC, x LIMIT 0",
        "RETURN a.age AS x, count(*) AS n ORDER BY n DESC, x LIMIT 1000"}) {
    EXPECT_EQ(engine_rows(edition_->snapshot(), pairs + end, best),
              engine_rows(edition_->snapshot(), pairs + end, all))
        << end;
  }
}

TEST_F(TreeGroups, ThrowWhatAThreadThrows) {
  EXPECT_EQ(kind_of_failure(*edition_,
                            "MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c) "
                            "RETURN 10 / (a.id - 2900) AS x, c.name, count(*)",
                            {}),
            ErrorKind::arithmetic_error);
}

TEST_F(TreeGroups, EndWithTimeMemoryAndPatience) {
  const char* query =
      "MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c)-[:KNOWS]->(d)-[:KNOWS]->(e)-[:KNOWS]->(f)"
      "-[:KNOWS]->(g)-[:KNOWS]->(h) RETURN a.id, h.id, count(*)";
  QueryOptions options;
  options.timeout = std::chrono::milliseconds(50);
  EXPECT_EQ(kind_of_failure(*edition_, query, options), ErrorKind::timeout);
  options.timeout.reset();
  options.memory_bytes = 1 << 20;
  EXPECT_EQ(kind_of_failure(*edition_, query, options), ErrorKind::memory_limit);
  options.memory_bytes = 1 << 30;
  options.cancel = std::make_shared<CancelToken>();
  options.cancel->cancel();
  EXPECT_EQ(kind_of_failure(*edition_, query, options), ErrorKind::cancelled);
}

}  // namespace
}  // namespace chancery::query
