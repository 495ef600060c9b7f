#pragma once

// Expressions to closures over a row of slots. Compiled once per cursor, called once per row.

#include <functional>

#include "ast.h"
#include "chancery/error.h"
#include "exec/context.h"
#include "plan.h"

namespace chancery::query {

/// Yields the value, which lives in the row, in the closure, or in `scratch`: no copy is made of
/// what stands in a slot or is constant. Valid until any of these changes.
using Evaluator = std::function<const Value&(Row& row, Value& scratch)>;

/// True for true; false for false and null.
using Test = std::function<bool(Row& row)>;

/// `expression` and `context` must outlive the closure, which belongs to one thread.
Evaluator compile(const Expression& expression, ExecContext& context);
/// Throws Error(type_error, "InvalidArgumentType") when run on what is no boolean.
Test compile_test(const Expression& expression, ExecContext& context);
Test compile_test(const Predicate& predicate, ExecContext& context);
Test compile_tests(const std::vector<Predicate>& predicates, ExecContext& context);

/// The path of a pattern whose elements stand in the row; null where one of them is null.
Value assemble_path(const PathPattern& pattern, const Row& row, const GraphView& graph);

/// Throws `error` again; with `span` where it is an error of the language and has no place.
[[noreturn]] void throw_placed(const Error& error, TextSpan span);

/// What `step` yields. An error of the language that it throws without a place gets `span`.
template <typename Step>
decltype(auto) placed(TextSpan span, const Step& step) {
  try {
    return step();
  } catch (const Error& error) {
    throw_placed(error, span);
  }
}

}  // namespace chancery::query
