// Raghavan, Albert and Kumara (2007). Own code: Boost has none.

#include <algorithm>

#include "part.h"
#include "per_node.h"

namespace chancery::query {
namespace {

class Propagation {
 public:
  explicit Propagation(const StepGraph& graph)
      : graph_(graph), labels_(graph.nodes.size()), sums_(graph.nodes.size(), 0.0) {
    std::iota(labels_.begin(), labels_.end(), 0U);
  }

  /// One round; false where nobody has moved.
  bool run() {
    bool moved = false;
    for (NodeIndex node = 0; node < labels_.size(); ++node) {
      const std::uint32_t label = favourite(node);
      moved |= label != labels_[node];
      labels_[node] = label;
    }
    return moved;
  }

  std::vector<std::uint32_t> take_labels() { return std::move(labels_); }

 private:
  std::uint32_t favourite(NodeIndex node) {
    const std::span<const NodeIndex> others = row(graph_.rows, node);
    report_work(2 * work_of_steps(others.size()));
    const std::uint64_t first = first_step(graph_.rows, node);
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (others[i] != node) sums_[labels_[others[i]]] += graph_.weights[first + i];
    }
    std::uint32_t best = labels_[node];
    for (const NodeIndex other : others) {
      const std::uint32_t label = labels_[other];
      const bool tie = sums_[label] == sums_[best] && best != labels_[node];
      if (sums_[label] > sums_[best] || (tie && label < best)) best = label;
    }
    for (const NodeIndex other : others) sums_[labels_[other]] = 0;
    return best;
  }

  const StepGraph& graph_;
  std::vector<std::uint32_t> labels_;
  std::vector<double> sums_;  ///< by label
};

}  // namespace

PerNode<std::uint32_t> label_propagation(const GraphView& view, const GraphPart& part,
                                         std::uint64_t iterations) {
  StepGraph graph = read_ties(view, part, Direction::both);
  WorkingMemory memory;
  memory.charge<double>(2 * graph.nodes.size());
  Propagation propagation(graph);
  for (std::uint64_t i = 0; i < iterations && propagation.run(); ++i) {
  }
  std::vector<std::uint32_t> labels = propagation.take_labels();
  number_by_first(labels, labels.size());
  return {std::move(graph.nodes), std::move(labels)};
}

}  // namespace chancery::query
