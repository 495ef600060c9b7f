#include "operators.h"

#include <gtest/gtest.h>

#include <limits>

#include "evaluation.h"

namespace chancery::query {
namespace {

std::string shown(const Value& value) { return to_cypher(value); }

TEST(Arithmetic, IntegersStayIntegers) {
  EXPECT_EQ(shown(add(1, 2)), "3");
  EXPECT_EQ(shown(divide(7, -2)), "-3");
  EXPECT_EQ(shown(modulo(-7, 3)), "-1");
  EXPECT_EQ(shown(power(2, 3)), "8.0");
  EXPECT_EQ(shown(add(1, 2.5)), "3.5");
  EXPECT_EQ(shown(divide(1, 0.0)), "Infinity");
  EXPECT_EQ(shown(add(kNull, 1)), "null");
}

TEST(Arithmetic, OverflowIsAnError) {
  const std::string overflow = "ArithmeticError: IntegerOverflow";
  EXPECT_EQ(error_of([] { add(kMax, 1); }), overflow);
  EXPECT_EQ(error_of([] { subtract(kMin, 1); }), overflow);
  EXPECT_EQ(error_of([] { multiply(kMax, 2); }), overflow);
  EXPECT_EQ(error_of([] { divide(kMin, -1); }), overflow);
  EXPECT_EQ(error_of([] { negate(kMin); }), overflow);
  EXPECT_EQ(shown(modulo(kMin, -1)), "0");
}

TEST(Arithmetic, DivisionOfIntegersByZeroIsAnError) {
  EXPECT_EQ(error_of([] { divide(1, 0); }), "ArithmeticError: DivisionByZero");
  EXPECT_EQ(error_of([] { modulo(1, 0); }), "ArithmeticError: DivisionByZero");
}

TEST(Arithmetic, AddJoinsTextAndLists) {
  EXPECT_EQ(shown(add("a", "b")), "'ab'");
  EXPECT_EQ(shown(add("a", 1.5)), "'a1.5'");
  EXPECT_EQ(shown(add(List{1}, List{2})), "[1, 2]");
  EXPECT_EQ(shown(add(List{1}, "x")), "[1, 'x']");
  EXPECT_EQ(shown(add(0, List{1})), "[0, 1]");
  EXPECT_EQ(shown(add(List{1}, kNull)), "null");
  EXPECT_EQ(error_of([] { add(true, 1); }), "TypeError: InvalidArgumentType");
  EXPECT_EQ(error_of([] { subtract("a", 1); }), "TypeError: InvalidArgumentType");
}

TEST(Arithmetic, TextCannotGrowWithoutEnd) {
  const Value text = std::string(std::size_t{129} << 20, 'x');
  EXPECT_EQ(error_of([&] { add(text, text); }), "MemoryLimit: ");
}

TEST(Arithmetic, MovesTemporalValues) {
  const Value day = *parse_date("2020-01-31");
  const Value month = *parse_duration("P1M");
  EXPECT_EQ(shown(add(day, month)), "'2020-02-29'");
  EXPECT_EQ(shown(add(month, day)), "'2020-02-29'");
  EXPECT_EQ(shown(subtract(day, month)), "'2019-12-31'");
  EXPECT_EQ(shown(multiply(2, month)), "'P2M'");
  EXPECT_EQ(shown(negate(month)), "'P-1M'");
  EXPECT_EQ(error_of([&] { subtract(month, day); }), "TypeError: InvalidArgumentType");
}

TEST(Comparison, IsThreeValued) {
  EXPECT_EQ(shown(less(1, 2.5)), "true");
  EXPECT_EQ(shown(less(1, "a")), "null");
  EXPECT_EQ(shown(less(std::numeric_limits<double>::quiet_NaN(), 1)), "false");
  EXPECT_EQ(shown(greater_equal(List{1, 2}, List{1, kNull})), "null");
  EXPECT_EQ(shown(greater_equal(List{1, 2}, List{3, kNull})), "false");
  EXPECT_EQ(shown(not_equals(kNull, kNull)), "null");
  EXPECT_EQ(shown(equals("1", 1)), "false");
}

TEST(Logic, IsKleenes) {
  EXPECT_EQ(shown(logical_and(false, kNull)), "false");
  EXPECT_EQ(shown(logical_and(true, kNull)), "null");
  EXPECT_EQ(shown(logical_or(kNull, true)), "true");
  EXPECT_EQ(shown(logical_or(kNull, false)), "null");
  EXPECT_EQ(shown(logical_xor(true, kNull)), "null");
  EXPECT_EQ(shown(logical_xor(true, false)), "true");
  EXPECT_EQ(shown(logical_not(kNull)), "null");
  EXPECT_EQ(error_of([] { logical_and(false, 1); }), "TypeError: InvalidArgumentType");
}

TEST(InList, LeavesTheAnswerOpenAtANull) {
  EXPECT_EQ(shown(in_list(1, List{kNull, 1})), "true");
  EXPECT_EQ(shown(in_list(5, List{1, kNull})), "null");
  EXPECT_EQ(shown(in_list(kNull, List{})), "false");
  EXPECT_EQ(shown(in_list(kNull, kNull)), "null");
  EXPECT_EQ(shown(in_list(List{1, 2}, List{1, List{1, 2}})), "true");
  EXPECT_EQ(error_of([] { in_list(1, 1); }), "TypeError: InvalidArgumentType");
}

TEST(TextPredicates, AreNullForOtherTypes) {
  EXPECT_EQ(shown(starts_with("abc", "ab")), "true");
  EXPECT_EQ(shown(ends_with("abc", "")), "true");
  EXPECT_EQ(shown(contains("abc", "x")), "false");
  EXPECT_EQ(shown(contains("abc", 1)), "null");
}

TEST(Matches, TheWholeText) {
  Evaluation evaluation;
  EvalContext context = evaluation.context();
  EXPECT_EQ(shown(matches(context, "A/RES/75/240", "A/RES/\\d+/\\d+")), "true");
  EXPECT_EQ(shown(matches(context, "xA", "A")), "false");
  EXPECT_EQ(shown(matches(context, "ÉCOLE", "(?i)école")), "true");
  EXPECT_EQ(shown(matches(context, kNull, "A")), "null");
  EXPECT_EQ(error_of([&] { matches(context, "a", "(a"); }), "ArgumentError: InvalidArgumentValue");
}

TEST(Matches, EndsCatastrophicPatterns) {
  Evaluation evaluation;
  EvalContext context = evaluation.context();
  const std::string text(64, 'a');
  EXPECT_EQ(error_of([&] { matches(context, text + "!", "(a+)+b?(a+)+$"); }),
            "ArgumentError: InvalidArgumentValue");
  EXPECT_EQ(error_of([&] { matches(context, std::string(1 << 20, 'a'), "(?:a|b)*?c|(a|aa)*c"); }),
            "ArgumentError: InvalidArgumentValue");
}

TEST(Index, OfListsAndMaps) {
  Evaluation evaluation;
  EvalContext context = evaluation.context();
  const Value list = List{1, 2, 3};
  const Value map = Map{{"k", 1}};
  EXPECT_EQ(shown(index(context, list, -1)), "3");
  EXPECT_EQ(shown(index(context, list, 3)), "null");
  EXPECT_EQ(shown(index(context, list, kMin)), "null");
  EXPECT_EQ(shown(index(context, map, "k")), "1");
  EXPECT_EQ(shown(index(context, map, kNull)), "null");
  EXPECT_EQ(error_of([&] { index(context, map, 0); }), "TypeError: MapElementAccessByNonString");
  EXPECT_EQ(error_of([&] { index(context, 100, 0); }), "TypeError: InvalidArgumentType");
  EXPECT_EQ(error_of([&] { index(context, list, "k"); }),
            "TypeError: ListElementAccessByNonInteger");
}

TEST(Slice, ClampsItsBounds) {
  const Value list = List{1, 2, 3};
  const auto part = [&](const Value& from, const Value& to) {
    return shown(slice(list, &from, &to));
  };
  EXPECT_EQ(part(1, 3), "[2, 3]");
  EXPECT_EQ(part(-3, -1), "[1, 2]");
  EXPECT_EQ(part(-5, 5), "[1, 2, 3]");
  EXPECT_EQ(part(3, 1), "[]");
  EXPECT_EQ(part(kMin, kMax), "[1, 2, 3]");
  EXPECT_EQ(part(1, kNull), "null");
  const Value one = 1;
  EXPECT_EQ(shown(slice(list, &one, nullptr)), "[2, 3]");
}

TEST(Property, OfEverythingThatHasSome) {
  Evaluation evaluation;
  NodeId node = NodeId::none;
  evaluation.write([&](Transaction& transaction) {
    node = transaction.create_node({});
    transaction.set_property(node, transaction.intern_key("name"), "ENISA");
  });
  EvalContext context = evaluation.context();
  EXPECT_EQ(shown(property(context, Node{node, nullptr}, "name")), "'ENISA'");
  EXPECT_EQ(shown(property(context, Node{node, nullptr}, "missing")), "null");
  EXPECT_EQ(shown(property(context, *parse_date("2020-05-01"), "month")), "5");
  EXPECT_EQ(shown(property(context, Map{{"a", 1}}, "a")), "1");
  EXPECT_EQ(error_of([&] { property(context, 1, "a"); }), "TypeError: InvalidArgumentType");
  EXPECT_EQ(error_of([&] {
              property(context, Node{NodeId{999}, nullptr}, "a");
            }),
            "EntityNotFound: DeletedEntityAccess");
}

}  // namespace
}  // namespace chancery::query
