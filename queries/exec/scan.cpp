// Scans: for every input row, a node in turn.

#include <cmath>
#include <optional>
#include <utility>

#include "../eval.h"
#include "cursors.h"

namespace chancery::query {
namespace {

class ArgumentCursor : public Cursor {
 public:
  bool next(Row&) override { return !std::exchange(done_, true); }
  void reset() override { done_ = false; }

 private:
  bool done_ = false;
};

/// A scan opens itself anew for each input row.
class ScanCursor : public Cursor {
 public:
  ScanCursor(CursorPtr input, Slot node, ExecContext& context)
      : context_(context), input_(std::move(input)), node_(static_cast<std::size_t>(node)) {}

  bool next(Row& row) override {
    while (true) {
      context_.limits().check();
      NodeId node = nodes_ ? nodes_->next() : NodeId::none;
      if (node != NodeId::none) {
        row[node_] = Node{node, nullptr};
        return true;
      }
      if (!input_->next(row)) return false;
      nodes_ = open();
    }
  }

  void reset() override {
    nodes_ = nullptr;
    input_->reset();
  }

 protected:
  /// Null where there is nothing to scan.
  virtual std::unique_ptr<NodeCursor> open() = 0;
  ExecContext& context_;

 private:
  CursorPtr input_;
  std::size_t node_;
  std::unique_ptr<NodeCursor> nodes_;
};

class AllNodesCursor : public ScanCursor {
 public:
  using ScanCursor::ScanCursor;

 protected:
  std::unique_ptr<NodeCursor> open() override { return context_.graph().all_nodes(); }
};

class LabelCursor : public ScanCursor {
 public:
  LabelCursor(const LabelScan& op, CursorPtr input, ExecContext& context)
      : ScanCursor(std::move(input), op.node, context), label_(op.label) {}

 protected:
  std::unique_ptr<NodeCursor> open() override {
    std::optional<LabelId> label = context_.graph().label_id(label_);
    return label ? context_.graph().nodes_with_label(*label) : nullptr;
  }

 private:
  const std::string& label_;
};

/// A float equals an integer of the same value, so it names the same node.
std::optional<std::int64_t> whole_number(const Value& value) {
  if (value.type() == ValueType::integer) return value.as_integer();
  constexpr double kMostExact = 9007199254740992.0;
  if (value.type() != ValueType::floating || !(std::abs(value.as_float()) <= kMostExact)) {
    return std::nullopt;
  }
  auto number = static_cast<std::int64_t>(value.as_float());
  if (static_cast<double>(number) != value.as_float()) return std::nullopt;
  return number;
}

class NodeByIdCursor : public Cursor {
 public:
  NodeByIdCursor(const NodeByIdScan& op, CursorPtr input, ExecContext& context)
      : context_(context),
        input_(std::move(input)),
        node_(static_cast<std::size_t>(op.node)),
        is_node_(op.is_node),
        value_(compile(*op.value, context)) {}

  bool next(Row& row) override {
    while (input_->next(row)) {
      context_.limits().check();
      const NodeId node = node_of(value_(row, scratch_));
      if (node == NodeId::none || !context_.graph().exists(node)) continue;
      row[node_] = Node{node, nullptr};
      return true;
    }
    return false;
  }
  void reset() override { input_->reset(); }

 private:
  NodeId node_of(const Value& value) const {
    if (is_node_) return value.type() == ValueType::node ? value.as_node().id : NodeId::none;
    const std::optional<std::int64_t> number = whole_number(value);
    return number && *number > 0 ? static_cast<NodeId>(*number) : NodeId::none;
  }

  ExecContext& context_;
  CursorPtr input_;
  std::size_t node_;
  bool is_node_;
  Evaluator value_;
  Value scratch_;
};

class CountCursor : public Cursor {
 public:
  CountCursor(const CountFromStore& op, CursorPtr input, ExecContext& context)
      : op_(op), input_(std::move(input)), context_(context) {}

  bool next(Row& row) override {
    if (!input_->next(row)) return false;
    row[static_cast<std::size_t>(op_.slot)] = static_cast<std::int64_t>(count());
    return true;
  }
  void reset() override { input_->reset(); }

 private:
  std::uint64_t count() const {
    const GraphView& graph = context_.graph();
    if (op_.relationships) {
      if (op_.name.empty()) return graph.relationship_count();
      std::optional<TypeId> type = graph.type_id(op_.name);
      return type ? graph.relationship_count(*type) : 0;
    }
    if (op_.name.empty()) return graph.node_count();
    std::optional<LabelId> label = graph.label_id(op_.name);
    return label ? graph.node_count(*label) : 0;
  }

  const CountFromStore& op_;
  CursorPtr input_;
  ExecContext& context_;
};

}  // namespace

CursorPtr make_cursor(const Argument&, Sources, ExecContext&) {
  return std::make_unique<ArgumentCursor>();
}

CursorPtr make_cursor(const AllNodesScan& op, Sources sources, ExecContext& context) {
  return std::make_unique<AllNodesCursor>(std::move(sources.input), op.node, context);
}

CursorPtr make_cursor(const LabelScan& op, Sources sources, ExecContext& context) {
  return std::make_unique<LabelCursor>(op, std::move(sources.input), context);
}

CursorPtr make_cursor(const NodeByIdScan& op, Sources sources, ExecContext& context) {
  return std::make_unique<NodeByIdCursor>(op, std::move(sources.input), context);
}

CursorPtr make_cursor(const CountFromStore& op, Sources sources, ExecContext& context) {
  return std::make_unique<CountCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
