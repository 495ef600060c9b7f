#pragma once

// One compile function per form of expression, spread over eval*.cpp.

#include "eval.h"

namespace chancery::query {

// eval.cpp
/// The value that stands in a slot of the row.
Evaluator from_slot(Slot slot);
Evaluator compile_form(const Literal& form, ExecContext& context);
Evaluator compile_form(const Parameter& form, ExecContext& context);
Evaluator compile_form(const Variable& form, ExecContext& context);
Evaluator compile_form(const CaseSubject& form, ExecContext& context);
Evaluator compile_form(const Property& form, TextSpan span, ExecContext& context);
Evaluator compile_form(const LabelTest& form, TextSpan span, ExecContext& context);
Evaluator compile_form(const ListLiteral& form, ExecContext& context);
Evaluator compile_form(const MapLiteral& form, ExecContext& context);
Evaluator compile_form(const MapProjection& form, TextSpan span, ExecContext& context);
Evaluator compile_form(const Index& form, TextSpan span, ExecContext& context);
Evaluator compile_form(const Slice& form, TextSpan span, ExecContext& context);

// eval_operators.cpp
/// True, false or null.
Value compared(ComparisonOperator op, const Value& left, const Value& right);
Evaluator compile_form(const Unary& form, TextSpan span, ExecContext& context);
Evaluator compile_form(const Binary& form, TextSpan span, ExecContext& context);
Evaluator compile_form(const Comparison& form, TextSpan span, ExecContext& context);
Evaluator compile_form(const Logical& form, ExecContext& context);
Evaluator compile_form(const Case& form, ExecContext& context);
Evaluator compile_form(const FunctionCall& form, TextSpan span, ExecContext& context);

// eval_iteration.cpp
Evaluator compile_form(const ListComprehension& form, ExecContext& context);
Evaluator compile_form(const Quantifier& form, TextSpan span, ExecContext& context);
Evaluator compile_form(const Reduce& form, ExecContext& context);

// eval_subplans.cpp: forms that run a plan of their own
Evaluator compile_subplan(const Expression& expression, ExecContext& context);

}  // namespace chancery::query
