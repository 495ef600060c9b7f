// PageRank as the solution of a system of linear equations, by Gauss and Seidel's method: each node
// pulls from those that lead to it, and sees at once what was found before it in the same sweep.
// Own code: page_rank of Boost pushes along outgoing edges from one array to another, and takes
// four times as long (20,000 nodes, 480,000 relationships).

#include <cmath>

#include "part.h"
#include "per_node.h"

namespace chancery::query {
namespace {

/// What comes in from the nodes that lead to one, by what each gives along a relationship.
class Incoming {
 public:
  explicit Incoming(const StepGraph& graph) : graph_(graph) {}

  double sum(NodeIndex node, const std::vector<double>& given) const {
    double sum = 0;
    std::uint64_t position = first_step(graph_.rows, node);
    if (graph_.weights.empty()) {
      for (const NodeIndex from : row(graph_.rows, node)) sum += given[from];
    } else {
      for (const NodeIndex from : row(graph_.rows, node)) {
        sum += given[from] * graph_.weights[position++];
      }
    }
    return sum;
  }

  /// Into how much a node divides what it has.
  std::vector<double> divisors() const {
    std::vector<double> sums(graph_.nodes.size());
    std::uint64_t position = 0;
    for (NodeIndex node = 0; node < sums.size(); ++node) {
      for (const NodeIndex from : row(graph_.rows, node)) sums[from] += graph_.weight(position++);
    }
    return sums;
  }

 private:
  const StepGraph& graph_;
};

class ProjectedIncoming {
 public:
  explicit ProjectedIncoming(const ProjectedGraph& graph) : graph_(graph) {}

  double sum(NodeIndex node, const std::vector<double>& given) const {
    double sum = 0;
    graph_.for_each_step(node, false, [&](NodeIndex from) { sum += given[from]; });
    return sum;
  }

  std::vector<double> divisors() const {
    std::vector<double> sums(num_vertices(graph_));
    for (NodeIndex node = 0; node < sums.size(); ++node) sums[node] = out_degree(node, graph_);
    return sums;
  }

 private:
  const ProjectedGraph& graph_;
};

// What should come back from nodes that lead nowhere is the same for every node, and the equations
// are linear, so that dividing by the sum at the end gives the ranks as defined.
template <typename Edges>
std::vector<double> ranks_of(const Edges& incoming, std::size_t work,
                             const PageRankOptions& options) {
  std::vector<double> shares = incoming.divisors();
  for (double& share : shares) share = share > 0 ? options.damping / share : 0;
  const double base = (1 - options.damping) / static_cast<double>(shares.size());
  std::vector<double> ranks(shares.size(), 0.0);
  std::vector<double> given(shares.size(), 0.0);
  double change = 1;
  for (std::uint64_t i = 0; i < options.iterations && change >= options.tolerance; ++i) {
    change = 0;
    for (NodeIndex node = 0; node < ranks.size(); ++node) {
      report_work(work);
      const double rank = base + incoming.sum(node, given);
      change += std::abs(rank - ranks[node]);
      ranks[node] = rank;
      given[node] = rank * shares[node];
    }
  }
  const double sum = std::accumulate(ranks.begin(), ranks.end(), 0.0);
  for (double& rank : ranks) rank /= sum;
  return ranks;
}

/// Of a node, when all are visited.
std::size_t mean_work(std::size_t nodes, std::size_t steps) {
  return nodes == 0 ? 0 : work_of_steps(steps / nodes);
}

}  // namespace

PerNode<double> pagerank(const GraphView& view, const GraphPart& part,
                         const PageRankOptions& options) {
  if (!(options.damping >= 0 && options.damping < 1)) {
    refuse("The damping of a PageRank must be at least 0 and below 1.");
  }
  WorkingMemory memory;
  if (const auto graph = projected_part(view, part)) {
    memory.charge<double>(4 * std::size_t{num_vertices(*graph)});
    const std::size_t work = mean_work(num_vertices(*graph), num_edges(*graph));
    return {node_ids(*graph), ranks_of(ProjectedIncoming(*graph), work, options)};
  }
  StepGraph graph = read_steps(view, part, Direction::incoming, WeightRule::not_negative);
  memory.charge<double>(3 * graph.nodes.size());
  const std::size_t work = mean_work(graph.nodes.size(), num_edges(graph.rows));
  std::vector<double> ranks = ranks_of(Incoming(graph), work, options);
  return {std::move(graph.nodes), std::move(ranks)};
}

}  // namespace chancery::query
