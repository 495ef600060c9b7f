#include "tree_matcher.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace chancery::query {
namespace {

// Nanoseconds, roughly.
constexpr std::size_t kNodeWork = 8;
constexpr std::size_t kStepWork = 4;
// Numbers are remembered for all nodes at once, which pays where many are asked for.
constexpr std::size_t kNodesForEachNumber = 64;

}  // namespace

TreeMatcher::TreeMatcher(const std::vector<TreeNode>& nodes, const std::vector<Predicate>& joint,
                         const std::vector<bool>& wanted, const chancery::Projection& projection,
                         ExecContext& context)
    : projection_(projection), context_(context) {
  TreeShape shape = shape_of(nodes, wanted);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    auto node = std::make_unique<Node>(nodes[i], projection, context);
    node->counted = std::move(shape.counted[i]);
    node->conflicts = std::move(shape.conflicts[i]);
    node->rival = shape.rival[i];
    nodes_.push_back(std::move(node));
    if (shape.walked[i]) walk_.push_back(i);
  }
  due_.resize(walk_.size());
  for (std::size_t place = 0; place < walk_.size(); ++place) {
    for (const std::size_t counted : nodes_[walk_[place]]->counted) {
      std::size_t last = place;
      for (const std::size_t other : nodes_[counted]->conflicts) {
        last = std::max(last, place_of(other));
      }
      due_[last].push_back(counted);
    }
  }
  joint_.resize(walk_.size());
  for (const Predicate& predicate : joint) add_joint(predicate, nodes);
}

// As soon as all that it asks of is bound.
void TreeMatcher::add_joint(const Predicate& predicate, const std::vector<TreeNode>& nodes) {
  JointTest test(predicate, nodes, context_);
  std::size_t last = 0;
  for (const std::size_t node : test.nodes()) last = std::max(last, place_of(node));
  joint_[last].push_back(std::move(test));
}

std::size_t TreeMatcher::place_of(std::size_t node) const {
  return static_cast<std::size_t>(std::ranges::find(walk_, node) - walk_.begin());
}

void TreeMatcher::begin_row() {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i]->test.begin_row()) forget_ways_through(i);
  }
}

void TreeMatcher::forget_ways_through(std::size_t node) {
  for (; node != 0; node = nodes_[node]->parent) {
    nodes_[node]->ways.clear();
    nodes_[node]->memory.release();
    nodes_[node]->asked = 0;
  }
}

void TreeMatcher::match(NodeIndex root, Row& row, const Found& found) {
  row_ = &row;
  found_ = &found;
  bind(0, root, 1);
}

std::vector<NodeIndex> TreeMatcher::roots() const {
  const NodeTest& test = nodes_.front()->test;
  if (test.admits_none()) return {};
  std::vector<const IndexSet*> sets = test.sets();
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (nodes_[i]->hop.empty()) return {};
    const IndexSet* sources = nodes_[i]->parent == 0 ? nodes_[i]->hop.sources() : nullptr;
    if (sources) sets.push_back(sources);
  }
  const auto smallest =
      std::ranges::min_element(sets, {}, [](const IndexSet* set) { return set->size(); });
  std::vector<NodeIndex> roots;
  if (smallest == sets.end()) {
    roots.resize(projection_.node_count());
    std::iota(roots.begin(), roots.end(), NodeIndex{0});
    return roots;
  }
  roots.reserve((*smallest)->size());
  IndexSet::Walk walk(**smallest);
  for (NodeIndex node = walk.next(); node != IndexSet::kAbsent; node = walk.next()) {
    roots.push_back(node);
  }
  return roots;
}

// ---- Walked nodes ----------------------------------------------------------------------------

void TreeMatcher::bind(std::size_t place, NodeIndex node, MatchCount matches) {
  context_.limits().work(kNodeWork);
  Node& here = *nodes_[walk_[place]];
  if (!here.test.admits(node, *row_)) return;
  here.bound = node;
  for (JointTest& test : joint_[place])
    if (!test.admits(*row_, bound_)) return;
  for (const std::size_t counted : due_[place]) {
    const NodeIndex from = nodes_[nodes_[counted]->parent]->bound;
    matches = product_of(matches, ways_left(counted, from));
    if (matches == 0) return;
  }
  if (place + 1 == walk_.size()) {
    (*found_)(matches);
  } else {
    follow(place + 1, matches);
  }
}

void TreeMatcher::follow(std::size_t place, MatchCount matches) {
  Node& next = *nodes_[walk_[place]];
  const NodeIndex from = nodes_[next.parent]->bound;
  const std::size_t steps = next.hop.for_each(
      from, [&](NodeIndex to, RelationshipIndex relationship, TypeId type, bool outgoing) {
        if (walks_again(next, relationship)) return;
        next.step = outgoing ? WalkedStep{relationship, type, from, to}
                             : WalkedStep{relationship, type, to, from};
        bind(place, to, matches);
      });
  context_.limits().work(steps * kStepWork);
}

bool TreeMatcher::walks_again(const Node& node, RelationshipIndex relationship) const {
  return std::ranges::any_of(node.conflicts, [&](std::size_t other) {
    return nodes_[other]->step.relationship == relationship;
  });
}

// ---- Counted nodes ---------------------------------------------------------------------------

MatchCount TreeMatcher::ways_left(std::size_t counted, NodeIndex from) {
  const Node& node = *nodes_[counted];
  if (node.rival != TreeShape::kNone) {
    return counted < node.rival ? ways_by_rivals(counted, from) : 1;
  }
  MatchCount ways = ways_by(counted, from);
  for (const std::size_t other : node.conflicts) {
    const WalkedStep& step = nodes_[other]->step;
    if (!node.hop.has(step, from)) continue;
    ways -= ways_from(counted, step.start == from ? step.end : step.start);
  }
  return ways;
}

MatchCount TreeMatcher::ways_by_rivals(std::size_t counted, NodeIndex from) {
  const std::size_t rival = nodes_[counted]->rival;
  const MatchCount one = ways_by(counted, from);
  MatchCount ways = one == 0 ? 0 : product_of(one, ways_by(rival, from));
  if (ways == 0) return 0;
  nodes_[counted]->hop.for_each_shared(nodes_[rival]->hop, from, [&](NodeIndex to) {
    context_.limits().work(kStepWork);
    ways -= product_of(ways_from(counted, to), ways_from(rival, to));
  });
  return ways;
}

MatchCount TreeMatcher::ways_by(std::size_t counted, NodeIndex from) {
  Node& node = *nodes_[counted];
  if (node.counted.empty() && node.test.admits_all()) return node.hop.count(from);
  if (node.ways.empty()) {
    if (++node.asked * kNodesForEachNumber < projection_.node_count()) {
      return count_ways(counted, from);
    }
    node.memory.charge(projection_.node_count() * sizeof(MatchCount));
    node.ways.resize(projection_.node_count());
  }
  if (node.ways[from] == 0) node.ways[from] = sum_of(count_ways(counted, from), 1);
  return node.ways[from] - 1;
}

MatchCount TreeMatcher::count_ways(std::size_t counted, NodeIndex from) {
  MatchCount ways = 0;
  const std::size_t steps =
      nodes_[counted]->hop.for_each(from, [&](NodeIndex to, RelationshipIndex, TypeId, bool) {
        ways = sum_of(ways, ways_from(counted, to));
      });
  context_.limits().work(steps * kStepWork);
  return ways;
}

MatchCount TreeMatcher::ways_from(std::size_t counted, NodeIndex node) {
  Node& here = *nodes_[counted];
  if (!here.test.admits(node, *row_)) return 0;
  MatchCount ways = 1;
  for (const std::size_t next : here.counted) {
    ways = product_of(ways, ways_left(next, node));
    if (ways == 0) return 0;
  }
  return ways;
}

}  // namespace chancery::query
