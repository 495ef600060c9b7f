#include "meeting_search.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace chancery::query {

MeetingSearch::MeetingSearch(const ShortestPathSearch& op, PathSteps& steps, ExecContext& context)
    : op_(op),
      steps_(steps),
      context_(context),
      keeps_forward_(op.steps.empty() && !op.properties && op.hop.distinct_from.empty()) {}

std::optional<std::uint64_t> MeetingSearch::find(NodeId start, NodeId end,
                                                 std::optional<std::uint64_t> most, Row& row) {
  meetings_.clear();
  meeting_ = 0;
  choices_.clear();
  begin_forward(start);
  begin(backward_, end);
  const std::uint64_t longest = most.value_or(std::numeric_limits<std::uint64_t>::max());
  const auto known = forward_.reached.find(end);
  if (known == forward_.reached.end()) {
    meet(longest, row);
  } else if (known->second.distance <= longest) {
    meetings_ = {end};
    before_ = known->second.distance;
  }
  if (meetings_.empty()) return std::nullopt;
  return before_ + backward_.depth;
}

void MeetingSearch::begin_forward(NodeId start) {
  ++ends_;
  if (keeps_forward_ && start == start_) return;
  start_ = start;
  ends_ = 1;
  begin(forward_, start);
}

void MeetingSearch::begin(Side& side, NodeId node) {
  side.reached.clear();
  side.reached[node] = {};
  side.frontier = {node};
  side.depth = 0;
}

/// Where one start is kept for many ends, a level from it serves them all.
void MeetingSearch::meet(std::uint64_t most, Row& row) {
  while (meetings_.empty() && forward_.depth + backward_.depth < most) {
    const bool forward = forward_.frontier.size() <= backward_.frontier.size() * ends_;
    if ((forward ? forward_ : backward_).frontier.empty()) return;
    advance(forward, row);
    if (forward) {
      find_meetings(forward_, backward_);
    } else {
      find_meetings(backward_, forward_);
    }
  }
  before_ = forward_.depth;
}

void MeetingSearch::advance(bool forward, Row& row) {
  Side& side = forward ? forward_ : backward_;
  std::vector<NodeId> next;
  ++side.depth;
  for (NodeId node : side.frontier) {
    for (const Neighbour& step :
         forward ? steps_.forward(node, scratch_) : steps_.backward(node, scratch_)) {
      context_.limits().check();
      if (steps_.may_walk(step, row)) reach(side, node, step, next);
    }
  }
  side.frontier = std::move(next);
  constexpr std::size_t kPerNode = sizeof(Reached) + sizeof(Link) + 48;
  context_.limits().require((forward_.reached.size() + backward_.reached.size()) * kPerNode);
}

void MeetingSearch::reach(Side& side, NodeId from, const Neighbour& step,
                          std::vector<NodeId>& next) const {
  auto [place, fresh] = side.reached.try_emplace(step.node);
  Reached& reached = place->second;
  if (fresh) {
    reached.distance = side.depth;
    next.push_back(step.node);
  } else if (!op_.wanted.groups || reached.distance != side.depth) {
    return;
  }
  reached.links.push_back({from, step.relationship});
}

/// A shortest path crosses the newest level exactly once, so its meeting nodes name each path
/// once.
void MeetingSearch::find_meetings(const Side& side, const Side& other) {
  for (NodeId node : side.frontier) {
    auto found = other.reached.find(node);
    if (found != other.reached.end() && found->second.distance == other.depth) {
      meetings_.push_back(node);
    }
  }
  if (meetings_.empty()) return;
  std::ranges::sort(meetings_);
  if (!op_.wanted.groups) meetings_.resize(1);
}

/// The links that lead on from the end of the steps chosen so far; null at the end of a path.
const std::vector<MeetingSearch::Link>* MeetingSearch::options(std::size_t step) const {
  if (step == before_ + backward_.depth) return nullptr;
  const bool fresh = step == 0 || step == before_;
  const NodeId at = fresh ? meetings_[meeting_] : choices_[step - 1].link.node;
  const Side& side = step < before_ ? forward_ : backward_;
  return &side.reached.at(at).links;
}

bool MeetingSearch::next(Row& row) {
  while (meeting_ < meetings_.size()) {
    if (choices_.empty() ? complete() : turn()) {
      put(row);
      return true;
    }
    ++meeting_;
    choices_.clear();
  }
  return false;
}

/// Takes the first link from here on.
bool MeetingSearch::complete() {
  while (const std::vector<Link>* links = options(choices_.size())) {
    choices_.push_back({links->front(), 0});
  }
  return true;
}

/// The next combination of links, like an odometer.
bool MeetingSearch::turn() {
  while (!choices_.empty()) {
    std::size_t position = choices_.back().position + 1;
    choices_.pop_back();
    const std::vector<Link>* links = options(choices_.size());
    if (position == links->size()) continue;
    choices_.push_back({(*links)[position], position});
    return complete();
  }
  return false;
}

/// Steps are chosen from the meeting node to the start, then from there to the end.
void MeetingSearch::put(Row& row) const {
  std::vector<RelationshipId> path;
  path.reserve(choices_.size());
  const auto middle = choices_.begin() + static_cast<std::ptrdiff_t>(before_);
  for (auto step = std::make_reverse_iterator(middle); step != choices_.rend(); ++step) {
    path.push_back(step->link.relationship);
  }
  for (auto step = middle; step != choices_.end(); ++step) path.push_back(step->link.relationship);
  put_path(op_, path, row);
}

}  // namespace chancery::query
