// Generated updates, one after another on a small random graph: after each one the graph and the
// counts of side effects are those of a graph in plain maps.
//
// CHANCERY_DIFFERENTIAL_QUERIES and CHANCERY_DIFFERENTIAL_SEED as in differential_test.cpp.

#include <gtest/gtest.h>

#include <algorithm>

#include "chancery/error.h"
#include "chancery/query/engine.h"
#include "differential.h"
#include "engine_rows.h"
#include "generator/update_generator.h"
#include "oracle/update_oracle.h"
#include "parser.h"

namespace chancery::query {
namespace {

constexpr unsigned kStatementsPerGraph = 10;
constexpr std::size_t kMostNodes = 60;

/// What a graph holds without its ids, which are the engine's affair.
std::vector<std::string> contents(const MemoryGraph& graph) {
  const auto node_text = [&graph](NodeId id) {
    const MemoryNode& node = graph.nodes.at(id);
    std::string text = "(";
    for (const std::string& label : node.labels) text += ":" + label;
    return text + " " + shown(Value(node.properties)) + ")";
  };
  std::vector<std::string> texts;
  for (const auto& [id, node] : graph.nodes) texts.push_back(node_text(id));
  for (const auto& [id, each] : graph.relationships) {
    texts.push_back(node_text(each.start) + "-[:" + each.type + " " +
                    shown(Value(each.properties)) + "]->" + node_text(each.end));
  }
  std::ranges::sort(texts);
  return texts;
}

std::vector<std::uint64_t> counts(const SideEffects& effects) {
  return {effects.nodes_created,         effects.nodes_deleted,     effects.relationships_created,
          effects.relationships_deleted, effects.labels_added,      effects.labels_removed,
          effects.properties_set,        effects.properties_removed};
}

struct Outcome {
  MemoryGraph graph;
  std::vector<std::uint64_t> effects;
  bool refused = false;
  bool too_large = false;  ///< for the oracle; the graph is then left alone
};

Outcome expected_of(const MemoryGraph& before, const std::string& text) {
  const Statement statement = parse(text);
  Outcome outcome{before, {}, false, false};
  try {
    UpdateOracle(outcome.graph).run(statement.query);
  } catch (const StillConnected&) {
    return {before, {}, true, false};
  } catch (const TooManyRows&) {
    return {before, {}, false, true};
  }
  outcome.effects = counts(difference(before, outcome.graph));
  return outcome;
}

Outcome outcome_of(Graph& graph, const std::string& text, bool optimize) {
  Outcome outcome;
  try {
    QueryOptions options;
    options.optimize = optimize;
    outcome.effects = counts(run(graph, text, {}, options)->side_effects());
  } catch (const Error& error) {
    if (error.detail() != "DeleteConnectedNode") throw;
    outcome.refused = true;
  }
  outcome.graph = copy_of(*graph.snapshot());
  return outcome;
}

TEST(UpdateDifferential, UpdatesDoWhatTheyDoToPlainMaps) {
  const unsigned statements = number_from_environment("CHANCERY_DIFFERENTIAL_QUERIES", 600);
  const unsigned first = number_from_environment("CHANCERY_DIFFERENTIAL_SEED", 1);
  std::size_t changing = 0;
  std::size_t refused = 0;
  for (unsigned seed = first; seed < first + statements / kStatementsPerGraph; ++seed) {
    Dice dice(seed);
    const auto database = database_of(random_graph(dice));
    for (unsigned i = 0; i < kStatementsPerGraph; ++i) {
      const std::string text = UpdateGenerator(dice).statement();
      SCOPED_TRACE("seed " + std::to_string(seed) + ": " + text);
      const MemoryGraph before = copy_of(*(*database)->snapshot());
      if (before.nodes.size() > kMostNodes) break;
      const Outcome expected = expected_of(before, text);
      if (expected.too_large) break;
      const Outcome found = outcome_of(**database, text, seed % 3 != 0);
      EXPECT_EQ(found.refused, expected.refused);
      EXPECT_EQ(found.effects, expected.effects);
      ASSERT_EQ(contents(found.graph), contents(expected.graph));
      refused += expected.refused ? 1 : 0;
      changing += contents(before) != contents(expected.graph) ? 1 : 0;
    }
  }
  EXPECT_GT(changing * 3, statements);
  EXPECT_GT(refused, 0U);
}

}  // namespace
}  // namespace chancery::query
