#include "match_planner.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "cardinality.h"
#include "expression_slots.h"
#include "label_expression.h"
#include "step_predicate.h"

namespace chancery::query {
namespace {

std::vector<std::string> texts(const std::vector<Name>& names) {
  std::vector<std::string> result;
  for (const Name& name : names) result.push_back(name.text);
  return result;
}

/// A property of a node that a predicate ties to a value known before, and how.
struct KnownKey {
  std::string key;
  IndexScan::Kind kind = IndexScan::Kind::equal;
};

/// A node of the pattern, from all its mentions.
struct PatternNode {
  std::string name;
  std::vector<std::string> labels;
  std::vector<KnownKey> known_keys;
  bool found = false;
};

/// A relationship of the pattern, read from left to right.
struct PatternHop {
  const PathPattern* path = nullptr;
  const RelationshipPattern* pattern = nullptr;
  Slot left = kNoSlot;
  Slot right = kNoSlot;
  std::vector<std::string> types;
  bool planned = false;
};

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  return std::ranges::any_of(
      a, [&b](const std::string& type) { return std::ranges::count(b, type) > 0; });
}

class MatchPlanner {
 public:
  MatchPlanner(std::vector<const PathPattern*> patterns, const Expression* where, PlanPtr input,
               const MatchOptions& options)
      : patterns_(std::move(patterns)), options_(options), plan_(std::move(input)) {
    for (const PathPattern* pattern : patterns_) add_pattern(*pattern);
    require_lone_nodes();
    if (where) add_where(*where);
  }

  PlanPtr plan() {
    if (options_.greedy) {
      plan_greedily();
    } else {
      plan_in_order();
    }
    for (const PathPattern* pattern : patterns_) {
      if (pattern->slot != kNoSlot) put(AssemblePath{pattern});
    }
    if (!predicates_.empty()) put(Filter{std::move(predicates_)});
    return std::move(plan_);
  }

 private:
  // ---- What is asked ---------------------------------------------------------------------------

  void add_pattern(const PathPattern& pattern) {
    for (const NodePattern& node : pattern.nodes) add_node(node);
    for (std::size_t i = 0; i < pattern.relationships.size(); ++i) {
      const RelationshipPattern& hop = pattern.relationships[i];
      hops_.push_back(
          {&pattern, &hop, pattern.nodes[i].slot, pattern.nodes[i + 1].slot, texts(hop.types)});
      if (!hop.hops && pattern.shortest == ShortestPath::none) {
        add_properties(hop.slot, hop.properties);
        if (hop.where) add_where(*hop.where);
      }
    }
  }

  void add_node(const NodePattern& node) {
    auto [place, fresh] = nodes_.try_emplace(node.slot);
    PatternNode& known = place->second;
    if (fresh) order_.push_back(node.slot);
    if (node.variable) known.name = node.variable->text;
    known.found = known.found || node.bound || node.slot == options_.start;
    for (const Name& label : node.labels) known.labels.push_back(label.text);
    if (!node.labels.empty()) {
      predicates_.push_back(LabelPredicate{node.slot, texts(node.labels)});
    }
    if (node.label_expression) {
      add_required(node.slot, *node.label_expression);
      predicates_.push_back(LabelExpressionPredicate{node.slot, node.label_expression.get()});
    }
    add_properties(node.slot, node.properties);
    if (node.where) add_where(*node.where);
  }

  /// No operator finds a node that had its value before and stands without relationships. It may
  /// be null, and null matches no pattern: a test of no labels says that it is a node.
  void require_lone_nodes() {
    for (const Slot slot : order_) {
      const PatternNode& node = nodes_[slot];
      if (node.found && node.labels.empty() && !has_hops(slot)) {
        predicates_.push_back(LabelPredicate{slot, {}});
      }
    }
  }

  bool has_hops(Slot node) const {
    return std::ranges::any_of(
        hops_, [node](const PatternHop& hop) { return hop.left == node || hop.right == node; });
  }

  /// What a label scan can use of a label expression.
  void add_required(Slot node, const LabelExpression& expression) {
    std::vector<std::string> labels = required_labels(expression);
    if (labels.empty()) return;
    std::vector<std::string>& known = nodes_[node].labels;
    known.insert(known.end(), labels.begin(), labels.end());
    predicates_.push_back(LabelPredicate{node, std::move(labels)});
  }

  void add_properties(Slot subject, const ExpressionPtr& properties) {
    if (!properties) return;
    const auto* map = as<MapLiteral>(*properties);
    if (!map) return;
    for (const MapEntry& entry : map->entries) {
      predicates_.push_back(PropertyPredicate{subject, entry.key.text, entry.value.get()});
      auto node = nodes_.find(subject);
      if (node != nodes_.end()) node->second.known_keys.push_back({entry.key.text});
    }
  }

  /// A conjunction is taken apart, so that each part can be tested as early as possible.
  void add_where(const Expression& where) {
    const auto* logical = as<Logical>(where);
    if (where.slot == kNoSlot && logical && logical->op == LogicalOperator::conjunction) {
      for (const ExpressionPtr& operand : logical->operands) add_where(*operand);
      return;
    }
    predicates_.push_back(ExpressionPredicate{&where});
    note_lookups(where);
    note_labels(where);
  }

  void note_labels(const Expression& where) {
    const auto* test = as<LabelTest>(where);
    if (!test || test->subject->slot == kNoSlot) return;
    auto node = nodes_.find(test->subject->slot);
    if (node == nodes_.end()) return;
    if (test->label_expression) add_required(node->first, *test->label_expression);
    for (const Name& label : test->labels) node->second.labels.push_back(label.text);
  }

  /// `n.key = value` and what else an index answers, for the choice of where to start.
  void note_lookups(const Expression& where) {
    if (const auto* binary = as<Binary>(where)) {
      if (binary->op == BinaryOperator::in) {
        note_lookup(*binary->left, *binary->right, IndexScan::Kind::any_of);
      } else if (binary->op == BinaryOperator::starts_with) {
        note_lookup(*binary->left, *binary->right, IndexScan::Kind::prefix);
      }
      return;
    }
    const auto* comparison = as<Comparison>(where);
    if (!comparison || comparison->operators.size() != 1) return;
    const ComparisonOperator op = comparison->operators.front();
    if (op == ComparisonOperator::not_equal) return;
    const Expression& left = *comparison->operands[0];
    const Expression& right = *comparison->operands[1];
    const bool equality = op == ComparisonOperator::equal;
    if (equality) equalities_.emplace_back(free_slots(left), free_slots(right));
    const IndexScan::Kind kind = equality ? IndexScan::Kind::equal : IndexScan::Kind::range;
    note_lookup(left, right, kind);
    note_lookup(right, left, kind);
  }

  void note_lookup(const Expression& side, const Expression& other, IndexScan::Kind kind) {
    const auto* property = as<Property>(side);
    if (side.slot != kNoSlot || !property || property->subject->slot == kNoSlot) return;
    auto node = nodes_.find(property->subject->slot);
    if (node == nodes_.end()) return;
    SlotSet needed = free_slots(other);
    bool known = std::ranges::none_of(needed, [this](Slot slot) { return nodes_.contains(slot); });
    if (known) node->second.known_keys.push_back({property->key.text, kind});
  }

  // ---- In which order --------------------------------------------------------------------------

  void plan_in_order() {
    for (const PathPattern* pattern : patterns_) {
      scan(pattern->nodes.front().slot);
      for (PatternHop& hop : hops_) {
        if (hop.path == pattern) follow(hop, hop.left);
      }
    }
  }

  void plan_greedily() {
    while (true) {
      if (PatternHop* hop = cheapest_hop()) {
        follow(*hop, nodes_[hop->left].found ? hop->left : hop->right);
        continue;
      }
      Slot anchor = cheapest_anchor();
      if (anchor == kNoSlot) return;
      warn_of_product(anchor);
      scan(anchor);
    }
  }

  /// The hop next to what is found that makes the fewest rows of one; null where there is none.
  PatternHop* cheapest_hop() {
    PatternHop* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (PatternHop& hop : hops_) {
      if (hop.planned || !reachable(hop)) continue;
      double cost = hop_cost(hop);
      if (cost >= least) continue;
      best = &hop;
      least = cost;
    }
    return best;
  }

  bool reachable(const PatternHop& hop) {
    bool left = nodes_[hop.left].found;
    bool right = nodes_[hop.right].found;
    if (hop.path->shortest != ShortestPath::none) return left && right;
    if (hop.pattern->quantified &&
        !std::ranges::all_of(quantified_reads(hop), [this](Slot slot) { return known(slot); })) {
      return false;
    }
    return left || right || hop.pattern->bound;
  }

  /// What the predicates inside a quantified pattern read from outside of it.
  static SlotSet quantified_reads(const PatternHop& hop) {
    const QuantifiedPattern& quantified = *hop.pattern->quantified;
    SlotSet reads = free_slots(quantified.pattern);
    if (quantified.where) reads.merge(free_slots(*quantified.where));
    for (const NodePattern& node : quantified.pattern.nodes) reads.erase(node.slot);
    for (const RelationshipPattern& each : quantified.pattern.relationships) {
      reads.erase(each.slot);
    }
    return reads;
  }

  double hop_cost(const PatternHop& hop) {
    if (hop.pattern->bound) return 0;
    bool from_left = nodes_[hop.left].found;
    const PatternNode& from = nodes_[from_left ? hop.left : hop.right];
    const PatternNode& to = nodes_[from_left ? hop.right : hop.left];
    Hop step = make_hop(hop, from_left ? hop.left : hop.right);
    double rows = fan_out(options_.graph, step, from.labels, to.labels);
    if (has_equality(to)) rows *= kEqualitySelectivity;
    // A trail of unknown length is left until what can narrow it down has been found.
    return hop.pattern->hops ? (rows + 1) * 1000 : rows;
  }

  Slot cheapest_anchor() {
    const Slot free = cheapest_anchor(false);
    return free != kNoSlot ? free : cheapest_anchor(true);
  }

  Slot cheapest_anchor(bool waiting_too) {
    Slot best = kNoSlot;
    double least = std::numeric_limits<double>::infinity();
    for (Slot slot : order_) {
      if (nodes_[slot].found || (!waiting_too && waits_for_join(slot))) continue;
      double cost = anchor_cost(nodes_[slot]);
      if (cost >= least) continue;
      best = slot;
      least = cost;
    }
    return best;
  }

  /// A node without relationships that an equality ties to what is not found yet: once that is, a
  /// join finds the node, where starting from it would be a product.
  bool waits_for_join(Slot anchor) const {
    const auto waits = [&](const SlotSet& own, const SlotSet& other) {
      return own == SlotSet{anchor} &&
             !std::ranges::all_of(other, [&](Slot slot) { return slot == anchor || known(slot); });
    };
    return !has_hops(anchor) && std::ranges::any_of(equalities_, [&](const auto& sides) {
      return waits(sides.first, sides.second) || waits(sides.second, sides.first);
    });
  }

  static bool has_equality(const PatternNode& node) {
    return std::ranges::any_of(node.known_keys, [](const KnownKey& known) {
      return known.kind == IndexScan::Kind::equal;
    });
  }

  double anchor_cost(const PatternNode& node) const {
    const GraphView& graph = options_.graph;
    double all = node_estimate(graph, node.labels);
    double least = has_equality(node) ? all * (1 - kEqualitySelectivity) : all;
    for (const std::string& label : node.labels) {
      for (const auto& [key, kind] : node.known_keys) {
        std::optional<LabelId> label_id = graph.label_id(label);
        std::optional<KeyId> key_id = graph.key_id(key);
        if (!label_id || !key_id) continue;
        if (!graph.has_index(IndexInfo::Kind::property, *label_id, *key_id)) continue;
        IndexScan lookup;
        lookup.label = label;
        lookup.key = key;
        lookup.kind = kind;
        least = std::min(least, lookup_estimate(graph, lookup));
      }
    }
    return least;
  }

  void warn_of_product(Slot anchor) {
    if (scanned_.empty() || !options_.warnings || connected(anchor) || joined(anchor)) return;
    const std::string& name = nodes_[anchor].name;
    options_.warnings->push_back(
        "The patterns of this MATCH are not connected: it yields every combination of " +
        (name.empty() ? std::string("one of its nodes") : name) + " with the others.");
  }

  /// Whether relationships, or a search for a path, lead from the node to one scanned before.
  bool connected(Slot anchor) const {
    SlotSet reached{anchor};
    for (std::size_t before = 0; before < reached.size();) {
      before = reached.size();
      for (const PatternHop& hop : hops_) {
        if (reached.contains(hop.left)) reached.insert(hop.right);
        if (reached.contains(hop.right)) reached.insert(hop.left);
      }
    }
    return std::ranges::any_of(scanned_, [&](Slot slot) { return reached.contains(slot); });
  }

  /// Whether an equality with what is known finds the node: by an index or a table of values.
  bool joined(Slot anchor) const {
    const auto joins = [&](const SlotSet& own, const SlotSet& other) {
      return own == SlotSet{anchor} && !other.empty() &&
             std::ranges::all_of(other, [this](Slot slot) { return known(slot); });
    };
    return std::ranges::any_of(equalities_, [&](const auto& sides) {
      return joins(sides.first, sides.second) || joins(sides.second, sides.first);
    });
  }

  bool known(Slot slot) const {
    const auto node = nodes_.find(slot);
    if (node != nodes_.end()) return node->second.found;
    return std::ranges::none_of(hops_, [slot](const PatternHop& hop) {
      return hop.pattern->slot == slot && !hop.planned && !hop.pattern->bound;
    });
  }

  // ---- Operators -------------------------------------------------------------------------------

  void put(Operator op) { plan_ = make_plan(std::move(op), std::move(plan_)); }

  void scan(Slot node) {
    if (std::exchange(nodes_[node].found, true)) return;
    scanned_.push_back(node);
    put(AllNodesScan{node});
  }

  Hop make_hop(const PatternHop& hop, Slot from) {
    bool forward = from == hop.left;
    Slot to = forward ? hop.right : hop.left;
    Direction direction = forward ? hop.pattern->direction : turned_round(hop.pattern->direction);
    return {from,      hop.pattern->slot, to,          direction,
            hop.types, nodes_[to].found,  walked(hop), hop.pattern->type_expression.get()};
  }

  /// The relationships planned so far that might be the same one.
  std::vector<Slot> walked(const PatternHop& hop) const {
    std::vector<Slot> slots = options_.walked;
    for (const PatternHop& other : hops_) {
      if (!other.planned || other.path->shortest != ShortestPath::none) continue;
      if (overlap(other.types, hop.types)) slots.push_back(other.pattern->slot);
    }
    return slots;
  }

  void follow(PatternHop& hop, Slot from) {
    if (hop.path->shortest != ShortestPath::none) {
      search(hop);
    } else if (hop.pattern->bound) {
      follow_bound(hop);
    } else if (hop.pattern->quantified) {
      follow_quantified(hop, from);
    } else if (hop.pattern->hops) {
      follow_trail(hop, from);
    } else {
      put(Expand{make_hop(hop, from)});
    }
    hop.planned = true;
    nodes_[hop.left].found = true;
    nodes_[hop.right].found = true;
  }

  void follow_trail(const PatternHop& hop, Slot from) {
    ExpandVariable op;
    op.hop = make_hop(hop, from);
    op.least = hop.pattern->hops->least.value_or(1);
    op.most = hop.pattern->hops->most;
    op.properties = hop.pattern->properties.get();
    op.reversed = from != hop.left;
    put(std::move(op));
  }

  void follow_quantified(const PatternHop& hop, Slot from) {
    const QuantifiedPattern& quantified = *hop.pattern->quantified;
    const PathPattern& inner = quantified.pattern;
    ExpandQuantified op;
    op.hop = make_hop(hop, from);
    op.least = hop.pattern->hops->least.value_or(0);
    op.most = hop.pattern->hops->most;
    op.reversed = from != hop.left;
    op.first = op.reversed ? inner.nodes.back().slot : inner.nodes.front().slot;
    op.last = op.reversed ? inner.nodes.front().slot : inner.nodes.back().slot;
    for (const NodePattern& node : inner.nodes) op.inner.push_back(node.slot);
    for (const RelationshipPattern& each : inner.relationships) {
      op.relationships.push_back(each.slot);
      op.inner.push_back(each.slot);
    }
    if (op.reversed) std::ranges::reverse(op.relationships);
    op.groups = quantified.groups;
    op.reads = quantified_reads(hop);
    op.pattern = &quantified;
    MatchOptions options{options_.graph, options_.greedy, nullptr, op.first, op.hop.distinct_from};
    options.walked.push_back(hop.pattern->slot);
    PlanPtr branch =
        plan_match({&inner}, quantified.where.get(), make_plan(Argument{}, nullptr), options);
    put(std::move(op));
    plan_->branches.push_back(std::move(branch));
  }

  void follow_bound(const PatternHop& hop) {
    ExpandBound op;
    op.hop = make_hop(hop, hop.left);
    op.from_bound = nodes_[hop.left].found;
    op.variable = hop.pattern->hops.has_value();
    if (op.variable) {
      op.least = hop.pattern->hops->least.value_or(1);
      op.most = hop.pattern->hops->most;
    }
    put(std::move(op));
  }

  void search(const PatternHop& hop) {
    scan(hop.left);
    scan(hop.right);
    ShortestPathSearch op;
    op.hop = make_hop(hop, hop.left);

    op.all = hop.path->shortest == ShortestPath::all;
    op.most = 1;
    if (hop.pattern->hops) {
      op.least = hop.pattern->hops->least.value_or(1);
      op.most = hop.pattern->hops->most;
    }
    op.properties = hop.pattern->properties.get();
    op.pattern = hop.path;
    std::erase_if(predicates_,
                  [&](const Predicate& predicate) { return takes_predicate(predicate, hop, op); });
    put(std::move(op));
  }

  /// Gives the search what a predicate says of its path. False where it says nothing of it.
  bool takes_predicate(const Predicate& predicate, const PatternHop& hop, ShortestPathSearch& op) {
    const auto* general = std::get_if<ExpressionPredicate>(&predicate);
    if (!general) return false;
    SlotSet reads = free_slots(*general->expression);
    const bool of_path = reads.erase(hop.path->slot) + reads.erase(hop.pattern->slot) > 0;
    const bool ready = std::ranges::all_of(reads, [this](Slot slot) { return known(slot); });
    if (!of_path || !ready) return false;
    if (const auto step = step_predicate(*general->expression, hop.path->slot, hop.pattern->slot)) {
      op.steps.push_back(*step);
    } else {
      op.predicates.push_back(general->expression);
    }
    return true;
  }

  std::vector<const PathPattern*> patterns_;
  const MatchOptions& options_;
  PlanPtr plan_;
  std::map<Slot, PatternNode> nodes_;
  std::vector<Slot> order_;  ///< of first mention
  std::vector<PatternHop> hops_;
  std::vector<Predicate> predicates_;
  std::vector<std::pair<SlotSet, SlotSet>> equalities_;  ///< what the sides of each read
  std::vector<Slot> scanned_;
};

}  // namespace

PlanPtr plan_match(std::vector<const PathPattern*> patterns, const Expression* where, PlanPtr input,
                   const MatchOptions& options) {
  return MatchPlanner(std::move(patterns), where, std::move(input), options).plan();
}

}  // namespace chancery::query
