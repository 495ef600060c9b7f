// Generated queries on small random graphs: the optimized plan, the naive one, the naive one with
// each rule by itself, and the greedy one without rules give the same bag of rows.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>

#include "binder.h"
#include "chancery/query/engine.h"
#include "optimizer.h"
#include "parser.h"
#include "planner.h"
#include "result.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

/// Numbers that are the same on every machine.
class Dice {
 public:
  explicit Dice(unsigned seed) : generator_(seed) {}
  unsigned roll(unsigned sides) { return static_cast<unsigned>(generator_() % sides); }
  bool chance(unsigned percent) { return roll(100) < percent; }
  template <std::size_t size>
  std::string pick(const char* const (&options)[size]) {
    return options[roll(size)];
  }

 private:
  std::mt19937 generator_;
};

constexpr const char* kLabels[] = {"A", "B", "C"};
constexpr const char* kTypes[] = {"R", "S", "T"};
constexpr const char* kKeys[] = {"x", "y", "id"};

std::string random_graph(Dice& dice) {
  std::string text = "CREATE ";
  unsigned nodes = 3 + dice.roll(6);
  for (unsigned i = 0; i < nodes; ++i) {
    text += (i ? ", (n" : "(n") + std::to_string(i);
    if (dice.chance(80)) text += ":" + dice.pick(kLabels);
    text += " {id: " + std::to_string(i);
    if (dice.chance(70)) text += ", x: " + std::to_string(dice.roll(3));
    if (dice.chance(50)) text += ", y: 'v" + std::to_string(dice.roll(3)) + "'";
    text += "})";
  }
  for (unsigned i = 0; i < nodes + dice.roll(nodes); ++i) {
    text += ", (n" + std::to_string(dice.roll(nodes)) + ")-[:" + dice.pick(kTypes) +
            " {x: " + std::to_string(dice.roll(3)) + "}]->(n" + std::to_string(dice.roll(nodes)) +
            ")";
  }
  return text;
}

/// A reading query: one to three MATCH clauses that share variables, then a projection.
class QueryGenerator {
 public:
  explicit QueryGenerator(Dice& dice) : dice_(dice) {}

  std::string query() {
    std::string text;
    unsigned clauses = 1 + dice_.roll(3);
    for (unsigned i = 0; i < clauses; ++i) text += match(i > 0);
    return text + projection();
  }

 private:
  std::string node() {
    unsigned number = dice_.roll(4);
    std::string name = "n" + std::to_string(number);
    if (std::ranges::count(nodes_, name) == 0) nodes_.push_back(name);
    std::string text = "(" + name;
    if (dice_.chance(40)) text += ":" + dice_.pick(kLabels);
    if (dice_.chance(15)) text += " {x: " + std::to_string(dice_.roll(3)) + "}";
    return text + ")";
  }

  std::string hop() {
    std::string inner;
    if (dice_.chance(50)) inner += ":" + dice_.pick(kTypes);
    if (dice_.chance(20)) inner += "|" + dice_.pick(kTypes);
    if (!inner.starts_with(":")) inner.clear();
    if (dice_.chance(15)) inner += "*" + std::to_string(dice_.roll(2)) + "..2";
    inner = "[" + inner + "]";
    switch (dice_.roll(3)) {
      case 0:
        return "-" + inner + "->";
      case 1:
        return "<-" + inner + "-";
      default:
        return "-" + inner + "-";
    }
  }

  std::string path() {
    std::string text = node();
    for (unsigned i = dice_.roll(3); i > 0; --i) text += hop() + node();
    return text;
  }

  std::string property() {
    return nodes_[dice_.roll(static_cast<unsigned>(nodes_.size()))] + "." + dice_.pick(kKeys);
  }

  std::string predicate(unsigned depth = 2) {
    constexpr const char* kOperators[] = {" = ", " <> ", " < ", " >= "};
    switch (dice_.roll(depth > 0 ? 9 : 6)) {
      case 0:
        return property() + dice_.pick(kOperators) + property();
      case 1:
        return property() + " IN [0, 2, 'v1']";
      case 2:
        return property() + " IS NULL";
      case 3:
        return property() + " STARTS WITH 'v'";
      case 4:
        return "(" + nodes_[dice_.roll(static_cast<unsigned>(nodes_.size()))] +
               ")-->(:" + dice_.pick(kLabels) + ")";
      case 6:
        return "NOT (" + predicate(depth - 1) + ")";
      case 7:
        return "(" + predicate(depth - 1) + " OR " + predicate(depth - 1) + ")";
      case 8:
        return predicate(depth - 1) + " AND " + predicate(depth - 1);
      default:
        return property() + dice_.pick(kOperators) + std::to_string(dice_.roll(4));
    }
  }

  std::string match(bool may_be_optional) {
    std::string text = may_be_optional && dice_.chance(40) ? "OPTIONAL MATCH " : "MATCH ";
    text += path();
    if (dice_.chance(30)) text += ", " + path();
    if (dice_.chance(60)) text += " WHERE " + predicate();
    return text + " ";
  }

  std::string projection() {
    std::string first = nodes_.front();
    switch (dice_.roll(5)) {
      case 0:
        return "RETURN count(*)";
      case 1:
        return "RETURN " + first + ".x AS k, count(*), min(" + property() + ")";
      case 2:
        return "RETURN DISTINCT " + property() + " AS d";
      case 3:
        return "RETURN " + first + ".id AS i ORDER BY i LIMIT " + std::to_string(dice_.roll(4));
      default: {
        std::string text = "RETURN ";
        for (const std::string& name : nodes_) text += name + ".id AS " + name + ", ";
        return text + "1 AS one";
      }
    }
  }

  Dice& dice_;
  std::vector<std::string> nodes_;
};

std::vector<std::string> bag_of_rows(Graph& graph, const std::string& query, bool greedy,
                                     std::span<const Rule> with_rules) {
  Statement statement = parse(query);
  bind(statement);
  std::shared_ptr<const Snapshot> snapshot = graph.snapshot();
  StatementPlan plan = plan_statement(statement, *snapshot, greedy);
  for (const Rule& rule : with_rules) apply_rule(rule, plan, *snapshot);
  keep_needed_slots(plan);
  auto result = read(std::move(statement), std::move(plan), std::move(snapshot), {}, {});
  std::vector<std::string> rows;
  for (std::vector<Value> row; result->next(row);) rows.push_back(to_cypher(List(row)));
  std::ranges::sort(rows);
  return rows;
}

TEST(Differential, PlansAgreeWhateverRulesMadeThem) {
  std::size_t with_rows = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    Dice dice(seed);
    TempDatabase database;
    run(*database, random_graph(dice));
    run(*database, "CALL db.createIndex('A', 'x')");
    run(*database, "CALL db.createIndex('B', 'y')");
    for (int i = 0; i < 100; ++i) {
      std::string query = QueryGenerator(dice).query();
      SCOPED_TRACE("seed " + std::to_string(seed) + ": " + query);
      std::vector<std::string> naive = bag_of_rows(*database, query, false, {});
      EXPECT_EQ(bag_of_rows(*database, query, true, rules()), naive);
      EXPECT_EQ(bag_of_rows(*database, query, true, {}), naive);
      for (const Rule& rule : rules()) {
        EXPECT_EQ(bag_of_rows(*database, query, false, std::span(&rule, 1)), naive) << rule.name;
      }
      if (!naive.empty()) ++with_rows;
    }
  }
  // A generator whose queries find nothing would prove nothing.
  EXPECT_GT(with_rows, 400U);
}

}  // namespace
}  // namespace chancery::query
