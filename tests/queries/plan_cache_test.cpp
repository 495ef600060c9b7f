// Plans that are kept: the same answers, for other values of parameters and from many threads.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "chancery/error.h"
#include "chancery/graph.h"
#include "chancery/query/engine.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

class Plans : public testing::Test {
 protected:
  Plans() {
    auto writer = Graph::open(folder_.path());
    run(*writer, "UNWIND range(1, 9) AS n CREATE (:N {n: n})");
    writer->publish();
    reader_ = Graph::open_edition(folder_.path());
    options_.plans = std::make_shared<PlanCache>();
  }

  std::string ask(std::string_view text, const Parameters& parameters) const {
    std::string out;
    std::vector<Value> row;
    auto result = run(*reader_, text, parameters, options_);
    while (result->next(row)) out += to_cypher(row[0]) + " ";
    return out;
  }

  TempFolder folder_;
  std::shared_ptr<Graph> reader_;
  QueryOptions options_;
};

TEST_F(Plans, TheSameTextAnswersForOtherValues) {
  const std::string_view text = "MATCH (a:N {n: $n}) RETURN a.n + 1";
  for (std::int64_t n = 1; n < 10; ++n)
    EXPECT_EQ(ask(text, {{"n", n}}), std::to_string(n + 1) + " ");
}

TEST_F(Plans, AMissingParameterIsMissedThoughThePlanIsKept) {
  const std::string_view text = "RETURN $x";
  EXPECT_EQ(ask(text, {{"x", 1}}), "1 ");
  EXPECT_THROW(ask(text, {{"y", 1}}), Error);
  EXPECT_EQ(ask(text, {{"x", "two"}}), "'two' ");
}

TEST_F(Plans, WithAndWithoutRulesArePlansOfTheirOwn) {
  const std::string text = "EXPLAIN MATCH (a) WHERE a:N RETURN a";
  const std::string with = run(*reader_, text, {}, options_)->plan();
  options_.optimize = false;
  EXPECT_NE(run(*reader_, text, {}, options_)->plan(), with);
  options_.optimize = true;
  EXPECT_EQ(run(*reader_, text, {}, options_)->plan(), with);
}

TEST_F(Plans, MoreTextsThanAreKept) {
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 300; ++i)
      EXPECT_EQ(ask("RETURN " + std::to_string(i), {}), std::to_string(i) + " ");
}

TEST_F(Plans, AWriteIsRefusedEachTime) {
  for (int i = 0; i < 2; ++i) EXPECT_THROW(ask("CREATE (a:N) RETURN 1", {}), Error);
}

TEST_F(Plans, ManyThreadsShareThem) {
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::int64_t i = 0; i < 200; ++i) {
        const std::int64_t n = 1 + (i + t) % 9;
        const std::string text = "MATCH (a:N {n: $n}) RETURN a.n * " + std::to_string(i % 3);
        if (ask(text, {{"n", n}}) != std::to_string(n * (i % 3)) + " ") ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace chancery::query
