// Generated queries on small random graphs: every way to plan one gives the bag of rows that the
// oracle finds by nested loops, and the same order where the query asks for one.
//
// CHANCERY_DIFFERENTIAL_QUERIES: how many queries (default 3,000; a long run: 300,000).
// CHANCERY_DIFFERENTIAL_SEED: the first seed (default 1). Each seed is a graph and 50 queries.

#include "differential.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "chancery/error.h"
#include "chancery/query/engine.h"
#include "generator/query_generator.h"
#include "generator/shrink.h"
#include "generator/tree_query_generator.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

constexpr unsigned kQueriesPerGraph = 50;

/// A smaller case may be no query, or one that the oracle does not know.
bool still_fails(const FailingCase& failing) {
  try {
    const auto database = database_of(failing.graph);
    describe(**database, failing.query);
    const std::vector<View> views = views_of(*database);
    const MemoryGraph graph = copy_of(*views.front().snapshot);
    return disagreement(views, graph, failing.query).has_value();
  } catch (const std::exception&) {
    return false;
  }
}

std::string report(const FailingCase& failing) {
  const auto database = database_of(failing.graph);
  const std::vector<View> views = views_of(*database);
  const MemoryGraph graph = copy_of(*views.front().snapshot);
  const auto found = disagreement(views, graph, failing.query);
  std::string text = failing.graph.create() + "\n" + failing.query;
  if (!found) return text;
  text += "\nplan: " + found->variant + "\nthe oracle finds:";
  for (const std::string& row : found->expected) text += "\n  " + row;
  text += "\nthe engine finds:";
  for (const std::string& row : found->found) text += "\n  " + row;
  return text;
}

using Generate = std::string (*)(Dice& dice);

void compare_generated(Generate generate, unsigned queries) {
  const unsigned first = number_from_environment("CHANCERY_DIFFERENTIAL_SEED", 1);
  std::size_t answered = 0;
  std::size_t with_rows = 0;
  unsigned failures = 0;
  for (unsigned seed = first; seed < first + queries / kQueriesPerGraph; ++seed) {
    Dice dice(seed);
    const GraphText text = random_graph(dice);
    const auto database = database_of(text);
    const std::vector<View> views = views_of(*database);
    const MemoryGraph graph = copy_of(*views.front().snapshot);
    for (unsigned i = 0; i < kQueriesPerGraph && failures < 5; ++i) {
      const std::string query = generate(dice);
      try {
        if (disagreement(views, graph, query)) {
          ++failures;
          ADD_FAILURE() << "seed " << seed << ", as generated: " << query << "\nsmallest case:\n"
                        << report(shrink({query, text}, still_fails));
        }
        ++answered;
        if (!oracle_rows(graph, query).empty()) ++with_rows;
      } catch (const TooManyRows&) {
      } catch (const std::exception& error) {
        ++failures;
        ADD_FAILURE() << "seed " << seed << ": " << query << "\n" << error.what();
      }
    }
  }
  // A generator whose queries find nothing, or none that the oracle can answer, would prove
  // nothing.
  EXPECT_GT(answered * 10, queries * 9);
  EXPECT_GT(with_rows * 3, answered);
}

TEST(Differential, EveryPlanFindsWhatNestedLoopsFind) {
  compare_generated([](Dice& dice) { return QueryGenerator(dice).query(); },
                    number_from_environment("CHANCERY_DIFFERENTIAL_QUERIES", 3000));
}

TEST(Differential, PathsAreThoseAmongAllTrails) {
  compare_generated([](Dice& dice) { return QueryGenerator(dice).paths_query(); },
                    number_from_environment("CHANCERY_DIFFERENTIAL_QUERIES", 3000) / 2);
}

TEST(Differential, WhatIsOnlyCountedIsCountedRight) {
  compare_generated(tree_query,
                    number_from_environment("CHANCERY_DIFFERENTIAL_QUERIES", 3000) / 2);
}

}  // namespace
}  // namespace chancery::query
