#pragma once

// Names to slots, and every error that can be known before a query runs.
//
// Slots. A row is one flat array of values, statement.slots.size() wide, for the whole statement:
// UNION branches, subqueries and comprehensions included. No slot is ever used for two variables,
// so an operator writes its own slots and leaves the others alone, and a nested plan (EXISTS,
// CALL {...}, a pattern comprehension) runs on a copy of its outer row. Anonymous nodes and
// relationships of patterns have slots as well.
//
// Which clauses bind what:
//   MATCH, CREATE, MERGE  slots of nodes, relationships and named paths of their patterns. `bound`
//                         says that the variable had its value before the clause; the second
//                         mention of a variable within one clause has the same slot and is not
//                         `bound`.
//   UNWIND, CALL          one new slot per variable or yielded field.
//   WITH, RETURN          one slot per item. An item that is a variable under its own name keeps
//                         the slot, so there is nothing to copy. After WITH only its items are in
//                         scope, in EXISTS, COUNT and COLLECT also the outer query's variables.
//   CALL {...}            the columns of the subquery, in the slots of its first branch.
//
// Aggregation. `Projection::aggregating` says that rows are grouped. Grouping keys are the items
// with `aggregates == false`; they are evaluated on incoming rows and put into their slots. Each of
// `Projection::aggregates` is a FunctionCall whose arguments are evaluated on incoming rows and
// whose result goes to the slot of that expression. Then the other items are evaluated on the
// grouped row: in them, aggregates and whatever equals a grouping key carry a slot and are read
// from it. The same holds for ORDER BY: an expression that equals an item reads the item's slot.
// Without grouping and DISTINCT, ORDER BY and WHERE after WITH may also use what was in scope
// before, so they run on rows that still hold the old slots.
//
// SKIP and LIMIT use no variable.

#include "ast.h"
#include "chancery/query/engine.h"
#include "query_limits.h"

namespace chancery::query {

/// Annotates `statement` in place. With `parameters`, a name that is missing among them throws
/// Error(parameter_missing, "MissingParameter"). All errors have Phase::compile and a span; but
/// those of `limits`, which a long text may meet.
void bind(Statement& statement, const Parameters* parameters, Limits& limits);

}  // namespace chancery::query
