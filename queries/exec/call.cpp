// CALL: the rows of a procedure for each input row.

#include <optional>
#include <utility>

#include "../eval.h"
#include "../procedures.h"
#include "cursors.h"

namespace chancery::query {
namespace {

/// Nodes and numbers of a procedure, put into rows one by one: only what is yielded, and nothing
/// that allocates.
class ColumnRows {
 public:
  ColumnRows(NodeColumns columns, Limits& limits) : columns_(std::move(columns)), memory_(limits) {
    const std::size_t width = 1 + columns_.columns.size();
    memory_.charge(columns_.nodes.size() * width * sizeof(std::uint64_t));
  }

  bool advance() { return ++at_ <= columns_.nodes.size(); }

  void put(const std::vector<YieldItem>& items, Row& row) const {
    for (const YieldItem& item : items) {
      row[static_cast<std::size_t>(item.slot)] = value(item.field_index);
    }
  }

 private:
  Value value(std::size_t output) const {
    if (output == 0) return Node{columns_.nodes[at_ - 1], nullptr};
    return std::visit([this](const auto& values) { return Value(values[at_ - 1]); },
                      columns_.columns[output - 1].values);
  }

  NodeColumns columns_;
  HeldMemory memory_;
  std::size_t at_ = 0;  ///< one past the row
};

class CallCursor : public Cursor {
 public:
  CallCursor(const Call& clause, CursorPtr input, ExecContext& context)
      : clause_(clause),
        procedure_(clause.procedure),
        context_(context),
        input_(std::move(input)),
        environment_{context.graph(), context.transaction,
                     [&limits = context.limits()] { limits.check(); }, context.eval.readable} {
    for (const ExpressionPtr& argument : clause.arguments) {
      arguments_.push_back(compile(*argument, context));
    }
  }

  bool next(Row& row) override {
    while (true) {
      context_.limits().check();
      if (columns_ && columns_->advance()) {
        columns_->put(clause_.yields, row);
        return true;
      }
      if (rows_ && advance()) {
        put(row);
        return true;
      }
      forget();
      if (!input_->next(row)) return false;
      placed(clause_.name.span, [&] { call(evaluate(row)); });
      if (procedure_->outputs.empty()) return run_to_end();
    }
  }

  void reset() override {
    forget();
    input_->reset();
  }

 private:
  void forget() {
    rows_ = nullptr;
    columns_.reset();
  }

  void call(std::span<const Value> arguments) {
    if (procedure_->columns) {
      columns_.emplace(procedure_->columns(environment_, arguments), context_.limits());
    } else {
      rows_ = procedure_->call(environment_, arguments);
    }
  }

  bool advance() {
    return placed(clause_.name.span, [this] { return rows_(outputs_); });
  }

  /// A procedure without outputs lets the row pass.
  bool run_to_end() {
    while (advance()) context_.limits().check();
    rows_ = nullptr;
    return true;
  }

  std::span<const Value> evaluate(Row& row) {
    values_.clear();
    for (std::size_t i = 0; i < procedure_->inputs.size(); ++i) {
      const ProcedureField& field = procedure_->inputs[i];
      values_.push_back(i < arguments_.size() ? Value(arguments_[i](row, scratch_))
                                              : field.default_value.value_or(Value()));
      check_argument(*procedure_, i, values_.back());
    }
    return values_;
  }

  void put(Row& row) const {
    for (const YieldItem& item : clause_.yields) {
      row[static_cast<std::size_t>(item.slot)] = outputs_[item.field_index];
    }
  }

  const Call& clause_;
  std::shared_ptr<const Procedure> procedure_;
  ExecContext& context_;
  CursorPtr input_;
  ProcedureContext environment_;
  std::vector<Evaluator> arguments_;
  std::vector<Value> values_;
  std::vector<Value> outputs_;
  ProcedureRows rows_;
  std::optional<ColumnRows> columns_;  ///< in place of rows_
  Value scratch_;
};

}  // namespace

CursorPtr make_cursor(const CallProcedure& op, Sources sources, ExecContext& context) {
  return std::make_unique<CallCursor>(*op.clause, std::move(sources.input), context);
}

}  // namespace chancery::query
