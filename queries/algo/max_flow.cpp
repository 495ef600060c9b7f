#include <algorithm>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <cmath>
#include <numeric>
#include <tuple>

#include "metered_map.h"
#include "part.h"

namespace chancery::query {
namespace {

/// A flow network as Boost wants it: for every step one the other way, which knows the first.
class Network {
 public:
  Network(const StepGraph& graph, bool both_ways) : graph_(graph) {
    const std::size_t count = num_edges(graph.rows);
    memory_.charge<Step>(2 * count);
    memory_.charge<std::pair<NodeIndex, NodeIndex>>(2 * count);
    memory_.charge<double>(9 * count);
    std::vector<std::uint64_t> next = first_places();
    std::vector<std::pair<NodeIndex, NodeIndex>> ends(2 * count);
    std::vector<std::uint64_t> opposite(2 * count);
    capacities_.resize(2 * count);
    for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
      report_work(4 * work_of_steps(row(graph.rows, node).size()));
      for (const NodeIndex other : row(graph.rows, node)) {
        const std::uint64_t there = next[node]++;
        const std::uint64_t back = next[other]++;
        const double capacity = graph.weight(places_.size());
        ends[there] = {node, other};
        ends[back] = {other, node};
        opposite[there] = back;
        opposite[back] = there;
        capacities_[there] = capacity;
        capacities_[back] = both_ways ? capacity : 0;
        places_.push_back(there);
      }
    }
    rows_ = StepRows(boost::edges_are_sorted, ends.begin(), ends.end(),
                     static_cast<NodeIndex>(graph.nodes.size()), ends.size());
    for (const std::uint64_t place : opposite) reverses_.emplace_back(ends[place].first, place);
    residuals_ = capacities_;
  }

  double run(NodeIndex source, NodeIndex target) {
    const std::size_t nodes = graph_.nodes.size();
    memory_.charge<Step>(4 * nodes);
    std::vector<Step> predecessors(nodes);
    std::vector<boost::default_color_type> colors(nodes);
    const auto vertex = get(boost::vertex_index, rows_);
    const auto edge = get(boost::edge_index, rows_);
    WorkLots work;
    // Not by Boykov and Kolmogorov's algorithm: Boost's loses flow where there are parallel edges.
    const double value = boost::edmonds_karp_max_flow(
        rows_, source, target, boost::make_iterator_property_map(capacities_.begin(), edge),
        metered(boost::make_iterator_property_map(residuals_.begin(), edge), 16, work),
        boost::make_iterator_property_map(reverses_.begin(), edge),
        metered(boost::make_iterator_property_map(colors.begin(), vertex), 64, work),
        boost::make_iterator_property_map(predecessors.begin(), vertex));
    work.report();
    find_source_side(source);
    return value;
  }

  Flow result(double value) const {
    Flow flow;
    flow.value = value;
    std::uint64_t step = 0;
    for (NodeIndex node = 0; node < graph_.nodes.size(); ++node) {
      for (const NodeIndex other : row(graph_.rows, node)) add(flow, step++, node, other);
    }
    return flow;
  }

 private:
  /// Where the steps of each node begin.
  std::vector<std::uint64_t> first_places() const {
    std::vector<std::uint64_t> next(graph_.nodes.size() + 1, 0);
    for (NodeIndex node = 0; node < graph_.nodes.size(); ++node) {
      for (const NodeIndex other : row(graph_.rows, node)) {
        ++next[node + std::size_t{1}];
        ++next[other + std::size_t{1}];
      }
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    return next;
  }

  void find_source_side(NodeIndex source) {
    on_source_side_.assign(graph_.nodes.size(), false);
    on_source_side_[source] = true;
    std::vector<NodeIndex> reached = {source};
    for (std::size_t i = 0; i < reached.size(); ++i) {
      std::uint64_t position = first_step(rows_, reached[i]);
      report_work(work_of_steps(row(rows_, reached[i]).size()));
      for (const NodeIndex other : row(rows_, reached[i])) {
        if (residuals_[position++] <= 0 || on_source_side_[other]) continue;
        on_source_side_[other] = true;
        reached.push_back(other);
      }
    }
  }

  void add(Flow& flow, std::uint64_t step, NodeIndex from, NodeIndex to) const {
    const std::uint64_t there = places_[step];
    const std::uint64_t back = reverses_[there].idx;
    const double amount = capacities_[there] - residuals_[there];
    if (amount != 0) {
      flow.relationships.push_back(graph_.relationships[step]);
      flow.amounts.push_back(amount);
    }
    const bool leads_over = on_source_side_[from] && !on_source_side_[to];
    const bool leads_back = on_source_side_[to] && !on_source_side_[from];
    if ((leads_over && capacities_[there] > 0) || (leads_back && capacities_[back] > 0)) {
      flow.cut.push_back(graph_.relationships[step]);
    }
  }

  const StepGraph& graph_;
  WorkingMemory memory_;
  StepRows rows_;
  std::vector<std::uint64_t> places_;  ///< of the steps of the graph
  std::vector<double> capacities_;
  std::vector<double> residuals_;
  std::vector<Step> reverses_;
  std::vector<bool> on_source_side_;
};

/// Both lists of a flow by ascending relationship.
void sort_by_relationship(Flow& flow) {
  std::vector<std::pair<RelationshipId, double>> carried;
  for (std::size_t i = 0; i < flow.amounts.size(); ++i) {
    carried.emplace_back(flow.relationships[i], flow.amounts[i]);
  }
  std::ranges::sort(carried);
  for (std::size_t i = 0; i < carried.size(); ++i) {
    std::tie(flow.relationships[i], flow.amounts[i]) = carried[i];
  }
  std::ranges::sort(flow.cut);
}

}  // namespace

Flow max_flow(const GraphView& view, const GraphPart& part, NodeId source, NodeId target,
              Direction direction) {
  const StepGraph graph = read_steps(
      view, part, direction == Direction::incoming ? Direction::incoming : Direction::outgoing,
      WeightRule::not_negative, StepDetail::relationships);
  const NodeIndex from = vertex_of(graph, source, "source");
  const NodeIndex to = vertex_of(graph, target, "target");
  if (from == to) refuse("A flow needs a target other than its source.");
  Network network(graph, direction == Direction::both);
  Flow flow = network.result(network.run(from, to));
  sort_by_relationship(flow);
  return flow;
}

}  // namespace chancery::query
