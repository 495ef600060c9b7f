// Variable length patterns of which only the ends are wanted: breadth first, each node once.
//
// The shortest way to another node walks no relationship twice, so it is a trail. The way back to
// the start needs more care where relationships are walked in both directions: its two halves must
// leave the start by different relationships.

#include <unordered_map>
#include <utility>

#include "cursors.h"
#include "hop.h"

namespace chancery::query {
namespace {

class ExpandEndsCursor : public Cursor {
 public:
  ExpandEndsCursor(const ExpandVariable& op, CursorPtr input, ExecContext& context)
      : op_(op),
        context_(context),
        input_(std::move(input)),
        types_(op.hop, context.graph()),
        properties_(op.properties, context) {}

  bool next(Row& row) override {
    while (true) {
      context_.limits().check();
      if (found_at_ < found_.size()) {
        row[static_cast<std::size_t>(op_.hop.to)] = Node{found_[found_at_++], nullptr};
        return true;
      }
      if (at_ < frontier_.size()) {
        look_around(frontier_[at_++], row);
      } else if (!next_.empty() && !(op_.most && depth_ >= *op_.most)) {
        begin_level();
      } else if (input_->next(row)) {
        begin(row);
      } else {
        return false;
      }
    }
  }

  void reset() override {
    forget();
    input_->reset();
  }

 private:
  /// How a node was reached first.
  struct Reached {
    std::uint64_t distance = 0;
    RelationshipId by = RelationshipId::none;       ///< the last relationship
    RelationshipId through = RelationshipId::none;  ///< the first one, out of the start
  };

  void forget() {
    reached_.clear();
    frontier_.clear();
    next_.clear();
    found_.clear();
    at_ = 0;
    found_at_ = 0;
    depth_ = 0;
    returned_ = false;
  }

  void begin(Row& row) {
    forget();
    const Value& from = row[static_cast<std::size_t>(op_.hop.from)];
    if (from.type() != ValueType::node) return;
    start_ = from.as_node().id;
    properties_.evaluate(row);
    reached_[start_] = {};
    if (op_.least == 0) return_to_start();
    if (types_.resolve()) next_.push_back(start_);
  }

  /// From here on `depth_` is the length of the trails that are one step longer than the frontier.
  void begin_level() {
    frontier_ = std::exchange(next_, {});
    at_ = 0;
    ++depth_;
    constexpr std::size_t kPerNode = sizeof(NodeId) * 3 + sizeof(Reached) + 32;
    context_.limits().require(reached_.size() * kPerNode);
  }

  void look_around(NodeId node, const Row& row) {
    found_.clear();
    found_at_ = 0;
    const Reached here = reached_.at(node);
    for (const Neighbour& step :
         context_.graph().neighbours(node, op_.hop.direction, types_.ids(), scratch_)) {
      context_.limits().check();
      if (already_walked(row, op_.hop.distinct_from, step.relationship)) continue;
      if (!properties_.match(step.relationship)) continue;
      const bool leaves = node == start_;
      const auto [place, fresh] = reached_.try_emplace(
          step.node, Reached{depth_, step.relationship, leaves ? step.relationship : here.through});
      if (fresh) {
        next_.push_back(step.node);
        found_.push_back(step.node);
      } else if (!returned_ && closes(here, step, place->second)) {
        return_to_start();
      }
    }
  }

  void return_to_start() {
    found_.push_back(start_);
    returned_ = true;
  }

  /// Whether a step between two nodes that were reached makes a trail from the start to itself.
  bool closes(const Reached& here, const Neighbour& step, const Reached& there) const {
    if (op_.hop.direction != Direction::both) return step.node == start_;
    if (step.relationship == here.by || step.relationship == there.by) return false;
    if (op_.most && here.distance + there.distance + 1 > *op_.most) return false;
    const RelationshipId back = step.node == start_ ? step.relationship : there.through;
    const RelationshipId out = here.distance == 0 ? step.relationship : here.through;
    return here.distance + there.distance == 0 || out != back;
  }

  const ExpandVariable& op_;
  ExecContext& context_;
  CursorPtr input_;
  TypeNames types_;
  RelationshipProperties properties_;
  NodeId start_ = NodeId::none;
  std::unordered_map<NodeId, Reached> reached_;
  std::vector<NodeId> frontier_;
  std::vector<NodeId> next_;
  std::vector<NodeId> found_;  ///< around the node looked at last
  std::size_t at_ = 0;
  std::size_t found_at_ = 0;
  std::uint64_t depth_ = 0;
  bool returned_ = false;  ///< the start has been found as an end
  std::vector<Neighbour> scratch_;
};

}  // namespace

CursorPtr make_ends_cursor(const ExpandVariable& op, CursorPtr input, ExecContext& context) {
  if (ends_by_arrays(op, context.graph())) {
    return make_array_ends_cursor(op, std::move(input), context);
  }
  return std::make_unique<ExpandEndsCursor>(op, std::move(input), context);
}

}  // namespace chancery::query
