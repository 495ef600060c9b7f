#include "searches.h"

#include <algorithm>

namespace chancery::query {
namespace {

/// Thrown to leave a search of Boost.
struct SearchEnded {};

}  // namespace

struct DijkstraSearch::Weights : boost::put_get_helper<double, DijkstraSearch::Weights> {
  using key_type = Step;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
  explicit Weights(const DijkstraSearch& of) : search(of) {}
  double operator[](const Step& step) const { return search.weight(step); }
  const DijkstraSearch& search;
};

struct DijkstraSearch::Visitor : boost::default_dijkstra_visitor {
  Visitor(DijkstraSearch& of, std::optional<NodeIndex> end) : search(of), target(end) {}

  void discover_vertex(NodeIndex node, const StepRows&) const { search.touched_.push_back(node); }
  void examine_vertex(NodeIndex node, const StepRows& rows) const {
    report_work(4 * work_of_steps(out_degree(node, rows)));
    // What only blocked steps lead to is discovered too, and comes last.
    if (search.distance(node) == kUnreached) throw SearchEnded();
    search.order_.push_back(node);
    if (node == target) throw SearchEnded();
  }
  void edge_relaxed(const Step& step, const StepRows& rows) const {
    search.last_steps_[boost::target(step, rows)] = step;
  }
  // All that could be the step before the last are examined before the last is.
  void edge_not_relaxed(const Step& step, const StepRows& rows) const {
    const NodeIndex node = boost::target(step, rows);
    if (search.distance(node) == kUnreached) return;
    if (search.lengths_[step.src].plus(search.weight(step)) != search.lengths_[node]) return;
    Step& last = search.last_steps_[node];
    const auto rank = [this](const Step& each) {
      return std::pair(each.src, search.graph_.relationships[each.idx]);
    };
    if (rank(step) < rank(last)) last = step;
  }

  DijkstraSearch& search;
  std::optional<NodeIndex> target;
};

DijkstraSearch::DijkstraSearch(const StepGraph& graph)
    : graph_(graph),
      lengths_(graph.nodes.size()),
      last_steps_(graph.nodes.size()),
      colors_(graph.nodes.size(), boost::white_color),
      blocked_(graph.nodes.size()) {}

double DijkstraSearch::weight(const Step& step) const {
  if (blocked_[target(step, graph_.rows)]) return kUnreached;
  if (std::ranges::binary_search(blocked_steps_, step.idx)) return kUnreached;
  return graph_.weight(step.idx);
}

void DijkstraSearch::reset() {
  for (const NodeIndex node : touched_) {
    lengths_[node] = {};
    colors_[node] = boost::white_color;
  }
  touched_.clear();
  order_.clear();
}

void DijkstraSearch::run(NodeIndex source, std::optional<NodeIndex> target) {
  reset();
  const auto index = get(boost::vertex_index, graph_.rows);
  const PathLength none{0, 0};
  lengths_[source] = none;
  try {
    boost::dijkstra_shortest_paths_no_init(
        graph_.rows, source, boost::dummy_property_map(),
        boost::make_iterator_property_map(lengths_.begin(), index), Weights(*this), index,
        std::less<PathLength>(),
        [](const PathLength& length, double weight) { return length.plus(weight); }, none,
        Visitor(*this, target), boost::make_iterator_property_map(colors_.begin(), index));
  } catch (const SearchEnded&) {
    return;
  }
}

std::vector<Step> DijkstraSearch::path_to(NodeIndex node) const {
  std::vector<Step> steps(lengths_[node].steps);
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    *step = last_steps_[node];
    node = step->src;
  }
  return steps;
}

}  // namespace chancery::query
