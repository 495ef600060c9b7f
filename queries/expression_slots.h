#pragma once

// What expressions and clauses touch: slots of the row, the graph, plans of their own.

#include <functional>

#include "ast.h"
#include "plan.h"

namespace chancery::query {

using ExpressionVisitor = std::function<void(const Expression&)>;

/// The expressions directly in a clause, those of its patterns included.
void for_each_expression(const Clause& clause, const ExpressionVisitor& visit);

/// Slots that must hold a value before `expression` can be evaluated: those it reads, less those
/// that it binds itself (comprehension variables, elements of inner patterns and queries).
SlotSet free_slots(const Expression& expression);
/// As above, of the expression's form, where the expression itself stands in a slot.
SlotSet free_slots_of_form(const Expression& expression);
/// What the properties of a pattern read.
SlotSet free_slots(const PathPattern& pattern);
/// What an inner query reads of the row around it.
SlotSet free_slots(const Query& query);

/// The nodes, relationships and path of a pattern, as far as the pattern itself binds them.
SlotSet bound_slots(const PathPattern& pattern);

/// Whether evaluation may look at the graph: properties, labels, patterns, functions of elements.
bool reads_graph(const Expression& expression);
/// Whether every call in it with equal arguments gives equal results.
bool is_deterministic(const Expression& expression);

}  // namespace chancery::query
