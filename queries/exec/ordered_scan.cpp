// The nodes of a label in the order of an indexed property.

#include <optional>
#include <utility>

#include "../eval.h"
#include "cursors.h"

namespace chancery::query {
namespace {

class OrderedScanCursor : public Cursor {
 public:
  OrderedScanCursor(const OrderedScan& op, CursorPtr input, ExecContext& context)
      : op_(op), context_(context), input_(std::move(input)) {
    if (op.low) low_ = compile(*op.low, context);
    if (op.high) high_ = compile(*op.high, context);
  }

  bool next(Row& row) override {
    while (true) {
      const NodeId node = nodes_ ? nodes_->next() : NodeId::none;
      if (node != NodeId::none) {
        row[static_cast<std::size_t>(op_.node)] = Node{node, nullptr};
        return true;
      }
      context_.limits().check();
      if (!input_->next(row)) return false;
      nodes_ = open(row);
    }
  }

  void reset() override {
    nodes_ = nullptr;
    input_->reset();
  }

 private:
  /// Null where nothing can be found.
  std::unique_ptr<NodeCursor> open(Row& row) {
    const GraphView& graph = context_.graph();
    const std::optional<LabelId> label = graph.label_id(op_.label);
    const std::optional<KeyId> key = graph.key_id(op_.key);
    if (!label || !key) return nullptr;
    IndexOrder walk;
    ValueRange& range = walk.range;
    range.low_inclusive = op_.low_inclusive;
    range.high_inclusive = op_.high_inclusive;
    if (low_) range.low = low_(row, scratch_);
    if (high_) range.high = high_(row, scratch_);
    if (!is_comparable(range)) return nullptr;
    walk.descending = op_.descending;
    walk.nulls = op_.nulls;
    return graph.in_order(*label, *key, std::move(walk));
  }

  const OrderedScan& op_;
  ExecContext& context_;
  CursorPtr input_;
  Evaluator low_;
  Evaluator high_;
  Value scratch_;
  std::unique_ptr<NodeCursor> nodes_;
};

}  // namespace

CursorPtr make_cursor(const OrderedScan& op, Sources sources, ExecContext& context) {
  return std::make_unique<OrderedScanCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
