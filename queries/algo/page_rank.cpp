#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/property_map/property_map.hpp>
#include <cmath>
#include <numeric>

#include "algorithms.h"

namespace chancery::query {
namespace {

using Digraph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::size_t>;

/// Ends the iteration: converged, or as often as was asked.
class Convergence {
 public:
  Convergence(const PageRankOptions& options, std::size_t nodes,
              const std::function<void()>& check_interrupt)
      : options_(options), check_interrupt_(check_interrupt), before_(nodes, 0.0) {}

  template <typename RankMap>
  bool operator()(const RankMap& ranks, const Digraph& graph) {
    check_interrupt_();
    double change = 0;
    for (std::uint32_t node = 0; node < num_vertices(graph); ++node) {
      double rank = get(ranks, node);
      change += std::abs(rank - before_[node]);
      before_[node] = rank;
    }
    return iteration_++ >= options_.iterations || change < options_.tolerance;
  }

 private:
  const PageRankOptions& options_;
  const std::function<void()>& check_interrupt_;
  std::vector<double> before_;
  std::uint64_t iteration_ = 0;
};

}  // namespace

// Boost lets the rank of a node without outgoing relationships vanish. What should have come back
// from it is the same for every node, and the equation is linear, so that dividing by the sum
// gives the ranks as defined.
std::vector<double> page_rank(const Subgraph& graph, const PageRankOptions& options,
                              const std::function<void()>& check_interrupt) {
  std::vector<double> ranks(graph.nodes.size());
  if (ranks.empty()) return ranks;
  Digraph digraph(boost::edges_are_unsorted, graph.edges.begin(), graph.edges.end(),
                  static_cast<std::uint32_t>(ranks.size()));
  std::vector<double> other(ranks.size());
  auto index = get(boost::vertex_index, digraph);
  Convergence done(options, ranks.size(), check_interrupt);
  boost::graph::page_rank(digraph, boost::make_iterator_property_map(ranks.begin(), index),
                          std::ref(done), options.damping, num_vertices(digraph),
                          boost::make_iterator_property_map(other.begin(), index));
  double sum = std::accumulate(ranks.begin(), ranks.end(), 0.0);
  for (double& rank : ranks) rank /= sum;
  return ranks;
}

}  // namespace chancery::query
