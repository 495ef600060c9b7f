// Quantified path patterns: the branch is walked again and again from where it ended, depth first,
// without recursion. Every repetition in progress has cursors of its own; the slots of the branch
// are put back before they go on.

#include <algorithm>
#include <utility>

#include "chancery/error.h"
#include "cursors.h"
#include "row_buffer.h"

namespace chancery::query {
namespace {

class ExpandQuantifiedCursor : public Cursor {
 public:
  ExpandQuantifiedCursor(const ExpandQuantified& op, const Plan& branch, CursorPtr input,
                         ExecContext& context)
      : op_(op), branch_(branch), context_(context), input_(std::move(input)) {}

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
    input_->reset();
  }

 private:
  /// A repetition in progress.
  struct Level {
    CursorPtr cursor;
    NodeId start = NodeId::none;
    HeldRow values;  ///< of the branch's slots, of the match at hand
    bool begun = false;
  };

  Value& at(Row& row, Slot slot) const { return row[static_cast<std::size_t>(slot)]; }

  /// True when walking the pattern no time is an answer.
  bool open(Row& row) {
    depth_ = 0;
    const Value& from = at(row, op_.hop.from);
    if (from.type() != ValueType::node) return false;
    target_ = NodeId::none;
    if (op_.hop.to_bound) {
      const Value& to = at(row, op_.hop.to);
      if (to.type() != ValueType::node) return false;
      target_ = to.as_node().id;
    }
    const NodeId start = from.as_node().id;
    descend(start);
    return op_.least == 0 && accept(0, start, row);
  }

  void descend(NodeId node) {
    if (op_.most && depth_ >= *op_.most) return;
    if (levels_.size() == depth_) {
      levels_.push_back({make_cursor(branch_, context_), {}, {}, false});
      context_.limits().require(levels_.size() * kLevelBytes);
    }
    Level& level = levels_[depth_++];
    level.start = node;
    level.begun = false;
  }

  /// The next match of the innermost repetition; true when that makes an answer.
  bool step(Row& row) {
    Level& level = levels_[depth_ - 1];
    if (level.begun) {
      put_back(level.values, op_.inner, row);
    } else {
      at(row, op_.first) = Node{level.start, nullptr};
      level.cursor->reset();
      level.begun = true;
    }
    at(row, op_.hop.relationship) = walked(depth_ - 1);
    if (!level.cursor->next(row)) {
      --depth_;
      return false;
    }
    level.values = hold(row, op_.inner);
    const std::size_t repetitions = depth_;
    const NodeId end = at(row, op_.last).as_node().id;
    descend(end);
    return repetitions >= op_.least && accept(repetitions, end, row);
  }

  const Value& inner_value(const Level& level, Slot slot) const {
    const auto place = std::ranges::find(op_.inner, slot) - op_.inner.begin();
    return level.values[static_cast<std::size_t>(place)];
  }

  /// The relationships of the first `repetitions`, in the order in which they were walked.
  List walked(std::size_t repetitions) const {
    List list;
    list.reserve(repetitions * op_.relationships.size());
    for (std::size_t i = 0; i < repetitions; ++i) {
      for (const Slot slot : op_.relationships) list.push_back(inner_value(levels_[i], slot));
    }
    return list;
  }

  bool accept(std::size_t repetitions, NodeId end, Row& row) const {
    if (op_.hop.to_bound && end != target_) return false;
    if (!op_.hop.to_bound) at(row, op_.hop.to) = Node{end, nullptr};
    for (const GroupVariable& group : op_.groups) {
      List list;
      list.reserve(repetitions);
      for (std::size_t i = 0; i < repetitions; ++i) {
        list.push_back(inner_value(levels_[i], group.inner));
      }
      if (op_.reversed) std::ranges::reverse(list);
      at(row, group.list) = std::move(list);
    }
    List relationships = walked(repetitions);
    if (op_.reversed) std::ranges::reverse(relationships);
    at(row, op_.hop.relationship) = std::move(relationships);
    return true;
  }

  static constexpr std::size_t kLevelBytes = 1024;  // a level with its cursors, roughly

  const ExpandQuantified& op_;
  const Plan& branch_;
  ExecContext& context_;
  CursorPtr input_;
  NodeId target_ = NodeId::none;
  std::vector<Level> levels_;
  std::size_t depth_ = 0;  ///< levels in use
};

}  // namespace

CursorPtr make_cursor(const ExpandQuantified&, Sources, ExecContext&) {
  throw Error(ErrorKind::internal_error, "A quantified pattern is made with its branch.");
}

CursorPtr make_quantified_cursor(const ExpandQuantified& op, const Plan& branch, CursorPtr input,
                                 ExecContext& context) {
  return std::make_unique<ExpandQuantifiedCursor>(op, branch, std::move(input), context);
}

}  // namespace chancery::query
