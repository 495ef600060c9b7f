#include "tree_root.h"

#include <algorithm>
#include <map>
#include <utility>

#include "../cardinality.h"
#include "../tree_shape.h"
#include "chancery/projection.h"

namespace chancery::query {
namespace {

// ---- Estimates -------------------------------------------------------------------------------

using Labels = std::map<Slot, std::vector<std::string>>;

/// What is asked of the nodes, by slot.
Labels labels_of(const std::vector<TreeNode>& nodes) {
  Labels labels;
  for (const TreeNode& node : nodes) {
    std::vector<std::string>& all = labels[node.hop.to];
    for (const Predicate& predicate : node.predicates) {
      const auto* test = std::get_if<LabelPredicate>(&predicate);
      if (test) all.insert(all.end(), test->labels.begin(), test->labels.end());
    }
  }
  return labels;
}

double selectivity(const TreeNode& node) {
  double share = 1;
  for (const Predicate& predicate : node.predicates) {
    if (!std::holds_alternative<LabelPredicate>(predicate)) share *= usual_selectivity(predicate);
  }
  return share;
}

/// Steps that the matching of a tree takes.
class TreeCost {
 public:
  TreeCost(const TreeAggregation& op, const Labels& labels, const GraphView& graph)
      : nodes_(op.nodes),
        labels_(labels),
        graph_(graph),
        shape_(shape_of(op.nodes, asked_of(op).wanted)) {}

  double operator()() {
    double rows = node_estimate(graph_, labels_.at(nodes_.front().hop.to));
    double cost = rows;
    rows *= selectivity(nodes_.front());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!shape_.walked[i]) continue;
      if (i > 0) {
        cost += rows * step(i);
        rows *= kept(i);
      }
      for (const std::size_t counted : shape_.counted[i]) cost += count(counted, rows);
    }
    return cost;
  }

 private:
  /// Nodes that a step leads to, before and after their test.
  double step(std::size_t node) const {
    return fan_out(graph_, nodes_[node].hop, labels_.at(nodes_[node].hop.from), {});
  }
  double kept(std::size_t node) const {
    const Hop& hop = nodes_[node].hop;
    return fan_out(graph_, hop, labels_.at(hop.from), labels_.at(hop.to)) *
           selectivity(nodes_[node]);
  }

  /// A number is made once for each node it is asked of.
  double count(std::size_t node, double asked) const {
    const bool is_degree = nodes_[node].predicates.empty() && shape_.counted[node].empty() &&
                           shape_.rival[node] == TreeShape::kNone;
    if (is_degree) return asked;
    const double made = std::min(asked, node_estimate(graph_, labels_.at(nodes_[node].hop.from)));
    double cost = asked + made * step(node);
    for (const std::size_t next : shape_.counted[node]) cost += count(next, made * kept(node));
    return cost;
  }

  const std::vector<TreeNode>& nodes_;
  const Labels& labels_;
  const GraphView& graph_;
  TreeShape shape_;
};

// ---- Turning ---------------------------------------------------------------------------------

class TreeTurner {
 public:
  explicit TreeTurner(const std::vector<TreeNode>& nodes) : old_(nodes) {}

  std::vector<TreeNode> turned(std::size_t root) {
    new_.clear();
    add(root, TreeShape::kNone, 0);
    return std::move(new_);
  }

 private:
  /// The node and what hangs from it, seen from the old number `came_from`.
  void add(std::size_t node, std::size_t came_from, std::size_t parent) {
    const std::size_t place = new_.size();
    TreeNode copy = old_[node];
    copy.parent = parent;
    copy.hop = hop_to(node, came_from);
    new_.push_back(std::move(copy));
    const bool has_parent = node != 0;
    if (has_parent && old_[node].parent != came_from) add(old_[node].parent, node, place);
    for (std::size_t i = 1; i < old_.size(); ++i) {
      if (old_[i].parent == node && i != came_from) add(i, node, place);
    }
  }

  Hop hop_to(std::size_t node, std::size_t came_from) const {
    if (came_from == TreeShape::kNone) {
      Hop none;
      none.to = old_[node].hop.to;
      return none;
    }
    if (node != 0 && old_[node].parent == came_from) return old_[node].hop;
    Hop hop = old_[came_from].hop;
    std::swap(hop.from, hop.to);
    hop.direction = turned_round(hop.direction);
    return hop;
  }

  const std::vector<TreeNode>& old_;
  std::vector<TreeNode> new_;
};

// ---- What always holds -----------------------------------------------------------------------

std::vector<TypeId> types_of(const Hop& hop, const GraphView& graph,
                             const chancery::Projection& projection) {
  std::vector<TypeId> types;
  if (hop.types.empty()) types.assign(projection.types().begin(), projection.types().end());
  for (const std::string& name : hop.types) {
    if (const std::optional<TypeId> type = graph.type_id(name)) types.push_back(*type);
  }
  return types;
}

/// Whether every node at that end of the hop has the label.
bool implies(const Hop& hop, Slot end, const std::string& label, const GraphView& graph) {
  const chancery::Projection& projection = *graph.projection();
  const std::optional<LabelId> id = graph.label_id(label);
  if (!id || hop.type_expression) return false;
  const Direction from_end = hop.to == end ? turned_round(hop.direction) : hop.direction;
  return std::ranges::all_of(types_of(hop, graph, projection), [&](TypeId type) {
    const std::uint32_t all = projection.count(LabelId::none, type, LabelId::none);
    const bool ends =
        from_end == Direction::outgoing || projection.count(LabelId::none, type, *id) == all;
    const bool starts =
        from_end == Direction::incoming || projection.count(*id, type, LabelId::none) == all;
    return ends && starts;
  });
}

bool has_loops(TypeId type, const chancery::Projection& projection) {
  const Adjacency* rows = projection.adjacency(type, true);
  if (!rows) return false;
  IndexSet::Walk walk(rows->sources());
  std::uint32_t place = 0;
  for (NodeIndex node = walk.next(); node != IndexSet::kAbsent; node = walk.next(), ++place) {
    if (std::ranges::binary_search(rows->row(place).nodes, node)) return true;
  }
  return false;
}

/// Whether two hops from one node could only meet in a relationship to itself.
bool point_apart(const TreeNode& a, const TreeNode& b, Slot shared) {
  const auto seen_from = [shared](const Hop& hop) {
    return hop.from == shared ? hop.direction : turned_round(hop.direction);
  };
  const Direction one = seen_from(a.hop);
  const Direction other = seen_from(b.hop);
  return one != Direction::both && other == turned_round(one);
}

Slot shared_node(const TreeNode& a, const TreeNode& b) {
  if (a.hop.from == b.hop.from || a.hop.from == b.hop.to) return a.hop.from;
  return a.hop.to == b.hop.from ? a.hop.to : kNoSlot;
}

void drop_labels(TreeAggregation& op, std::size_t place, const GraphView& graph) {
  TreeNode& node = op.nodes[place];
  const Slot slot = node.hop.to;
  const auto is_implied = [&](const std::string& label) {
    return std::ranges::any_of(op.nodes, [&](const TreeNode& other) {
      const bool touches = other.hop.from != kNoSlot && (&other == &node || other.hop.from == slot);
      return touches && implies(other.hop, slot, label, graph);
    });
  };
  for (Predicate& predicate : node.predicates) {
    if (auto* test = std::get_if<LabelPredicate>(&predicate)) {
      std::erase_if(test->labels, is_implied);
    }
  }
  std::erase_if(node.predicates, [](const Predicate& predicate) {
    const auto* test = std::get_if<LabelPredicate>(&predicate);
    return test && test->labels.empty();
  });
}

void drop_conflict(TreeNode& a, TreeNode& b, const GraphView& graph) {
  const Slot shared = shared_node(a, b);
  if (shared == kNoSlot || !point_apart(a, b, shared) || a.hop.type_expression) return;
  if (!std::ranges::count(a.hop.distinct_from, b.hop.relationship) &&
      !std::ranges::count(b.hop.distinct_from, a.hop.relationship)) {
    return;
  }
  const chancery::Projection& projection = *graph.projection();
  for (const TypeId type : types_of(a.hop, graph, projection)) {
    if (has_loops(type, projection)) return;
  }
  std::erase(a.hop.distinct_from, b.hop.relationship);
  std::erase(b.hop.distinct_from, a.hop.relationship);
}

/// Takes out label tests that all relationships of a type satisfy, and the rule that two hops walk
/// no relationship twice where they could only meet in one from a node to itself and there is none.
void drop_what_always_holds(TreeAggregation& op, const GraphView& graph) {
  for (std::size_t i = 0; i < op.nodes.size(); ++i) {
    drop_labels(op, i, graph);
    for (std::size_t other = 1; other < i; ++other) {
      drop_conflict(op.nodes[i], op.nodes[other], graph);
    }
  }
}

void turn_to_cheapest_root(TreeAggregation& op, const Labels& labels, const GraphView& graph) {
  TreeTurner turner(op.nodes);
  TreeAggregation best = op;
  for (std::size_t root = 1; root < op.nodes.size(); ++root) {
    TreeAggregation turned = op;
    turned.nodes = turner.turned(root);
    turned.steps = TreeCost(turned, labels, graph)();
    if (turned.steps < best.steps) best = std::move(turned);
  }
  op = std::move(best);
}

}  // namespace

void simplify_tree(TreeAggregation& op, bool may_turn, const GraphView& graph) {
  const Labels labels = labels_of(op.nodes);
  drop_what_always_holds(op, graph);
  op.steps = TreeCost(op, labels, graph)();
  if (may_turn) turn_to_cheapest_root(op, labels, graph);
}

}  // namespace chancery::query
