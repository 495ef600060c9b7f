// Variable length patterns: all trails from a node, depth first, without recursion. Towards a known
// node, those that cannot arrive are left early.

#include <algorithm>
#include <utility>

#include "cursors.h"
#include "hop.h"
#include "target_distance.h"
#include "trail.h"

namespace chancery::query {
namespace {

class ExpandVariableCursor : public Cursor {
 public:
  ExpandVariableCursor(const ExpandVariable& op, CursorPtr input, ExecContext& context)
      : op_(op),
        context_(context),
        input_(std::move(input)),
        types_(op.hop, context.graph()),
        properties_(op.properties, context) {}

  bool next(Row& row) override {
    while (true) {
      while (depth_ > 0) {
        context_.limits().check();
        if (step(row)) return true;
      }
      context_.limits().check();
      if (!input_->next(row)) return false;
      if (open(row)) return true;
    }
  }

  void reset() override {
    depth_ = 0;
    trail_.truncate(0);
    input_->reset();
  }

 private:
  /// The neighbours of the node that a trail has reached. Kept when left, for its memory.
  struct Level {
    std::vector<Neighbour> scratch;
    std::span<const Neighbour> neighbours;
    std::size_t at = 0;
  };

  /// True when the trail of no step is an answer.
  bool open(Row& row) {
    trail_.truncate(0);
    depth_ = 0;
    const Value& from = row[static_cast<std::size_t>(op_.hop.from)];
    if (from.type() != ValueType::node) return false;
    target_ = NodeId::none;
    if (op_.hop.to_bound) {
      const Value& to = row[static_cast<std::size_t>(op_.hop.to)];
      if (to.type() != ValueType::node) return false;
      target_ = to.as_node().id;
      distance_.begin(target_);
    }
    properties_.evaluate(row);
    NodeId start = from.as_node().id;
    descend(start, row);
    return op_.least == 0 && accept(start, row);
  }

  void descend(NodeId node, const Row& row) {
    if (op_.most && trail_.size() >= *op_.most) return;
    if (!types_.resolve() || !may_arrive(node)) return;
    if (levels_.size() == depth_) levels_.emplace_back();
    Level& level = levels_[depth_++];
    level.at = 0;
    level.neighbours =
        context_.graph().neighbours(node, op_.hop.direction, types_.ids(), level.scratch);
    if (op_.hop.to_bound) look_back(level.neighbours.size(), row);
    context_.limits().require(distance_.size() * TargetDistance::kPerNode +
                              depth_ * (sizeof(Level) + sizeof(Neighbour)));
  }

  bool may_arrive(NodeId node) const {
    if (!op_.hop.to_bound) return true;
    return op_.most ? distance_.may_be_within(node, *op_.most - trail_.size())
                    : distance_.may_be_reached(node);
  }

  void look_back(std::size_t seen, const Row& row) {
    const auto before = [&](NodeId at) {
      return context_.graph().neighbours(at, turned_round(op_.hop.direction), types_.ids(),
                                         scratch_);
    };
    distance_.advance(seen, before, [&](const Neighbour& step) {
      context_.limits().check();
      return admits(step.relationship, row);
    });
  }

  /// Walks one relationship further; true when that makes an answer.
  bool step(Row& row) {
    Level& level = levels_[depth_ - 1];
    trail_.truncate(depth_ - 1);
    if (level.at == level.neighbours.size()) {
      --depth_;
      return false;
    }
    Neighbour neighbour = level.neighbours[level.at++];
    if (!may_walk(neighbour.relationship, row)) return false;
    trail_.push(neighbour.relationship);
    descend(neighbour.node, row);
    return trail_.size() >= op_.least && accept(neighbour.node, row);
  }

  bool may_walk(RelationshipId relationship, const Row& row) const {
    return !trail_.holds(relationship) && admits(relationship, row);
  }

  bool admits(RelationshipId relationship, const Row& row) const {
    return !already_walked(row, op_.hop.distinct_from, relationship) &&
           properties_.match(relationship);
  }

  bool accept(NodeId node, Row& row) const {
    if (op_.hop.to_bound && node != target_) return false;
    if (!op_.hop.to_bound) row[static_cast<std::size_t>(op_.hop.to)] = Node{node, nullptr};
    if (op_.hop.relationship == kNoSlot) return true;
    List walked;
    walked.reserve(trail_.size());
    for (RelationshipId id : trail_.steps()) walked.emplace_back(Relationship{id, nullptr});
    if (op_.reversed) std::ranges::reverse(walked);
    row[static_cast<std::size_t>(op_.hop.relationship)] = std::move(walked);
    return true;
  }

  const ExpandVariable& op_;
  ExecContext& context_;
  CursorPtr input_;
  TypeNames types_;
  RelationshipProperties properties_;
  NodeId target_ = NodeId::none;
  TargetDistance distance_;  ///< where the far node is known
  std::vector<Neighbour> scratch_;
  Trail trail_;
  std::vector<Level> levels_;
  std::size_t depth_ = 0;  ///< levels in use
};

}  // namespace

CursorPtr make_cursor(const ExpandVariable& op, Sources sources, ExecContext& context) {
  if (op.ends_once) return make_ends_cursor(op, std::move(sources.input), context);
  return std::make_unique<ExpandVariableCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
