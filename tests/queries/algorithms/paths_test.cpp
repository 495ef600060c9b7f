// Distances, paths, trees and flows against all paths, all trees and all cuts.

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "small_graph.h"

namespace chancery::query {
namespace {

TEST(Paths, DistancesAreThoseOfAllPairs) {
  std::mt19937 random(1);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 8, i, 0);
    const StoredGraph stored(graph);
    for (const Direction direction : kDirections) {
      for (const bool lengths : {false, true}) {
        const Matrix far =
            distances_between((lengths ? graph : graph.unweighted()).seen(direction));
        std::vector<std::pair<std::size_t, double>> expected;
        for (std::size_t t = 0; t < graph.nodes; ++t) {
          if (far[3][t] < kFar) expected.emplace_back(t, far[3][t]);
        }
        for (const auto& view : stored.views()) {
          const auto found =
              distances(*view, lengths ? weighted() : GraphPart(), stored.node(3), direction);
          std::vector<std::pair<std::size_t, double>> pairs;
          for (std::size_t k = 0; k < found.nodes.size(); ++k) {
            pairs.emplace_back(stored.index(found.nodes[k]), found.values[k]);
          }
          EXPECT_EQ(pairs, expected);
        }
      }
    }
  }
}

/// Whether the relationships lead from node to node, no node twice, and are as long as is said.
void expect_simple_path(const SmallGraph& graph, const StoredGraph& stored,
                        const WeightedPath& path, Direction direction) {
  ASSERT_EQ(path.nodes.size(), path.relationships.size() + 1);
  EXPECT_EQ(std::set(path.nodes.begin(), path.nodes.end()).size(), path.nodes.size());
  double length = 0;
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const SmallEdge& edge = graph.edges[stored.index(path.relationships[i])];
    const NodeId from = stored.node(edge.from);
    const NodeId to = stored.node(edge.to);
    const bool onward = from == path.nodes[i] && to == path.nodes[i + 1];
    const bool backward = to == path.nodes[i] && from == path.nodes[i + 1];
    EXPECT_TRUE((onward && direction != Direction::incoming) ||
                (backward && direction != Direction::outgoing));
    length += edge.weight;
  }
  EXPECT_EQ(path.length, length);
}

TEST(Paths, TheShortestOfAllPathsInTheirOrder) {
  std::mt19937 random(2);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 6, 14, 0);
    const StoredGraph stored(graph);
    for (const Direction direction : kDirections) {
      std::vector<double> expected;
      for (const SmallPath& path : simple_paths(graph.seen(direction), 0, 5)) {
        expected.push_back(path.length);
      }
      std::ranges::sort(expected);
      const std::size_t all = expected.size();
      expected.resize(std::min<std::size_t>(all, 12));
      for (const auto& view : stored.views()) {
        const auto found =
            shortest_paths(*view, weighted(), stored.node(0), stored.node(5), 12, direction);
        std::vector<double> lengths;
        std::set<std::vector<RelationshipId>> different;
        for (const WeightedPath& path : found) {
          expect_simple_path(graph, stored, path, direction);
          lengths.push_back(path.length);
          different.insert(path.relationships);
        }
        EXPECT_EQ(lengths, expected);
        EXPECT_EQ(different.size(), found.size());
        const auto first =
            shortest_path(*view, weighted(), stored.node(0), stored.node(5), direction);
        ASSERT_EQ(first.has_value(), all > 0);
        if (first) {
          EXPECT_EQ(first->relationships, found.front().relationships);
        }
      }
    }
  }
}

TEST(Paths, AllPathsAreFoundWhereMoreAreAskedFor) {
  std::mt19937 random(3);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 6, 11, 0);
    const StoredGraph stored(graph);
    EXPECT_EQ(
        shortest_paths(*stored.views().back(), {}, stored.node(0), stored.node(5), 1000).size(),
        simple_paths(graph, 0, 5).size());
  }
}

TEST(Paths, OfEqualPathsTheOneWithSmallerIdsFromItsEnd) {
  // 0 to 5 by 1 or 2, then 3 or 4, and two ways from 3 on.
  SmallGraph graph{6, {{0, 2}, {0, 1}, {2, 4}, {1, 4}, {2, 3}, {1, 3}, {4, 5}, {3, 5}, {3, 5}}};
  const StoredGraph stored(graph);
  for (const auto& view : stored.views()) {
    const auto path = shortest_path(*view, {}, stored.node(0), stored.node(5));
    ASSERT_TRUE(path);
    std::vector<std::size_t> edges;
    for (const RelationshipId id : path->relationships) edges.push_back(stored.index(id));
    EXPECT_EQ(edges, (std::vector<std::size_t>{1, 5, 7}));
  }
}

/// The least weight of any set of edges that connects what the graph connects.
double least_tree(const SmallGraph& graph) {
  const Matrix all = distances_between(graph.unweighted().both_ways());
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t set = 0; set < (std::size_t{1} << graph.edges.size()); ++set) {
    SmallGraph some{graph.nodes, {}};
    double weight = 0;
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
      if ((set >> i & 1) == 0) continue;
      some.edges.push_back(graph.edges[i]);
      weight += graph.edges[i].weight;
    }
    if (weight >= least) continue;
    const Matrix far = distances_between(some.unweighted().both_ways());
    bool connects = true;
    for (std::size_t i = 0; i < graph.nodes; ++i) {
      for (std::size_t j = 0; j < graph.nodes; ++j) {
        connects &= (far[i][j] < kFar) == (all[i][j] < kFar);
      }
    }
    if (connects) least = weight;
  }
  return least;
}

TEST(Paths, NoSetOfRelationshipsConnectsForLess) {
  std::mt19937 random(4);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 6, static_cast<std::size_t>(i) % 10, 1);
    const StoredGraph stored(graph);
    for (const auto& view : stored.views()) {
      const SpanningTree tree = spanning_tree(*view, weighted());
      double weight = 0;
      SmallGraph kept{graph.nodes, {}};
      for (const RelationshipId id : tree.relationships) {
        kept.edges.push_back(graph.edges[stored.index(id)]);
        weight += kept.edges.back().weight;
      }
      EXPECT_EQ(weight, least_tree(graph));
      EXPECT_TRUE(std::ranges::is_sorted(tree.weights));
      EXPECT_EQ(distances_between(kept.unweighted().both_ways()).size(), graph.nodes);
    }
  }
}

/// What crosses from the nodes of a set, which are its bits, to the others.
double capacity_of(const SmallGraph& graph, std::size_t set) {
  double sum = 0;
  for (const SmallEdge& edge : graph.edges) {
    if ((set >> edge.from & 1) != 0 && (set >> edge.to & 1) == 0) sum += edge.weight;
  }
  return sum;
}

double least_cut(const SmallGraph& graph, std::size_t source, std::size_t target) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t set = 0; set < (std::size_t{1} << graph.nodes); ++set) {
    if ((set >> source & 1) == 0 || (set >> target & 1) != 0) continue;
    least = std::min(least, capacity_of(graph, set));
  }
  return least;
}

/// What the flow leaves at a node.
double left_at(const SmallGraph& graph, const StoredGraph& stored, const Flow& flow, std::size_t at,
               Direction direction) {
  double sum = 0;
  for (std::size_t i = 0; i < flow.relationships.size(); ++i) {
    const SmallEdge& edge = graph.edges[stored.index(flow.relationships[i])];
    EXPECT_LE(std::abs(flow.amounts[i]), edge.weight);
    EXPECT_TRUE(direction == Direction::both || flow.amounts[i] > 0);
    const double amount = direction == Direction::incoming ? -flow.amounts[i] : flow.amounts[i];
    if (edge.to == at) sum += amount;
    if (edge.from == at) sum -= amount;
  }
  return sum;
}

TEST(Paths, TheGreatestFlowIsTheLeastCut) {
  std::mt19937 random(5);
  for (int i = 0; i < 3 * kGraphs; ++i) {
    const SmallGraph graph = SmallGraph::random(random, 7, i % 25, 0);
    const StoredGraph stored(graph);
    for (const Direction direction : kDirections) {
      const double expected = least_cut(graph.seen(direction), 1, 5);
      for (const auto& view : stored.views()) {
        const Flow flow = max_flow(*view, weighted(), stored.node(1), stored.node(5), direction);
        EXPECT_EQ(flow.value, expected);
        for (std::size_t node = 0; node < graph.nodes; ++node) {
          const double left = node == 5 ? flow.value : node == 1 ? -flow.value : 0;
          EXPECT_EQ(left_at(graph, stored, flow, node, direction), left);
        }
        double cut = 0;
        for (const RelationshipId id : flow.cut) cut += graph.edges[stored.index(id)].weight;
        EXPECT_EQ(cut, expected);
      }
    }
  }
}

TEST(Paths, ATopologicalOrderLeadsOnwardOrThereIsACircle) {
  std::mt19937 random(6);
  int orders = 0;
  for (int i = 0; i < 4 * kGraphs; ++i) {
    SmallGraph graph = SmallGraph::random(random, 8, i % 9, 0);
    const Matrix far = distances_between(graph.unweighted());
    bool circle = false;
    for (const SmallEdge& edge : graph.edges) circle |= far[edge.to][edge.from] < kFar;
    const StoredGraph stored(graph);
    for (const auto& view : stored.views()) {
      if (circle) {
        EXPECT_THROW(topological_order(*view), Error);
        continue;
      }
      ++orders;
      const std::vector<NodeId> order = topological_order(*view);
      ASSERT_EQ(order.size(), graph.nodes);
      for (const SmallEdge& edge : graph.edges) {
        EXPECT_LT(std::ranges::find(order, stored.node(edge.from)),
                  std::ranges::find(order, stored.node(edge.to)));
      }
    }
  }
  EXPECT_GT(orders, 20);
}

}  // namespace
}  // namespace chancery::query
