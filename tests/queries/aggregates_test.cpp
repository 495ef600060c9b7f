#include <gtest/gtest.h>

#include "evaluation.h"

namespace chancery::query {
namespace {

const Value kNull;

class Aggregates : public ::testing::Test {
 protected:
  Value over(std::string_view name, const List& values, std::optional<Value> second = {}) {
    const std::unique_ptr<Accumulator> accumulator = find_aggregate(name)->make();
    EvalContext context = evaluation_.context();
    for (const Value& value : values) {
      std::vector<Value> arguments{value};
      if (second) arguments.push_back(*second);
      accumulator->add(context, arguments, 1);
    }
    return accumulator->result(context);
  }
  std::string shown(std::string_view name, const List& values, std::optional<Value> second = {}) {
    return to_cypher(over(name, values, std::move(second)));
  }
  Evaluation evaluation_;
};

TEST_F(Aggregates, SkipNulls) {
  const List values{1, kNull, 2};
  EXPECT_EQ(shown("count", values), "2");
  EXPECT_EQ(shown("collect", values), "[1, 2]");
  EXPECT_EQ(shown("sum", values), "3");
  EXPECT_EQ(shown("avg", values), "1.5");
  EXPECT_EQ(shown("min", values), "1");
}

TEST_F(Aggregates, TakeAValueThatComesSeveralTimes) {
  const auto of = [this](std::string_view name, std::optional<Value> second = {}) {
    const std::unique_ptr<Accumulator> accumulator = find_aggregate(name)->make();
    EvalContext context = evaluation_.context();
    for (const auto& [value, times] : {std::pair(2, 3), std::pair(6, 1)}) {
      std::vector<Value> arguments{Value(value)};
      if (second) arguments.push_back(*second);
      accumulator->add(context, arguments, times);
    }
    return to_cypher(accumulator->result(context));
  };
  const List each{2, 2, 2, 6};
  for (const char* name : {"avg", "collect", "count", "max", "min", "stDev", "stDevP", "sum"}) {
    EXPECT_EQ(of(name), shown(name, each)) << name;
  }
  EXPECT_EQ(of("percentileDisc", 0.9), shown("percentileDisc", each, 0.9));
}

TEST_F(Aggregates, OfNothing) {
  EXPECT_EQ(shown("count", {}), "0");
  EXPECT_EQ(shown("collect", {}), "[]");
  EXPECT_EQ(shown("sum", {}), "0");
  EXPECT_EQ(shown("avg", {}), "null");
  EXPECT_EQ(shown("max", {kNull}), "null");
  EXPECT_EQ(shown("percentileCont", {}, 0.5), "null");
  EXPECT_EQ(shown("stDev", {}), "0.0");
}

TEST_F(Aggregates, CountOfRowsTakesNoArgument) {
  const std::unique_ptr<Accumulator> rows = find_aggregate("COUNT")->make();
  EvalContext context = evaluation_.context();
  rows->add(context, {}, 1);
  EXPECT_EQ(to_cypher(rows->result(context)), "1");
}

TEST_F(Aggregates, ExtremesFollowTheGlobalOrder) {
  const List mixed{1, "a", kNull, List{1, 2}, 0.2, "b"};
  EXPECT_EQ(shown("max", mixed), "1");
  EXPECT_EQ(shown("min", mixed), "[1, 2]");
}

TEST_F(Aggregates, SumsKeepTheirType) {
  EXPECT_EQ(shown("sum", {1, 2.5}), "3.5");
  EXPECT_EQ(shown("sum", {*parse_duration("PT1H"), *parse_duration("P1D")}), "'P1DT1H'");
  EXPECT_EQ(shown("avg", {*parse_duration("PT1H"), *parse_duration("PT2H")}), "'PT1H30M'");
  EXPECT_EQ(error_of([&] { over("sum", {"a"}); }), "TypeError: InvalidArgumentValue");
  EXPECT_EQ(error_of([&] {
              over("sum", {std::int64_t{9223372036854775807}, 1});
            }),
            "ArithmeticError: IntegerOverflow");
  EXPECT_EQ(error_of([&] {
              over("avg", {1, *parse_duration("P1D")});
            }),
            "TypeError: InvalidArgumentValue");
}

TEST_F(Aggregates, Percentiles) {
  const List values{30, 10, 20};
  EXPECT_EQ(shown("percentileDisc", values, 0.5), "20");
  EXPECT_EQ(shown("percentileDisc", values, 0), "10");
  EXPECT_EQ(shown("percentileDisc", values, 1), "30");
  EXPECT_EQ(shown("percentileCont", values, 0.25), "15.0");
  EXPECT_EQ(shown("percentileCont", values, 1.0), "30.0");
  for (const Value& share : {Value(1000), Value(-1), Value(1.1)}) {
    EXPECT_EQ(error_of([&] { over("percentileCont", values, share); }),
              "ArgumentError: NumberOutOfRange");
  }
}

TEST_F(Aggregates, Deviations) {
  EXPECT_EQ(shown("stDevP", {2, 4, 4, 4, 5, 5, 7, 9}), "2.0");
  EXPECT_EQ(shown("stDev", {1, 3}), "1.4142135623730951");
  EXPECT_EQ(shown("stDev", {1}), "0.0");
}

TEST_F(Aggregates, CollectStaysWithinTheMemoryOfTheQuery) {
  QueryOptions options;
  options.memory_bytes = 10 * sizeof(Value);
  evaluation_.limit(options);
  EXPECT_EQ(over("collect", List(10, Value(1))).as_list().size(), 10U);
  EXPECT_EQ(evaluation_.limits().used(), 0U);
  EXPECT_EQ(error_of([&] { over("collect", List(11, Value(1))); }), "MemoryLimit: ");
}

TEST(AggregateRegistry, IsDocumented) {
  for (const Aggregate* aggregate : aggregates()) {
    EXPECT_EQ(find_aggregate(aggregate->name), aggregate);
    EXPECT_TRUE(aggregate->signature.starts_with(aggregate->name));
    EXPECT_TRUE(aggregate->text.ends_with('.'));
  }
  EXPECT_EQ(find_aggregate("median"), nullptr);
}

}  // namespace
}  // namespace chancery::query
