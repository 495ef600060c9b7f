#include "parser.h"

#include <gtest/gtest.h>

#include <array>

#include "chancery/error.h"

namespace chancery::query {
namespace {

/// The canonical text of what was parsed.
std::string canonical(std::string_view text) { return unparse(parse(text)); }

/// The one expression of `RETURN text`, with parentheses around every operation.
std::string grouped(const std::string& text) {
  const std::string all = unparse(parse("RETURN " + text), Parentheses::all);
  return all.substr(std::string("RETURN ").size());
}

struct Failure {
  std::string detail;
  std::string at;  ///< the text of the span
  std::string message;
};

Failure failure(std::string_view text) {
  try {
    parse(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::syntax_error);
    EXPECT_EQ(error.phase(), Phase::compile);
    const TextSpan span = error.place().span.value();
    EXPECT_LE(span.start, span.end);
    EXPECT_LE(span.end, text.size());
    return {error.detail(), std::string(text.substr(span.start, span.end - span.start)),
            error.what()};
  }
  ADD_FAILURE() << "no error: " << text.substr(0, 200);
  return {};
}

TEST(Parser, OperatorsBindInTheOrderOfTheSpecification) {
  EXPECT_EQ(grouped("a OR b AND NOT c = d + e * f ^ -g.h"),
            "(a OR (b AND (NOT (c = (d + (e * (f ^ (-(g.h)))))))))");
  EXPECT_EQ(grouped("a XOR b OR c XOR d"), "((a XOR b) OR (c XOR d))");
  EXPECT_EQ(grouped("a - b - c"), "((a - b) - c)");
  EXPECT_EQ(grouped("2 ^ 3 ^ 2"), "((2 ^ 3) ^ 2)");
  EXPECT_EQ(grouped("-2 ^ 2"), "((-2) ^ 2)");
  EXPECT_EQ(grouped("NOT a IS NULL"), "(NOT (a IS NULL))");
  EXPECT_EQ(grouped("a + b IN c"), "((a + b) IN c)");
  EXPECT_EQ(grouped("a STARTS WITH b + c"), "(a STARTS WITH (b + c))");
}

TEST(Parser, ComparisonsAreChains) {
  EXPECT_EQ(grouped("a < b <= c <> d"), "(a < b <= c <> d)");
  EXPECT_EQ(grouped("(a < b) = c"), "((a < b) = c)");
}

TEST(Parser, KeywordsInAnyCaseAndNamesAsWritten) {
  EXPECT_EQ(
      canonical("match (N:Foo)-[r:bar*1..3 {x:1}]->() where N.x is not null return N.x As y;"),
      "MATCH (N:Foo)-[r:bar*1..3 {x: 1}]->() WHERE N.x IS NOT NULL RETURN N.x AS y");
}

TEST(Parser, NamesThatNeedBackticksKeepThem) {
  EXPECT_EQ(canonical("MATCH (`a b`:`x``y` {`1`: 2}) RETURN `match`, `a b`.`k-k`"),
            "MATCH (`a b`:`x``y` {`1`: 2}) RETURN `match`, `a b`.`k-k`");
  EXPECT_EQ(canonical("MATCH (имя:Государство) RETURN имя"), "MATCH (имя:Государство) RETURN имя");
}

TEST(Parser, EveryClausePrintsAsItWasRead) {
  const std::array<std::string_view, 30> queries = {
      "EXPLAIN MATCH (a), (b)--(c) OPTIONAL MATCH p = (a)<-[:X|Y]-(b) RETURN *, 1 AS x",
      "PROFILE MATCH p = shortestPath((a)-[*..5]-(b)) RETURN p",
      "MATCH p = allShortestPaths((a)<-[r:X*]->(b)) RETURN length(p)",
      "MATCH ANY SHORTEST (a)-[r:X WHERE r.w > 1]->{1,}(b) RETURN a",
      "MATCH p = ALL SHORTEST (a)-[*0..]-(b), (c) RETURN p",
      "MATCH SHORTEST 3 (a)-[:X*]->(b) RETURN a",
      "MATCH SHORTEST 2 GROUPS (a)-[:X*]->(b) RETURN a",
      "UNWIND [1, 2, 3] AS x WITH DISTINCT x ORDER BY x DESC, x + 1 SKIP 1 LIMIT 2 WHERE x > 1 "
      "RETURN x",
      "CREATE (a:A:B {k: $v})-[:T]->(b), p = (c $props) SET a.x = 1, a += {y: 2}, b = {}, a:C:D",
      "MERGE (a:A)-[r:T]-(b) ON CREATE SET r.new = true ON MATCH SET r.new = false",
      "MATCH (n) REMOVE n.x, n:A:B",
      "MATCH (n)-[r]-() DELETE r DETACH DELETE n",
      "MATCH (n) FOREACH (x IN n.xs | SET n.y = x MERGE (m:M {x: x}) FOREACH (y IN [x] | DELETE "
      "m))",
      "CALL db.labels",
      "CALL db.labels()",
      "CALL my.proc(1, 'x') YIELD a, b AS c WHERE a > 1 RETURN c",
      "CALL my.proc YIELD *",
      "MATCH (n) CALL { WITH n RETURN n.x AS x UNION ALL WITH n RETURN n.y AS x } RETURN x",
      "RETURN 1 AS a UNION RETURN 2 AS a",
      "RETURN [x IN xs WHERE x > 1 | x * 2] AS a, [x IN xs] AS b, [(x IN xs), 1] AS c",
      "RETURN [x IN xs + (n:A) | x] AS a, reduce(s = 0, x IN xs + (n:A) | s) AS b",
      "RETURN [p = (a)-->(b:B) WHERE b.x = 1 | b.name] AS names, [(a)--() | 1] AS ones",
      "RETURN all(x IN xs WHERE x), any(x IN xs WHERE x), none(x IN xs WHERE x), single(x IN xs "
      "WHERE x), reduce(s = 0, x IN xs | s + x)",
      "RETURN CASE x WHEN 1 THEN 'a' ELSE 'b' END, CASE WHEN x THEN 1 END",
      "RETURN CASE x WHEN 1, > 2, IS NULL THEN 'a' WHEN IN [x, y OR z], = (a = b) THEN 'b' END",
      "RETURN CASE x WHEN IS :: LIST<INTEGER NOT NULL>, IS NOT :: MAP, IS NFC NORMALIZED, IS NOT "
      "NORMALIZED THEN CASE WHEN y > 1 THEN 2 END END",
      "RETURN n {.a, .*, m, k: 1} AS map, {a: 1, `b c`: [null, true]} AS literal",
      "RETURN xs[0], xs[1..], xs[..-1], xs[..], n['k'].x, n:A:B, count(*), count(DISTINCT n)",
      "MATCH (n) WHERE (n)-->() AND EXISTS { MATCH (n)--(m) WHERE m.x = n.x } RETURN COUNT { "
      "MATCH (n)--() } AS c, COLLECT { MATCH (m) RETURN m.x } AS l",
      "RETURN 'it\\'s', 'a\\\\b', 1.5, 1e+30, -7, -(7), --7, +x, $1, $`a b`, a.b.c(1)"};
  for (const std::string_view query : queries) {
    EXPECT_EQ(canonical(query), query);
    EXPECT_EQ(unparse(parse(canonical(query)), Parentheses::all),
              unparse(parse(query), Parentheses::all));
  }
}

TEST(Parser, OlderSpellingsMeanTheNewerForms) {
  EXPECT_EQ(canonical("MATCH (n) WHERE exists(n.x) RETURN n"),
            "MATCH (n) WHERE n.x IS NOT NULL RETURN n");
  EXPECT_EQ(canonical("MATCH (n) WHERE exists((n)-->()) RETURN n"),
            "MATCH (n) WHERE exists((n)-->()) RETURN n");
  EXPECT_EQ(canonical("MATCH ()-[:A|:B]->() RETURN 1"), "MATCH ()-[:A|B]->() RETURN 1");
}

TEST(Parser, ParenthesesAreAGroupOrANode) {
  EXPECT_EQ(grouped("(a) - (b)"), "(a - b)");
  EXPECT_EQ(grouped("(a) < -(b)"), "(a < (-b))");
  EXPECT_EQ(grouped("(a)-[1, 2][0]"), "(a - ([1, 2][0]))");
  EXPECT_EQ(canonical("MATCH (a) WHERE NOT (a)<-[:X]-({k: (1 + 2)}) RETURN a"),
            "MATCH (a) WHERE NOT (a)<-[:X]-({k: 1 + 2}) RETURN a");
}

TEST(Parser, Numbers) {
  EXPECT_EQ(grouped("0x7FFFFFFFFFFFFFFF"), "9223372036854775807");
  EXPECT_EQ(grouped("-0x8000000000000000"), "(-9223372036854775808)");
  EXPECT_EQ(grouped("0o17"), "15");
  EXPECT_EQ(grouped(".5"), "0.5");
  EXPECT_EQ(grouped("1e3"), "1000.0");
  EXPECT_EQ(grouped("1e-999"), "0.0");
  EXPECT_EQ(failure("RETURN 9223372036854775808").detail, "IntegerOverflow");
  EXPECT_EQ(failure("RETURN -9223372036854775809").detail, "IntegerOverflow");
  EXPECT_EQ(failure("RETURN 0x8000000000000000").detail, "IntegerOverflow");
  EXPECT_EQ(failure("RETURN 1.34E999").detail, "FloatingPointOverflow");
  EXPECT_EQ(failure("RETURN 0x").detail, "InvalidNumberLiteral");
  EXPECT_EQ(failure("RETURN 12ab").detail, "InvalidNumberLiteral");
  EXPECT_EQ(failure("RETURN 007").detail, "InvalidNumberLiteral");
}

TEST(Parser, StringsAndTheirEscapes) {
  EXPECT_EQ(grouped(R"("it's")"), R"('it\'s')");
  EXPECT_EQ(grouped(R"('\u00e9\U0001F600\uD83D\uDE00')"), "'é😀😀'");
  EXPECT_EQ(grouped(R"('a\tb')"), R"('a\u0009b')");
  EXPECT_EQ(failure(R"(RETURN '\uH')").detail, "InvalidUnicodeLiteral");
  EXPECT_EQ(failure(R"(RETURN '\uD83D')").detail, "InvalidUnicodeLiteral");
  EXPECT_EQ(failure(R"(RETURN '\q')").at, "\\q");
  EXPECT_EQ(failure("RETURN 'open").at, "'");
}

TEST(Parser, CommentsAreBlanks) {
  EXPECT_EQ(canonical("RETURN /* one */ 1 // rest\n + 2"), "RETURN 1 + 2");
  EXPECT_EQ(failure("RETURN 1 /* open").at, "/*");
}

TEST(Parser, ErrorsPointAtTheTokenAndSayWhatWasExpected) {
  const Failure misspelt = failure("MATCH (n) RETRUN n");
  EXPECT_EQ(misspelt.at, "RETRUN");
  EXPECT_EQ(misspelt.message, "Expected a clause, found RETRUN; did you mean RETURN?");
  EXPECT_EQ(failure("MATCH (n RETURN n").at, "(");
  EXPECT_EQ(failure("MATCH (n] RETURN n").at, "]");
  EXPECT_EQ(failure("RETURN {a 1}").message, "Expected : after the key, found 1.");
  EXPECT_EQ(failure("RETURN").message, "Expected an expression, found the end of the query.");
  EXPECT_EQ(failure("").message, "The query is empty.");
  EXPECT_EQ(failure("MATCH (match) RETURN 1").at, "match");
  EXPECT_EQ(failure("RETURN 1 RETURN 2 3").at, "3");
  EXPECT_EQ(failure("RETURN 1 != 2").message, "Unexpected !=; write <> for 'not equal'.");
}

TEST(Parser, RefusesWhatTheSpecificationRefuses) {
  EXPECT_EQ(failure("MATCH (a)-[:LIKES..]->(c) RETURN c").detail, "InvalidRelationshipPattern");
  EXPECT_EQ(failure("MATCH (a)-[:LIKES*-2]->(c) RETURN c").detail, "InvalidRelationshipPattern");
  EXPECT_EQ(failure("RETURN 42 \u2014 41").detail, "InvalidUnicodeCharacter");
  EXPECT_EQ(failure("RETURN 1 AS a UNION ALL RETURN 2 AS a UNION RETURN 3 AS a").detail,
            "InvalidClauseComposition");
  EXPECT_EQ(failure("MATCH p = shortestPath((a)--(b)--(c)) RETURN p").detail, "UnexpectedSyntax");
  EXPECT_EQ(failure("RETURN '\xFF'").detail, "InvalidUnicodeCharacter");
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Parser, HostileNestingIsAnErrorNotACrash) {
  constexpr std::size_t kMany = 20'000;
  const std::array<std::pair<std::string_view, std::string_view>, 14> forms = {{
      {"(", ")"},
      {"[", "]"},
      {"{a: ", "}"},
      {"NOT ", ""},
      {"- ", ""},
      {"f(", ")"},
      {"CASE WHEN ", " THEN 1 END"},
      {"a[", "]"},
      {"[x IN ", "]"},
      {"all(x IN ", " WHERE x)"},
      {"EXISTS { MATCH (n) WHERE ", "}"},
      {"[(n {a: ", "})--() | 1]"},
      {"({a: ", "})--()"},
      {"reduce(s = ", ", x IN y | s)"},
  }};
  for (const auto& [opening, closing] : forms) {
    const std::string open = "RETURN " + repeated(opening, kMany);
    EXPECT_EQ(failure(open).detail, "UnexpectedSyntax") << opening;
    const std::string closed = open + "1" + repeated(closing, kMany);
    EXPECT_NE(failure(closed).message.find("nested more than"), std::string::npos) << opening;
  }
  EXPECT_NE(failure("RETURN 1" + repeated(" + 1", kMany)).message.find("operations deep"),
            std::string::npos);
  EXPECT_NE(failure("RETURN a" + repeated(".b", kMany)).message.find("operations deep"),
            std::string::npos);
}

TEST(Parser, LongFlatQueriesAreFine) {
  EXPECT_EQ(parse("RETURN " + repeated("true OR ", 20'000) + "false").query.branches.size(), 1U);
  EXPECT_EQ(parse("RETURN [1" + repeated(", 1", 20'000) + "]").query.branches.size(), 1U);
  EXPECT_EQ(parse("MATCH ()" + repeated("--()", 20'000) + " RETURN 1").query.branches.size(), 1U);
}

}  // namespace
}  // namespace chancery::query
