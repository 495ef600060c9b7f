#include "chancery/value.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "chancery/error.h"
#include "chancery/temporal_functions.h"

namespace chancery {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kBig = (std::int64_t{1} << 53) + 1;

Node node(std::uint64_t id, std::vector<std::string> labels = {}, Map properties = {}) {
  return Node{NodeId{id},
              std::make_shared<const NodeData>(NodeData{std::move(labels), std::move(properties)})};
}

Relationship relationship(std::uint64_t id, std::string type, std::uint64_t start,
                          std::uint64_t end) {
  return Relationship{RelationshipId{id}, std::make_shared<const RelationshipData>(RelationshipData{
                                              std::move(type), NodeId{start}, NodeId{end}, {}})};
}

/// One value of every type, in the order that ORDER BY gives them.
std::vector<Value> one_of_each_type() {
  return {Map{{"a", 1}},
          Node{NodeId{1}, nullptr},
          Relationship{RelationshipId{1}, nullptr},
          List{1},
          Path{{Node{NodeId{1}, nullptr}}, {}},
          *parse_date_time("2020-01-01T00:00Z"),
          *parse_local_date_time("2020-01-01T00:00"),
          *parse_date("2020-01-01"),
          *parse_time("12:00Z"),
          *parse_local_time("12:00"),
          *parse_duration("P1D"),
          "text",
          true,
          1.5,
          kNan,
          Value()};
}

TEST(Equal, NumbersCompareAcrossTypesExactly) {
  EXPECT_EQ(equal(1, 1.0), true);
  EXPECT_EQ(equal(kBig, static_cast<double>(kBig)), false);
  EXPECT_EQ(equal(kNan, kNan), false);
  EXPECT_EQ(equal(std::numeric_limits<std::int64_t>::max(), 9223372036854775808.0), false);
  EXPECT_EQ(equal("1", 1), false);
}

TEST(Equal, NullLeavesTheAnswerOpen) {
  EXPECT_EQ(equal(Value(), Value()), std::nullopt);
  EXPECT_EQ(equal(List{1, Value()}, List{1, 2}), std::nullopt);
  EXPECT_EQ(equal(List{1, Value()}, List{2, 2}), false);
  EXPECT_EQ(equal(List{1}, List{1, Value()}), false);
  EXPECT_EQ(equal(Map{{"k", Value()}}, Map{{"k", Value()}}), std::nullopt);
  EXPECT_EQ(equal(Map{{"k", Value()}}, Map{{"l", Value()}}), false);
  EXPECT_EQ(equal(Map{}, Map{{"k", Value()}}), false);
}

TEST(Equal, SameInstantInAnotherZoneIsAnotherValue) {
  EXPECT_EQ(
      equal(*parse_date_time("2020-01-01T12:00Z"), *parse_date_time("2020-01-01T13:00+01:00")),
      false);
  EXPECT_EQ(equal(*parse_duration("PT60M"), *parse_duration("PT1H")), true);
  EXPECT_EQ(equal(*parse_duration("PT24H"), *parse_duration("P1D")), false);
}

TEST(Equivalent, NullAndNanAreEquivalentToThemselves) {
  EXPECT_TRUE(equivalent(Value(), Value()));
  EXPECT_TRUE(equivalent(kNan, kNan));
  EXPECT_TRUE(equivalent(List{Value(), 1}, List{Value(), 1.0}));
  EXPECT_FALSE(equivalent(Value(), 0));
}

TEST(HashValue, AgreesWithEquivalence) {
  EXPECT_EQ(hash_value(1), hash_value(1.0));
  EXPECT_EQ(hash_value(0.0), hash_value(-0.0));
  EXPECT_EQ(hash_value(kNan), hash_value(-kNan));
  EXPECT_EQ(hash_value(List{1, "a"}), hash_value(List{1.0, "a"}));
  for (const Value& a : one_of_each_type()) {
    for (const Value& b : one_of_each_type()) {
      EXPECT_TRUE(!equivalent(a, b) || hash_value(a) == hash_value(b)) << to_cypher(a);
    }
  }
}

TEST(Order, PutsTypesInTheOrderOfTheStandard) {
  const std::vector<Value> values = one_of_each_type();
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < values.size(); ++j) {
      EXPECT_TRUE(order(values[i], values[j]) == (i <=> j)) << to_cypher(values[i]);
    }
  }
}

TEST(Order, WithinTypes) {
  EXPECT_TRUE(order(List{1}, List{1, 0}) < 0);
  EXPECT_TRUE(order(List{1, Value()}, List{2}) < 0);
  EXPECT_TRUE(order("a", "b") < 0);
  EXPECT_TRUE(order("\uFFFD", "\U00010000") < 0);  // by code point, not by UTF-16 unit
  EXPECT_TRUE(order(false, true) < 0);
  EXPECT_TRUE(order(*parse_duration("P1M"), *parse_duration("P31D")) < 0);
  EXPECT_TRUE(order(*parse_time("12:00+02:00"), *parse_time("11:00Z")) < 0);
}

TEST(Compare, OnlyComparableTypesHaveAnAnswer) {
  EXPECT_EQ(compare(1, 2.5), std::partial_ordering::less);
  EXPECT_EQ(compare(kNan, 1), std::partial_ordering::unordered);
  EXPECT_EQ(compare(kNan, "a"), std::nullopt);
  EXPECT_EQ(compare(1, "a"), std::nullopt);
  EXPECT_EQ(compare(Map{}, Map{}), std::nullopt);
  EXPECT_EQ(compare(*parse_duration("P1D"), *parse_duration("P2D")), std::nullopt);
  EXPECT_EQ(compare(List{1, 2}, List{3, Value()}), std::partial_ordering::less);
  EXPECT_EQ(compare(List{1, 2}, List{1, Value()}), std::nullopt);
  EXPECT_EQ(compare(List{1, 0}, List{1}), std::partial_ordering::greater);
}

TEST(ToCypher, WritesNumbersAsTheTckDoes) {
  EXPECT_EQ(to_cypher(1.0), "1.0");
  EXPECT_EQ(to_cypher(-0.000001), "-0.000001");
  EXPECT_EQ(to_cypher(1e308), "1e308");
  EXPECT_EQ(to_cypher(-1e-305), "-1e-305");
  EXPECT_EQ(to_cypher(1.23456789e308), "1.23456789e308");
  EXPECT_EQ(to_cypher(1e9), "1000000000.0");
  EXPECT_EQ(to_cypher(3985764.3405892686), "3985764.3405892686");
  EXPECT_EQ(to_cypher(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(to_cypher(kNan), "NaN");
}

TEST(ToCypher, WritesTextWithEscapes) {
  EXPECT_EQ(to_cypher("it's \\ \n \x01"), "'it\\'s \\\\ \\n \\u0001'");
  EXPECT_EQ(to_display("it's"), "it's");
  EXPECT_EQ(to_display(List{"it's"}), "['it\\'s']");
  EXPECT_EQ(to_cypher(Map{{"a", 1}, {"two words", Value()}}), "{a: 1, `two words`: null}");
}

TEST(ToCypher, WritesGraphElements) {
  const Value a = node(1, {"A", "B"}, {{"name", "x"}});
  EXPECT_EQ(to_cypher(a), "(:A:B {name: 'x'})");
  EXPECT_EQ(to_cypher(node(2)), "()");
  EXPECT_EQ(to_cypher(node(2, {}, {{"n", 1}})), "({n: 1})");
  EXPECT_EQ(to_cypher(relationship(1, "T", 1, 2)), "[:T]");
  const Path path{{node(1, {"A"}), node(2), node(3)},
                  {relationship(1, "T", 1, 2), relationship(2, "U", 3, 2)}};
  EXPECT_EQ(to_cypher(path), "<(:A)-[:T]->()<-[:U]-()>");
}

TEST(ToCypher, QuotesTemporalValues) {
  EXPECT_EQ(to_cypher(*parse_date("2020-01-01")), "'2020-01-01'");
  EXPECT_EQ(to_display(*parse_date("2020-01-01")), "2020-01-01");
}

TEST(ToJson, IsJson) {
  EXPECT_EQ(to_json(Map{{"a", List{1, 2.5, "x\"", Value(), true}}}),
            R"({"a":[1,2.5,"x\"",null,true]})");
  EXPECT_EQ(to_json(std::string("\xFF")), "\"\xEF\xBF\xBD\"");
  EXPECT_EQ(to_json(kNan), "\"NaN\"");
  EXPECT_EQ(to_json(node(7, {"A"}, {{"k", *parse_date("2020-01-01")}})),
            R"({"id":7,"labels":["A"],"properties":{"k":"2020-01-01"}})");
  EXPECT_EQ(to_json(relationship(1, "T", 1, 2)),
            R"({"id":1,"type":"T","start":1,"end":2,"properties":{}})");
}

TEST(Value, NestingIsBounded) {
  Value value = List{};
  for (unsigned depth = 1; depth < kMaxNesting; ++depth) value = List{value};
  EXPECT_NO_THROW(to_json(value));
  EXPECT_NO_THROW(hash_value(value));
  try {
    value = Map{{"deeper", value}};
    FAIL() << "a value nested without bound";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::argument_error);
  }
}

TEST(Value, SharedPartsAreNotWalkedTwice) {
  Value value = List{1};
  for (int i = 0; i < 60; ++i) value = i % 2 == 0 ? Value(List{value, value}) : Map{{"a", value}};
  const Value copy = value;
  EXPECT_EQ(equal(value, copy), true);
  EXPECT_TRUE(equivalent(value, copy));
  EXPECT_EQ(hash_value(value), hash_value(copy));
  EXPECT_GT(value.written_bytes(), std::size_t{1} << 30);
}

TEST(Value, ANullOrNaNWithinIsNotEqualToItself) {
  const Value unknown = List{1, List{Value()}};
  EXPECT_EQ(equal(unknown, unknown), std::nullopt);
  const Value nan = Map{{"a", List{std::numeric_limits<double>::quiet_NaN()}}};
  EXPECT_EQ(equal(nan, nan), false);
  EXPECT_TRUE(equivalent(nan, nan));
}

TEST(Value, ReadingAnotherTypeIsAnError) { EXPECT_THROW(Value(1).as_string(), Error); }

}  // namespace
}  // namespace chancery
