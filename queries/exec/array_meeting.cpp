#include "array_meeting.h"

#include <algorithm>

namespace chancery::query {
namespace {

Hop turned(Hop hop) {
  hop.direction = turned_round(hop.direction);
  return hop;
}

}  // namespace

bool ArrayMeeting::serves(const ShortestPathSearch& op, const GraphView& graph) {
  return graph.projection() && !op.wanted.groups && op.wanted.count == 1 && op.steps.empty() &&
         op.predicates.empty() && !op.properties && op.hop.distinct_from.empty();
}

ArrayMeeting::ArrayMeeting(const Hop& hop, ExecContext& context)
    : projection_(*context.graph().projection()), context_(context) {
  forward_.hop = HopArrays(hop, projection_, context.graph());
  backward_.hop = HopArrays(turned(hop), projection_, context.graph());
}

void ArrayMeeting::Side::begin(NodeIndex node, std::uint32_t nodes) {
  seen.assign(nodes / 64 + 1, 0);
  seen[node / 64] |= std::uint64_t{1} << node % 64;
  reached = {{node, 0, 0}};
  frontier = 0;
  depth = 0;
}

std::optional<std::vector<RelationshipId>> ArrayMeeting::find(NodeId start, NodeId end,
                                                              std::uint64_t most) {
  const std::optional<NodeIndex> from = projection_.index(start);
  const std::optional<NodeIndex> to = projection_.index(end);
  if (!from || !to) return std::nullopt;
  if (start_ != start) {
    forward_.begin(*from, projection_.node_count());
    start_ = start;
    ends_ = 0;
  }
  ++ends_;
  const std::optional<Meeting> meeting = meet(*to, most);
  if (!meeting) return std::nullopt;
  std::vector<RelationshipId> steps = path(*meeting);
  return steps.size() <= most ? std::optional(std::move(steps)) : std::nullopt;
}

/// Where one start is kept for many ends, a level from it serves them all.
std::optional<ArrayMeeting::Meeting> ArrayMeeting::meet(NodeIndex end, std::uint64_t most) {
  backward_.begin(end, projection_.node_count());
  if (forward_.has(end)) return Meeting{place_of(forward_, end), 0};
  while (forward_.depth + backward_.depth < most) {
    const bool forward = forward_.width() <= backward_.width() * ends_;
    Side& side = forward ? forward_ : backward_;
    if (side.width() == 0) return std::nullopt;
    const std::optional<NodeIndex> node = advance(side, forward ? backward_ : forward_);
    if (node) return Meeting{place_of(forward_, *node), place_of(backward_, *node)};
  }
  return std::nullopt;
}

/// The level is walked to its end: the search from the start may be kept.
std::optional<NodeIndex> ArrayMeeting::advance(Side& side, const Side& other) {
  const std::size_t end = side.reached.size();
  std::optional<NodeIndex> met;
  for (std::size_t place = side.frontier; place < end; ++place) {
    const std::size_t steps = side.hop.for_each(
        side.reached[place].node, [&](NodeIndex to, RelationshipIndex relationship, TypeId, bool) {
          if (side.has(to)) return;
          side.seen[to / 64] |= std::uint64_t{1} << to % 64;
          side.reached.push_back({to, static_cast<std::uint32_t>(place), relationship});
          if (!met && other.has(to)) met = to;
        });
    context_.limits().work(steps * 4 + 8);
    if (met && &side == &backward_) return met;
  }
  side.frontier = end;
  ++side.depth;
  context_.limits().require((forward_.reached.capacity() + backward_.reached.capacity()) *
                            sizeof(Reached));
  return met;
}

std::size_t ArrayMeeting::place_of(const Side& side, NodeIndex node) {
  const auto found = std::ranges::find(side.reached, node, &Reached::node);
  return static_cast<std::size_t>(found - side.reached.begin());
}

std::vector<RelationshipId> ArrayMeeting::path(const Meeting& meeting) const {
  std::vector<RelationshipId> steps;
  for (std::size_t at = meeting.forward; at != 0; at = forward_.reached[at].from) {
    steps.push_back(projection_.relationship(forward_.reached[at].relationship));
  }
  std::ranges::reverse(steps);
  for (std::size_t at = meeting.backward; at != 0; at = backward_.reached[at].from) {
    steps.push_back(projection_.relationship(backward_.reached[at].relationship));
  }
  return steps;
}

}  // namespace chancery::query
