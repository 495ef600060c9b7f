// shortestPath and allShortestPaths where a predicate speaks of the path as a whole: trails in the
// order of their length, by iterative deepening (Korf 1985), until one is admitted.

#include <algorithm>
#include <utility>
#include <vector>

#include "cursors.h"
#include "hop.h"
#include "step_tests.h"

namespace chancery::query {
namespace {

class ShortestTrialCursor : public Cursor {
 public:
  ShortestTrialCursor(const ShortestPathSearch& op, CursorPtr input, ExecContext& context)
      : op_(op),
        context_(context),
        input_(std::move(input)),
        types_(op.hop, context.graph()),
        properties_(op.properties, context),
        steps_(op.steps, context) {
    for (const Expression* predicate : op.predicates) {
      tests_.push_back(compile_test(*predicate, context));
    }
  }

  bool next(Row& row) override {
    while (true) {
      while (searching_) {
        context_.limits().check();
        if (depth_ > 0 ? step(row) : lengthen(row)) return true;
      }
      context_.limits().check();
      if (!input_->next(row)) return false;
      if (open(row)) return true;
    }
  }

  void reset() override {
    searching_ = false;
    input_->reset();
  }

 private:
  struct Level {
    std::vector<Neighbour> scratch;
    std::span<const Neighbour> neighbours;
    std::size_t at = 0;
  };

  /// True when the path of no step is an answer.
  bool open(Row& row) {
    searching_ = false;
    const Value& from = row[static_cast<std::size_t>(op_.hop.from)];
    const Value& to = row[static_cast<std::size_t>(op_.hop.to)];
    if (from.type() != ValueType::node || to.type() != ValueType::node) return false;
    start_ = from.as_node().id;
    target_ = to.as_node().id;
    if (!steps_.empty() && !(steps_.admit(start_, row) && steps_.admit(target_, row))) return false;
    properties_.evaluate(row);
    trail_.clear();
    depth_ = 0;
    found_ = false;
    deeper_ = true;
    length_ = std::max<std::uint64_t>(op_.least, 1) - 1;
    // As in the search without predicates: from a node to itself leads the path of no step only.
    if (start_ == target_) return op_.least == 0 && admitted(row);
    searching_ = types_.resolve();
    return false;
  }

  /// Begins with the next length; ends the search where there is none or one was enough.
  bool lengthen(Row&) {
    const bool last = op_.most && length_ >= *op_.most;
    if (found_ || !deeper_ || last) {
      searching_ = false;
      return false;
    }
    ++length_;
    deeper_ = false;
    descend(start_);
    return false;
  }

  void descend(NodeId node) {
    if (levels_.size() == depth_) levels_.emplace_back();
    Level& level = levels_[depth_++];
    level.at = 0;
    level.neighbours =
        context_.graph().neighbours(node, op_.hop.direction, types_.ids(), level.scratch);
    context_.limits().require(depth_ * (sizeof(Level) + sizeof(Neighbour)));
  }

  bool step(Row& row) {
    Level& level = levels_[depth_ - 1];
    trail_.resize(depth_ - 1);
    if (level.at == level.neighbours.size()) {
      --depth_;
      return false;
    }
    const Neighbour neighbour = level.neighbours[level.at++];
    if (!may_walk(neighbour, row)) return false;
    trail_.push_back(neighbour.relationship);
    if (trail_.size() < length_) {
      descend(neighbour.node);
      return false;
    }
    deeper_ = true;  // there are trails of this length, so there may be longer ones
    if (neighbour.node != target_ || !admitted(row)) return false;
    found_ = true;
    if (!op_.all) searching_ = false;
    return true;
  }

  bool may_walk(const Neighbour& step, Row& row) const {
    return std::ranges::count(trail_, step.relationship) == 0 &&
           !already_walked(row, op_.hop.distinct_from, step.relationship) &&
           properties_.match(step.relationship) &&
           (steps_.empty() ||
            (steps_.admit(step.relationship, row) && steps_.admit(step.node, row)));
  }

  /// Puts the trail into the row and asks the predicates.
  bool admitted(Row& row) const {
    List walked;
    walked.reserve(trail_.size());
    for (RelationshipId id : trail_) walked.emplace_back(Relationship{id, nullptr});
    row[static_cast<std::size_t>(op_.hop.relationship)] = std::move(walked);
    if (op_.pattern->slot != kNoSlot) {
      row[static_cast<std::size_t>(op_.pattern->slot)] =
          assemble_path(*op_.pattern, row, context_.graph());
    }
    return std::ranges::all_of(tests_, [&row](const Test& test) { return test(row); });
  }

  const ShortestPathSearch& op_;
  ExecContext& context_;
  CursorPtr input_;
  TypeNames types_;
  RelationshipProperties properties_;
  StepTests steps_;
  std::vector<Test> tests_;
  NodeId start_ = NodeId::none;
  NodeId target_ = NodeId::none;
  std::vector<RelationshipId> trail_;
  std::vector<Level> levels_;
  std::size_t depth_ = 0;     ///< levels in use
  std::uint64_t length_ = 0;  ///< of the trails tried now
  bool searching_ = false;
  bool found_ = false;
  bool deeper_ = false;
};

}  // namespace

CursorPtr make_trial_cursor(const ShortestPathSearch& op, CursorPtr input, ExecContext& context) {
  return std::make_unique<ShortestTrialCursor>(op, std::move(input), context);
}

}  // namespace chancery::query
