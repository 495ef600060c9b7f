#include <fmt/format.h>

#include <algorithm>

#include "ast_visit.h"
#include "binder_state.h"
#include "expression_slots.h"
#include "other_dialects.h"
#include "procedures.h"

namespace chancery::query {
namespace {

std::string count_of_arguments(unsigned least, unsigned most) {
  if (most == kUnlimited)
    return fmt::format("at least {} argument{}", least, least == 1 ? "" : "s");
  if (least == most) return fmt::format("{} argument{}", least, least == 1 ? "" : "s");
  return fmt::format("{} to {} arguments", least, most);
}

/// The types of values that a procedure's argument takes; "FLOAT?" takes integers as well.
TypeSet types_of(std::string_view type) {
  TypeSet types = 0;
  const auto add = [&](const Value& sample, TypeSet set) {
    if (admits(type, sample)) types |= set;
  };
  add(Value(true), kBoolean);
  add(Value(1), kInteger);
  add(Value(1.5), kFloat);
  add(Value("a"), kString);
  add(Value(List()), kList);
  add(Value(Map()), kMap);
  return types | kNode | kRelationship | kPath | kInstant | kDuration;
}

StaticType declared_type(std::string_view type) {
  if (type.starts_with("NODE")) return {.types = kNode};
  if (type.starts_with("RELATIONSHIP")) return {.types = kRelationship};
  if (type.starts_with("PATH")) return {.types = kPath};
  if (type.starts_with("STRING")) return {.types = kString};
  if (type.starts_with("BOOLEAN")) return {.types = kBoolean};
  if (type.starts_with("INTEGER")) return {.types = kInteger};
  if (type.starts_with("FLOAT") || type.starts_with("NUMBER")) return {.types = kNumber};
  return {};
}

}  // namespace

// ---- Functions ---------------------------------------------------------------------------------

StaticType Binder::bind_form(Expression& expression, FunctionCall& form, const Place& place) {
  form.aggregate = find_aggregate(form.name.text);
  if (form.aggregate != nullptr) return bind_aggregate(expression, form, place);
  form.function = find_function(form.name.text);
  if (form.function == nullptr) fail_unknown_function(form);
  if (form.star || form.distinct) {
    fail("UnexpectedSyntax",
         fmt::format("{} is not an aggregate: it takes no {}.", form.name.text,
                     form.star ? "*" : "DISTINCT"),
         expression.span);
  }
  return bind_function(form, expression, place);
}

StaticType Binder::bind_aggregate(Expression& expression, FunctionCall& call, const Place& place) {
  if (place.in_aggregate) {
    fail("NestedAggregation", "An aggregate cannot stand inside another one.", expression.span);
  }
  Place inside = place.value();
  inside.in_aggregate = true;
  for (ExpressionPtr& argument : call.arguments) bind_expression(*argument, inside);
  if (place.aggregates == nullptr) {
    fail("InvalidAggregation",
         fmt::format("The aggregate {} can only stand in WITH and RETURN.", call.name.text),
         expression.span);
  }
  const bool count_star = call.star && call.aggregate->name == "count";
  if (!count_star && (call.star || call.arguments.size() != call.aggregate->args)) {
    fail("InvalidNumberOfArguments",
         fmt::format("{} takes {}.", call.name.text,
                     count_of_arguments(call.aggregate->args, call.aggregate->args)),
         expression.span);
  }
  for (const ExpressionPtr& argument : call.arguments) {
    if (!is_deterministic(*argument)) {
      fail("NonConstantExpression",
           "The argument of an aggregate must give the same value each time.", argument->span);
    }
  }
  const StaticType type = {.types = call.aggregate->yields};
  expression.slot = new_slot({}, type);
  place.aggregates->push_back(&expression);
  return type;
}

StaticType Binder::bind_function(FunctionCall& call, const Expression& expression,
                                 const Place& place) {
  const Function& function = *call.function;
  if (call.arguments.size() < function.min_args || call.arguments.size() > function.max_args) {
    fail("InvalidNumberOfArguments",
         fmt::format("{} takes {}, not {}: {}.", function.name,
                     count_of_arguments(function.min_args, function.max_args),
                     call.arguments.size(), function.signature),
         expression.span);
  }
  const Place inside = place.value();
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    Expression& argument = *call.arguments[i];
    const StaticType type = bind_expression(argument, inside);
    require(function.accepts_at(i), type, argument, fmt::format("{} takes", function.name));
  }
  return {.types = function.yields};
}

void Binder::fail_unknown_function(const FunctionCall& call) const {
  std::vector<std::string> known;
  for (const Function* function : functions()) known.emplace_back(function->name);
  for (const Aggregate* aggregate : aggregates()) known.emplace_back(aggregate->name);
  if (const std::string_view instead = advice_for_function(call.name.text); !instead.empty()) {
    fail("UnknownFunction",
         fmt::format("There is no function {}; write {}.", call.name.text, instead),
         call.name.span);
  }
  const std::optional<std::string> meant = suggest(call.name.text, known);
  fail("UnknownFunction",
       fmt::format(
           "There is no function {}; {}", call.name.text,
           meant ? fmt::format("did you mean {}?", *meant) : "CALL db.functions() lists all."),
       call.name.span);
}

// ---- Procedures --------------------------------------------------------------------------------

void Binder::bind_clause(Call& call, Scope& scope) {
  call.procedure = find_procedure(call.name.text);
  if (call.procedure == nullptr) {
    std::vector<std::string> known;
    for (const auto& procedure : all_procedures()) known.push_back(procedure->name);
    const std::optional<std::string> meant = suggest(call.name.text, known);
    fail("ProcedureNotFound",
         fmt::format(
             "There is no procedure {}; {}", call.name.text,
             meant ? fmt::format("did you mean {}?", *meant) : "CALL db.procedures() lists all."),
         call.name.span, ErrorKind::procedure_error);
  }
  if (call.procedure->writes) statement_.writes = true;
  if (!call.explicit_arguments) bind_implicit_arguments(call);
  bind_call_arguments(call, scope);
  bind_yields(call, scope);
  bind_where(call.where.get(), scope);
}

/// A standalone CALL without parentheses takes its arguments from parameters of their names.
void Binder::bind_implicit_arguments(Call& call) {
  if (!call.standalone) {
    if (call.procedure->inputs.empty()) return;
    fail("InvalidArgumentPassingMode",
         fmt::format("Within a query, CALL needs its arguments: {}(...).", call.name.text),
         call.name.span);
  }
  for (const ProcedureField& input : call.procedure->inputs) {
    const bool missing =
        parameters_ != nullptr && parameters_->find(input.name) == parameters_->end();
    if (missing && input.default_value) break;
    use_parameter(input.name, call.name.span, true);
    auto argument = std::make_unique<Expression>();
    argument->form = Parameter{input.name};
    argument->span = call.name.span;
    call.arguments.push_back(std::move(argument));
  }
}

void Binder::bind_call_arguments(Call& call, const Scope& scope) {
  const std::vector<ProcedureField>& inputs = call.procedure->inputs;
  unsigned least = 0;
  for (const ProcedureField& input : inputs) least += input.default_value ? 0 : 1;
  if (call.arguments.size() < least || call.arguments.size() > inputs.size()) {
    fail("InvalidNumberOfArguments",
         fmt::format("{} takes {}, not {}: {}.", call.name.text,
                     count_of_arguments(least, static_cast<unsigned>(inputs.size())),
                     call.arguments.size(), signature(*call.procedure)),
         call.name.span);
  }
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    Expression& argument = *call.arguments[i];
    const StaticType type = bind_plain(argument, scope);
    if ((type.types & types_of(inputs[i].type)) == 0) {
      fail("InvalidArgumentType",
           fmt::format("The argument {} of {} is {}, not {}.", inputs[i].name, call.name.text,
                       inputs[i].type, describe_types(type.types)),
           argument.span);
    }
  }
}

void Binder::bind_yields(Call& call, Scope& scope) {
  const std::vector<ProcedureField>& outputs = call.procedure->outputs;
  if (call.star && !call.standalone) {
    fail("UnexpectedSyntax",
         "Within a query, YIELD names its fields; * is for a CALL that stands "
         "alone.",
         call.name.span);
  }
  if (call.standalone && call.yields.empty()) {
    call.implicit_yields = true;
    for (const ProcedureField& output : outputs) {
      call.yields.push_back({.field = {.text = output.name, .span = call.name.span}, .alias = {}});
    }
  }
  for (YieldItem& item : call.yields) {
    std::vector<std::string> known;
    for (const ProcedureField& output : outputs) known.push_back(output.name);
    const auto at = std::find(known.begin(), known.end(), item.field.text);
    if (at == known.end()) {
      const std::optional<std::string> meant = suggest(item.field.text, known);
      fail("UndefinedVariable",
           fmt::format("{} yields no {}; {}", call.name.text, item.field.text,
                       meant ? fmt::format("did you mean {}?", *meant)
                             : fmt::format("it yields {}.", fmt::join(known, ", "))),
           item.field.span);
    }
    item.field_index = static_cast<std::size_t>(at - known.begin());
    item.slot = declare(scope, item.alias ? *item.alias : item.field,
                        declared_type(outputs[item.field_index].type));
  }
}

}  // namespace chancery::query
