// Own code: Boost has no similarity of neighbourhoods. For each node the neighbours of its
// neighbours are gone through, so that pairs with nothing in common cost nothing.

#include <algorithm>
#include <cmath>

#include "part.h"
#include "per_node.h"

namespace chancery::query {
namespace {

using Measure = SimilarityOptions::Measure;

/// The steps of a graph turned round.
struct Turned {
  explicit Turned(const StepGraph& graph)
      : offsets(graph.nodes.size() + 1, 0), others(num_edges(graph.rows)), weights(others.size()) {
    for (const NodeIndex other : graph.rows.m_forward.m_column) ++offsets[other + std::size_t{1}];
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    std::vector<std::uint64_t> next(offsets.begin(), offsets.end() - 1);
    std::uint64_t position = 0;
    for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
      report_work(work_of_steps(row(graph.rows, node).size()));
      for (const NodeIndex other : row(graph.rows, node)) {
        weights[next[other]] = graph.weight(position++);
        others[next[other]++] = node;
      }
    }
  }

  std::vector<std::uint64_t> offsets;
  std::vector<NodeIndex> others;
  std::vector<double> weights;
};

class SimilarPairs {
 public:
  SimilarPairs(const StepGraph& graph, const SimilarityOptions& options)
      : graph_(graph),
        options_(options),
        turned_(graph),
        sizes_(graph.nodes.size()),
        shared_(graph.nodes.size(), 0.0) {
    std::uint64_t position = 0;
    for (NodeIndex node = 0; node < sizes_.size(); ++node) {
      for (std::size_t i = row(graph.rows, node).size(); i > 0; --i) {
        const double weight = graph.weight(position++);
        sizes_[node] += options.measure == Measure::cosine ? weight * weight : weight;
      }
    }
  }

  void add_pairs_of(NodeIndex node, std::vector<SimilarNodes>& pairs) {
    find_shared(node);
    found_.clear();
    for (const NodeIndex other : candidates_) {
      const double score = score_of(node, other);
      shared_[other] = 0;
      if (other != node && score > 0 && score >= options_.cutoff) {
        found_.push_back({graph_.nodes[node], graph_.nodes[other], score});
      }
    }
    const auto most = std::min<std::uint64_t>(options_.top, found_.size());
    const auto end = found_.begin() + static_cast<std::ptrdiff_t>(most);
    std::ranges::partial_sort(found_, end, [](const SimilarNodes& a, const SimilarNodes& b) {
      return std::tie(b.score, a.other) < std::tie(a.score, b.other);
    });
    pairs.insert(pairs.end(), found_.begin(), end);
  }

 private:
  /// What the node shares with each other one.
  void find_shared(NodeIndex node) {
    candidates_.clear();
    std::uint64_t position = first_step(graph_.rows, node);
    for (const NodeIndex between : row(graph_.rows, node)) {
      const double mine = graph_.weight(position++);
      const std::uint64_t end = turned_.offsets[between + std::size_t{1}];
      report_work(work_of_steps(2 * (end - turned_.offsets[between])));
      for (std::uint64_t i = turned_.offsets[between]; i < end; ++i) {
        const NodeIndex other = turned_.others[i];
        const double theirs = turned_.weights[i];
        if (shared_[other] == 0) candidates_.push_back(other);
        shared_[other] +=
            options_.measure == Measure::cosine ? mine * theirs : std::min(mine, theirs);
      }
    }
  }

  double score_of(NodeIndex a, NodeIndex b) const {
    double all = 0;
    switch (options_.measure) {
      case Measure::jaccard:
        all = sizes_[a] + sizes_[b] - shared_[b];
        break;
      case Measure::overlap:
        all = std::min(sizes_[a], sizes_[b]);
        break;
      case Measure::cosine:
        all = std::sqrt(sizes_[a]) * std::sqrt(sizes_[b]);
        break;
    }
    return all > 0 ? std::min(1.0, shared_[b] / all) : 0;
  }

  const StepGraph& graph_;
  const SimilarityOptions& options_;
  Turned turned_;
  std::vector<double> sizes_;
  std::vector<double> shared_;
  std::vector<NodeIndex> candidates_;  ///< may hold one twice where weights are 0
  std::vector<SimilarNodes> found_;
};

}  // namespace

std::vector<SimilarNodes> similarity(const GraphView& view, const GraphPart& part,
                                     const SimilarityOptions& options) {
  const StepGraph graph = part.weight.empty() ? read_neighbours(view, part, options.direction)
                                              : read_ties(view, part, options.direction);
  WorkingMemory memory;
  memory.charge<double>(2 * num_edges(graph.rows) + 6 * graph.nodes.size());
  SimilarPairs similar(graph, options);
  std::vector<SimilarNodes> pairs;
  if (options.node) {
    similar.add_pairs_of(vertex_of(graph, *options.node, "node"), pairs);
    return pairs;
  }
  for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
    const std::size_t before = pairs.size();
    similar.add_pairs_of(node, pairs);
    memory.charge<SimilarNodes>(2 * (pairs.size() - before));
  }
  return pairs;
}

}  // namespace chancery::query
