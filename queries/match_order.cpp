#include "match_order.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "cardinality.h"

namespace chancery::query {
namespace {

// Every start of a pattern is followed to its end, for patterns of up to so many hops: planning
// stays below the square of the pattern's length for longer ones.
constexpr std::size_t kMostHopsFollowed = 12;

// A union of scans reads each node and sees that it gives none twice.
constexpr double kWorkOfUnion = 2;

// Longer trails are not told apart when their number is estimated.
constexpr std::uint64_t kLongestTrail = 8;

/// The share of nodes that the predicates on one let through.
double share_of(const NodeTests& node) {
  double share = 1;
  for (const KnownKey& known : node.known_keys) {
    share *= known.kind == IndexScan::Kind::equal ? kEqualitySelectivity : kPredicateSelectivity;
  }
  return share;
}

NodeTests joined_tests(NodeTests tests, const NodeTests& more) {
  tests.labels.insert(tests.labels.end(), more.labels.begin(), more.labels.end());
  tests.known_keys.insert(tests.known_keys.end(), more.known_keys.begin(), more.known_keys.end());
  tests.is_given = tests.is_given || more.is_given;
  return tests;
}

}  // namespace

// ---- Hops --------------------------------------------------------------------------------------

MatchOrder::MatchOrder(MatchPattern& pattern, const GraphView& graph)
    : pattern_(pattern), graph_(graph), costs_(pattern.hops.size()) {
  for (std::size_t i = 0; i < pattern.hops.size(); ++i) {
    const PatternHop& hop = pattern.hops[i];
    const bool begun = pattern.nodes.at(hop.left).found || pattern.nodes.at(hop.right).found;
    if (begun || hop.is_known()) price(i);
  }
}

/// Puts the hop among those that may be next, by what is found now.
void MatchOrder::price(std::size_t hop) {
  open_.erase({costs_[hop], hop});
  if (pattern_.hops[hop].planned) return;
  costs_[hop] = hop_cost(pattern_.hops[hop]);
  open_.emplace(costs_[hop], hop);
}

void MatchOrder::find(Slot node) {
  if (std::exchange(pattern_.nodes.at(node).found, true)) return;
  for (const std::size_t hop : pattern_.nodes.at(node).hops) price(hop);
}

void MatchOrder::take(PatternHop& hop) {
  hop.planned = true;
  price(static_cast<std::size_t>(&hop - pattern_.hops.data()));
  find(hop.left);
  find(hop.right);
}

PatternHop* MatchOrder::cheapest_hop() {
  for (const auto& [cost, hop] : open_) {
    if (reachable(pattern_.hops[hop])) return &pattern_.hops[hop];
  }
  return nullptr;
}

bool MatchOrder::reachable(const PatternHop& hop) const {
  const bool left = pattern_.nodes.at(hop.left).found;
  const bool right = pattern_.nodes.at(hop.right).found;
  if (hop.pattern->quantified) {
    const SlotSet reads = quantified_reads(hop);
    if (!std::ranges::all_of(reads, [this](Slot slot) { return pattern_.known(slot); })) {
      return false;
    }
  }
  if (hop.path->shortest) return left && right;
  return left || right || hop.is_known();
}

/// Rows that the hop makes of one; `with_labels`, those whose node has the labels asked for.
double MatchOrder::hop_rows(const PatternHop& hop, bool with_labels) const {
  const bool from_left = pattern_.nodes.at(hop.left).found;
  const PatternNode& from = pattern_.nodes.at(from_left ? hop.left : hop.right);
  const PatternNode& to = pattern_.nodes.at(from_left ? hop.right : hop.left);
  Hop step;
  step.types = hop.types;
  step.direction = hop.pattern->direction;
  step.to_bound = to.found;
  const bool labels = with_labels || to.found;
  return fan_out(graph_, step, from.labels, labels ? to.labels : std::vector<std::string>());
}

double MatchOrder::hop_cost(const PatternHop& hop) const {
  if (hop.is_known()) return 0;
  const PatternNode& to =
      pattern_.nodes.at(pattern_.nodes.at(hop.left).found ? hop.right : hop.left);
  const double rows = hop_rows(hop, true) * share_of(to);
  // A trail of unknown length is left until what can narrow it down has been found.
  return hop.pattern->hops ? (rows + 1) * 1000 : rows;
}

/// A walk that is looked for from both ends goes half the way from each.
Slot MatchOrder::end_to_find_first(const PatternHop& hop) {
  const bool is_trail = hop.pattern->hops && !hop.pattern->quantified && !hop.pattern->bound;
  const Slot end = pattern_.nodes.at(hop.left).found ? hop.right : hop.left;
  if (!is_trail || hop.path->shortest || pattern_.nodes.at(end).found) return kNoSlot;
  const double fan = hop_rows(hop, false);
  const double longest =
      static_cast<double>(std::min(kLongestTrail, hop.pattern->hops->most.value_or(kLongestTrail)));
  const Start& start = start_at(end);
  const double halves = 2 * std::pow(fan, std::ceil(longest / 2));
  return start.read + std::max(1.0, start.rows) * halves < std::pow(fan, longest) ? end : kNoSlot;
}

// ---- Nodes to start from -----------------------------------------------------------------------

Slot MatchOrder::cheapest_anchor() {
  const Slot free = cheapest_anchor(false);
  return free != kNoSlot ? free : cheapest_anchor(true);
}

Slot MatchOrder::cheapest_anchor(bool waiting_too) {
  Slot best = kNoSlot;
  double least = std::numeric_limits<double>::infinity();
  for (const Slot slot : pattern_.order) {
    if (pattern_.nodes.at(slot).found || (!waiting_too && waits_for_join(slot))) continue;
    const double cost = rows_read_from(slot);
    if (cost >= least) continue;
    best = slot;
    least = cost;
  }
  return best;
}

/// A node without relationships that an equality ties to what is not found yet: once that is, a
/// join finds the node, where starting from it would be a product.
bool MatchOrder::waits_for_join(Slot anchor) const {
  const auto waits = [&](const SlotSet& own, const SlotSet& other) {
    return own == SlotSet{anchor} && !std::ranges::all_of(other, [&](Slot slot) {
             return slot == anchor || pattern_.known(slot);
           });
  };
  return !pattern_.has_hops(anchor) &&
         std::ranges::any_of(pattern_.equalities, [&](const auto& sides) {
           return waits(sides.first, sides.second) || waits(sides.second, sides.first);
         });
}

const MatchOrder::Start& MatchOrder::start_at(Slot node) {
  const auto [at, fresh] = starts_.try_emplace(node);
  if (fresh) at->second = best_start(pattern_.nodes.at(node));
  return at->second;
}

MatchOrder::Start MatchOrder::best_start(const PatternNode& node) const {
  Start best = start_by(node);
  for (const std::vector<NodeTests>& choice : node.choices) {
    Start all;
    for (const NodeTests& alternative : choice) {
      const Start one = start_by(joined_tests(node, alternative));
      all.read += kWorkOfUnion * one.read;
      all.rows += one.rows;
    }
    if (all.read < best.read) best = {all.read, std::min(all.rows, best.rows)};
  }
  return best;
}

MatchOrder::Start MatchOrder::start_by(const NodeTests& tests) const {
  if (tests.is_given) return {1, 1};
  const double all = node_estimate(graph_, tests.labels);
  Start best{all, all * share_of(tests)};
  for (const std::string& label : tests.labels) {
    const std::optional<LabelId> label_id = graph_.label_id(label);
    for (const auto& [key, kind] : tests.known_keys) {
      const std::optional<KeyId> key_id = graph_.key_id(key);
      if (!label_id || !key_id) continue;
      if (!graph_.has_index(IndexInfo::Kind::property, *label_id, *key_id)) continue;
      IndexScan lookup;
      lookup.label = label;
      lookup.key = key;
      lookup.kind = kind;
      const double found = lookup_estimate(graph_, lookup);
      if (found < best.read) best = {found, std::min(found, best.rows)};
    }
  }
  return best;
}

/// Rows that are read when the match begins at the node and goes on by the cheapest hops.
double MatchOrder::rows_read_from(Slot anchor) {
  const Start& start = start_at(anchor);
  // Between equal numbers of nodes, those of which fewer are left.
  double read = start.read + start.rows * 1e-3;
  if (pattern_.hops.size() > kMostHopsFollowed) return read;
  const OpenHops open = open_;
  const std::vector<double> costs = costs_;
  const std::vector<Slot> unfound = pattern_.unfound();
  std::vector<PatternHop*> followed;
  find(anchor);
  double rows = start.rows;
  while (PatternHop* hop = cheapest_hop()) {
    read += rows * hop_rows(*hop, false);
    rows *= hop_cost(*hop);
    take(*hop);
    followed.push_back(hop);
  }
  for (PatternHop* hop : followed) hop->planned = false;
  for (const Slot slot : unfound) pattern_.nodes.at(slot).found = false;
  open_ = open;
  costs_ = costs;
  return read;
}

// ---- Products ----------------------------------------------------------------------------------

bool MatchOrder::is_product(Slot anchor, const std::vector<Slot>& scanned) {
  return !scanned.empty() && start_at(anchor).read > 1 && !connected(anchor, scanned) &&
         !joined(anchor);
}

/// Whether relationships, a search for a path, or a pattern of a predicate lead from the node to
/// one scanned before.
bool MatchOrder::connected(Slot anchor, const std::vector<Slot>& scanned) const {
  SlotSet reached{anchor};
  for (std::vector<Slot> next{anchor}; !next.empty();) {
    const Slot node = next.back();
    next.pop_back();
    for (const std::size_t hop : pattern_.nodes.at(node).hops) {
      for (const Slot end : {pattern_.hops[hop].left, pattern_.hops[hop].right}) {
        if (reached.insert(end).second) next.push_back(end);
      }
    }
  }
  for (const SlotSet& pattern : pattern_.inner_patterns) {
    if (pattern.contains(anchor)) reached.insert(pattern.begin(), pattern.end());
  }
  return std::ranges::any_of(scanned, [&](Slot slot) { return reached.contains(slot); });
}

/// Whether an equality with what is known finds the node: by an index or a table of values.
bool MatchOrder::joined(Slot anchor) const {
  const auto joins = [&](const SlotSet& own, const SlotSet& other) {
    return own == SlotSet{anchor} && !other.empty() &&
           std::ranges::all_of(other, [this](Slot slot) { return pattern_.known(slot); });
  };
  return std::ranges::any_of(pattern_.equalities, [&](const auto& sides) {
    return joins(sides.first, sides.second) || joins(sides.second, sides.first);
  });
}

}  // namespace chancery::query
