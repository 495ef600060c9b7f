// Counts on the arrays of an edition, where the graph is larger than the generated ones: what is
// remembered by node, what a count cannot hold, and how it is stopped.

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

std::shared_ptr<Graph> edition_of(const TempDatabase& database) {
  database->publish();
  return Graph::open_edition(database.path());
}

/// 300 persons, whom others follow the more the smaller their number is, in 20 cities.
void fill(const TempDatabase& database) {
  run(*database,
      "UNWIND range(0, 299) AS i CREATE (:Person {id: i, age: i % 61, name: 'p' + toString(i % "
      "7)})");
  run(*database, "UNWIND range(0, 19) AS i CREATE (:City {id: i, name: 'c' + toString(i)})");
  run(*database, "MATCH (p:Person) WHERE p.id % 11 = 3 REMOVE p.name");
  run(*database, "CALL db.createIndex('Person', 'id')");
  run(*database,
      "MATCH (a:Person) UNWIND range(1, 9) AS k "
      "MATCH (b:Person {id: (a.id * k * 7 + k * k) % (10 + a.id % 290)}) "
      "CREATE (a)-[:FOLLOWS]->(b)");
  run(*database,
      "MATCH (a:Person), (c:City) WHERE c.id = a.id * a.id % 20 CREATE (a)-[:LIVES_IN]->(c)");
}

TEST(TreeAggregation, FindsInALargerGraphWhatNestedLoopsFind) {
  const TempDatabase database;
  fill(database);
  const auto edition = edition_of(database)->snapshot();
  ASSERT_NE(edition->projection(), nullptr);
  const PlanVariant with{"with", true, {"push filters down", "aggregate on arrays"}};
  const PlanVariant without{"without", true, {"push filters down"}};
  for (const char* query :
       {"MATCH (a)-[:FOLLOWS]->(b)-[:FOLLOWS]->(c) RETURN count(*)",
        "MATCH (a)-[:FOLLOWS]->(b)<-[:FOLLOWS]-(c) RETURN count(*)",
        "MATCH (a)-[:FOLLOWS]-(b)-[:FOLLOWS]-(c) RETURN count(a.age), count(*)",
        "MATCH (a:Person {id: 5})-[:FOLLOWS]->(b)-[:FOLLOWS]->(c)-[:LIVES_IN]->(d) "
        "RETURN d.name, count(*), count(c.age)",
        "MATCH (a)-[:FOLLOWS]->(b:Person) RETURN b.name, count(*), count(a)",
        "MATCH (a)-[:FOLLOWS]->(b) RETURN b, count(*)",
        "MATCH (a)-[:FOLLOWS]->(b)-[:FOLLOWS]->(c) WHERE b.age < 20 AND c.age > 40 "
        "RETURN a.age, count(*)",
        "MATCH (a)-[:FOLLOWS]->(b)-[:LIVES_IN]->(c) RETURN c.name, sum(a.age), min(b.age)",
        "MATCH (a)-[:FOLLOWS]->(b)-[:LIVES_IN]->(c), (b)-[:FOLLOWS]->(d:Person) "
        "RETURN c.name, max(a.age), count(DISTINCT b), count(d)",
        "MATCH (a:Person) WHERE a.age > 10 RETURN a.name, count(*), sum(a.age)",
        "MATCH (a)-[r]->(b) RETURN count(r), count(b.age)",
        // Keys of one property, of one node in another way, of two nodes, and of the row below.
        "MATCH (a)-[r]->(b) RETURN left(a.name, 1) AS x, toUpper(b.name) AS y, count(*), sum(a.id)",
        "MATCH (a) RETURN right(a.name, 1) AS x, a.age % 2 AS y, labels(a) AS z, count(*)",
        "MATCH (a) RETURN coalesce(a.name, 'none') AS x, count(a.age), count(*)",
        "MATCH (a)-[:FOLLOWS]->(b) RETURN a.name + b.name AS x, b.name, count(*)",
        "MATCH (a)-[:FOLLOWS]->(b) RETURN left(a.name + toString(a.age), 2) AS x, b, count(*)",
        "UNWIND [1, 2] AS n MATCH (a:Person)-[:FOLLOWS]->(b) "
        "RETURN n, left(b.name, n) AS x, count(*), max(a.age)",
        "MATCH (a)-[:FOLLOWS]->(b) RETURN CASE a.id % 3 WHEN 0 THEN 1 WHEN 1 THEN 1.0 ELSE [1] END "
        "AS x, b.name, count(*)",
        // What two nodes satisfy together, by columns and without.
        "MATCH (a)-[:FOLLOWS]->(b)<-[:FOLLOWS]-(c) WHERE a.id < c.id AND a.name = c.name "
        "RETURN a.name, c.age, count(*)",
        "MATCH (a)-[:FOLLOWS]->(b)-[:LIVES_IN]->(c) WHERE a.age >= b.age AND c.name <> b.name "
        "RETURN count(*)",
        "MATCH (a)-[r]->(b)-[s]->(c) WHERE a.name <= c.name RETURN b.name, count(*), count(c.age)",
        "MATCH (a)-[:FOLLOWS]->(b) WHERE a.age > b.id AND toString(a.id) <> b.name "
        "RETURN b.name, count(*)",
        "MATCH (a:Person {id: 5})-[:FOLLOWS]->(b)<-[:FOLLOWS]-(c) WHERE b.age > c.age "
        "RETURN c.name, count(*)"}) {
    std::vector<std::string> found = engine_rows(edition, query, with);
    std::vector<std::string> expected = engine_rows(edition, query, without);
    std::ranges::sort(found);
    std::ranges::sort(expected);
    EXPECT_EQ(found, expected) << query;
  }
}

TEST(TreeAggregation, RefusesMoreMatchesThanAnIntegerCounts) {
  const TempDatabase database;
  run(*database, "CREATE (:A)-[:T]->(:B)");
  std::string pattern = "MATCH (a:A)";
  for (int i = 0; i < 15; ++i) {
    const std::string type = "T" + std::to_string(i);
    run(*database, "MATCH (a:A), (b:B) UNWIND range(1, 30) AS i CREATE (a)-[:" + type + "]->(b)");
    pattern += ", (a)-[:" + type + "]->()";
  }
  const auto edition = edition_of(database);
  try {
    const auto result = run(*edition, pattern + " RETURN count(*)");
    std::vector<Value> row;
    result->next(row);
    FAIL() << "30 to the power of 15 is " << to_cypher(row.front());
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::arithmetic_error);
    EXPECT_EQ(error.detail(), "IntegerOverflow");
  }
}

/// No such count ends by itself while anyone would wait.
TEST(TreeAggregation, EndsWithTheTimeOfTheQuery) {
  const TempDatabase database;
  run(*database, "UNWIND range(1, 200) AS i CREATE (:N {id: i})");
  run(*database, "MATCH (a:N), (b:N) CREATE (a)-[:T]->(b)");
  const auto edition = edition_of(database);
  QueryOptions options;
  options.timeout = std::chrono::milliseconds(50);
  const char* query =
      "MATCH (a)-[:T]->(b)-[:T]->(c)-[:T]->(d)-[:T]->(e) RETURN a.id, e.id, count(DISTINCT c)";
  try {
    std::vector<Value> row;
    run(*edition, query, {}, options)->next(row);
    FAIL() << "It ended.";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::timeout);
  }
}

}  // namespace
}  // namespace chancery::query
