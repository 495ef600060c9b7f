#include <fmt/format.h>

#include <optional>
#include <utility>

#include "chancery/error.h"
#include "eval_forms.h"

namespace chancery::query {
namespace {

const List& elements(const Value& value) {
  if (value.type() == ValueType::list) return value.as_list();
  throw Error(
      ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
      fmt::format("The IN of this expression needs a list, not a {}.", to_string(value.type())));
}

/// A list that grows under the query's memory limit. It is charged for as long as it grows; the
/// value that it becomes is charged for itself.
class GrowingList {
 public:
  explicit GrowingList(Limits& limits) : memory_(limits) {}

  void add(const Value& value) {
    memory_.charge(footprint(value));
    list_.push_back(value);
  }
  Value take() {
    memory_.release();
    return std::move(list_);
  }

 private:
  HeldMemory memory_;
  List list_;
};

std::optional<bool> predicate_truth(const Value& value) {
  if (value.is_null()) return std::nullopt;
  if (value.type() == ValueType::boolean) return value.as_bool();
  throw Error(
      ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
      fmt::format("A predicate must be true, false or null, not a {}.", to_string(value.type())));
}

/// How often a predicate was true, false or unknown over a list.
struct Tally {
  std::size_t yes = 0;
  std::size_t no = 0;
  std::size_t unknown = 0;

  void add(std::optional<bool> answer) { ++(answer ? (*answer ? yes : no) : unknown); }

  /// Nothing that follows can change the answer.
  bool decided(QuantifierKind kind) const {
    switch (kind) {
      case QuantifierKind::all:
        return no > 0;
      case QuantifierKind::any:
      case QuantifierKind::none:
        return yes > 0;
      case QuantifierKind::single:
        return yes > 1;
    }
    return false;
  }

  Value answer(QuantifierKind kind) const {
    if (decided(kind)) return kind == QuantifierKind::any;
    if (unknown > 0) return {};
    switch (kind) {
      case QuantifierKind::all:
      case QuantifierKind::none:
        return true;
      case QuantifierKind::any:
        return false;
      case QuantifierKind::single:
        return yes == 1;
    }
    return {};
  }
};

}  // namespace

Evaluator compile_form(const ListComprehension& form, ExecContext& context) {
  Test where = form.where ? compile_test(*form.where, context) : Test();
  Evaluator projection = form.projection ? compile(*form.projection, context) : Evaluator();
  return [source = compile(*form.list, context), slot = static_cast<std::size_t>(form.slot),
          where = std::move(where), projection = std::move(projection), &context, held = Value(),
          part = Value()](Row& row, Value& scratch) mutable -> const Value& {
    Value list = source(row, held);
    if (list.is_null()) return scratch = Value();
    GrowingList result(context.limits());
    for (const Value& element : elements(list)) {
      context.limits().check();
      row[slot] = element;
      if (where && !where(row)) continue;
      result.add(projection ? projection(row, part) : element);
    }
    return scratch = result.take();
  };
}

Evaluator compile_form(const Quantifier& form, ExecContext& context) {
  Evaluator where = form.where ? compile(*form.where, context) : Evaluator();
  return [kind = form.kind, source = compile(*form.list, context),
          slot = static_cast<std::size_t>(form.slot), where = std::move(where), &context,
          held = Value(), part = Value()](Row& row, Value& scratch) mutable -> const Value& {
    Value list = source(row, held);
    if (list.is_null()) return scratch = Value();
    Tally tally;
    for (const Value& element : elements(list)) {
      context.limits().check();
      row[slot] = element;
      tally.add(predicate_truth(where ? where(row, part) : element));
      if (tally.decided(kind)) break;
    }
    return scratch = tally.answer(kind);
  };
}

Evaluator compile_form(const Reduce& form, ExecContext& context) {
  return [initial = compile(*form.initial, context), source = compile(*form.list, context),
          step = compile(*form.step, context),
          accumulator = static_cast<std::size_t>(form.accumulator_slot),
          slot = static_cast<std::size_t>(form.slot), &context, held = Value(),
          part = Value()](Row& row, Value& scratch) mutable -> const Value& {
    Value list = source(row, held);
    if (list.is_null()) return scratch = Value();
    row[accumulator] = initial(row, part);
    for (const Value& element : elements(list)) {
      row[slot] = element;
      const Value& next = step(row, part);
      row[accumulator] = &next == &part ? std::move(part) : Value(next);
      copied(row[accumulator], context.limits());
      context.limits().check();
    }
    return scratch = row[accumulator];
  };
}

}  // namespace chancery::query
