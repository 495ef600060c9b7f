// What takes long inside one call of one expression is stopped too, and what is held is charged
// wherever it stands. No test looks at a clock: one that is not stopped does not end.

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "chancery/error.h"
#include "chancery/query/engine.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

/// "rows" where the query ends by itself, else the kind of its error.
std::string outcome(Graph& graph, const std::string& query, const QueryOptions& options) {
  try {
    auto result = run(graph, query, {}, options);
    for (std::vector<Value> row; result->next(row);) {
    }
  } catch (const Error& error) {
    return std::string(to_string(error.kind()));
  }
  return "rows";
}

QueryOptions hurried(int milliseconds = 50) {
  QueryOptions options;
  options.timeout = std::chrono::milliseconds(milliseconds);
  return options;
}

QueryOptions narrow() {
  QueryOptions options;
  options.memory_bytes = 32 << 20;
  return options;
}

bool is_stopped(const std::string& outcome) {
  return outcome == to_string(ErrorKind::timeout) || outcome == to_string(ErrorKind::memory_limit);
}

const std::string kTimeout(to_string(ErrorKind::timeout));
const std::string kMemoryLimit(to_string(ErrorKind::memory_limit));

/// Two lists of 2^60 ones that share their parts, each with itself only.
const std::string kShared =
    "WITH reduce(a = [1], x IN range(1, 60) | [a, a]) AS l, "
    "reduce(a = [1], x IN range(1, 60) | [a, a]) AS m ";

TEST(Stopping, LongStepsOfOneExpression) {
  TempDatabase database;
  for (const char* query :
       {"WITH range(1, 1000000) AS r RETURN size([i IN range(1, 1000000) WHERE -i IN r])",
        "RETURN size(reduce(a = range(1, 1000000), x IN range(1, 1000000) | tail(a)))",
        "RETURN size(reduce(a = range(1, 1000000), x IN range(1, 1000000) | reverse(a)))",
        "RETURN size(reduce(a = range(1, 1000000), x IN range(1, 1000000) | a[1..] + [x]))",
        "RETURN size(reverse(reduce(a = 'a', x IN range(1, 28) | a + a)))",
        "RETURN size(normalize(reduce(a = 'ﷺ', x IN range(1, 25) | a + a), 'NFKD'))",
        "RETURN reduce(a = 'ﷺ', x IN range(1, 25) | a + a) IS NFC NORMALIZED",
        "RETURN size(toUpper(reduce(a = 'ß', x IN range(1, 26) | a + a)))",
        "RETURN size(toLower(reduce(a = 'Σ.', x IN range(1, 26) | a + a)))",
        "RETURN size(fold(reduce(a = 'Ä', x IN range(1, 26) | a + a)))",
        "RETURN size(trim(reduce(a = ' ', x IN range(1, 28) | a + a)))",
        "RETURN size(split(reduce(a = 'a', x IN range(1, 26) | a + a), 'a'))",
        "WITH reduce(a = 'ab', x IN range(1, 20) | a + a) AS s "
        "RETURN size([x IN range(1, 1000000) WHERE substring(s, x, 1) = 'c'])",
        "RETURN size(reduce(a = [1], x IN range(1, 60) | a + a))",
        "RETURN size(reduce(a = 'a', x IN range(1, 60) | a + a))"}) {
    EXPECT_TRUE(is_stopped(outcome(*database, query, hurried()))) << query;
  }
}

TEST(Stopping, ASearchIsNoProductOfLengths) {
  TempDatabase database;
  const std::string texts =
      "WITH reduce(a = 'a', x IN range(1, 22) | a + a) AS s, "
      "reduce(a = 'a', x IN range(1, 21) | a + a) + 'b' AS t ";
  for (const char* end : {"RETURN s CONTAINS t", "RETURN size(replace(s, t, ''))",
                          "RETURN size(split(s, t))", "RETURN s CONTAINS t + t"}) {
    EXPECT_EQ(outcome(*database, texts + end, {}), "rows") << end;
  }
}

TEST(Stopping, WalksOverSharedLists) {
  TempDatabase database;
  for (const char* end :
       {"RETURN l = m", "RETURN l IN [m]", "RETURN l < m", "UNWIND [l, m] AS x RETURN max(x)",
        "UNWIND [l, m] AS x WITH x ORDER BY x RETURN count(*)",
        "UNWIND [l, m] AS x RETURN count(DISTINCT x)"}) {
    EXPECT_EQ(outcome(*database, kShared + end, hurried()), kTimeout) << end;
  }
  EXPECT_EQ(outcome(*database, kShared + "RETURN l", {}), kMemoryLimit);
  EXPECT_EQ(outcome(*database, kShared + "CALL db.createIndex(l, 'x') YIELD created RETURN l", {}),
            "TypeError");  // whose message does not show it
}

TEST(Stopping, WhatIsTheSameListIsNotWalked) {
  TempDatabase database;
  for (const char* end : {"RETURN l = l", "RETURN l IN [l]", "RETURN l <= l",
                          "UNWIND [l, l] AS x WITH DISTINCT x RETURN count(*)",
                          "UNWIND [l, l] AS x RETURN size(max(x))",
                          "UNWIND [l, l] AS x WITH x ORDER BY x RETURN size(x)"}) {
    EXPECT_EQ(outcome(*database, kShared + end, {}), "rows") << end;
  }
}

TEST(Stopping, ADeletionInProgress) {
  TempDatabase database;
  run(*database, "CREATE (h:Hub) WITH h UNWIND range(1, 20000) AS i CREATE (h)-[:R {i: i}]->(:N)");
  const std::string query = "MATCH (h:Hub) DETACH DELETE h";
  EXPECT_EQ(outcome(*database, query, hurried(5)), kTimeout);
  QueryOptions narrowest;
  narrowest.memory_bytes = 1 << 20;
  EXPECT_EQ(outcome(*database, query, narrowest), kMemoryLimit);
  EXPECT_EQ(database->snapshot()->relationship_count(), 20000U);
}

TEST(Stopping, AnIndexInProgressLeavesNoTrace) {
  TempDatabase database;
  run(*database,
      "UNWIND range(1, 20000) AS i CREATE (:N {text: 'some words and the number ' + i})");
  auto transaction = database->begin();
  EXPECT_THROW(run(*transaction, "CALL db.createIndex('N', 'text', 'text')", {}, hurried(5)),
               Error);
  transaction->commit();
  EXPECT_TRUE(database->verify().faults.empty());
  EXPECT_TRUE(database->snapshot()->indexes().empty());
}

TEST(Stopping, WhatIsHeldIsChargedWhereverItStands) {
  TempDatabase database;
  run(*database, "UNWIND range(0, 59) AS i CREATE (:K {id: i})");
  run(*database, "MATCH (a:K), (b:K) WHERE a.id < b.id CREATE (a)-[:L]->(b)");
  for (const char* query :
       {"WITH reduce(a = 'a,', y IN range(1, 15) | a + a) AS s "
        "RETURN size([x IN range(1, 1000) | split(s, ',')])",
        "UNWIND range(1, 300000) AS x WITH {a: x, b: 'abcdefghijklmnopqrstuvwxyz'} AS m "
        "RETURN size(collect(m{.*, c: 1}))",
        "MATCH p = (a:K {id: 0})-[*1..4]-(b) RETURN size(collect(p))",
        "UNWIND range(1, 500000) AS x RETURN size(collect([x, x, x]))",
        "WITH reduce(a = 'a', y IN range(1, 20) | a + a) AS s "
        "WITH s, s + 'b' AS t, s + s AS u, s + s + s AS v, s + 'c' AS w "
        "WITH s, t, u + u AS u, v + v AS v, w, u + v AS y, v + v + u AS z "
        "RETURN size(s + t + u + v + w + y + z)",
        "MATCH (a:K), (b:K), (c:K) CREATE (:X {a: a.id, b: b.id, c: c.id})",
        "MATCH (a:K), (b:K), (c:K) SET a.x = [a.id, b.id, c.id] CREATE (a)-[:M]->(b)"}) {
    EXPECT_EQ(outcome(*database, query, narrow()), kMemoryLimit) << query;
  }
}

TEST(Stopping, WhatIsSharedIsChargedOnce) {
  TempDatabase database;
  for (const char* query :
       {"WITH range(1, 100000) AS l UNWIND range(1, 10000) AS x WITH l, x ORDER BY x DESC "
        "RETURN count(l)",
        "WITH range(1, 100000) AS l UNWIND range(1, 10000) AS x RETURN size(collect({l: l, x: x}))",
        "UNWIND range(1, 100) AS x WITH range(1, 100000) AS l, x WHERE size(l) > 0 RETURN x, l"}) {
    EXPECT_EQ(outcome(*database, query, narrow()), "rows") << query;
  }
}

TEST(Stopping, ARegularExpressionThatBacktracks) {
  TempDatabase database;
  EXPECT_EQ(outcome(*database,
                    "UNWIND range(1, 1000) AS x WITH x "
                    "WHERE reduce(a = 'a', y IN range(1, 12) | a + a) =~ '(a*)*b' RETURN x",
                    hurried(5)),
            kTimeout);
}

}  // namespace
}  // namespace chancery::query
