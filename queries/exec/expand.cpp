// One step along a relationship.

#include <utility>

#include "cursors.h"
#include "hop.h"

namespace chancery::query {
namespace {

class ExpandCursor : public Cursor {
 public:
  ExpandCursor(const Hop& hop, CursorPtr input, ExecContext& context)
      : hop_(hop), context_(context), input_(std::move(input)), types_(hop, context.graph()) {}

  bool next(Row& row) override {
    while (true) {
      while (at_ < neighbours_.size()) {
        context_.limits().check();
        if (accept(neighbours_[at_++], row)) return true;
      }
      context_.limits().check();
      if (!input_->next(row)) return false;
      open(row);
    }
  }

  void reset() override {
    neighbours_ = {};
    at_ = 0;
    input_->reset();
  }

 private:
  void open(const Row& row) {
    neighbours_ = {};
    at_ = 0;
    const Value& from = row[static_cast<std::size_t>(hop_.from)];
    if (from.type() != ValueType::node || !types_.resolve()) return;
    target_ = NodeId::none;
    if (hop_.to_bound) {
      const Value& to = row[static_cast<std::size_t>(hop_.to)];
      if (to.type() != ValueType::node) return;
      target_ = to.as_node().id;
    }
    neighbours_ =
        context_.graph().neighbours(from.as_node().id, hop_.direction, types_.ids(), scratch_);
  }

  bool accept(const Neighbour& step, Row& row) const {
    if (hop_.to_bound && step.node != target_) return false;
    if (already_walked(row, hop_.distinct_from, step.relationship)) return false;
    row[static_cast<std::size_t>(hop_.relationship)] = Relationship{step.relationship, nullptr};
    if (!hop_.to_bound) row[static_cast<std::size_t>(hop_.to)] = Node{step.node, nullptr};
    return true;
  }

  const Hop& hop_;
  ExecContext& context_;
  CursorPtr input_;
  TypeNames types_;
  NodeId target_ = NodeId::none;
  std::span<const Neighbour> neighbours_;
  std::size_t at_ = 0;
  std::vector<Neighbour> scratch_;
};

}  // namespace

CursorPtr make_cursor(const Expand& op, Sources sources, ExecContext& context) {
  return std::make_unique<ExpandCursor>(op.hop, std::move(sources.input), context);
}

}  // namespace chancery::query
