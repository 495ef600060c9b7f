#include "part.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "../periods.h"
#include "chancery/error.h"
#include "part_filter.h"
#include "work_lots.h"

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

  /// Calls visit(NodeIndex, a function that yields the relationship) for each step from the node.
  template <typename Visit>
  void visit_steps(NodeIndex node, Direction direction, const Visit& visit) {
    if (filter_.no_type()) return;
    for (const Neighbour& step :
         view_.neighbours(nodes_[node], direction, filter_.types, scratch_)) {
      report_work(64);
      const auto other = std::ranges::lower_bound(nodes_, step.node);
      if (other == nodes_.end() || *other != step.node) continue;
      visit(static_cast<NodeIndex>(other - nodes_.begin()), [&] { return step.relationship; });
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
      visit(other, [&] { return projection_.relationship(steps.relationships[i]); });
    }
  }

  const Projection& projection_;
  std::vector<TypeId> types_;
  WorkingMemory memory_;
  std::vector<NodeIndex> number_;  ///< of each node of the projection, in the part
  std::vector<NodeIndex> places_;  ///< the other way
  std::vector<NodeId> nodes_;
};

/// Rows, written one after the other.
class RowWriter {
 public:
  void add(NodeIndex to) { rows_.m_forward.m_column.push_back(to); }
  void end_row() { rows_.m_forward.m_rowstart.push_back(size()); }
  std::size_t size() const { return rows_.m_forward.m_column.size(); }
  StepRows take() { return std::move(rows_); }

 private:
  StepRows rows_;  // of no row yet: it has the start of the first
};

/// Collects the steps of a part, node by node.
class StepCollector {
 public:
  StepCollector(const GraphView& view, const PartFilter& filter, WeightRule rule, StepDetail detail)
      : view_(view),
        filter_(filter),
        rule_(rule),
        keeps_relationships_(detail == StepDetail::relationships || filter.weight),
        needs_relationships_(keeps_relationships_ || filter.period) {}

  /// To the row at hand; `relationship` yields the one of the step.
  template <typename Relationship>
  void add(NodeIndex to, const Relationship& relationship) {
    if (needs_relationships_ && !take(relationship())) return;
    if (rows_.size() == charged_) charge();
    rows_.add(to);
  }
  void end_row() { rows_.end_row(); }

  StepGraph finish(const std::vector<NodeId>& nodes) {
    graph_.memory.charge<NodeId>(nodes.size());
    graph_.memory.charge<std::uint64_t>(nodes.size() + 1);
    graph_.nodes = nodes;
    graph_.rows = rows_.take();
    return std::move(graph_);
  }

 private:
  /// False where it was not held.
  bool take(RelationshipId relationship) {
    if (filter_.period && !held(relationship)) return false;
    if (filter_.weight) {
      graph_.weights.push_back(weight_of(view_, relationship, *filter_.weight, rule_));
    }
    if (keeps_relationships_) graph_.relationships.push_back(relationship);
    return true;
  }

  bool held(RelationshipId relationship) const {
    report_work(1000);
    const Period period = period_of(view_, Value(Relationship{relationship, nullptr}));
    return period.known() && period.meets(*filter_.period);
  }

  // Room for as many again, as the vectors grow.
  void charge() {
    const std::size_t more = std::max<std::size_t>(1024, charged_);
    graph_.memory.charge<NodeIndex>(more);
    if (keeps_relationships_) graph_.memory.charge<RelationshipId>(more);
    if (filter_.weight) graph_.memory.charge<double>(more);
    charged_ += more;
  }

  const GraphView& view_;
  const PartFilter& filter_;
  WeightRule rule_;
  bool keeps_relationships_;
  bool needs_relationships_;
  StepGraph graph_;
  RowWriter rows_;
  std::size_t charged_ = 0;
};

template <typename Source>
StepGraph collect(Source source, Direction direction, StepCollector collector) {
  for (NodeIndex node = 0; node < source.nodes().size(); ++node) {
    source.visit_steps(node, direction, [&](NodeIndex other, const auto& relationship) {
      collector.add(other, relationship);
    });
    collector.end_row();
  }
  return collector.finish(source.nodes());
}

/// Rows with one step to each neighbour, made of rows with parallel ones.
class RowMerger {
 public:
  RowMerger(StepGraph all, bool ties) : all_(std::move(all)), ties_(ties) {
    const std::size_t most = num_edges(all_.rows);
    merged_.memory.charge<NodeIndex>(2 * most);  // as the row writer grows
    if (ties) merged_.memory.charge<double>(2 * most);
  }

  StepGraph merged() {
    for (NodeIndex node = 0; node < all_.nodes.size(); ++node) {
      if (all_.weights.empty()) {
        add_row(node);
      } else {
        add_weighted_row(node);
      }
      rows_.end_row();
    }
    merged_.memory.charge<NodeId>(all_.nodes.size());
    merged_.memory.charge<std::uint64_t>(all_.nodes.size() + 1);
    merged_.nodes = std::move(all_.nodes);
    merged_.rows = rows_.take();
    return std::move(merged_);
  }

 private:
  void add_row(NodeIndex node) {
    const std::span<const NodeIndex> others = row(all_.rows, node);
    sorted_.assign(others.begin(), others.end());
    work_.add(work_of_steps(4 * sorted_.size()));
    if (!std::ranges::is_sorted(sorted_)) std::ranges::sort(sorted_);
    for (const NodeIndex other : sorted_) {
      if (ties_ || other != node) add(other, 1);
    }
    last_.reset();
  }

  void add_weighted_row(NodeIndex node) {
    steps_.clear();
    std::uint64_t position = first_step(all_.rows, node);
    for (const NodeIndex other : row(all_.rows, node)) {
      steps_.emplace_back(other, all_.weight(position++));
    }
    work_.add(work_of_steps(8 * steps_.size()));
    // Stable, so that parallel weights are summed up in one order.
    std::ranges::stable_sort(steps_, {}, &std::pair<NodeIndex, double>::first);
    for (const auto& [other, weight] : steps_) {
      if (ties_ || other != node) add(other, weight);
    }
    last_.reset();
  }

  /// In ascending order of the others.
  void add(NodeIndex other, double weight) {
    if (last_ == other) {
      if (ties_) merged_.weights.back() += weight;
      return;
    }
    last_ = other;
    rows_.add(other);
    if (ties_) merged_.weights.push_back(weight);
  }

  StepGraph all_;
  bool ties_;
  StepGraph merged_;
  RowWriter rows_;
  std::optional<NodeIndex> last_;  ///< of the row at hand
  std::vector<NodeIndex> sorted_;
  std::vector<std::pair<NodeIndex, double>> steps_;
  WorkLots work_;
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
                     WeightRule rule, StepDetail detail) {
  const PartFilter filter(view, part);
  StepCollector collector(view, filter, rule, detail);
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
