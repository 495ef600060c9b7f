// Expressions that hold a pattern or a query: each has a plan of its own, which starts from the
// row that the expression is evaluated on.

#include <memory>
#include <utility>

#include "chancery/error.h"
#include "eval_forms.h"
#include "exec/cursor.h"

namespace chancery::query {
namespace {

/// The cursors of a subplan, shared by the copies of one closure.
std::shared_ptr<Cursor> subplan_cursor(const Expression& expression, ExecContext& context) {
  auto found = context.plan.subplans.find(&expression);
  if (found == context.plan.subplans.end()) {
    throw Error(ErrorKind::internal_error, "An inner pattern or query was not planned.");
  }
  return make_cursor(*found->second, context);
}

Evaluator compile_exists(std::shared_ptr<Cursor> cursor) {
  return [cursor = std::move(cursor)](Row& row, Value& scratch) -> const Value& {
    cursor->reset();
    return scratch = Value(cursor->next(row));
  };
}

Evaluator compile_count(std::shared_ptr<Cursor> cursor) {
  return [cursor = std::move(cursor)](Row& row, Value& scratch) -> const Value& {
    cursor->reset();
    std::int64_t count = 0;
    while (cursor->next(row)) ++count;
    return scratch = Value(count);
  };
}

/// `projection` of every row, as a list.
Evaluator compile_collect(std::shared_ptr<Cursor> cursor, Evaluator projection,
                          ExecContext& context) {
  return [cursor = std::move(cursor), projection = std::move(projection), &context, held = Value()](
             Row& row, Value& scratch) mutable -> const Value& {
    cursor->reset();
    List list;
    HeldMemory memory(context.limits());
    while (cursor->next(row)) {
      list.push_back(projection(row, held));
      memory.charge(footprint(list.back()));
    }
    memory.release();  // the value is charged for itself
    return scratch = Value(std::move(list));
  };
}

Evaluator compile_first(std::shared_ptr<Cursor> cursor, Evaluator projection) {
  return [cursor = std::move(cursor), projection = std::move(projection)](
             Row& row, Value& scratch) -> const Value& {
    cursor->reset();
    if (!cursor->next(row)) return scratch = Value();
    return projection(row, scratch);
  };
}

Evaluator path_of(const PathPattern& pattern, ExecContext& context) {
  return [&pattern, &context](Row& row, Value& scratch) -> const Value& {
    return scratch = assemble_path(pattern, row, context.graph());
  };
}

Evaluator compile_pattern(const PathPattern& pattern, std::shared_ptr<Cursor> cursor,
                          ExecContext& context) {
  if (!pattern.shortest) return compile_exists(std::move(cursor));
  Evaluator path = path_of(pattern, context);
  if (!pattern.shortest->groups) return compile_first(std::move(cursor), std::move(path));
  return compile_collect(std::move(cursor), std::move(path), context);
}

Evaluator compile_query(const SubqueryExpression& form, std::shared_ptr<Cursor> cursor,
                        ExecContext& context) {
  switch (form.kind) {
    case SubqueryKind::exists:
      return compile_exists(std::move(cursor));
    case SubqueryKind::count:
      return compile_count(std::move(cursor));
    case SubqueryKind::collect:
      return compile_collect(std::move(cursor),
                             from_slot(form.query->branches.front().results.front()), context);
  }
  return {};
}

}  // namespace

Evaluator compile_subplan(const Expression& expression, ExecContext& context) {
  std::shared_ptr<Cursor> cursor = subplan_cursor(expression, context);
  if (const auto* comprehension = as<PatternComprehension>(expression)) {
    return compile_collect(std::move(cursor), compile(*comprehension->projection, context),
                           context);
  }
  if (const auto* pattern = as<PatternExpression>(expression)) {
    return compile_pattern(pattern->pattern, std::move(cursor), context);
  }
  return compile_query(*as<SubqueryExpression>(expression), std::move(cursor), context);
}

}  // namespace chancery::query
