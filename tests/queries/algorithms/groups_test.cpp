// Components, communities and neighbourhoods against their definitions.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "small_graph.h"

namespace chancery::query {
namespace {

std::vector<std::uint32_t> components_by_reach(const SmallGraph& graph) {
  const Matrix far = distances_between(graph);
  std::vector<std::vector<bool>> together(graph.nodes, std::vector<bool>(graph.nodes));
  for (std::size_t i = 0; i < graph.nodes; ++i) {
    for (std::size_t j = 0; j < graph.nodes; ++j) {
      together[i][j] = far[i][j] < kFar && far[j][i] < kFar;
    }
  }
  return groups_of(together);
}

TEST(Groups, ComponentsAreWhoReachEachOther) {
  std::mt19937 random(1);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 12, i, 0);
    const StoredGraph stored(graph);
    for (const auto& view : stored.views()) {
      EXPECT_EQ(connected_components(*view).values, components_by_reach(graph.both_ways()));
      EXPECT_EQ(strong_components(*view).values, components_by_reach(graph));
    }
  }
}

TEST(Groups, PartsByLabelAndTypeAreTheirOwnGraphs) {
  std::mt19937 random(2);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 12, 2 * i, 0);
    SmallGraph part = graph;
    std::erase_if(part.edges, [](const SmallEdge& edge) {
      return edge.from % 2 == 0 || edge.to % 2 == 0 || edge.type != "S";
    });
    std::vector<std::uint32_t> expected;
    for (std::size_t node = 1; node < graph.nodes; node += 2) expected.push_back(node / 2);
    SmallGraph odd{6, {}};
    for (const SmallEdge& edge : part.edges) odd.edges.push_back({edge.from / 2, edge.to / 2});
    const StoredGraph stored(graph);
    for (const auto& view : stored.views()) {
      const auto found = connected_components(*view, {.labels = {"L", "None"}, .types = {"S"}});
      EXPECT_EQ(found.values, components_by_reach(odd.both_ways()));
      ASSERT_EQ(found.nodes.size(), expected.size());
      for (std::size_t k = 0; k < expected.size(); ++k) {
        EXPECT_EQ(stored.index(found.nodes[k]), 2 * k + 1);
      }
      SmallGraph by_type = graph;
      std::erase_if(by_type.edges, [](const SmallEdge& edge) { return edge.type != "S"; });
      EXPECT_EQ(strong_components(*view, {.types = {"S", "None"}}).values,
                components_by_reach(by_type));
    }
  }
}

/// By its definition, pair by pair (Newman 2004).
double modularity_of(const SmallGraph& graph, const std::vector<std::uint32_t>& communities,
                     double resolution) {
  Matrix ties(graph.nodes, std::vector<double>(graph.nodes, 0));
  for (const SmallEdge& edge : graph.edges) {
    ties[edge.from][edge.to] += edge.weight;
    ties[edge.to][edge.from] += edge.weight;
  }
  std::vector<double> strengths(graph.nodes);
  double total = 0;
  for (std::size_t i = 0; i < graph.nodes; ++i) {
    for (const double tie : ties[i]) strengths[i] += tie;
    total += strengths[i];
  }
  if (total == 0) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < graph.nodes; ++i) {
    for (std::size_t j = 0; j < graph.nodes; ++j) {
      if (communities[i] != communities[j]) continue;
      sum += ties[i][j] - resolution * strengths[i] * strengths[j] / total;
    }
  }
  return sum / total;
}

TEST(Groups, LouvainSaysTheModularityThatItReached) {
  std::mt19937 random(3);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 10, i, 0);
    const StoredGraph stored(graph);
    std::vector<std::uint32_t> alone(graph.nodes);
    for (std::size_t k = 0; k < alone.size(); ++k) alone[k] = static_cast<std::uint32_t>(k);
    for (const double resolution : {0.5, 1.0, 2.0}) {
      LouvainOptions options;
      options.resolution = resolution;
      const Communities found = louvain(*stored.views().front(), weighted(), options);
      EXPECT_NEAR(found.modularity, modularity_of(graph, found.communities, resolution), 1e-9);
      EXPECT_GE(found.modularity, modularity_of(graph, alone, resolution) - 1e-9);
      EXPECT_EQ(louvain(*stored.views().back(), weighted(), options).communities,
                found.communities);
    }
  }
}

/// Groups of ten, dense within, with edges between them for so many of a thousand pairs.
SmallGraph planted_groups(std::mt19937& random, std::size_t groups, unsigned between) {
  SmallGraph graph{10 * groups, {}};
  for (std::size_t i = 0; i < graph.nodes; ++i) {
    for (std::size_t j = i + 1; j < graph.nodes; ++j) {
      const unsigned chance = i / 10 == j / 10 ? 800 : between;
      if (random() % 1000 < chance) graph.edges.push_back({i, j});
    }
  }
  return graph;
}

TEST(Groups, CommunitiesThatWerePlantedAreFound) {
  std::mt19937 random(4);
  const StoredGraph mixed(planted_groups(random, 6, 20));
  const StoredGraph apart(planted_groups(random, 6, 3));
  std::vector<std::uint32_t> planted;
  for (std::uint32_t i = 0; i < 60; ++i) planted.push_back(i / 10);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(louvain(*mixed.views()[i]).communities, planted);
    EXPECT_EQ(label_propagation(*apart.views()[i]).values, planted);
  }
}

TEST(Groups, NobodyWantsToMoveAfterLabelPropagation) {
  std::mt19937 random(5);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 10, i, 0);
    const StoredGraph stored(graph);
    const auto found = label_propagation(*stored.views().front(), weighted(), 1000).values;
    for (std::size_t node = 0; node < graph.nodes; ++node) {
      std::vector<double> sums(graph.nodes);
      for (const SmallEdge& edge : graph.edges) {
        if (edge.from == edge.to) continue;
        if (edge.from == node) sums[found[edge.to]] += edge.weight;
        if (edge.to == node) sums[found[edge.from]] += edge.weight;
      }
      EXPECT_EQ(sums[found[node]], *std::ranges::max_element(sums));
    }
    EXPECT_EQ(label_propagation(*stored.views().back(), weighted(), 1000).values, found);
  }
}

TEST(Groups, TrianglesAreCountedCornerByCorner) {
  std::mt19937 random(6);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 9, 2 * i, 0);
    const Matrix near = neighbours_of(graph);
    const StoredGraph stored(graph);
    for (const auto& view : stored.views()) {
      const Triangles found = triangles(*view);
      for (std::size_t a = 0; a < graph.nodes; ++a) {
        double corners = 0, pairs = 0;
        for (std::size_t b = 0; b < graph.nodes; ++b) {
          for (std::size_t c = 0; c < b; ++c) {
            if (near[a][b] == 0 || near[a][c] == 0) continue;
            pairs += 1;
            corners += near[b][c];
          }
        }
        EXPECT_EQ(static_cast<double>(found.triangles[a]), corners);
        EXPECT_DOUBLE_EQ(found.coefficients[a], pairs == 0 ? 0 : corners / pairs);
      }
    }
  }
}

double similarity_of(const std::vector<double>& a, const std::vector<double>& b,
                     SimilarityOptions::Measure measure) {
  double smaller = 0, larger = 0, product = 0, sum_a = 0, sum_b = 0, square_a = 0, square_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    smaller += std::min(a[i], b[i]);
    larger += std::max(a[i], b[i]);
    product += a[i] * b[i];
    sum_a += a[i];
    sum_b += b[i];
    square_a += a[i] * a[i];
    square_b += b[i] * b[i];
  }
  if (smaller == 0) return 0;
  switch (measure) {
    case SimilarityOptions::Measure::jaccard:
      return smaller / larger;
    case SimilarityOptions::Measure::overlap:
      return smaller / std::min(sum_a, sum_b);
    case SimilarityOptions::Measure::cosine:
      return product / std::sqrt(square_a * square_b);
  }
  return 0;
}

/// What each node has of each other one: 1 for a neighbour, or the sum of weights.
Matrix ties_of(const SmallGraph& graph, bool sums) {
  Matrix ties(graph.nodes, std::vector<double>(graph.nodes, 0));
  for (const SmallEdge& edge : graph.edges) {
    double& tie = ties[edge.from][edge.to];
    if (sums) {
      tie += edge.weight;
    } else if (edge.from != edge.to) {
      tie = 1;
    }
  }
  return ties;
}

TEST(Groups, SimilarityIsThatOfNeighbourhoods) {
  using Measure = SimilarityOptions::Measure;
  std::mt19937 random(7);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 7, 2 * i, 0);
    const StoredGraph stored(graph);
    for (const Measure measure : {Measure::jaccard, Measure::overlap, Measure::cosine}) {
      for (const Direction direction : kDirections) {
        for (const bool sums : {false, true}) {
          const Matrix ties = ties_of(graph.seen(direction), sums);
          SimilarityOptions options{measure, direction, std::nullopt, 100, 0.2901};
          std::size_t expected = 0;
          for (std::size_t a = 0; a < graph.nodes; ++a) {
            for (std::size_t b = 0; b < graph.nodes; ++b) {
              expected += a != b && similarity_of(ties[a], ties[b], measure) >= 0.2901 ? 1 : 0;
            }
          }
          const auto found =
              similarity(*stored.views().back(), sums ? weighted() : GraphPart(), options);
          EXPECT_EQ(found.size(), expected);
          for (const SimilarNodes& pair : found) {
            EXPECT_NEAR(pair.score,
                        similarity_of(ties[stored.index(pair.node)], ties[stored.index(pair.other)],
                                      measure),
                        1e-12);
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace chancery::query
