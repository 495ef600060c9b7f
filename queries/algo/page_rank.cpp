// PageRank as the solution of a system of linear equations, by Gauss and Seidel's method: each node
// pulls from those that lead to it, and sees at once what was found before it in the same sweep.
// Own code: page_rank of Boost pushes along outgoing edges from one array to another, and takes
// four times as long (20,000 nodes, 480,000 relationships).

#include <cmath>
#include <numeric>
#include <span>

#include "part.h"
#include "projected_part.h"
#include "work_lots.h"

namespace chancery::query {
namespace {

/// The sum of what the nodes give. Several sums side by side: one would wait for each addition.
double sum_over(std::span<const NodeIndex> nodes, const std::vector<double>& given) {
  double sums[4] = {};
  std::size_t i = 0;
  for (; i + 4 <= nodes.size(); i += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += given[nodes[i + lane]];
  }
  for (; i < nodes.size(); ++i) sums[0] += given[nodes[i]];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// What comes in from the nodes that lead to one, by what each gives along a relationship.
class Incoming {
 public:
  explicit Incoming(const StepGraph& graph) : graph_(graph) {}

  std::size_t vertex_count() const { return graph_.nodes.size(); }
  std::size_t size() const { return graph_.nodes.size(); }
  std::size_t step_count() const { return num_edges(graph_.rows); }

  template <typename Visit>
  void for_each_node(const Visit& visit) const {
    for (NodeIndex node = 0; node < graph_.nodes.size(); ++node) visit(node);
  }

  double sum(NodeIndex node, const std::vector<double>& given) const {
    const std::span<const NodeIndex> others = row(graph_.rows, node);
    if (graph_.weights.empty()) return sum_over(others, given);
    double sum = 0;
    std::uint64_t position = first_step(graph_.rows, node);
    for (const NodeIndex from : others) sum += given[from] * graph_.weights[position++];
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
  explicit ProjectedIncoming(const ProjectedPart& part) : part_(part) {}

  std::size_t vertex_count() const { return part_.vertex_count(); }
  std::size_t size() const { return part_.size(); }
  std::size_t step_count() const { return num_edges(part_.graph()); }

  template <typename Visit>
  void for_each_node(const Visit& visit) const {
    part_.for_each_node(visit);
  }

  double sum(NodeIndex node, const std::vector<double>& given) const {
    double sum = 0;
    for (const Adjacency* type : part_.graph().rows(false)) {
      sum += sum_over(type->steps(node).nodes, given);
    }
    return sum;
  }

  std::vector<double> divisors() const {
    std::vector<double> sums(vertex_count());
    for_each_node([&](NodeIndex node) { sums[node] = out_degree(node, part_.graph()); });
    return sums;
  }

 private:
  const ProjectedPart& part_;
};

/// The ranks so far.
class Ranks {
 public:
  Ranks(std::vector<double> divisors, std::size_t size, double damping)
      : damping_(damping),
        base_((1 - damping) / static_cast<double>(size)),
        shares_(std::move(divisors)),
        ranks_(shares_.size(), 0.0),
        given_(shares_.size(), 0.0) {
    for (double& share : shares_) share = share > 0 ? damping / share : 0;
  }

  /// Every node sees what comes in; yields the sum of changes.
  template <typename Edges>
  double sweep(const Edges& incoming, std::size_t work, WorkLots& lots) {
    double change = 0;
    sum_ = lost_ = 0;
    incoming.for_each_node([&](NodeIndex node) {
      lots.add(work);
      const double rank = base_ + incoming.sum(node, given_);
      change += std::abs(rank - ranks_[node]);
      sum_ += rank;
      if (shares_[node] == 0) lost_ += rank;
      ranks_[node] = rank;
      given_[node] = rank * shares_[node];
    });
    return change;
  }

  /// Scales all so that the sum of the equations holds. Without it the sum, of which a sweep leaves
  /// a share of damping squared wrong, would be what is waited for (Koury, McAllister and Stewart
  /// 1984, with all nodes as one aggregate).
  void balance() {
    const double factor = (1 - damping_) / (sum_ * (1 - damping_) + damping_ * lost_);
    for (double& rank : ranks_) rank *= factor;
    for (double& given : given_) given *= factor;
  }

  // What should come back from nodes that lead nowhere is the same for every node, and the
  // equations are linear, so that dividing by the sum gives the ranks as defined.
  std::vector<double> take_normalized() {
    const double sum = std::accumulate(ranks_.begin(), ranks_.end(), 0.0);
    for (double& rank : ranks_) rank /= sum;
    return std::move(ranks_);
  }

 private:
  double damping_;
  double base_;
  std::vector<double> shares_;  ///< of its rank, what a node gives along a relationship
  std::vector<double> ranks_;
  std::vector<double> given_;
  double sum_ = 0;
  double lost_ = 0;  ///< of it, in nodes that lead nowhere
};

template <typename Edges>
std::vector<double> ranks_of(const Edges& incoming, const PageRankOptions& options) {
  if (incoming.size() == 0) return std::vector<double>(incoming.vertex_count(), 0.0);
  Ranks ranks(incoming.divisors(), incoming.size(), options.damping);
  const std::size_t work = work_of_steps(incoming.step_count() / incoming.size());
  WorkLots lots;
  double change = 1;
  for (std::uint64_t i = 0; i < options.iterations && change >= options.tolerance; ++i) {
    change = ranks.sweep(incoming, work, lots);
    ranks.balance();
  }
  lots.report();
  return ranks.take_normalized();
}

}  // namespace

PerNode<double> pagerank(const GraphView& view, const GraphPart& part,
                         const PageRankOptions& options) {
  if (!(options.damping >= 0 && options.damping < 1)) {
    refuse("The damping of a PageRank must be at least 0 and below 1.");
  }
  WorkingMemory memory;
  if (const auto projected = ProjectedPart::of(view, part)) {
    memory.charge<double>(4 * std::size_t{projected->vertex_count()});
    return projected->per_node(ranks_of(ProjectedIncoming(*projected), options));
  }
  StepGraph graph = read_steps(view, part, Direction::incoming, WeightRule::not_negative);
  memory.charge<double>(3 * graph.nodes.size());
  std::vector<double> ranks = ranks_of(Incoming(graph), options);
  return {std::move(graph.nodes), std::move(ranks)};
}

}  // namespace chancery::query
