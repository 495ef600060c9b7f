// Columns of procedures: the rows of CALL, and the same limits.

#include "chancery/query/node_columns.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "chancery/error.h"
#include "procedures.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

class NodeColumnsTest : public ::testing::Test {
 protected:
  NodeColumnsTest() {
    run(*database_,
        "CREATE (a:N {name: 'a'}), (b:N {name: 'b'}), (c:N), (d:M), (:N), (a)-[:T {w: 2}]->(b), "
        "(b)-[:T {w: 0.5}]->(c), (a)-[:T]->(c), (c)-[:U]->(d)");
  }

  std::vector<std::vector<Value>> rows(const std::string& text, const Parameters& parameters) {
    const auto result = run(*database_, text, parameters);
    std::vector<std::vector<Value>> found;
    std::vector<Value> row;
    while (result->next(row)) found.push_back(row);
    return found;
  }

  TempDatabase database_;
};

Value value_at(const NumberColumn& column, std::size_t row) {
  return std::visit([row](const auto& values) { return Value(values[row]); }, column.values);
}

std::string outputs_of(const Procedure& procedure) {
  std::string text;
  for (const ProcedureField& field : procedure.outputs) {
    text += (text.empty() ? "" : ", ") + field.name;
  }
  return text;
}

TEST_F(NodeColumnsTest, AreTheRowsOfCall) {
  const Value options[] = {Map(), Map{{"labels", "N"}}, Map{{"types", "T"}, {"weight", "w"}}};
  const Value source = rows("MATCH (n {name: 'a'}) RETURN n", {}).front().front();
  std::size_t procedures = 0;
  for (const auto& procedure : all_procedures()) {
    if (!procedure->columns) continue;
    ++procedures;
    const bool from_source = procedure->inputs.front().type == "NODE";
    for (const Value& option : options) {
      SCOPED_TRACE(procedure->name + to_cypher(option));
      std::vector<Value> arguments = {option};
      if (from_source) arguments.insert(arguments.begin(), source);
      const NodeColumns found = node_columns(*database_, procedure->name, arguments);
      const auto expected = rows(
          fmt::format("{} CALL {}({}$options) YIELD {} RETURN {}",
                      from_source ? "MATCH (n {name: 'a'})" : "", procedure->name,
                      from_source ? "n, " : "", outputs_of(*procedure), outputs_of(*procedure)),
          {{"options", option}});
      ASSERT_EQ(found.nodes.size(), expected.size());
      ASSERT_EQ(found.columns.size() + 1, procedure->outputs.size());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(found.nodes[i], expected[i][0].as_node().id);
        for (std::size_t k = 0; k < found.columns.size(); ++k) {
          EXPECT_EQ(found.columns[k].name, procedure->outputs[k + 1].name);
          EXPECT_TRUE(equivalent(value_at(found.columns[k], i), expected[i][k + 1]));
          EXPECT_EQ(value_at(found.columns[k], i).type(), expected[i][k + 1].type());
        }
      }
    }
  }
  EXPECT_EQ(procedures, 12U);
}

TEST_F(NodeColumnsTest, RowsOfSeveralCallsAndOfPartOfTheColumns) {
  const auto found = rows(
      "UNWIND ['T', 'U', 'T'] AS type CALL graph.degree({types: type}) YIELD incoming AS n "
      "RETURN type, sum(n) AS sum, count(*) AS rows, count(DISTINCT n) AS different ORDER BY type",
      {});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(to_cypher(List(found[0].begin(), found[0].end())), "['T', 6, 10, 3]");
  EXPECT_EQ(to_cypher(List(found[1].begin(), found[1].end())), "['U', 1, 5, 2]");
}

TEST_F(NodeColumnsTest, ArgumentsAreChecked) {
  const auto kind_of = [&](const char* name, std::vector<Value> arguments) {
    try {
      node_columns(*database_, name, std::move(arguments));
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::internal_error;
  };
  EXPECT_EQ(kind_of("graph.none", {}), ErrorKind::procedure_error);
  EXPECT_EQ(kind_of("graph.spanningTree", {}), ErrorKind::procedure_error);
  EXPECT_EQ(kind_of("graph.pagerank", {"text"}), ErrorKind::type_error);
  EXPECT_EQ(kind_of("graph.pagerank", {Map{{"label", "N"}}}), ErrorKind::procedure_error);
  EXPECT_EQ(kind_of("graph.distances", {}), ErrorKind::type_error);
  EXPECT_EQ(kind_of("graph.distances", {Node{static_cast<NodeId>(1U << 20), nullptr}}),
            ErrorKind::procedure_error);
  EXPECT_EQ(node_columns(*database_, "graph.components", {}).nodes.size(), 5U);
}

TEST_F(NodeColumnsTest, LimitsHold) {
  QueryOptions little;
  little.memory_bytes = 10;
  EXPECT_THROW(node_columns(*database_, "graph.pagerank", {}, little), Error);
  QueryOptions stopped;
  stopped.cancel = std::make_shared<CancelToken>();
  stopped.cancel->cancel();
  EXPECT_THROW(node_columns(*database_, "graph.degree", {}, stopped), Error);
}

TEST(Greatest, OrdersByNumberThenPosition) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const NumberColumn floats{"f", std::vector<double>{1, nan, 3, 1, 7, nan}};
  EXPECT_EQ(greatest(floats, 4), (std::vector<std::size_t>{4, 2, 0, 3}));
  EXPECT_EQ(greatest(floats, 10), (std::vector<std::size_t>{4, 2, 0, 3, 1, 5}));
  const NumberColumn integers{"i", std::vector<std::int64_t>{5, -1, 5, 9}};
  EXPECT_EQ(greatest(integers, 3), (std::vector<std::size_t>{3, 0, 2}));
  EXPECT_EQ(greatest(integers, 0), std::vector<std::size_t>());
}

}  // namespace
}  // namespace chancery::query
