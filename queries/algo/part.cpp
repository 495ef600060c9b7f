#include "part.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "../periods.h"
#include "chancery/error.h"
#include "part_filter.h"

namespace chancery::query {
namespace {

bool is_allowed(double weight, WeightRule rule) {
  if (!std::isfinite(weight)) return false;
  return rule == WeightRule::any || weight > 0 || (rule == WeightRule::not_negative && weight == 0);
}

double weight_of(const GraphView& view, RelationshipId relationship, KeyId key, WeightRule rule) {
  const Value value = view.property(relationship, key);
  if (value.is_null()) return 1;
  if (value.is_number() && is_allowed(value.as_number(), rule)) return value.as_number();
  constexpr std::string_view kWanted[] = {"a finite number", "a number that is not negative",
                                          "a number above 0"};
  refuse(fmt::format("The weight {} of relationship {} is {}; this algorithm needs {}.",
                     view.name(key), raw(relationship), to_cypher(value),
                     kWanted[static_cast<std::size_t>(rule)]));
}

void add_nodes(NodeCursor& cursor, std::vector<NodeId>& nodes, WorkingMemory& memory) {
  constexpr std::size_t kBatch = 1024;
  for (NodeId node = cursor.next(); node != NodeId::none; node = cursor.next()) {
    if (nodes.size() % kBatch == 0) memory.charge<NodeId>(kBatch);
    report_work(64);
    nodes.push_back(node);
  }
}

/// The nodes and steps of a part, as the store has them.
class LiveSource {
 public:
  LiveSource(const GraphView& view, const PartFilter& filter) : view_(view), filter_(filter) {
    if (filter.every_label) add_nodes(*view.all_nodes(), nodes_, memory_);
    for (const LabelId label : filter.labels) {
      add_nodes(*view.nodes_with_label(label), nodes_, memory_);
    }
    std::ranges::sort(nodes_);
    nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
    if (nodes_.size() >= std::numeric_limits<NodeIndex>::max()) {
      throw Error(ErrorKind::argument_error,
                  "The algorithm cannot take so many nodes; restrict it by labels.");
    }
  }

  const std::vector<NodeId>& nodes() const { return nodes_; }

  template <typename Visit>
  void visit_steps(NodeIndex node, Direction direction, const Visit& visit) {
    if (filter_.no_type()) return;
    for (const Neighbour& step :
         view_.neighbours(nodes_[node], direction, filter_.types, scratch_)) {
      report_work(64);
      const auto other = std::ranges::lower_bound(nodes_, step.node);
      if (other == nodes_.end() || *other != step.node) continue;
      visit(static_cast<NodeIndex>(other - nodes_.begin()), step.relationship);
    }
  }

 private:
  const GraphView& view_;
  const PartFilter& filter_;
  WorkingMemory memory_;
  std::vector<NodeId> nodes_;
  std::vector<Neighbour> scratch_;
};

/// The same, as a projection has them.
class ProjectionSource {
 public:
  ProjectionSource(const Projection& projection, const PartFilter& filter)
      : projection_(projection), types_(filter.types) {
    if (filter.every_type) types_.assign(projection.types().begin(), projection.types().end());
    memory_.charge<NodeId>(projection.node_count());
    memory_.charge<NodeIndex>(2 * std::size_t{projection.node_count()});
    number_.assign(projection.node_count(), kOutside);
    for (NodeIndex node = 0; node < projection.node_count(); ++node) {
      report_work(8);
      const bool inside = filter.every_label || std::ranges::any_of(filter.labels, [&](LabelId id) {
                            return projection.has_label(node, id);
                          });
      if (!inside) continue;
      number_[node] = static_cast<NodeIndex>(nodes_.size());
      places_.push_back(node);
      nodes_.push_back(projection.node(node));
    }
  }

  const std::vector<NodeId>& nodes() const { return nodes_; }

  template <typename Visit>
  void visit_steps(NodeIndex node, Direction direction, const Visit& visit) {
    for (const TypeId type : types_) {
      if (direction != Direction::incoming) visit_steps(type, true, node, false, visit);
      if (direction != Direction::outgoing) {
        visit_steps(type, false, node, direction == Direction::both, visit);
      }
    }
  }

 private:
  static constexpr NodeIndex kOutside = std::numeric_limits<NodeIndex>::max();

  template <typename Visit>
  void visit_steps(TypeId type, bool outgoing, NodeIndex node, bool skip_loops,
                   const Visit& visit) const {
    const Steps steps = projection_.steps(type, outgoing, places_[node]);
    report_work(work_of_steps(steps.size()));
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const NodeIndex other = number_[steps.nodes[i]];
      if (other == kOutside || (skip_loops && other == node)) continue;
      visit(other, projection_.relationship(steps.relationships[i]));
    }
  }

  const Projection& projection_;
  std::vector<TypeId> types_;
  WorkingMemory memory_;
  std::vector<NodeIndex> number_;  ///< of each node of the projection, in the part
  std::vector<NodeIndex> places_;  ///< the other way
  std::vector<NodeId> nodes_;
};

/// Collects the steps of a part, node by node, and makes rows of them.
class StepCollector {
 public:
  StepCollector(const GraphView& view, const PartFilter& filter, WeightRule rule)
      : view_(view), filter_(filter), rule_(rule) {}

  void add(NodeIndex from, NodeIndex to, RelationshipId relationship) {
    if (filter_.period && !held(relationship)) return;
    if (edges_.size() == charged_) charge();
    edges_.emplace_back(from, to);
    graph_.relationships.push_back(relationship);
    if (filter_.weight) {
      graph_.weights.push_back(weight_of(view_, relationship, *filter_.weight, rule_));
    }
  }

  StepGraph finish(const std::vector<NodeId>& nodes) {
    graph_.memory.charge<NodeId>(nodes.size());
    graph_.memory.charge<std::uint64_t>(nodes.size() + 1);
    graph_.nodes = nodes;
    graph_.rows = StepRows(boost::edges_are_sorted, edges_.begin(), edges_.end(),
                           static_cast<NodeIndex>(nodes.size()), edges_.size());
    return std::move(graph_);
  }

 private:
  bool held(RelationshipId relationship) const {
    report_work(1000);
    const Period period = period_of(view_, Value(Relationship{relationship, nullptr}));
    return period.known() && period.meets(*filter_.period);
  }

  // Room for as many again, as the vectors grow.
  void charge() {
    const std::size_t more = std::max<std::size_t>(1024, charged_);
    graph_.memory.charge<NodeIndex>(more);
    graph_.memory.charge<RelationshipId>(more);
    if (filter_.weight) graph_.memory.charge<double>(more);
    passing_.charge<std::pair<NodeIndex, NodeIndex>>(more);
    charged_ += more;
  }

  const GraphView& view_;
  const PartFilter& filter_;
  WeightRule rule_;
  StepGraph graph_;
  WorkingMemory passing_;
  std::size_t charged_ = 0;
  std::vector<std::pair<NodeIndex, NodeIndex>> edges_;
};

template <typename Source>
StepGraph collect(Source source, Direction direction, StepCollector collector) {
  for (NodeIndex node = 0; node < source.nodes().size(); ++node) {
    source.visit_steps(node, direction, [&](NodeIndex other, RelationshipId relationship) {
      collector.add(node, other, relationship);
    });
  }
  return collector.finish(source.nodes());
}

/// Rows with one step to each neighbour, made of rows with parallel ones.
class RowMerger {
 public:
  RowMerger(StepGraph all, bool ties) : all_(std::move(all)), ties_(ties) {
    passing_.charge<std::pair<NodeIndex, NodeIndex>>(num_edges(all_.rows));
    edges_.reserve(num_edges(all_.rows));
    if (ties) merged_.memory.charge<double>(num_edges(all_.rows));
  }

  StepGraph merged() {
    for (NodeIndex node = 0; node < all_.nodes.size(); ++node) add_row(node);
    merged_.memory.charge<NodeId>(all_.nodes.size());
    merged_.memory.charge<std::uint64_t>(all_.nodes.size() + 1);
    merged_.memory.charge<NodeIndex>(edges_.size());
    merged_.nodes = std::move(all_.nodes);
    merged_.rows = StepRows(boost::edges_are_sorted, edges_.begin(), edges_.end(),
                            static_cast<NodeIndex>(merged_.nodes.size()), edges_.size());
    return std::move(merged_);
  }

 private:
  void add_row(NodeIndex node) {
    read_row(node);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const auto& [other, weight] = steps_[i];
      if (i > 0 && other == steps_[i - 1].first) {
        if (ties_) merged_.weights.back() += weight;
        continue;
      }
      edges_.emplace_back(node, other);
      if (ties_) merged_.weights.push_back(weight);
    }
  }

  void read_row(NodeIndex node) {
    steps_.clear();
    std::uint64_t position = first_step(all_.rows, node);
    for (const NodeIndex other : row(all_.rows, node)) {
      if (ties_ || other != node) steps_.emplace_back(other, all_.weight(position));
      ++position;
    }
    report_work(work_of_steps(4 * steps_.size()));
    std::ranges::stable_sort(steps_, {}, &std::pair<NodeIndex, double>::first);
  }

  StepGraph all_;
  bool ties_;
  StepGraph merged_;
  WorkingMemory passing_;
  std::vector<std::pair<NodeIndex, NodeIndex>> edges_;
  std::vector<std::pair<NodeIndex, double>> steps_;
};

}  // namespace

std::shared_ptr<const Projection> projection_of(std::shared_ptr<const Snapshot> view) {
  if (const Projection* own = view->projection()) return {std::move(view), own};
  return Projection::build(*view, [] { report_work(64); });
}

std::vector<double> relationship_weights(const GraphView& view, const Projection& projection,
                                         std::string_view property) {
  std::vector<double> weights(projection.relationship_count(), 1.0);
  const KeyId key = weight_key(view, property);
  for (RelationshipIndex i = 0; i < weights.size(); ++i) {
    report_work(64);
    weights[i] = weight_of(view, projection.relationship(i), key, WeightRule::any);
  }
  return weights;
}

StepGraph read_steps(const GraphView& view, const GraphPart& part, Direction direction,
                     WeightRule rule) {
  const PartFilter filter(view, part);
  StepCollector collector(view, filter, rule);
  if (const Projection* projection = view.projection()) {
    return collect(ProjectionSource(*projection, filter), direction, std::move(collector));
  }
  return collect(LiveSource(view, filter), direction, std::move(collector));
}

StepGraph read_neighbours(const GraphView& view, const GraphPart& part, Direction direction) {
  GraphPart unweighted = part;
  unweighted.weight.clear();
  return RowMerger(read_steps(view, unweighted, direction), false).merged();
}

StepGraph read_ties(const GraphView& view, const GraphPart& part, Direction direction) {
  return RowMerger(read_steps(view, part, direction, WeightRule::not_negative), true).merged();
}

NodeIndex vertex_of(const StepGraph& graph, NodeId node, std::string_view role) {
  const auto found = std::ranges::lower_bound(graph.nodes, node);
  if (found != graph.nodes.end() && *found == node) {
    return static_cast<NodeIndex>(found - graph.nodes.begin());
  }
  refuse(fmt::format("The {} is not in the part of the graph that the labels name.", role));
}

}  // namespace chancery::query
