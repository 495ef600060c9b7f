#include "functions.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "evaluation.h"

namespace chancery::query {
namespace {

class Functions : public ::testing::Test {
 protected:
  std::string shown(std::string_view name, std::vector<Value> arguments) {
    return evaluation_.shown(name, std::move(arguments));
  }
  std::string error(std::string_view name, std::vector<Value> arguments) {
    return error_of([&] { evaluation_.call(name, arguments); });
  }
  Evaluation evaluation_;
};

TEST_F(Functions, AreDocumentedAndFoundInAnyCase) {
  std::set<std::string> names;
  for (const Function* function : functions()) {
    EXPECT_TRUE(names.insert(std::string(function->name)).second) << function->name;
    EXPECT_EQ(find_function(function->name), function);
    EXPECT_TRUE(function->signature.starts_with(function->name)) << function->name;
    EXPECT_TRUE(function->text.ends_with('.')) << function->name;
    EXPECT_LE(function->min_args, function->max_args) << function->name;
  }
  EXPECT_EQ(find_function("TOUPPER"), find_function("toUpper"));
  EXPECT_EQ(find_function("nothing"), nullptr);
}

TEST_F(Functions, PassNullThroughUnlessTheySaySo) {
  EXPECT_EQ(shown("toUpper", {kNull}), "null");
  EXPECT_EQ(shown("coalesce", {kNull, 2}), "2");
  EXPECT_EQ(shown("exists", {kNull}), "false");
  EXPECT_EQ(shown("duration.between", {kNull, kNull}), "null");
}

TEST_F(Functions, RefuseValuesOfAWrongType) {
  const std::string refused = "TypeError: InvalidArgumentValue";
  EXPECT_EQ(error("toFloat", {true}), refused);
  EXPECT_EQ(error("toInteger", {List{}}), refused);
  EXPECT_EQ(error("toBoolean", {1.0}), refused);
  EXPECT_EQ(error("toString", {Map{}}), refused);
  EXPECT_EQ(error("type", {"x"}), refused);
  EXPECT_EQ(error("date", {5}), refused);
}

TEST_F(Functions, ConvertNumbersAndText) {
  EXPECT_EQ(shown("toInteger", {" -12 "}), "-12");
  EXPECT_EQ(shown("toInteger", {"2.9"}), "2");
  EXPECT_EQ(shown("toInteger", {"+7"}), "7");
  EXPECT_EQ(shown("toInteger", {"foo"}), "null");
  EXPECT_EQ(shown("toInteger", {""}), "null");
  EXPECT_EQ(shown("toInteger", {1e300}), "null");
  EXPECT_EQ(shown("toInteger", {"99999999999999999999"}), "null");
  EXPECT_EQ(shown("toFloat", {"1e3"}), "1000.0");
  EXPECT_EQ(shown("toFloat", {3}), "3.0");
  EXPECT_EQ(shown("toBoolean", {"TRUE"}), "true");
  EXPECT_EQ(shown("toBoolean", {" tru "}), "null");
  EXPECT_EQ(shown("toString", {2.0}), "'2.0'");
  EXPECT_EQ(shown("toString", {*parse_date("2020-01-01")}), "'2020-01-01'");
  EXPECT_EQ(shown("toIntegerOrNull", {List{}}), "null");
}

TEST_F(Functions, TextCountsCodePoints) {
  EXPECT_EQ(shown("size", {"日本語"}), "3");
  EXPECT_EQ(shown("left", {"日本語", 2}), "'日本'");
  EXPECT_EQ(shown("right", {"日本語", 2}), "'本語'");
  EXPECT_EQ(shown("right", {"ab", 5}), "'ab'");
  EXPECT_EQ(shown("substring", {"0123456789", 1}), "'123456789'");
  EXPECT_EQ(shown("substring", {"0123456789", 8, 5}), "'89'");
  EXPECT_EQ(shown("substring", {"abc", kMax}), "''");
  EXPECT_EQ(error("left", {"abc", -1}), "ArgumentError: NegativeIntegerArgument");
}

TEST_F(Functions, TextFollowsUnicode) {
  EXPECT_EQ(shown("toUpper", {"straße"}), "'STRASSE'");
  EXPECT_EQ(shown("toLower", {"ÉCOLE"}), "'école'");
  EXPECT_EQ(shown("trim", {"\u3000 a\u00A0"}), "'a'");
  EXPECT_EQ(shown("ltrim", {" a "}), "'a '");
  EXPECT_EQ(shown("rtrim", {" a "}), "' a'");
  EXPECT_EQ(shown("reverse", {"raksO"}), "'Oskar'");
  EXPECT_EQ(shown("reverse", {"ae\u0301"}), "'e\u0301a'");
  EXPECT_EQ(shown("normalize", {"e\u0301"}), "'\u00E9'");
  EXPECT_EQ(shown("normalize", {"\uFB01", "NFKC"}), "'fi'");
  EXPECT_EQ(error("normalize", {"a", "NFX"}), "ArgumentError: InvalidArgumentValue");
}

TEST_F(Functions, SplitAndReplace) {
  EXPECT_EQ(shown("split", {"one1two", "1"}), "['one', 'two']");
  EXPECT_EQ(shown("split", {"a,,b,", ","}), "['a', '', 'b', '']");
  EXPECT_EQ(shown("split", {"né", ""}), "['n', 'é']");
  EXPECT_EQ(shown("split", {"", ","}), "['']");
  EXPECT_EQ(shown("replace", {"banana", "an", "-"}), "'b--a'");
  EXPECT_EQ(shown("replace", {"abc", "", "x"}), "'abc'");
  const std::string wide(1 << 20, 'x');
  EXPECT_EQ(error("replace", {wide, "x", wide}), "MemoryLimit: ");
}

TEST_F(Functions, Ranges) {
  EXPECT_EQ(shown("range", {0, 10, 4}), "[0, 4, 8]");
  EXPECT_EQ(shown("range", {3, 0, -1}), "[3, 2, 1, 0]");
  EXPECT_EQ(shown("range", {1, 0}), "[]");
  EXPECT_EQ(shown("range", {kMax - 1, kMax}), "[9223372036854775806, 9223372036854775807]");
  EXPECT_EQ(shown("range", {kMin, kMax, kMax}), "[-9223372036854775808, -1, 9223372036854775806]");
  EXPECT_EQ(shown("range", {kMax, kMin, kMin}), "[9223372036854775807, -1]");
  EXPECT_EQ(error("range", {0, 1, 0}), "ArgumentError: NumberOutOfRange");
  EXPECT_EQ(error("range", {0, 1.0}), "ArgumentError: InvalidArgumentType");
  EXPECT_EQ(error("range", {kMin, kMax}), "MemoryLimit: ");
}

TEST_F(Functions, Lists) {
  EXPECT_EQ(shown("head", {List{}}), "null");
  EXPECT_EQ(shown("last", {List{1, 2}}), "2");
  EXPECT_EQ(shown("tail", {List{1, 2}}), "[2]");
  EXPECT_EQ(shown("tail", {List{}}), "[]");
  EXPECT_EQ(shown("reverse", {List{1, 2}}), "[2, 1]");
  EXPECT_EQ(shown("isEmpty", {""}), "true");
  EXPECT_EQ(shown("keys", {Map{{"b", kNull}, {"a", 1}}}), "['a', 'b']");
}

TEST_F(Functions, Mathematics) {
  EXPECT_EQ(shown("abs", {-1}), "1");
  EXPECT_EQ(error("abs", {kMin}), "ArithmeticError: IntegerOverflow");
  EXPECT_EQ(shown("round", {-1.5}), "-1.0");
  EXPECT_EQ(shown("round", {0.49999999999999994}), "0.0");
  EXPECT_EQ(shown("round", {3.14159, 2}), "3.14");
  EXPECT_EQ(shown("round", {2.5, 0, "HALF_EVEN"}), "2.0");
  EXPECT_EQ(shown("round", {-2.5, 0, "HALF_UP"}), "-3.0");
  EXPECT_EQ(shown("round", {1.21, 1, "CEILING"}), "1.3");
  EXPECT_EQ(error("round", {1.5, 0, "SIDEWAYS"}), "ArgumentError: InvalidArgumentValue");
  EXPECT_EQ(shown("sign", {-0.5}), "-1");
  EXPECT_EQ(shown("sqrt", {12.96}), "3.6");
  EXPECT_EQ(shown("isNaN", {evaluation_.call("sqrt", {-1})}), "true");
  EXPECT_EQ(shown("degrees", {evaluation_.call("pi", {})}), "180.0");
  const double random = evaluation_.call("rand", {}).as_float();
  EXPECT_TRUE(random >= 0 && random < 1);
  EXPECT_FALSE(find_function("rand")->deterministic);
}

TEST_F(Functions, TheStatementHasOneClock) {
  EXPECT_EQ(shown("date", {}), "'2024-02-29'");
  EXPECT_EQ(shown("datetime.statement", {"Asia/Tokyo"}),
            "'2024-02-29T19:20:30.5+09:00[Asia/Tokyo]'");
  EXPECT_EQ(shown("timestamp", {}), "1709202030500");
  EXPECT_EQ(shown("date.truncate", {"year"}), "'2024-01-01'");
  EXPECT_EQ(shown("datetime.fromepoch", {416779, 999999999}), "'1970-01-05T19:46:19.999999999Z'");
  EXPECT_EQ(error("datetime.fromepoch", {kMax, 0}), "ArithmeticError: NumberOutOfRange");
  EXPECT_EQ(error("date.statement", {"Nowhere"}), "ArgumentError: InvalidArgumentValue");
}

TEST_F(Functions, UuidsAreOfVersionFour) {
  const std::string uuid = evaluation_.call("randomUUID", {}).as_string();
  ASSERT_EQ(uuid.size(), 36U);
  EXPECT_EQ(uuid[14], '4');
  EXPECT_NE(std::string("89ab").find(uuid[19]), std::string::npos);
  EXPECT_NE(uuid, evaluation_.call("randomUUID", {}).as_string());
}

TEST_F(Functions, GraphElements) {
  NodeId a = NodeId::none;
  NodeId b = NodeId::none;
  RelationshipId r = RelationshipId::none;
  evaluation_.write([&](Transaction& transaction) {
    const std::vector<LabelId> labels = {transaction.intern_label("Foo"),
                                         transaction.intern_label("Bar")};
    a = transaction.create_node(labels);
    b = transaction.create_node({});
    r = transaction.create_relationship(a, transaction.intern_type("T"), b);
    transaction.set_property(r, transaction.intern_key("w"), 1);
  });
  const Value node = Node{a, nullptr};
  const Value relationship = Relationship{r, nullptr};
  const Value path = Path{{Node{a, nullptr}, Node{b, nullptr}}, {Relationship{r, nullptr}}};
  EXPECT_EQ(shown("labels", {node}), "['Foo', 'Bar']");
  EXPECT_EQ(shown("type", {relationship}), "'T'");
  EXPECT_EQ(shown("properties", {relationship}), "{w: 1}");
  EXPECT_EQ(shown("keys", {relationship}), "['w']");
  EXPECT_EQ(shown("length", {path}), "1");
  EXPECT_EQ(evaluation_.call("nodes", {path}).as_list().size(), 2U);
  EXPECT_EQ(evaluation_.call("startNode", {relationship}).as_node().id, a);
  EXPECT_EQ(evaluation_.call("endNode", {relationship}).as_node().id, b);
  EXPECT_EQ(shown("degree", {node}), "1");
  EXPECT_EQ(shown("degree", {node, "OTHER"}), "0");
  const Value gone = Relationship{RelationshipId{999}, nullptr};
  EXPECT_EQ(error("properties", {gone}), "EntityNotFound: DeletedEntityAccess");
}

TEST(Suggest, FindsTheNearWord) {
  const std::vector<std::string> words = {"toUpper", "toLower", "size", "substring"};
  EXPECT_EQ(suggest("toUper", words), "toUpper");
  EXPECT_EQ(suggest("SIEZ", words), "size");
  EXPECT_EQ(suggest("subtsring", words), "substring");
  EXPECT_EQ(suggest("frobnicate", words), std::nullopt);
  EXPECT_EQ(suggest("", words), std::nullopt);
  const std::vector<std::string> labels = {"Statement", "State"};
  EXPECT_EQ(suggest("Stat", labels), "State");
  EXPECT_EQ(suggest(std::string(100'000, 'x'), words), std::nullopt);
}

}  // namespace
}  // namespace chancery::query
