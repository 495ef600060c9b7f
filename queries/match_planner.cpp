#include "match_planner.h"

#include <algorithm>
#include <utility>

#include "expression_slots.h"
#include "match_order.h"
#include "match_pattern.h"
#include "step_predicate.h"

namespace chancery::query {
namespace {

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  return std::ranges::any_of(
      a, [&b](const std::string& type) { return std::ranges::count(b, type) > 0; });
}

/// What is said of a relationship, or of each one of a relationship that is quantified.
const RelationshipPattern& each_relationship(const RelationshipPattern& pattern) {
  return pattern.quantified ? pattern.quantified->pattern.relationships.front() : pattern;
}

class MatchPlanner {
 public:
  MatchPlanner(std::vector<const PathPattern*> patterns, const Expression* where, PlanPtr input,
               const MatchOptions& options)
      : patterns_(std::move(patterns)),
        options_(options),
        pattern_(patterns_, where, options.start, options.sought),
        order_(pattern_, options.graph),
        plan_(std::move(input)) {}

  PlanPtr plan() {
    if (options_.greedy) {
      plan_greedily();
    } else {
      plan_in_order();
    }
    for (const PathPattern* pattern : patterns_) {
      if (pattern->slot != kNoSlot) put(AssemblePath{pattern});
    }
    if (!pattern_.predicates.empty()) put(Filter{std::move(pattern_.predicates)});
    return std::move(plan_);
  }

 private:
  void plan_in_order() {
    for (const PathPattern* pattern : patterns_) {
      scan(pattern->nodes.front().slot);
      for (PatternHop& hop : pattern_.hops) {
        if (hop.path == pattern) follow(hop, hop.left);
      }
    }
  }

  void plan_greedily() {
    while (true) {
      options_.limits.check_now();
      if (PatternHop* hop = order_.cheapest_hop()) {
        const Slot end = order_.end_to_find_first(*hop);
        if (end != kNoSlot) {
          scan(end);
          continue;
        }
        follow(*hop, pattern_.nodes[hop->left].found ? hop->left : hop->right);
        continue;
      }
      const Slot anchor = order_.cheapest_anchor();
      if (anchor == kNoSlot) return;
      if (options_.warnings && order_.is_product(anchor, scanned_)) warn_of_product(anchor);
      scan(anchor);
    }
  }

  void warn_of_product(Slot anchor) {
    const std::string& name = pattern_.nodes[anchor].name;
    options_.warnings->push_back(
        "The patterns of this MATCH are not connected: it yields every combination of " +
        (name.empty() ? std::string("one of its nodes") : name) + " with the others.");
  }

  // ---- Operators -------------------------------------------------------------------------------

  void put(Operator op) { plan_ = make_plan(std::move(op), std::move(plan_)); }

  void scan(Slot node) {
    if (pattern_.nodes[node].found) return;
    order_.find(node);
    scanned_.push_back(node);
    put(AllNodesScan{node});
  }

  Hop make_hop(const PatternHop& hop, Slot from) {
    bool forward = from == hop.left;
    Slot to = forward ? hop.right : hop.left;
    Direction direction = forward ? hop.pattern->direction : turned_round(hop.pattern->direction);
    return {from,      hop.pattern->slot,        to,          direction,
            hop.types, pattern_.nodes[to].found, walked(hop), hop.pattern->type_expression.get()};
  }

  /// The relationships planned so far that might be the same one.
  std::vector<Slot> walked(const PatternHop& hop) const {
    std::vector<Slot> slots = options_.walked;
    for (const PatternHop& other : pattern_.hops) {
      if (!other.planned || other.path->shortest) continue;
      if (overlap(other.types, hop.types)) slots.push_back(other.pattern->slot);
    }
    return slots;
  }

  void follow(PatternHop& hop, Slot from) {
    if (hop.path->shortest) {
      search(hop);
    } else if (hop.pattern->bound) {
      follow_bound(hop);
    } else if (options_.greedy && hop.given) {
      follow_given(hop);
    } else if (hop.pattern->quantified) {
      follow_quantified(hop, from);
    } else if (hop.pattern->hops) {
      follow_trail(hop, from);
    } else {
      put(Expand{make_hop(hop, from)});
    }
    order_.take(hop);
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
    MatchOptions options{options_.graph, options_.limits, options_.greedy,
                         nullptr,        op.first,        op.hop.distinct_from};
    options.walked.push_back(hop.pattern->slot);
    PlanPtr branch =
        plan_match({&inner}, quantified.where.get(), make_plan(Argument{}, nullptr), options);
    put(std::move(op));
    plan_->branches.push_back(std::move(branch));
  }

  void follow_given(const PatternHop& hop) {
    put(RelationshipByIdScan{hop.pattern->slot, hop.given->value, hop.given->naming});
    std::erase_if(pattern_.predicates, [&](const Predicate& predicate) {
      const auto lookup = id_lookup_of(predicate, hop.pattern->slot);
      return lookup && lookup->value == hop.given->value;
    });
    follow_bound(hop);
  }

  void follow_bound(const PatternHop& hop) {
    ExpandBound op;
    op.hop = make_hop(hop, hop.left);
    op.from_bound = pattern_.nodes[hop.left].found;
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
    const RelationshipPattern& each = each_relationship(*hop.pattern);
    ShortestPathSearch op;
    op.hop = make_hop(hop, hop.left);
    op.hop.direction = each.direction;
    op.hop.type_expression = each.type_expression.get();
    op.wanted = *hop.path->shortest;
    op.most = 1;
    op.is_list = hop.pattern->hops.has_value();
    if (op.is_list) {
      op.least = hop.pattern->hops->least.value_or(1);
      op.most = hop.pattern->hops->most;
    }
    op.properties = each.properties.get();
    if (each.where) op.steps.push_back({each.where.get(), each.slot});
    op.pattern = hop.path;
    // Of ISO GQL's selectors WHERE filters what was selected; only shortestPath() looks for the
    // shortest of those that satisfy it.
    if (op.wanted.called) {
      std::erase_if(pattern_.predicates, [&](const Predicate& predicate) {
        return takes_predicate(predicate, hop, op);
      });
    }
    put(std::move(op));
  }

  /// Gives the search what a predicate says of its path. False where it says nothing of it.
  bool takes_predicate(const Predicate& predicate, const PatternHop& hop, ShortestPathSearch& op) {
    const auto* general = std::get_if<ExpressionPredicate>(&predicate);
    if (!general) return false;
    SlotSet reads = free_slots(*general->expression);
    const bool of_path = reads.erase(hop.path->slot) + reads.erase(hop.pattern->slot) > 0;
    const bool ready =
        std::ranges::all_of(reads, [this](Slot slot) { return pattern_.known(slot); });
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
  MatchPattern pattern_;
  MatchOrder order_;
  PlanPtr plan_;
  std::vector<Slot> scanned_;
};

}  // namespace

PlanPtr plan_match(std::vector<const PathPattern*> patterns, const Expression* where, PlanPtr input,
                   const MatchOptions& options) {
  return MatchPlanner(std::move(patterns), where, std::move(input), options).plan();
}

}  // namespace chancery::query
