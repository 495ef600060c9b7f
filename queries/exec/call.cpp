// CALL: the rows of a procedure for each input row.

#include <fmt/format.h>

#include <utility>

#include "../eval.h"
#include "../procedures.h"
#include "chancery/error.h"
#include "cursors.h"

namespace chancery::query {
namespace {

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
      if (rows_ && advance()) {
        put(row);
        return true;
      }
      rows_ = nullptr;
      if (!input_->next(row)) return false;
      std::span<const Value> arguments = evaluate(row);
      rows_ = placed(clause_.name.span, [&] { return procedure_->call(environment_, arguments); });
      if (procedure_->outputs.empty()) return run_to_end();
    }
  }

  void reset() override {
    rows_ = nullptr;
    input_->reset();
  }

 private:
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
      if (!admits(field.type, values_.back())) throw_wrong_argument(field);
    }
    return values_;
  }

  [[noreturn]] void throw_wrong_argument(const ProcedureField& field) const {
    throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
                fmt::format("The argument {} of {} must be {}, not {}.", field.name,
                            procedure_->name, field.type, describe_value(values_.back())),
                {{}, 0, 0, clause_.name.span});
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
  Value scratch_;
};

}  // namespace

CursorPtr make_cursor(const CallProcedure& op, Sources sources, ExecContext& context) {
  return std::make_unique<CallCursor>(*op.clause, std::move(sources.input), context);
}

}  // namespace chancery::query
