// Betweenness and closeness: a search of Boost from every source, and what is summed over it. Boost
// has both too, but its betweenness knows no samples and cannot be ended on the way (it is a fifth
// faster for lists of predecessors that it keeps), and its closeness wants the distances of all
// pairs at once.

#include <random>

#include "part.h"
#include "searches.h"

namespace chancery::query {
namespace {

/// Calls use(search) after a search from each source.
template <typename Use>
void search_from_each(const StepGraph& graph, const std::vector<NodeIndex>& sources,
                      const Use& use) {
  WorkingMemory memory;
  memory.charge<char>(graph.nodes.size() * DijkstraSearch::kBytesPerNode);
  const auto run = [&](auto search) {
    for (const NodeIndex source : sources) {
      search.run(source);
      use(search);
    }
  };
  if (graph.weights.empty()) {
    run(BreadthFirstSearch(graph.rows));
  } else {
    run(DijkstraSearch(graph));
  }
}

std::vector<NodeIndex> all_of(const StepGraph& graph) {
  std::vector<NodeIndex> sources(graph.nodes.size());
  std::iota(sources.begin(), sources.end(), NodeIndex{0});
  return sources;
}

// The first `count` of a shuffle (Fisher and Yates 1938), by a generator and a way to draw from it
// that are the same everywhere.
std::vector<NodeIndex> drawn_from(std::vector<NodeIndex> all, std::uint64_t count,
                                  std::uint64_t seed) {
  std::mt19937 random(static_cast<std::mt19937::result_type>(seed ^ (seed >> 32)));
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t left = all.size() - i;
    std::swap(all[i], all[i + ((std::uint64_t{random()} * left) >> 32)]);
  }
  all.resize(count);
  return all;
}

/// What Brandes (2001) sums up, source by source.
class PathShares {
 public:
  explicit PathShares(const StepGraph& graph)
      : graph_(graph),
        sums_(graph.nodes.size()),
        paths_(graph.nodes.size()),
        dependencies_(graph.nodes.size()) {}

  template <typename Search>
  void add(const Search& search) {
    for (const NodeIndex node : search.order()) paths_[node] = dependencies_[node] = 0;
    const NodeIndex source = search.order().front();
    paths_[source] = 1;
    for (const NodeIndex node : search.order()) {
      for_each_onward(search, node, [&](NodeIndex next) { paths_[next] += paths_[node]; });
    }
    for (std::size_t i = search.order().size(); i-- > 1;) {
      const NodeIndex node = search.order()[i];
      for_each_onward(search, node, [&](NodeIndex next) {
        dependencies_[node] += paths_[node] / paths_[next] * (1 + dependencies_[next]);
      });
      sums_[node] += dependencies_[node];
    }
  }

  std::vector<double> take_sums() { return std::move(sums_); }

 private:
  /// The steps from a node that are on shortest paths.
  template <typename Search, typename Visit>
  void for_each_onward(const Search& search, NodeIndex node, const Visit& visit) const {
    const std::span<const NodeIndex> others = row(graph_.rows, node);
    report_work(work_of_steps(others.size()));
    std::uint64_t position = first_step(graph_.rows, node);
    const double here = search.distance(node);
    for (const NodeIndex other : others) {
      if (search.distance(other) == here + graph_.weight(position++)) visit(other);
    }
  }

  const StepGraph& graph_;
  std::vector<double> sums_;
  std::vector<double> paths_;
  std::vector<double> dependencies_;
};

}  // namespace

PerNode<double> betweenness(const GraphView& view, const GraphPart& part,
                            const BetweennessOptions& options) {
  StepGraph graph = read_steps(view, part, options.direction, WeightRule::positive);
  WorkingMemory memory;
  memory.charge<double>(4 * graph.nodes.size());
  std::vector<NodeIndex> sources = all_of(graph);
  const auto all = static_cast<double>(sources.size());
  const bool sampled = options.samples > 0 && options.samples < sources.size();
  if (sampled) sources = drawn_from(std::move(sources), options.samples, options.seed);
  PathShares shares(graph);
  search_from_each(graph, sources, [&](const auto& search) { shares.add(search); });
  std::vector<double> sums = shares.take_sums();
  double scale = sampled ? all / static_cast<double>(sources.size()) : 1;
  // Both ways a pair is seen from either end.
  if (options.direction == Direction::both) scale /= 2;
  if (options.normalized && all > 2) {
    scale /= (all - 1) * (all - 2) / (options.direction == Direction::both ? 2 : 1);
  }
  for (double& sum : sums) sum *= scale;
  return {std::move(graph.nodes), std::move(sums)};
}

Closeness closeness(const GraphView& view, const GraphPart& part, Direction direction) {
  StepGraph graph = read_steps(view, part, direction, WeightRule::positive);
  WorkingMemory memory;
  memory.charge<double>(3 * graph.nodes.size());
  Closeness result;
  const double others = static_cast<double>(graph.nodes.size()) - 1;
  search_from_each(graph, all_of(graph), [&](const auto& search) {
    double sum = 0;
    double inverses = 0;
    for (const NodeIndex node : search.order().subspan(1)) {
      sum += search.distance(node);
      inverses += 1 / search.distance(node);
    }
    const auto reached = static_cast<double>(search.order().size() - 1);
    result.scores.push_back(reached > 0 ? reached / sum * reached / others : 0);
    result.harmonic.push_back(reached > 0 ? inverses / others : 0);
  });
  result.nodes = std::move(graph.nodes);
  return result;
}

}  // namespace chancery::query
