#pragma once

// One maker per operator, spread over the files of this folder by family.

#include <vector>

#include "cursor.h"

namespace chancery::query {

/// What an operator's cursor pulls from.
struct Sources {
  CursorPtr input;  ///< null for Argument and Union
  std::vector<CursorPtr> branches;
};

// scan.cpp
CursorPtr make_cursor(const Argument& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const AllNodesScan& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const LabelScan& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const NodeByIdScan& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const RelationshipByIdScan& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const CountFromStore& op, Sources sources, ExecContext& context);
// index_scan.cpp
CursorPtr make_cursor(const IndexScan& op, Sources sources, ExecContext& context);
// ordered_scan.cpp
CursorPtr make_cursor(const OrderedScan& op, Sources sources, ExecContext& context);
// expand.cpp
CursorPtr make_cursor(const Expand& op, Sources sources, ExecContext& context);
// expand_intersect.cpp
CursorPtr make_cursor(const ExpandIntersect& op, Sources sources, ExecContext& context);
// expand_bound.cpp
CursorPtr make_cursor(const ExpandBound& op, Sources sources, ExecContext& context);
// expand_variable.cpp
CursorPtr make_cursor(const ExpandVariable& op, Sources sources, ExecContext& context);
// expand_ends.cpp: of which only the ends are wanted
CursorPtr make_ends_cursor(const ExpandVariable& op, CursorPtr input, ExecContext& context);
// array_ends.cpp: the same on the arrays of a projection, where they can answer
bool ends_by_arrays(const ExpandVariable& op, const GraphView& graph);
CursorPtr make_array_ends_cursor(const ExpandVariable& op, CursorPtr input, ExecContext& context);
// expand_quantified.cpp; the first is for the variant of all operators and never called.
CursorPtr make_cursor(const ExpandQuantified& op, Sources sources, ExecContext& context);
CursorPtr make_quantified_cursor(const ExpandQuantified& op, const Plan& branch, CursorPtr input,
                                 ExecContext& context);
// shortest_path.cpp
CursorPtr make_cursor(const ShortestPathSearch& op, Sources sources, ExecContext& context);
// rows.cpp
CursorPtr make_cursor(const AssemblePath& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const Filter& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const Project& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const Skip& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const Limit& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const UnwindList& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const Produce& op, Sources sources, ExecContext& context);
// aggregate.cpp
CursorPtr make_cursor(const Aggregation& op, Sources sources, ExecContext& context);
// tree/tree_aggregation.cpp
CursorPtr make_cursor(const TreeAggregation& op, Sources sources, ExecContext& context);
// aggregate.cpp
CursorPtr make_cursor(const Distinct& op, Sources sources, ExecContext& context);
// sort.cpp
CursorPtr make_cursor(const Sort& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const Top& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const Eager& op, Sources sources, ExecContext& context);
// apply.cpp
CursorPtr make_cursor(const Apply& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const ApplyUnit& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const ApplyToEach& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const Optional& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const HashJoin& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const Union& op, Sources sources, ExecContext& context);
// update.cpp
CursorPtr make_cursor(const CreatePattern& op, Sources sources, ExecContext& context);
// merge.cpp
CursorPtr make_cursor(const MergePattern& op, Sources sources, ExecContext& context);
// update.cpp
CursorPtr make_cursor(const SetProperties& op, Sources sources, ExecContext& context);
CursorPtr make_cursor(const RemoveProperties& op, Sources sources, ExecContext& context);
// delete.cpp
CursorPtr make_cursor(const DeleteEntities& op, Sources sources, ExecContext& context);
// call.cpp
CursorPtr make_cursor(const CallProcedure& op, Sources sources, ExecContext& context);

/// Whether a value can be in the range: a comparison with what is not comparable is never true.
bool is_comparable(const ValueRange& range);

/// The value of a SKIP or LIMIT. Throws Error(syntax_error): NegativeIntegerArgument,
/// InvalidArgumentType, as the TCK has it.
std::uint64_t row_count(const Expression& expression, std::string_view clause, ExecContext& context,
                        Row& row);

}  // namespace chancery::query
