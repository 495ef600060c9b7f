#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "chancery/error.h"
#include "eval_forms.h"
#include "operators.h"

namespace chancery::query {
namespace {

using BinaryFunction = Value (*)(const Value&, const Value&);

BinaryFunction function_of(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::add:
      return add;
    case BinaryOperator::subtract:
      return subtract;
    case BinaryOperator::multiply:
      return multiply;
    case BinaryOperator::divide:
      return divide;
    case BinaryOperator::modulo:
      return modulo;
    case BinaryOperator::power:
      return power;
    case BinaryOperator::concatenate:
      return concatenate;
    case BinaryOperator::in:
      return in_list;
    case BinaryOperator::starts_with:
      return starts_with;
    case BinaryOperator::ends_with:
      return ends_with;
    case BinaryOperator::contains:
      return contains;
    case BinaryOperator::matches:
      break;  // needs the context
  }
  return nullptr;
}

BinaryFunction function_of(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::equal:
      return equals;
    case ComparisonOperator::not_equal:
      return not_equals;
    case ComparisonOperator::less:
      return less;
    case ComparisonOperator::less_or_equal:
      return less_equal;
    case ComparisonOperator::greater:
      return greater;
    case ComparisonOperator::greater_or_equal:
      return greater_equal;
  }
  return nullptr;
}

Evaluator compile_binary(BinaryFunction function, const Expression& left, const Expression& right,
                         TextSpan span, ExecContext& context) {
  return [function, first = compile(left, context), second = compile(right, context), span,
          &limits = context.limits(), a = Value(),
          b = Value()](Row& row, Value& scratch) mutable -> const Value& {
    return scratch = placed(span, [&] {
             const Value& x = first(row, a);
             Value result = function(x, second(row, b));
             copied(result, limits);
             return result;
           });
  };
}

/// Moves what was made for this call, copies what lives elsewhere.
void take(const Value& value, Value& scratch, Value& to, Limits& limits) {
  if (&value == &scratch) {
    to = std::move(scratch);
  } else {
    copied(value, limits);
    to = value;
  }
}

/// A chain `a < b < c`: Kleene's conjunction of its pairs, each operand evaluated once.
Evaluator compile_chain(const Comparison& form, ExecContext& context) {
  std::vector<Evaluator> operands;
  for (const ExpressionPtr& operand : form.operands) {
    operands.push_back(compile(*operand, context));
  }
  return [operands = std::move(operands), &form](Row& row, Value& scratch) -> const Value& {
    Value held;
    Value left = operands.front()(row, held);
    Value all = true;
    for (std::size_t i = 0; i < form.operators.size(); ++i) {
      Value right = operands[i + 1](row, held);
      all = logical_and(all, function_of(form.operators[i])(left, right));
      left = std::move(right);
    }
    return scratch = std::move(all);
  };
}

bool decides(LogicalOperator op, const Value& value) {
  if (value.type() != ValueType::boolean) return false;
  return (op == LogicalOperator::conjunction && !value.as_bool()) ||
         (op == LogicalOperator::disjunction && value.as_bool());
}

BinaryFunction function_of(LogicalOperator op) {
  switch (op) {
    case LogicalOperator::conjunction:
      return logical_and;
    case LogicalOperator::disjunction:
      return logical_or;
    case LogicalOperator::exclusive_or:
      return logical_xor;
  }
  return nullptr;
}

Evaluator compile_searched_case(const Case& form, ExecContext& context) {
  std::vector<std::pair<Test, Evaluator>> alternatives;
  for (const CaseAlternative& alternative : form.alternatives) {
    alternatives.emplace_back(compile_test(*alternative.when.front().expression, context),
                              compile(*alternative.then, context));
  }
  Evaluator otherwise = form.otherwise ? compile(*form.otherwise, context) : Evaluator();
  return [alternatives = std::move(alternatives), otherwise = std::move(otherwise)](
             Row& row, Value& scratch) -> const Value& {
    for (const auto& [when, then] : alternatives) {
      if (when(row)) return then(row, scratch);
    }
    return otherwise ? otherwise(row, scratch) : scratch = Value();
  };
}

/// Whether a condition of CASE fits the subject's value, which stands in the row too if it is
/// tested there.
using Fits = std::function<bool(Row& row, const Value& subject)>;

Fits compile_condition(const CaseCondition& condition, ExecContext& context) {
  if (condition.tests_subject) {
    return [test = compile_test(*condition.expression, context)](Row& row, const Value&) {
      return test(row);
    };
  }
  return [value = compile(*condition.expression, context), held = Value()](
             Row& row, const Value& subject) mutable {
    return equal(subject, value(row, held)).value_or(false);
  };
}

struct SimpleAlternative {
  std::vector<Fits> when;
  Evaluator then;
};

Evaluator compile_simple_case(const Case& form, ExecContext& context) {
  std::vector<SimpleAlternative> alternatives;
  for (const CaseAlternative& alternative : form.alternatives) {
    SimpleAlternative& simple = alternatives.emplace_back();
    for (const CaseCondition& condition : alternative.when) {
      simple.when.push_back(compile_condition(condition, context));
    }
    simple.then = compile(*alternative.then, context);
  }
  Evaluator otherwise = form.otherwise ? compile(*form.otherwise, context) : Evaluator();
  return [subject = compile(*form.subject, context), slot = form.slot,
          alternatives = std::move(alternatives), otherwise = std::move(otherwise),
          held = Value()](Row& row, Value& scratch) mutable -> const Value& {
    const Value& value = subject(row, held);
    if (slot != kNoSlot) row[static_cast<std::size_t>(slot)] = value;
    for (const auto& [when, then] : alternatives) {
      const auto fits = [&](const Fits& condition) { return condition(row, value); };
      if (std::ranges::any_of(when, fits)) return then(row, scratch);
    }
    return otherwise ? otherwise(row, scratch) : scratch = Value();
  };
}

}  // namespace

Value compared(ComparisonOperator op, const Value& left, const Value& right) {
  return function_of(op)(left, right);
}

Evaluator compile_form(const Unary& form, TextSpan span, ExecContext& context) {
  return [op = form.op, span, operand = compile(*form.operand, context), held = Value()](
             Row& row, Value& scratch) mutable -> const Value& {
    const Value& value = operand(row, held);
    switch (op) {
      case UnaryOperator::logical_not:
        return scratch = placed(span, [&] { return logical_not(value); });
      case UnaryOperator::minus:
        return scratch = placed(span, [&] { return negate(value); });
      case UnaryOperator::plus:
        return scratch = placed(span, [&] { return multiply(value, Value(1)); });
      case UnaryOperator::is_null:
        return scratch = Value(value.is_null());
      case UnaryOperator::is_not_null:
        return scratch = Value(!value.is_null());
    }
    return scratch = Value();
  };
}

Evaluator compile_form(const Binary& form, TextSpan span, ExecContext& context) {
  if (form.op != BinaryOperator::matches) {
    return compile_binary(function_of(form.op), *form.left, *form.right, span, context);
  }
  return [first = compile(*form.left, context), second = compile(*form.right, context), &context,
          span, a = Value(), b = Value()](Row& row, Value& scratch) mutable -> const Value& {
    return scratch = placed(span, [&] {
             const Value& text = first(row, a);
             return matches(context.eval, text, second(row, b));
           });
  };
}

Evaluator compile_form(const Comparison& form, TextSpan span, ExecContext& context) {
  if (form.operators.size() > 1) return compile_chain(form, context);
  return compile_binary(function_of(form.operators.front()), *form.operands[0], *form.operands[1],
                        span, context);
}

Evaluator compile_form(const Logical& form, ExecContext& context) {
  std::vector<Evaluator> operands;
  for (const ExpressionPtr& operand : form.operands) {
    operands.push_back(compile(*operand, context));
  }
  return [op = form.op, join = function_of(form.op), operands = std::move(operands),
          held = Value()](Row& row, Value& scratch) mutable -> const Value& {
    Value result = operands.front()(row, held);
    if (decides(op, result)) return scratch = std::move(result);
    for (std::size_t i = 1; i < operands.size(); ++i) {
      result = join(result, operands[i](row, held));
      if (decides(op, result)) break;
    }
    return scratch = std::move(result);
  };
}

Evaluator compile_form(const Case& form, ExecContext& context) {
  return form.subject ? compile_simple_case(form, context) : compile_searched_case(form, context);
}

Evaluator compile_form(const FunctionCall& form, TextSpan span, ExecContext& context) {
  if (!form.function) {
    throw Error(ErrorKind::internal_error,
                "The aggregate " + form.name.text + " was not planned as one.");
  }
  std::vector<Evaluator> arguments;
  for (const ExpressionPtr& argument : form.arguments) {
    arguments.push_back(compile(*argument, context));
  }
  return [function = form.function, arguments = std::move(arguments), &context, span,
          values = std::vector<Value>(form.arguments.size()),
          held = Value()](Row& row, Value& scratch) mutable -> const Value& {
    return scratch = placed(span, [&] {
             for (std::size_t i = 0; i < arguments.size(); ++i) {
               take(arguments[i](row, held), held, values[i], context.limits());
             }
             return call(*function, context.eval, values);
           });
  };
}

}  // namespace chancery::query
