// The nodes of a label in the order of an indexed property.

#include <optional>
#include <utility>

#include "../eval.h"
#include "cursors.h"
#include "node_scan.h"

namespace chancery::query {
namespace {

class OrderedScanCursor : public NodeScan {
 public:
  OrderedScanCursor(const OrderedScan& op, CursorPtr input, ExecContext& context)
      : NodeScan(std::move(input), op.node, context), op_(op) {
    if (op.low) low_ = compile(*op.low, context);
    if (op.high) high_ = compile(*op.high, context);
  }

 private:
  std::unique_ptr<NodeCursor> open(Row& row) override {
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
  Evaluator low_;
  Evaluator high_;
  Value scratch_;
};

}  // namespace

CursorPtr make_cursor(const OrderedScan& op, Sources sources, ExecContext& context) {
  return std::make_unique<OrderedScanCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
