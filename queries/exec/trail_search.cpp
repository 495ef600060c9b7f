#include "trail_search.h"

#include <algorithm>

namespace chancery::query {

TrailSearch::TrailSearch(const ShortestPathSearch& op, PathSteps& steps, ExecContext& context)
    : op_(op), steps_(steps), context_(context) {
  for (const Expression* predicate : op.predicates) {
    tests_.push_back(compile_test(*predicate, context));
  }
}

void TrailSearch::begin(NodeId start, NodeId end, std::optional<std::uint64_t> most) {
  start_ = start;
  end_ = end;
  most_ = most;
  distance_.begin(end);
  trail_.truncate(0);
  depth_ = 0;
  length_.reset();
  paths_ = 0;
  lengths_ = 0;
  searching_ = true;
  found_ = false;
}

bool TrailSearch::next(Row& row) {
  while (searching_) {
    context_.limits().check();
    if (!(depth_ > 0 ? step(row) : lengthen(row))) continue;
    count_path();
    return true;
  }
  return false;
}

void TrailSearch::count_path() {
  if (!found_) ++lengths_;
  found_ = true;
  ++paths_;
  if (!op_.wanted.groups && paths_ == op_.wanted.count) searching_ = false;
}

/// Begins with the next length. True where that is none, and the path of no step an answer.
bool TrailSearch::lengthen(Row& row) {
  if (is_last_length()) {
    searching_ = false;
    return false;
  }
  length_ = length_ ? *length_ + 1 : op_.least;
  found_ = false;
  deeper_ = length_ == 0;
  if (length_ == 0) return start_ == end_ && admitted(row);
  descend(start_, row);
  return false;
}

bool TrailSearch::is_last_length() const {
  if (!length_) return most_ && *most_ < op_.least;
  return !deeper_ || (most_ && *length_ >= *most_) || lengths_ == op_.wanted.count;
}

void TrailSearch::descend(NodeId node, Row& row) {
  if (!distance_.may_be_within(node, *length_ - trail_.size())) {
    deeper_ = deeper_ || distance_.may_be_reached(node);
    return;
  }
  if (levels_.size() == depth_) levels_.emplace_back();
  Level& level = levels_[depth_++];
  level.at = 0;
  level.neighbours = steps_.forward(node, level.scratch);
  look_back(level.neighbours.size(), row);
}

void TrailSearch::look_back(std::size_t seen, Row& row) {
  distance_.advance(
      seen, [&](NodeId at) { return steps_.backward(at, scratch_); },
      [&](const Neighbour& step) {
        context_.limits().check();
        return steps_.may_walk(step, row);
      });
  context_.limits().require(distance_.size() * TargetDistance::kPerNode +
                            depth_ * (sizeof(Level) + sizeof(Neighbour)));
}

bool TrailSearch::step(Row& row) {
  Level& level = levels_[depth_ - 1];
  trail_.truncate(depth_ - 1);
  if (level.at == level.neighbours.size()) {
    --depth_;
    return false;
  }
  const Neighbour neighbour = level.neighbours[level.at++];
  if (trail_.holds(neighbour.relationship) || !steps_.may_walk(neighbour, row)) return false;
  trail_.push(neighbour.relationship);
  if (trail_.size() < *length_) {
    descend(neighbour.node, row);
    return false;
  }
  deeper_ = true;
  return neighbour.node == end_ && admitted(row);
}

/// Puts the trail into the row and asks the predicates.
bool TrailSearch::admitted(Row& row) const {
  put_path(op_, trail_.steps(), row);
  if (!tests_.empty() && op_.pattern->slot != kNoSlot) {
    row[static_cast<std::size_t>(op_.pattern->slot)] =
        assemble_path(*op_.pattern, row, context_.graph());
  }
  return std::ranges::all_of(tests_, [&row](const Test& test) { return test(row); });
}

}  // namespace chancery::query
