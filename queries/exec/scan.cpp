// Scans: for every input row, a node in turn.

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "../eval.h"
#include "cursors.h"
#include "node_scan.h"

namespace chancery::query {
namespace {

class ArgumentCursor : public Cursor {
 public:
  bool next(Row&) override { return !std::exchange(done_, true); }
  void reset() override { done_ = false; }

 private:
  bool done_ = false;
};

class AllNodesCursor : public NodeScan {
 public:
  using NodeScan::NodeScan;

 protected:
  std::unique_ptr<NodeCursor> open(Row&) override { return context_.graph().all_nodes(); }
};

class LabelCursor : public NodeScan {
 public:
  LabelCursor(const LabelScan& op, CursorPtr input, ExecContext& context)
      : NodeScan(std::move(input), op.node, context), label_(op.label) {}

 protected:
  std::unique_ptr<NodeCursor> open(Row&) override {
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

/// elementId() writes a number in one way only.
std::optional<std::int64_t> written_number(const Value& value) {
  if (value.type() != ValueType::string) return std::nullopt;
  const std::string& text = value.as_string();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool read = error == std::errc() && std::to_string(number) == text;
  return read ? std::optional(number) : std::nullopt;
}

/// The element that a value names; Id::none where it cannot be one.
template <typename Id>
Id id_of(const Value& value, Naming naming) {
  if (naming == Naming::itself) {
    if constexpr (std::is_same_v<Id, NodeId>) {
      return value.type() == ValueType::node ? value.as_node().id : Id::none;
    } else {
      return value.type() == ValueType::relationship ? value.as_relationship().id : Id::none;
    }
  }
  const auto number = naming == Naming::id ? whole_number(value) : written_number(value);
  return number && *number > 0 ? static_cast<Id>(*number) : Id::none;
}

class NodeByIdCursor : public Cursor {
 public:
  NodeByIdCursor(const NodeByIdScan& op, CursorPtr input, ExecContext& context)
      : op_(op), context_(context), input_(std::move(input)), value_(compile(*op.value, context)) {}

  bool next(Row& row) override {
    while (input_->next(row)) {
      context_.limits().check();
      const auto node = id_of<NodeId>(value_(row, scratch_), op_.naming);
      if (node == NodeId::none || !context_.graph().exists(node)) continue;
      row[static_cast<std::size_t>(op_.node)] = Node{node, nullptr};
      return true;
    }
    return false;
  }
  void reset() override { input_->reset(); }

 private:
  const NodeByIdScan& op_;
  ExecContext& context_;
  CursorPtr input_;
  Evaluator value_;
  Value scratch_;
};

class RelationshipByIdCursor : public Cursor {
 public:
  RelationshipByIdCursor(const RelationshipByIdScan& op, CursorPtr input, ExecContext& context)
      : op_(op), context_(context), input_(std::move(input)), value_(compile(*op.value, context)) {}

  bool next(Row& row) override {
    while (input_->next(row)) {
      context_.limits().check();
      const auto id = id_of<RelationshipId>(value_(row, scratch_), op_.naming);
      if (id == RelationshipId::none || !context_.graph().relationship(id)) continue;
      row[static_cast<std::size_t>(op_.relationship)] = Relationship{id, nullptr};
      return true;
    }
    return false;
  }
  void reset() override { input_->reset(); }

 private:
  const RelationshipByIdScan& op_;
  ExecContext& context_;
  CursorPtr input_;
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

CursorPtr make_cursor(const RelationshipByIdScan& op, Sources sources, ExecContext& context) {
  return std::make_unique<RelationshipByIdCursor>(op, std::move(sources.input), context);
}

CursorPtr make_cursor(const CountFromStore& op, Sources sources, ExecContext& context) {
  return std::make_unique<CountCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
