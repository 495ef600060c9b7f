// Centralities against their definitions, on graphs small enough to write them down.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "small_graph.h"

namespace chancery::query {
namespace {

void expect_near(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-7) << i;
}

/// The walk itself, a thousand steps long.
std::vector<double> ranks_by_walking(const SmallGraph& graph, double damping) {
  const auto count = static_cast<double>(graph.nodes);
  std::vector<double> ranks(graph.nodes, 1 / count);
  std::vector<double> sums(graph.nodes);
  for (const SmallEdge& edge : graph.edges) sums[edge.from] += edge.weight;
  for (int step = 0; step < 1000; ++step) {
    std::vector<double> next(graph.nodes, (1 - damping) / count);
    for (const SmallEdge& edge : graph.edges) {
      if (sums[edge.from] > 0) {
        next[edge.to] += damping * ranks[edge.from] * edge.weight / sums[edge.from];
      }
    }
    for (std::size_t i = 0; i < graph.nodes; ++i) {
      if (sums[i] > 0) continue;
      for (double& rank : next) rank += damping * ranks[i] / count;
    }
    ranks = next;
  }
  return ranks;
}

TEST(Centrality, PageRankIsWhereTheWalkEnds) {
  std::mt19937 random(1);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 9, i, 0);
    const StoredGraph stored(graph);
    PageRankOptions options;
    options.tolerance = 1e-13;
    options.iterations = 1000;
    for (const auto& view : stored.views()) {
      expect_near(pagerank(*view, {}, options).values, ranks_by_walking(graph.unweighted(), 0.85));
      expect_near(pagerank(*view, weighted(), options).values, ranks_by_walking(graph, 0.85));
    }
  }
}

TEST(Centrality, DegreesCountAndSum) {
  std::mt19937 random(2);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 6, i, 0);
    const StoredGraph stored(graph);
    std::vector<double> leaving(6), entering(6), weights_leaving(6), weights_entering(6);
    for (const SmallEdge& edge : graph.edges) {
      leaving[edge.from] += 1;
      entering[edge.to] += 1;
      weights_leaving[edge.from] += edge.weight;
      weights_entering[edge.to] += edge.weight;
    }
    for (const auto& view : stored.views()) {
      EXPECT_EQ(degrees(*view).outgoing, leaving);
      EXPECT_EQ(degrees(*view).incoming, entering);
      EXPECT_EQ(degrees(*view, weighted()).outgoing, weights_leaving);
      EXPECT_EQ(degrees(*view, weighted()).incoming, weights_entering);
    }
  }
}

std::vector<double> betweenness_by_pairs(const SmallGraph& graph) {
  const Matrix far = distances_between(graph);
  const Matrix counts = shortest_path_counts(graph);
  std::vector<double> sums(graph.nodes);
  for (std::size_t s = 0; s < graph.nodes; ++s) {
    for (std::size_t t = 0; t < graph.nodes; ++t) {
      for (std::size_t v = 0; v < graph.nodes; ++v) {
        if (s == t || v == s || v == t || far[s][t] >= kFar) continue;
        if (far[s][v] + far[v][t] == far[s][t]) {
          sums[v] += counts[s][v] * counts[v][t] / counts[s][t];
        }
      }
    }
  }
  return sums;
}

TEST(Centrality, BetweennessIsTheShareOfPaths) {
  std::mt19937 random(3);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 8, i, 1);
    const StoredGraph stored(graph);
    for (const Direction direction : kDirections) {
      std::vector<double> plain = betweenness_by_pairs(graph.unweighted().seen(direction));
      std::vector<double> lengths = betweenness_by_pairs(graph.seen(direction));
      if (direction == Direction::both) {
        for (double& sum : plain) sum /= 2;
        for (double& sum : lengths) sum /= 2;
      }
      BetweennessOptions options;
      options.direction = direction;
      for (const auto& view : stored.views()) {
        expect_near(betweenness(*view, {}, options).values, plain);
        expect_near(betweenness(*view, weighted(), options).values, lengths);
      }
    }
  }
}

// The mean over all ways to draw one source is the exact value, so the mean over many seeds nears
// it.
TEST(Centrality, SampledBetweennessIsRightOnAverageAndTheSameForASeed) {
  std::mt19937 random(4);
  const StoredGraph stored(SmallGraph::random(random, 8, 20, 1));
  const GraphView& view = *stored.views().front();
  const std::vector<double> exact = betweenness(view).values;
  BetweennessOptions options;
  options.samples = 3;
  EXPECT_EQ(betweenness(view, {}, options).values, betweenness(view, {}, options).values);
  std::vector<double> means(exact.size());
  constexpr int kSeeds = 4000;
  bool varies = false;
  for (options.seed = 0; options.seed < kSeeds; ++options.seed) {
    const std::vector<double> sample = betweenness(view, {}, options).values;
    for (std::size_t i = 0; i < means.size(); ++i) means[i] += sample[i] / kSeeds;
    varies |= sample != exact;
  }
  EXPECT_TRUE(varies);
  for (std::size_t i = 0; i < means.size(); ++i) EXPECT_NEAR(means[i], exact[i], 0.5) << i;
}

TEST(Centrality, ClosenessIsOverWhatIsReached) {
  std::mt19937 random(5);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 7, i, 1);
    const StoredGraph stored(graph);
    for (const Direction direction : kDirections) {
      const Matrix far = distances_between(graph.seen(direction));
      std::vector<double> scores, harmonic;
      for (std::size_t s = 0; s < graph.nodes; ++s) {
        double reached = 0, sum = 0, inverses = 0;
        for (std::size_t t = 0; t < graph.nodes; ++t) {
          if (t == s || far[s][t] >= kFar) continue;
          reached += 1;
          sum += far[s][t];
          inverses += 1 / far[s][t];
        }
        scores.push_back(reached == 0 ? 0 : reached / sum * reached / 6);
        harmonic.push_back(inverses / 6);
      }
      for (const auto& view : stored.views()) {
        const Closeness found = closeness(*view, weighted(), direction);
        expect_near(found.scores, scores);
        expect_near(found.harmonic, harmonic);
      }
    }
  }
}

/// Takes away who has fewer than k neighbours, until nobody has.
std::vector<std::uint32_t> cores_by_deletion(const SmallGraph& graph) {
  const Matrix neighbours = neighbours_of(graph);
  std::vector<std::uint32_t> cores(graph.nodes, 0);
  for (std::uint32_t k = 1; k < graph.nodes; ++k) {
    std::vector<bool> left(graph.nodes, true);
    for (std::size_t round = 0; round < graph.nodes; ++round) {
      for (std::size_t i = 0; i < graph.nodes; ++i) {
        double count = 0;
        for (std::size_t j = 0; j < graph.nodes; ++j) count += left[j] ? neighbours[i][j] : 0;
        if (count < k) left[i] = false;
      }
    }
    for (std::size_t i = 0; i < graph.nodes; ++i) {
      if (left[i]) cores[i] = k;
    }
  }
  return cores;
}

TEST(Centrality, CoreNumbersAreWhatDeletionLeaves) {
  std::mt19937 random(6);
  for (int i = 0; i < 3 * kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 9, i, 0);
    const StoredGraph stored(graph);
    for (const auto& view : stored.views()) {
      EXPECT_EQ(core_numbers(*view).values, cores_by_deletion(graph)) << i;
    }
  }
}

}  // namespace
}  // namespace chancery::query
