// Own code: clustering_coefficient of Boost asks for every pair of neighbours of a node whether
// there is an edge, which a hub makes a square of its degree; here rows are intersected, each
// triangle found once from its corner of lowest rank (Latapy 2008, compact-forward).

#include <algorithm>

#include "part.h"
#include "work_lots.h"

namespace chancery::query {
namespace {

/// Neighbours of higher rank only: by degree, then number. No node has many of them.
class UpwardRows {
 public:
  explicit UpwardRows(const StepGraph& graph) : offsets_(1, 0) {
    const auto degree = [&](NodeIndex node) { return row(graph.rows, node).size(); };
    for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
      report_work(work_of_steps(degree(node)));
      for (const NodeIndex other : row(graph.rows, node)) {
        if (std::pair(degree(other), other) > std::pair(degree(node), node)) {
          others_.push_back(other);
        }
      }
      offsets_.push_back(others_.size());
    }
  }

  std::span<const NodeIndex> row_of(NodeIndex node) const {
    return std::span(others_).subspan(offsets_[node],
                                      offsets_[node + std::size_t{1}] - offsets_[node]);
  }

 private:
  std::vector<std::size_t> offsets_;
  std::vector<NodeIndex> others_;
};

void count_corners(const UpwardRows& rows, NodeIndex node, std::vector<std::uint64_t>& counts,
                   WorkLots& work) {
  const std::span<const NodeIndex> mine = rows.row_of(node);
  for (const NodeIndex second : mine) {
    const std::span<const NodeIndex> theirs = rows.row_of(second);
    work.add(work_of_steps(mine.size() + theirs.size()));
    for (auto a = mine.begin(), b = theirs.begin(); a != mine.end() && b != theirs.end();) {
      if (*a < *b) {
        ++a;
      } else if (*b < *a) {
        ++b;
      } else {
        ++counts[node];
        ++counts[second];
        ++counts[*a];
        ++a;
        ++b;
      }
    }
  }
}

}  // namespace

Triangles triangles(const GraphView& view, const GraphPart& part) {
  StepGraph graph = read_neighbours(view, part, Direction::both);
  WorkingMemory memory;
  memory.charge<NodeIndex>(num_edges(graph.rows));
  memory.charge<std::uint64_t>(3 * graph.nodes.size());
  const UpwardRows rows(graph);
  Triangles result;
  result.triangles.resize(graph.nodes.size());
  WorkLots work;
  for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
    count_corners(rows, node, result.triangles, work);
  }
  work.report();
  for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
    const auto degree = static_cast<double>(row(graph.rows, node).size());
    const double pairs = degree * (degree - 1) / 2;
    result.coefficients.push_back(pairs > 0 ? static_cast<double>(result.triangles[node]) / pairs
                                            : 0);
  }
  result.nodes = std::move(graph.nodes);
  return result;
}

}  // namespace chancery::query
