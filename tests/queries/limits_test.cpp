// Timeout, cancellation, memory, row cap and read-only mode.

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "chancery/error.h"
#include "chancery/query/engine.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

// Runs far longer than any test would wait.
constexpr const char* kEndless =
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b < 0 RETURN "
    "a";

ErrorKind kind_of_failure(Graph& graph, const char* query, const QueryOptions& options) {
  try {
    auto result = run(graph, query, {}, options);
    for (std::vector<Value> row; result->next(row);) {
    }
  } catch (const Error& error) {
    return error.kind();
  }
  return ErrorKind::internal_error;
}

TEST(Limits, TimeoutStopsAQuery) {
  TempDatabase database;
  QueryOptions options;
  options.timeout = std::chrono::milliseconds(20);
  EXPECT_EQ(kind_of_failure(*database, kEndless, options), ErrorKind::timeout);
}

TEST(Limits, AnotherThreadCancelsAQuery) {
  TempDatabase database;
  QueryOptions options;
  options.cancel = std::make_shared<CancelToken>();
  std::thread other([token = options.cancel] { token->cancel(); });
  EXPECT_EQ(kind_of_failure(*database, kEndless, options), ErrorKind::cancelled);
  other.join();
}

TEST(Limits, ALongTextIsCompiledWithinTheTime) {
  TempDatabase database;
  std::string text = "RETURN 1 AS x";
  for (int i = 0; i < 10000; ++i) text += " UNION ALL RETURN 1 AS x";
  QueryOptions options;
  options.timeout = std::chrono::milliseconds(1);
  EXPECT_THROW(run(*database, text, {}, options), Error);
  options.timeout.reset();
  options.cancel = std::make_shared<CancelToken>();
  options.cancel->cancel();
  EXPECT_THROW(run(*database, "EXPLAIN " + text, {}, options), Error);
}

TEST(Limits, WhatHoldsRowsIsCharged) {
  TempDatabase database;
  QueryOptions options;
  options.memory_bytes = 1 << 20;
  for (const char* query : {"UNWIND range(1, 1000000) AS a RETURN a ORDER BY a DESC",
                            "UNWIND range(1, 1000000) AS a RETURN DISTINCT a",
                            "UNWIND range(1, 1000000) AS a RETURN a, count(*)",
                            "UNWIND range(1, 1000000) AS a RETURN collect(a)",
                            "RETURN [a IN range(1, 10000) | range(1, 10000)] AS x"}) {
    EXPECT_EQ(kind_of_failure(*database, query, options), ErrorKind::memory_limit) << query;
  }
}

TEST(Limits, TheFirstRowsOfASortFitWhereAllWouldNot) {
  TempDatabase database;
  QueryOptions options;
  options.memory_bytes = 4 << 20;
  auto result = run(*database,
                    "UNWIND range(1, 20000) AS a UNWIND range(1, 10) AS b "
                    "RETURN a ORDER BY a DESC, b LIMIT 2",
                    {}, options);
  std::vector<Value> row;
  ASSERT_TRUE(result->next(row));
  EXPECT_EQ(row[0].as_integer(), 20000);
}

TEST(Limits, RowsAfterTheCapAreCutAndSaidSo) {
  TempDatabase database;
  QueryOptions options;
  options.max_rows = 3;
  std::vector<Value> row;
  auto cut = run(*database, "UNWIND range(1, 10) AS a RETURN a", {}, options);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(cut->next(row));
  EXPECT_FALSE(cut->next(row));
  EXPECT_TRUE(cut->truncated());
  auto whole = run(*database, "UNWIND range(1, 3) AS a RETURN a", {}, options);
  while (whole->next(row)) {
  }
  EXPECT_FALSE(whole->truncated());
}

TEST(Limits, ReadOnlyModeRefusesWritesBeforeTheyRun) {
  TempDatabase database;
  QueryOptions options;
  options.read_only = true;
  for (const char* query : {"CREATE (:X)", "MATCH (n) SET n.x = 1", "MERGE (:X)",
                            "CALL db.createIndex('X', 'y')", "FOREACH (x IN [] | CREATE (:X))"}) {
    EXPECT_EQ(kind_of_failure(*database, query, options), ErrorKind::read_only) << query;
  }
  EXPECT_EQ(database->snapshot()->node_count(), 0U);
}

TEST(Limits, AFailedUpdateLeavesNoTrace) {
  TempDatabase database;
  EXPECT_EQ(
      kind_of_failure(*database,
                      "UNWIND [1, 2, 'x'] AS v CREATE (:X {y: v}) WITH v RETURN 1 / (v - 2)", {}),
      ErrorKind::arithmetic_error);
  EXPECT_EQ(database->snapshot()->node_count(), 0U);
}

TEST(Limits, ALongTrailNeedsNoStack) {
  TempDatabase database;
  run(*database, "UNWIND range(1, 3000) AS i CREATE (:N {i: i})");
  run(*database, "CALL db.createIndex('N', 'i')");
  run(*database, "MATCH (a:N) MATCH (b:N {i: a.i + 1}) CREATE (a)-[:NEXT]->(b)");
  auto result = run(*database,
                    "MATCH p = (:N {i: 1})-[:NEXT*3..]->(b:N {i: 3000}) "
                    "RETURN length(p)");
  std::vector<Value> row;
  ASSERT_TRUE(result->next(row));
  EXPECT_EQ(row[0].as_integer(), 2999);
}

}  // namespace
}  // namespace chancery::query
