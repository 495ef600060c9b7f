// A projection as a graph of Boost: its concepts, and algorithms of Boost beside ours and beside
// brute force.

#include "chancery/query/boost_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>

#include "small_graph.h"

namespace chancery::query {
namespace {

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<ProjectedGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<ProjectedGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexAndEdgeListGraphConcept<ProjectedGraph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<ProjectedGraph>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<ProjectedGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<ProjectedGraph>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyGraphConcept<ProjectedGraph, NodeIndex, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyGraphConcept<ProjectedGraph, ProjectedEdge, boost::edge_index_t>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<ProjectedNodeId, NodeIndex>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<ProjectedWeights, ProjectedEdge>));

/// (from, to, relationship), sorted.
using Ends = std::vector<std::array<std::size_t, 3>>;

template <typename Range>
Ends ends_of(const Range& range, const ProjectedGraph& graph, const StoredGraph& stored) {
  Ends ends;
  const ProjectedNodeId id(graph);
  for (auto edge = range.first; edge != range.second; ++edge) {
    ends.push_back({stored.index(get(id, source(*edge, graph))),
                    stored.index(get(id, target(*edge, graph))),
                    stored.index(graph.projection().relationship(edge->relationship))});
  }
  std::ranges::sort(ends);
  return ends;
}

TEST(BoostGraph, HasTheEdgesOfTheGraph) {
  std::mt19937 random(1);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph small = SmallGraph::random(random, 6, i, 0);
    const StoredGraph stored(small);
    const auto projection = projection_of(stored.views().back());
    const std::vector<TypeId> only = {TypeId{1}};
    for (const ProjectedGraph& graph :
         {ProjectedGraph(projection), ProjectedGraph(projection, only)}) {
      const bool all = graph.rows(true).size() == projection->types().size();
      Ends expected;
      for (std::size_t k = 0; k < small.edges.size(); ++k) {
        const SmallEdge& edge = small.edges[k];
        if (all || edge.type == small.edges.front().type) {
          expected.push_back({edge.from, edge.to, k});
        }
      }
      std::ranges::sort(expected);
      EXPECT_EQ(ends_of(edges(graph), graph, stored), expected);
      EXPECT_EQ(num_edges(graph), expected.size());
      Ends leaving, entering;
      for (NodeIndex node = 0; node < num_vertices(graph); ++node) {
        const Ends out = ends_of(out_edges(node, graph), graph, stored);
        const Ends in = ends_of(in_edges(node, graph), graph, stored);
        EXPECT_EQ(out.size(), out_degree(node, graph));
        EXPECT_EQ(in.size(), in_degree(node, graph));
        EXPECT_EQ(out.size() + in.size(), degree(node, graph));
        const auto [first, last] = adjacent_vertices(node, graph);
        EXPECT_EQ(static_cast<std::size_t>(std::distance(first, last)), out.size());
        leaving.insert(leaving.end(), out.begin(), out.end());
        entering.insert(entering.end(), in.begin(), in.end());
      }
      std::ranges::sort(leaving);
      std::ranges::sort(entering);
      EXPECT_EQ(leaving, expected);
      EXPECT_EQ(entering, expected);
    }
  }
}

TEST(BoostGraph, BetweennessOfBoostIsOurs) {
  std::mt19937 random(2);
  for (int i = 0; i < kGraphs; ++i) {
    const StoredGraph stored(SmallGraph::random(random, 9, 2 * i, 1));
    for (const auto& view : stored.views()) {
      const ProjectedGraph graph(projection_of(view));
      std::vector<double> found(num_vertices(graph));
      boost::brandes_betweenness_centrality(
          graph, boost::centrality_map(boost::make_iterator_property_map(
                                           found.begin(), get(boost::vertex_index, graph)))
                     .vertex_index_map(get(boost::vertex_index, graph)));
      const std::vector<double> ours = betweenness(*view).values;
      for (std::size_t k = 0; k < found.size(); ++k) EXPECT_NEAR(found[k], ours[k], 1e-9);
    }
  }
}

TEST(BoostGraph, WeightsAreReadByRelationship) {
  std::mt19937 random(3);
  for (int i = 0; i < kGraphs; ++i) {
    const SmallGraph small = SmallGraph::random(random, 8, i, 0);
    const StoredGraph stored(small);
    const auto& view = stored.views().back();
    const ProjectedGraph graph(projection_of(view));
    if (small.edges.empty()) continue;
    std::vector<double> found(num_vertices(graph));
    const ProjectedWeights weights(relationship_weights(*view, graph.projection(), "w"));
    boost::dijkstra_shortest_paths(graph, NodeIndex{0},
                                   boost::weight_map(weights)
                                       .distance_map(boost::make_iterator_property_map(
                                           found.begin(), get(boost::vertex_index, graph)))
                                       .vertex_index_map(get(boost::vertex_index, graph)));
    const Matrix far = distances_between(small);
    for (std::size_t k = 0; k < found.size(); ++k) {
      EXPECT_EQ(std::min(found[k], kFar), far[0][k]);
    }
  }
}

}  // namespace
}  // namespace chancery::query
