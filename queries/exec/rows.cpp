// Operators that look at one row at a time.

#include <fmt/format.h>

#include <utility>

#include "../eval.h"
#include "../list_items.h"
#include "chancery/error.h"
#include "cursors.h"

namespace chancery::query {
namespace {

std::size_t index(Slot slot) { return static_cast<std::size_t>(slot); }

class FilterCursor : public Cursor {
 public:
  FilterCursor(CursorPtr input, Test test, Limits& limits)
      : input_(std::move(input)), test_(std::move(test)), limits_(limits) {}

  bool next(Row& row) override {
    while (input_->next(row)) {
      limits_.check();
      if (test_(row)) return true;
    }
    return false;
  }
  void reset() override { input_->reset(); }

 private:
  CursorPtr input_;
  Test test_;
  Limits& limits_;
};

class ProjectCursor : public Cursor {
 public:
  ProjectCursor(const Project& op, CursorPtr input, ExecContext& context)
      : input_(std::move(input)), memory_(context.limits()) {
    for (const Assignment& item : op.items) {
      items_.push_back({compile(*item.expression, context), index(item.slot)});
    }
  }

  bool next(Row& row) override {
    if (!input_->next(row)) return false;
    if (memory_.bytes() > 0) memory_.release();
    for (const Item& item : items_) {
      const Value& value = item.value(row, scratch_);
      if (&value == &scratch_) {
        row[item.slot] = std::move(scratch_);
      } else {
        row[item.slot] = Value(value);
      }
      const std::size_t text = row[item.slot].own_bytes();
      if (text >= kLongText) memory_.charge(text);
    }
    return true;
  }
  void reset() override { input_->reset(); }

 private:
  struct Item {
    Evaluator value;
    std::size_t slot;
  };
  static constexpr std::size_t kLongText = 4096;

  CursorPtr input_;
  HeldMemory memory_;  ///< for long texts that stand in the row
  std::vector<Item> items_;
  Value scratch_;
};

class AssemblePathCursor : public Cursor {
 public:
  AssemblePathCursor(const PathPattern& pattern, CursorPtr input, const GraphView& graph)
      : pattern_(pattern), input_(std::move(input)), graph_(graph) {}

  bool next(Row& row) override {
    if (!input_->next(row)) return false;
    row[index(pattern_.slot)] = assemble_path(pattern_, row, graph_);
    return true;
  }
  void reset() override { input_->reset(); }

 private:
  const PathPattern& pattern_;
  CursorPtr input_;
  const GraphView& graph_;
};

class SkipCursor : public Cursor {
 public:
  SkipCursor(const Expression& count, CursorPtr input, ExecContext& context)
      : count_(count), input_(std::move(input)), context_(context) {}

  bool next(Row& row) override {
    if (!std::exchange(begun_, true)) {
      for (std::uint64_t left = row_count(count_, "SKIP", context_, row); left > 0; --left) {
        context_.limits().check();
        if (!input_->next(row)) return false;
      }
    }
    return input_->next(row);
  }
  void reset() override {
    begun_ = false;
    input_->reset();
  }

 private:
  const Expression& count_;
  CursorPtr input_;
  ExecContext& context_;
  bool begun_ = false;
};

class LimitCursor : public Cursor {
 public:
  LimitCursor(const Expression& count, CursorPtr input, ExecContext& context)
      : count_(count), input_(std::move(input)), context_(context) {}

  bool next(Row& row) override {
    if (!std::exchange(begun_, true)) begin(row);
    if (left_ == 0) return false;
    --left_;
    return input_->next(row);
  }
  void reset() override {
    begun_ = false;
    input_->reset();
  }

 private:
  /// What LIMIT 0 cuts off is written all the same: a barrier below runs at the first row.
  void begin(Row& row) {
    left_ = row_count(count_, "LIMIT", context_, row);
    if (left_ == 0 && context_.transaction) input_->next(row);
  }

  const Expression& count_;
  CursorPtr input_;
  ExecContext& context_;
  std::uint64_t left_ = 0;
  bool begun_ = false;
};

class UnwindCursor : public Cursor {
 public:
  UnwindCursor(const UnwindList& op, CursorPtr input, ExecContext& context)
      : input_(std::move(input)), items_(*op.list, context), slot_(index(op.slot)) {}

  /// null has no elements; any other value stands for a list of itself.
  bool next(Row& row) override {
    while (true) {
      if (const Value* item = items_.next()) {
        row[slot_] = *item;
        return true;
      }
      if (!input_->next(row)) return false;
      const ValueType type = items_.begin(row);
      if (type == ValueType::list || type == ValueType::null) continue;
      row[slot_] = items_.value();
      return true;
    }
  }

  void reset() override {
    items_.clear();
    input_->reset();
  }

 private:
  CursorPtr input_;
  ListItems items_;
  std::size_t slot_;
};

[[noreturn]] void throw_bad_count(std::string_view detail, std::string_view clause,
                                  const Value& value, TextSpan span) {
  throw Error(ErrorKind::syntax_error, std::string(detail), Phase::runtime,
              fmt::format("{} needs an integer that is not negative, not {}.", clause,
                          describe_value(value)),
              {{}, 0, 0, span});
}

}  // namespace

std::uint64_t row_count(const Expression& expression, std::string_view clause, ExecContext& context,
                        Row& row) {
  Value scratch;
  Value value = compile(expression, context)(row, scratch);
  if (value.type() != ValueType::integer) {
    throw_bad_count("InvalidArgumentType", clause, value, expression.span);
  }
  if (value.as_integer() < 0) {
    throw_bad_count("NegativeIntegerArgument", clause, value, expression.span);
  }
  return static_cast<std::uint64_t>(value.as_integer());
}

CursorPtr make_cursor(const Filter& op, Sources sources, ExecContext& context) {
  return std::make_unique<FilterCursor>(std::move(sources.input),
                                        compile_tests(op.predicates, context), context.limits());
}

CursorPtr make_cursor(const Project& op, Sources sources, ExecContext& context) {
  return std::make_unique<ProjectCursor>(op, std::move(sources.input), context);
}

CursorPtr make_cursor(const AssemblePath& op, Sources sources, ExecContext& context) {
  return std::make_unique<AssemblePathCursor>(*op.pattern, std::move(sources.input),
                                              context.graph());
}

CursorPtr make_cursor(const Skip& op, Sources sources, ExecContext& context) {
  return std::make_unique<SkipCursor>(*op.count, std::move(sources.input), context);
}

CursorPtr make_cursor(const Limit& op, Sources sources, ExecContext& context) {
  return std::make_unique<LimitCursor>(*op.count, std::move(sources.input), context);
}

CursorPtr make_cursor(const UnwindList& op, Sources sources, ExecContext& context) {
  return std::make_unique<UnwindCursor>(op, std::move(sources.input), context);
}

/// What Produce names stands in the row already.
CursorPtr make_cursor(const Produce&, Sources sources, ExecContext&) {
  return std::move(sources.input);
}

}  // namespace chancery::query
