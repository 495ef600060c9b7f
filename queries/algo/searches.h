#pragma once

// Searches from one source at a time, as Boost.Graph has them, with arrays that are kept from one
// to the next: a search costs what it reaches.

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "per_node.h"
#include "step_graph.h"

namespace chancery::query {

inline constexpr double kUnreached = std::numeric_limits<double>::infinity();

/// Distances by number of steps.
class BreadthFirstSearch {
 public:
  explicit BreadthFirstSearch(const StepRows& rows)
      : rows_(rows), depths_(num_vertices(rows), kNone), colors_(num_vertices(rows)) {}

  void run(NodeIndex source) {
    for (const NodeIndex node : order_) {
      depths_[node] = kNone;
      colors_[node] = boost::white_color;
    }
    order_.clear();
    depths_[source] = 0;
    Queue queue{order_};
    boost::breadth_first_visit(
        rows_, source, queue, Visitor{{}, depths_.data()},
        boost::make_iterator_property_map(colors_.begin(), get(boost::vertex_index, rows_)));
  }

  /// Those that were reached, nearest first, from the source on.
  std::span<const NodeIndex> order() const { return order_; }
  double distance(NodeIndex node) const {
    return depths_[node] == kNone ? kUnreached : depths_[node];
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  /// What was discovered and is not examined yet: the end of the order.
  struct Queue {
    using value_type = NodeIndex;
    using size_type = std::size_t;
    void push(NodeIndex node) { order.push_back(node); }
    void pop() { ++head; }
    NodeIndex top() const { return order[head]; }
    bool empty() const { return head == order.size(); }
    std::size_t size() const { return order.size() - head; }

    std::vector<NodeIndex>& order;
    std::size_t head = 0;
  };

  struct Visitor : boost::default_bfs_visitor {
    Visitor(boost::default_bfs_visitor base, std::uint32_t* found)
        : boost::default_bfs_visitor(base), depths(found) {}
    void tree_edge(const Step& step, const StepRows& rows) const {
      depths[target(step, rows)] = depths[source(step, rows)] + 1;
    }
    void examine_vertex(NodeIndex node, const StepRows& rows) const {
      report_work(work_of_steps(out_degree(node, rows)));
    }
    std::uint32_t* depths;
  };

  const StepRows& rows_;
  std::vector<std::uint32_t> depths_;
  std::vector<boost::default_color_type> colors_;
  std::vector<NodeIndex> order_;
};

/// How long a path is; of equal lengths the one with fewer steps is shorter, so that paths end
/// also where steps have no length.
struct PathLength {
  double length = kUnreached;
  std::uint32_t steps = std::numeric_limits<std::uint32_t>::max();

  bool operator==(const PathLength&) const = default;
  bool operator<(const PathLength& other) const {
    return length < other.length || (length == other.length && steps < other.steps);
  }
  PathLength plus(double weight) const {
    const double sum = length + weight;
    return sum < kUnreached ? PathLength{sum, steps + 1} : PathLength();
  }
};

/// Shortest paths by Dijkstra's algorithm (1959), over weights that are not negative.
class DijkstraSearch {
 public:
  explicit DijkstraSearch(const StepGraph& graph);

  static constexpr std::size_t kBytesPerNode = 64;

  /// From the source to all, or until the target is reached.
  void run(NodeIndex source, std::optional<NodeIndex> target = std::nullopt);

  /// Those that were reached for good, nearest first, from the source on.
  std::span<const NodeIndex> order() const { return order_; }
  double distance(NodeIndex node) const { return lengths_[node].length; }
  /// The steps of the path to a node that was reached for good; of several shortest ones, from the
  /// end backward, by the smallest nodes and relationships.
  std::vector<Step> path_to(NodeIndex node) const;

  /// Nodes that paths do not enter, until they are let in again.
  void block(NodeIndex node) { blocked_[node] = true; }
  void unblock(NodeIndex node) { blocked_[node] = false; }
  /// Steps, by position and ascending, that paths do not take.
  void set_blocked_steps(std::vector<std::uint64_t> steps) { blocked_steps_ = std::move(steps); }

 private:
  struct Weights;
  struct Visitor;

  double weight(const Step& step) const;
  void reset();

  const StepGraph& graph_;
  std::vector<PathLength> lengths_;
  std::vector<Step> last_steps_;
  std::vector<boost::default_color_type> colors_;
  std::vector<NodeIndex> order_;
  std::vector<NodeIndex> touched_;
  std::vector<bool> blocked_;
  std::vector<std::uint64_t> blocked_steps_;
};

}  // namespace chancery::query
