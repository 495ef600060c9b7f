#include "binder.h"

#include <gtest/gtest.h>

#include "chancery/error.h"
#include "parser.h"

namespace chancery::query {
namespace {

Statement bound(std::string_view text, const Parameters* parameters = nullptr) {
  Statement statement = parse(text);
  Limits limits;
  bind(statement, parameters, limits);
  return statement;
}

template <typename T>
const T& clause(const Statement& statement, std::size_t index) {
  return *as<T>(statement.query.branches.at(0).clauses.at(index));
}

struct Failure {
  std::string detail;
  std::string at;
  std::string message;
};

Failure failure(std::string_view text) {
  try {
    bound(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.phase(), Phase::compile);
    const TextSpan span = error.place().span.value();
    return {error.detail(), std::string(text.substr(span.start, span.end - span.start)),
            error.what()};
  }
  ADD_FAILURE() << "no error: " << text;
  return {};
}

TEST(Binder, OneVariableHasOneSlot) {
  const Statement statement = bound("MATCH (a)-[r]->(b), (b)-->(a) RETURN a, r");
  const Match& match = clause<Match>(statement, 0);
  EXPECT_EQ(match.patterns[0].nodes[0].slot, match.patterns[1].nodes[1].slot);
  EXPECT_EQ(match.patterns[0].nodes[1].slot, match.patterns[1].nodes[0].slot);
  EXPECT_NE(match.patterns[0].nodes[0].slot, match.patterns[0].nodes[1].slot);
  EXPECT_NE(match.patterns[1].relationships[0].slot, kNoSlot);
  EXPECT_FALSE(match.patterns[1].nodes[0].bound);
  EXPECT_EQ(statement.slots.size(), 4U);
}

TEST(Binder, VariablesOfEarlierClausesAreBound) {
  const Statement statement = bound("MATCH (a) MATCH (a)-->(b) RETURN b");
  const Match& match = clause<Match>(statement, 1);
  EXPECT_TRUE(match.patterns[0].nodes[0].bound);
  EXPECT_FALSE(match.patterns[0].nodes[1].bound);
}

TEST(Binder, AnItemUnderItsOwnNameKeepsItsSlot) {
  const Statement statement = bound("MATCH (a) WITH a, a AS b, a.x AS x RETURN a, b, x");
  const Slot a = clause<Match>(statement, 0).patterns[0].nodes[0].slot;
  const Projection& with = clause<With>(statement, 1).projection;
  EXPECT_EQ(with.items[0].slot, a);
  EXPECT_NE(with.items[1].slot, a);
  EXPECT_EQ(statement.query.columns, (std::vector<std::string>{"a", "b", "x"}));
  EXPECT_EQ(statement.query.branches[0].results.size(), 3U);
}

TEST(Binder, NamesThatChangePlacesGetNewSlots) {
  const Statement statement = bound("MATCH (a), (b) WITH a AS b, b AS a RETURN a");
  const Projection& with = clause<With>(statement, 1).projection;
  const Slot a = clause<Match>(statement, 0).patterns[0].nodes[0].slot;
  const Slot b = clause<Match>(statement, 0).patterns[1].nodes[0].slot;
  EXPECT_GT(with.items[0].slot, std::max(a, b));
  EXPECT_GT(with.items[1].slot, std::max(a, b));
}

TEST(Binder, AStarStandsForTheVariablesInOrderOfName) {
  const Statement statement = bound("MATCH (b)-->(a) RETURN *, 1 AS one");
  EXPECT_EQ(statement.query.columns, (std::vector<std::string>{"a", "b", "one"}));
  EXPECT_EQ(unparse(statement), "MATCH (b)-->(a) RETURN *, 1 AS one");
}

TEST(Binder, GroupingSplitsKeysFromAggregates) {
  const Statement statement =
      bound("MATCH (a) RETURN a.x AS key, a.x + count(a) AS mixed ORDER BY count(a), a.x");
  const Projection& projection = clause<Return>(statement, 1).projection;
  EXPECT_TRUE(projection.aggregating);
  EXPECT_FALSE(projection.items[0].aggregates);
  EXPECT_TRUE(projection.items[1].aggregates);
  ASSERT_EQ(projection.aggregates.size(), 1U);
  const Binary& sum = *as<Binary>(*projection.items[1].expression);
  EXPECT_EQ(sum.left->slot, projection.items[0].slot);
  EXPECT_EQ(sum.right.get(), projection.aggregates[0]);
  EXPECT_EQ(projection.order_by[0].expression->slot, projection.aggregates[0]->slot);
  EXPECT_EQ(projection.order_by[1].expression->slot, projection.items[0].slot);
}

TEST(Binder, SortingReadsAnItemOnlyWhereItsVariablesMeanTheSame) {
  // Behind WITH, `a` is the old b: a.x is no longer the item a.x.
  const Statement statement = bound("MATCH (a), (b) WITH a.x AS x, b AS a ORDER BY a.x RETURN x");
  const Projection& with = clause<With>(statement, 1).projection;
  const Expression& sort = *with.order_by[0].expression;
  EXPECT_EQ(sort.slot, kNoSlot);
  EXPECT_EQ(as<Property>(sort)->subject->slot, with.items[1].slot);
}

TEST(Binder, InnerVariablesHaveSlotsOfTheirOwn) {
  const Statement statement = bound("WITH 1 AS x RETURN [x IN [2] | x] AS inner, x");
  const Projection& projection = clause<Return>(statement, 1).projection;
  const ListComprehension& list = *as<ListComprehension>(*projection.items[0].expression);
  EXPECT_EQ(list.projection->slot, list.slot);
  EXPECT_NE(list.slot, projection.items[1].slot);
}

TEST(Binder, ParametersAreListedOnceInOrder) {
  const Statement statement = bound("RETURN $b, $a, $b + 1");
  EXPECT_EQ(statement.parameters, (std::vector<std::string>{"b", "a"}));
  const Parameters given = {{"a", 1}, {"b", 2}};
  EXPECT_NO_THROW(bound("RETURN $b, $a", &given));
  try {
    bound("RETURN $c", &given);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::parameter_missing);
  }
}

TEST(Binder, KnowsWhichStatementsWrite) {
  EXPECT_FALSE(bound("MATCH (n) RETURN n").writes);
  EXPECT_TRUE(bound("MATCH (n) SET n.x = 1").writes);
  EXPECT_TRUE(bound("UNWIND [1] AS x CALL { CREATE (n) } RETURN x").writes);
}

TEST(Binder, ErrorsPointAtTheNameAndSuggest) {
  const Failure variable = failure("MATCH (state) RETURN stat.name");
  EXPECT_EQ(variable.detail, "UndefinedVariable");
  EXPECT_EQ(variable.at, "stat");
  EXPECT_EQ(variable.message, "The variable stat is not defined; did you mean state?");
  const Failure function = failure("RETURN tolowr('A')");
  EXPECT_EQ(function.at, "tolowr");
  EXPECT_NE(function.message.find("did you mean toLower?"), std::string::npos);
  EXPECT_EQ(failure("MATCH (n) RETURN n.x + count(*)").at, "n");
  EXPECT_EQ(failure("RETURN 1 AND true").at, "1");
  EXPECT_EQ(failure("MATCH (n) WHERE n RETURN n").detail, "InvalidArgumentType");
}

TEST(Binder, ScopesEndWhereTheyShould) {
  EXPECT_EQ(failure("MATCH (a) WITH a.x AS x RETURN a").at, "a");
  EXPECT_EQ(failure("MATCH (a) WITH count(*) AS n WHERE a.x = 1 RETURN n").at, "a");
  EXPECT_EQ(failure("MATCH (a) RETURN DISTINCT a.x ORDER BY a.y").at, "a");
  EXPECT_EQ(failure("MATCH (a) CALL { RETURN a.x AS x } RETURN x").at, "a");
  EXPECT_EQ(failure("RETURN [x IN [1] | x] + x").detail, "UndefinedVariable");
  EXPECT_EQ(failure("MATCH (n) WHERE (n)-->(m) RETURN n").at, "m");
  EXPECT_NO_THROW(bound("MATCH (a) WITH a.x AS x WHERE a.y = 1 RETURN x"));
  EXPECT_NO_THROW(bound("MATCH (a) CALL { WITH a RETURN a.x AS x } RETURN a, x"));
  EXPECT_NO_THROW(bound("MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WITH m RETURN n } RETURN n"));
}

TEST(Binder, ManyClausesTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "MATCH (n" + std::to_string(i) + ") ";
  EXPECT_EQ(bound(text + "RETURN 1").slots.size(), 5'001U);
}

}  // namespace
}  // namespace chancery::query
