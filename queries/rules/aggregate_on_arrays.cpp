// On an edition, aggregation over a pattern without cycles runs on the arrays of its projection,
// from whatever node takes the fewest steps; what is only counted is not walked (tree_shape.h).
//
//   Aggregation count(*)                        TreeAggregation count(*) over (b),
//   Expand (b)-[s:T]->(c)                         (b)<-[r:T]-(a), (b)-[s:T]->(c)
//   Expand (a)-[r:T]->(b)                 ->    Argument
//   LabelScan a:Person
//   Argument

#include <algorithm>
#include <optional>
#include <utility>

#include "../expression_slots.h"
#include "../tree_shape.h"
#include "chancery/projection.h"
#include "node_filters.h"
#include "predicates.h"
#include "rules.h"
#include "tree_root.h"

namespace chancery::query {
namespace {

// Beyond it is no pattern that a person writes, and the shape takes its square.
constexpr std::size_t kMostNodes = 16;

/// What stands right below an aggregation, as a tree.
class TreeReader {
 public:
  explicit TreeReader(const Aggregation& aggregation) { tree_.aggregation = aggregation; }

  /// Nothing where it is no tree of which single nodes are asked. Otherwise `rest` is the operator
  /// below it.
  std::optional<TreeAggregation> read(PlanPtr& below, PlanPtr*& rest) {
    std::vector<PlanPtr*> parts;
    rest = &below;
    for (; !scanned_ && is_part(**rest); rest = &(*rest)->input) parts.push_back(rest);
    // Filters below the first hop belong to the rest.
    for (; !scanned_ && !parts.empty() && as<Filter>(**parts.back()); parts.pop_back()) {
      rest = parts.back();
    }
    std::ranges::reverse(parts);
    for (const PlanPtr* part : parts) {
      if (!take(**part)) return std::nullopt;
    }
    if (tree_.nodes.empty() || tree_.nodes.size() > kMostNodes) return std::nullopt;
    if (!relationships_are_free() || !errors_stay()) return std::nullopt;
    return std::move(tree_);
  }

 private:
  bool is_part(const Plan& plan) {
    scanned_ = as<AllNodesScan>(plan) || as<LabelScan>(plan);
    return scanned_ || as<Expand>(plan) || as<Filter>(plan);
  }

  bool take(const Plan& part) {
    if (const auto* scan = as<AllNodesScan>(part)) return add_root(scan->node, false);
    if (const auto* scan = as<LabelScan>(part)) {
      add_root(scan->node, false);
      tree_.nodes.front().predicates.push_back(LabelPredicate{scan->node, {scan->label}});
      return true;
    }
    if (const auto* expand = as<Expand>(part)) return add_hop(expand->hop);
    const std::vector<Predicate>& predicates = as<Filter>(part)->predicates;
    return std::ranges::all_of(predicates,
                               [this](const Predicate& each) { return add_predicate(each); });
  }

  bool add_root(Slot node, bool known) {
    TreeNode root;
    root.hop.to = node;
    tree_.nodes.push_back(std::move(root));
    tree_.root_known = known;
    return true;
  }

  bool add_hop(const Hop& hop) {
    if (hop.to_bound) return false;
    if (tree_.nodes.empty()) add_root(hop.from, true);
    TreeNode node;
    node.parent = node_in_slot(tree_.nodes, hop.from);
    if (node.parent == TreeShape::kNone) return false;
    for (const Slot other : hop.distinct_from) {
      if (!std::ranges::count(relationships_, other)) return false;
    }
    relationships_.push_back(hop.relationship);
    node.hop = hop;
    tree_.nodes.push_back(std::move(node));
    return true;
  }

  /// It must ask of nodes of the tree, and may ask of the rest.
  bool add_predicate(const Predicate& predicate) {
    if (!is_deterministic(predicate)) return false;
    std::size_t subject = TreeShape::kNone;
    bool is_joint = false;
    for (const Slot slot : read_slots(predicate)) {
      if (std::ranges::count(relationships_, slot)) return false;
      const std::size_t node = node_in_slot(tree_.nodes, slot);
      if (node == TreeShape::kNone) continue;
      is_joint = is_joint || subject != TreeShape::kNone;
      subject = node;
    }
    if (subject == TreeShape::kNone) return false;
    if (is_joint) return add_joint(predicate);
    tree_.nodes[subject].predicates.push_back(as_label_test(predicate, subject));
    return true;
  }

  bool add_joint(const Predicate& predicate) {
    tree_.joint.push_back(predicate);
    return never_fails(predicate);
  }

  Predicate as_label_test(const Predicate& predicate, std::size_t node) const {
    const auto* general = std::get_if<ExpressionPredicate>(&predicate);
    const Slot slot = tree_.nodes[node].hop.to;
    const std::vector<Name>* names = general ? label_test(*general->expression, slot) : nullptr;
    if (!names) return predicate;
    LabelPredicate test{slot, {}};
    for (const Name& name : *names) test.labels.push_back(name.text);
    return test;
  }

  /// Relationships may be counted, but nothing else is asked of them.
  bool relationships_are_free() const {
    SlotSet read;
    for (const Assignment& key : tree_.aggregation.keys) {
      if (!is_deterministic(*key.expression)) return false;
      read.merge(free_slots(*key.expression));
    }
    for (const Expression* aggregate : tree_.aggregation.aggregates) {
      if (!is_deterministic(*aggregate)) return false;
      if (!counts_matches(tree_.nodes, *aggregate)) read.merge(free_slots_of_form(*aggregate));
    }
    return std::ranges::none_of(relationships_, [&](Slot slot) { return read.contains(slot); });
  }

  /// A predicate that may fail must not be asked of a node that the nested loops do not come to:
  /// all that they look at before is on the way to it.
  bool errors_stay() {
    bool chain = true;
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
      chain = chain && (i == 0 || tree_.nodes[i].parent == i - 1);
      for (const Predicate& predicate : tree_.nodes[i].predicates) {
        if (never_fails(predicate)) continue;
        if (!chain) return false;
        may_fail_ = true;
      }
    }
    return true;
  }

 public:
  bool may_fail() const { return may_fail_; }

 private:
  TreeAggregation tree_;
  std::vector<Slot> relationships_;
  bool scanned_ = false;
  bool may_fail_ = false;
};

}  // namespace

void aggregate_on_arrays(PlanPtr& chain, const GraphView& graph) {
  if (!graph.projection()) return;
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    const auto* aggregation = as<Aggregation>(**link);
    if (!aggregation || aggregation->in_order) continue;
    TreeReader reader(*aggregation);
    PlanPtr* rest = nullptr;
    std::optional<TreeAggregation> tree = reader.read((*link)->input, rest);
    if (!tree) continue;
    if (!tree->root_known) simplify_tree(*tree, !reader.may_fail(), graph);
    PlanPtr below = std::move(*rest);
    *link = make_plan(std::move(*tree), std::move(below));
  }
}

}  // namespace chancery::query
