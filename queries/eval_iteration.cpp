#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "chancery/error.h"
#include "eval_forms.h"
#include "expression_slots.h"
#include "list_items.h"
#include "operators.h"
#include "spelling.h"

namespace chancery::query {
namespace {

/// False where the list is null.
bool begin_list(ListItems& items, Row& row) {
  const ValueType type = items.begin(row);
  if (type == ValueType::list) return true;
  if (type == ValueType::null) return false;
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              fmt::format("The IN of this expression needs a list, not {}.", with_article(type)),
              {{}, 0, 0, items.span()});
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

/// A sum whose list, where it is one, grows in place.
class GrowingSum {
 public:
  GrowingSum(const Value& initial, Limits& limits) : limits_(limits) { set(initial); }

  void add(const Value& part) {
    if (!list_ || part.is_null()) {
      set(query::add(take(), part));
    } else if (part.type() == ValueType::list) {
      for (const Value& item : part.as_list()) list_->add(item);
    } else {
      list_->add(part);
    }
  }
  Value take() { return list_ ? list_->take() : std::move(sum_); }

 private:
  void set(Value sum) {
    list_.reset();
    if (sum.type() == ValueType::list) {
      list_.emplace(limits_);
      for (const Value& item : sum.as_list()) list_->add(item);
    } else {
      copied(sum, limits_);
      sum_ = std::move(sum);
    }
  }

  Limits& limits_;
  std::optional<GrowingList> list_;  ///< in place of sum_
  Value sum_;
};

/// The additions of a step `a + b + c`, in the order in which they are made; none where the step
/// has another form, or one of the parts reads `a`.
std::vector<const Expression*> appended(const Reduce& form) {
  std::vector<const Expression*> sums;
  const Expression* left = form.step.get();
  for (; left->slot != form.accumulator_slot; left = as<Binary>(*left)->left.get()) {
    const auto* sum = left->slot == kNoSlot ? as<Binary>(*left) : nullptr;
    if (!sum || sum->op != BinaryOperator::add ||
        free_slots(*sum->right).contains(form.accumulator_slot)) {
      return {};
    }
    sums.push_back(left);
  }
  std::ranges::reverse(sums);
  return sums;
}

std::optional<bool> predicate_truth(const Value& value) {
  if (value.is_null()) return std::nullopt;
  if (value.type() == ValueType::boolean) return value.as_bool();
  throw Error(
      ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
      fmt::format("A predicate must be true, false or null, not {}.", with_article(value.type())));
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
  return [items = ListItems(*form.list, context), slot = static_cast<std::size_t>(form.slot),
          where = std::move(where), projection = std::move(projection), &context,
          part = Value()](Row& row, Value& scratch) mutable -> const Value& {
    if (!begin_list(items, row)) return scratch = Value();
    GrowingList result(context.limits());
    while (const Value* element = items.next()) {
      row[slot] = *element;
      if (where && !where(row)) continue;
      result.add(projection ? projection(row, part) : row[slot]);
    }
    return scratch = result.take();
  };
}

Evaluator compile_form(const Quantifier& form, TextSpan span, ExecContext& context) {
  Evaluator where = form.where ? compile(*form.where, context) : Evaluator();
  const TextSpan asked = form.where ? form.where->span : span;
  return [kind = form.kind, items = ListItems(*form.list, context),
          slot = static_cast<std::size_t>(form.slot), where = std::move(where), asked,
          part = Value()](Row& row, Value& scratch) mutable -> const Value& {
    if (!begin_list(items, row)) return scratch = Value();
    Tally tally;
    while (const Value* element = items.next()) {
      row[slot] = *element;
      tally.add(
          placed(asked, [&] { return predicate_truth(where ? where(row, part) : row[slot]); }));
      if (tally.decided(kind)) break;
    }
    return scratch = tally.answer(kind);
  };
}

/// reduce(a = [], x IN list | a + b + c) where no part reads `a`: each is added to the one list,
/// which copying at every step would make quadratic.
Evaluator compile_appending(const Reduce& form, const std::vector<const Expression*>& parts,
                            ExecContext& context) {
  std::vector<std::pair<Evaluator, TextSpan>> added;
  for (const Expression* part : parts) {
    const Binary& sum = *as<Binary>(*part);
    added.emplace_back(compile(*sum.right, context), part->span);
  }
  return [initial = compile(*form.initial, context), items = ListItems(*form.list, context),
          slot = static_cast<std::size_t>(form.slot), added = std::move(added), &context,
          held = Value()](Row& row, Value& scratch) mutable -> const Value& {
    if (!begin_list(items, row)) return scratch = Value();
    GrowingSum sum(initial(row, held), context.limits());
    while (const Value* element = items.next()) {
      row[slot] = *element;
      for (const auto& [part, span] : added) {
        placed(span, [&] { sum.add(part(row, held)); });
      }
    }
    return scratch = sum.take();
  };
}

Evaluator compile_form(const Reduce& form, ExecContext& context) {
  const std::vector<const Expression*> sums = appended(form);
  if (!sums.empty()) return compile_appending(form, sums, context);
  return [initial = compile(*form.initial, context), items = ListItems(*form.list, context),
          step = compile(*form.step, context),
          accumulator = static_cast<std::size_t>(form.accumulator_slot),
          slot = static_cast<std::size_t>(form.slot), &context,
          part = Value()](Row& row, Value& scratch) mutable -> const Value& {
    if (!begin_list(items, row)) return scratch = Value();
    row[accumulator] = initial(row, part);
    while (const Value* element = items.next()) {
      row[slot] = *element;
      const Value& next = step(row, part);
      row[accumulator] = &next == &part ? std::move(part) : Value(next);
      copied(row[accumulator], context.limits());
    }
    return scratch = row[accumulator];
  };
}

}  // namespace chancery::query
