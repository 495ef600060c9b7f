// Lookups in a property index: by value, by any of a list of values, by range, by prefix.

#include <algorithm>
#include <optional>
#include <utility>

#include "../eval.h"
#include "../operators.h"
#include "cursors.h"
#include "node_scan.h"

namespace chancery::query {
namespace {

class FoundNodes : public NodeCursor {
 public:
  explicit FoundNodes(std::vector<NodeId> nodes) : nodes_(std::move(nodes)) {}
  NodeId next() override { return at_ < nodes_.size() ? nodes_[at_++] : NodeId::none; }

 private:
  std::vector<NodeId> nodes_;
  std::size_t at_ = 0;
};

class IndexCursor : public NodeScan {
 public:
  IndexCursor(const IndexScan& op, CursorPtr input, ExecContext& context)
      : NodeScan(std::move(input), op.node, context), op_(op) {
    if (op.value) value_ = compile(*op.value, context);
    if (op.low) low_ = compile(*op.low, context);
    if (op.high) high_ = compile(*op.high, context);
    for (const Expression* value : op.values) values_.push_back(compile(*value, context));
  }

 private:
  std::unique_ptr<NodeCursor> open(Row& row) override {
    const GraphView& graph = context_.graph();
    std::optional<LabelId> label = graph.label_id(op_.label);
    std::optional<KeyId> key = graph.key_id(op_.key);
    if (!label || !key) return nullptr;
    switch (op_.kind) {
      case IndexScan::Kind::equal:
        return std::make_unique<FoundNodes>(graph.find(*label, *key, value_(row, scratch_)));
      case IndexScan::Kind::any_of:
        return open_any(*label, *key, value_ ? value_(row, scratch_) : listed(row));
      case IndexScan::Kind::prefix:
        return open_prefix(*label, *key, value_(row, scratch_));
      case IndexScan::Kind::range:
        return open_range(*label, *key, row);
    }
    return nullptr;
  }

  Value listed(Row& row) {
    List list;
    for (const Evaluator& value : values_) list.push_back(value(row, scratch_));
    return list;
  }

  std::unique_ptr<NodeCursor> open_any(LabelId label, KeyId key, const Value& values) {
    if (values.type() != ValueType::list) {
      placed(op_.value->span, [&] { return in_list({}, values); });  // an error, but of null
      return nullptr;
    }
    std::vector<NodeId> all;
    for (const Value& value : values.as_list()) {
      context_.limits().check();
      std::vector<NodeId> found = context_.graph().find(label, key, value);
      all.insert(all.end(), found.begin(), found.end());
    }
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return std::make_unique<FoundNodes>(std::move(all));
  }

  std::unique_ptr<NodeCursor> open_prefix(LabelId label, KeyId key, const Value& prefix) {
    if (prefix.type() != ValueType::string) return nullptr;
    return context_.graph().find_prefix(label, key, prefix.as_string());
  }

  std::unique_ptr<NodeCursor> open_range(LabelId label, KeyId key, Row& row) {
    ValueRange range;
    range.low_inclusive = op_.low_inclusive;
    range.high_inclusive = op_.high_inclusive;
    if (low_) range.low = low_(row, scratch_);
    if (high_) range.high = high_(row, scratch_);
    if (!is_comparable(range)) return nullptr;
    return context_.graph().find_range(label, key, range);
  }

  const IndexScan& op_;
  Evaluator value_;
  Evaluator low_;
  Evaluator high_;
  std::vector<Evaluator> values_;
  Value scratch_;
};

}  // namespace

bool is_comparable(const ValueRange& range) {
  for (const std::optional<Value>& bound : {range.low, range.high}) {
    if (bound && !compare(*bound, *bound)) return false;
  }
  return !range.low || !range.high || compare(*range.low, *range.high);
}

CursorPtr make_cursor(const IndexScan& op, Sources sources, ExecContext& context) {
  return std::make_unique<IndexCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
