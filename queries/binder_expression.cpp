#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ast_visit.h"
#include "binder_state.h"
#include "spelling.h"

namespace chancery::query {
namespace {

constexpr TypeSet kHasProperties = kMap | kNode | kRelationship | kInstant | kDuration;

StaticType only(TypeSet types) { return {.types = types}; }

TypeSet allowed_operands(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::subtract:
      return kNumber | kInstant | kDuration;
    case BinaryOperator::multiply:
    case BinaryOperator::divide:
      return kNumber | kDuration;
    case BinaryOperator::modulo:
    case BinaryOperator::power:
      return kNumber;
    default:
      return kAnyType;
  }
}

bool is_arithmetic(BinaryOperator op) { return op <= BinaryOperator::power; }

TypeSet result_of(BinaryOperator op, TypeSet left, TypeSet right) {
  if (!is_arithmetic(op)) return kBoolean;
  if (op == BinaryOperator::power) return kFloat;
  const TypeSet both = left | right;
  if (both == kInteger) return kInteger;
  return (both & ~kNumber) == 0 ? kNumber : kAnyType;
}

std::string describe_value(TypeSet types) { return "A value of type " + describe_types(types); }

}  // namespace

Binder::Place Binder::Place::value() const {
  Place place = *this;
  place.predicate = false;
  return place;
}

Binder::Place Binder::Place::within(const Scope& inner) const {
  return {.scope = &inner, .in_aggregate = in_aggregate};
}

void Binder::require(TypeSet allowed, const StaticType& type, const Expression& expression,
                     std::string_view what) const {
  if ((type.types & allowed) != 0) return;
  fail("InvalidArgumentType",
       fmt::format("{} {}, not {}.", what, describe_types(allowed), describe_types(type.types)),
       expression.span);
}

StaticType Binder::bind_plain(Expression& expression, const Scope& scope) {
  return bind_expression(expression, {.scope = &scope});
}

void Binder::bind_where(Expression* where, const Scope& scope) {
  if (where != nullptr) bind_boolean(*where, {.scope = &scope}, "WHERE takes");
}

StaticType Binder::bind_boolean(Expression& expression, const Place& place, std::string_view what) {
  Place inside = place;
  inside.predicate = true;
  const StaticType type = bind_expression(expression, inside);
  require(kBoolean, type, expression, what);
  return type;
}

StaticType Binder::bind_expression(Expression& expression, const Place& place) {
  limits_.check();
  if (place.projected != nullptr) {
    expression.slot = find_projected(expression, *place.projected);
    if (expression.slot != kNoSlot) return type_of(expression.slot);
  }
  return std::visit([&](auto& form) { return bind_form(expression, form, place); },
                    expression.form);
}

// ---- Leaves ------------------------------------------------------------------------------------

StaticType Binder::bind_form(Expression&, Literal& form, const Place&) {
  const ValueType type = form.value.type();
  return only(type == ValueType::null ? kAnyType : type_set({type}));
}

StaticType Binder::bind_form(Expression& expression, Parameter& form, const Place&) {
  use_parameter(form.name, expression.span);
  return {};
}

StaticType Binder::bind_form(Expression& expression, Variable& form, const Place& place) {
  expression.slot = place.scope->find(form.name);
  if (expression.slot == kNoSlot) fail_undefined(form.name, expression.span, *place.scope);
  return type_of(expression.slot);
}

// ---- Containers --------------------------------------------------------------------------------

StaticType Binder::bind_form(Expression& expression, Property& form, const Place& place) {
  const Place inside = place.value();
  const StaticType subject = bind_expression(*form.subject, inside);
  if ((subject.types & kHasProperties) == 0) {
    fail("InvalidArgumentType",
         fmt::format("{} has no properties such as .{}.", describe_value(subject.types),
                     form.key.text),
         expression.span, subject.types == kPath ? ErrorKind::syntax_error : ErrorKind::type_error);
  }
  return {};
}

StaticType Binder::bind_form(Expression&, LabelTest& form, const Place& place) {
  const Place inside = place.value();
  const StaticType subject = bind_expression(*form.subject, inside);
  require(kNode | kRelationship, subject, *form.subject, "A label test takes");
  return only(kBoolean);
}

StaticType Binder::bind_form(Expression&, ListLiteral& form, const Place& place) {
  const Place inside = place.value();
  StaticType type = {.types = kList, .elements = 0};
  for (ExpressionPtr& item : form.items) type.elements |= bind_expression(*item, inside).types;
  if (form.items.empty()) type.elements = kAnyType;
  return type;
}

StaticType Binder::bind_form(Expression&, MapLiteral& form, const Place& place) {
  const Place inside = place.value();
  for (MapEntry& entry : form.entries) bind_expression(*entry.value, inside);
  return only(kMap);
}

StaticType Binder::bind_form(Expression&, MapProjection& form, const Place& place) {
  const Place inside = place.value();
  const StaticType subject = bind_expression(*form.subject, inside);
  require(kMap | kNode | kRelationship, subject, *form.subject, "A map projection takes");
  for (MapProjectionItem& item : form.items) {
    if (item.value) bind_expression(*item.value, inside);
  }
  return only(kMap);
}

StaticType Binder::bind_form(Expression& expression, Index& form, const Place& place) {
  const Place inside = place.value();
  const StaticType subject = bind_expression(*form.subject, inside);
  bind_expression(*form.index, inside);
  if ((subject.types & (kList | kHasProperties)) == 0) {
    fail("InvalidArgumentType", fmt::format("{} has no elements.", describe_value(subject.types)),
         expression.span, ErrorKind::type_error);
  }
  return only(subject.types == kList ? subject.elements : kAnyType);
}

StaticType Binder::bind_form(Expression&, Slice& form, const Place& place) {
  const Place inside = place.value();
  const StaticType subject = bind_expression(*form.subject, inside);
  require(kList, subject, *form.subject, "A range of elements takes");
  for (ExpressionPtr* bound : {&form.from, &form.to}) {
    if (*bound) {
      require(kInteger, bind_expression(**bound, inside), **bound, "A bound takes");
    }
  }
  return {.types = kList, .elements = subject.elements};
}

// ---- Operators ---------------------------------------------------------------------------------

StaticType Binder::bind_form(Expression&, Unary& form, const Place& place) {
  switch (form.op) {
    case UnaryOperator::logical_not:
      return bind_boolean(*form.operand, place, "NOT takes");
    case UnaryOperator::minus:
    case UnaryOperator::plus: {
      const StaticType type = bind_expression(*form.operand, place);
      require(kNumber | kDuration, type, *form.operand, "A sign takes");
      return type;
    }
    case UnaryOperator::is_null:
    case UnaryOperator::is_not_null:
      bind_expression(*form.operand, place);
      break;
  }
  return only(kBoolean);
}

StaticType Binder::bind_form(Expression&, Binary& form, const Place& place) {
  const Place inside = place.value();
  const StaticType left = bind_expression(*form.left, inside);
  const StaticType right = bind_expression(*form.right, inside);
  if (form.op == BinaryOperator::concatenate) return bind_concatenation(form, left, right);
  const TypeSet allowed = allowed_operands(form.op);
  const std::string takes = fmt::format("The operator {} takes", symbol(form.op));
  require(allowed, left, *form.left, takes);
  require(form.op == BinaryOperator::in ? kList : allowed, right, *form.right, takes);
  return only(result_of(form.op, left.types, right.types));
}

StaticType Binder::bind_concatenation(const Binary& form, const StaticType& left,
                                      const StaticType& right) const {
  const auto refuse = [this](const std::string& types, TextSpan span) {
    fail("InvalidArgumentType",
         fmt::format("|| joins two strings or two lists, not {}; between conditions write OR.",
                     types),
         span);
  };
  const TypeSet joined = kString | kList;
  if ((left.types & joined) == 0) refuse(describe_types(left.types), form.left->span);
  if ((right.types & joined) == 0) refuse(describe_types(right.types), form.right->span);
  if ((left.types & right.types & joined) == 0) {
    refuse(fmt::format("{} and {}", describe_types(left.types), describe_types(right.types)),
           {form.left->span.start, form.right->span.end});
  }
  return only(left.types & right.types & joined);
}

StaticType Binder::bind_form(Expression&, Comparison& form, const Place& place) {
  for (ExpressionPtr& operand : form.operands) bind_expression(*operand, place);
  return only(kBoolean);
}

StaticType Binder::bind_form(Expression&, Logical& form, const Place& place) {
  for (ExpressionPtr& operand : form.operands) {
    bind_boolean(*operand, place, "AND, OR and XOR take");
  }
  return only(kBoolean);
}

StaticType Binder::bind_form(Expression& expression, CaseSubject&, const Place&) {
  expression.slot = case_subject_;
  return type_of(case_subject_);
}

StaticType Binder::bind_form(Expression&, Case& form, const Place& place) {
  StaticType subject;
  if (form.subject) subject = bind_expression(*form.subject, place);
  const auto tests = [](const CaseAlternative& alternative) {
    return std::ranges::any_of(alternative.when, &CaseCondition::tests_subject);
  };
  if (std::ranges::any_of(form.alternatives, tests)) form.slot = new_slot("", subject);
  StaticType type = {.types = 0, .elements = 0};
  const auto add = [&](Expression& value) {
    const StaticType one = bind_expression(value, place);
    type.types |= one.types;
    type.elements |= one.elements;
  };
  for (CaseAlternative& alternative : form.alternatives) {
    bind_case_conditions(form, alternative, place);
    add(*alternative.then);
  }
  if (form.otherwise) add(*form.otherwise);
  return type;
}

void Binder::bind_case_conditions(Case& form, CaseAlternative& alternative, const Place& place) {
  const Slot outer = std::exchange(case_subject_, form.slot);
  for (CaseCondition& condition : alternative.when) {
    if (form.subject) {
      bind_expression(*condition.expression, place);
    } else {
      bind_boolean(*condition.expression, place, "WHEN takes");
    }
  }
  case_subject_ = outer;
}

// ---- Forms with variables of their own ---------------------------------------------------------

StaticType Binder::bind_form(Expression&, ListComprehension& form, const Place& place) {
  const StaticType list = bind_expression(*form.list, place.value());
  require(kList, list, *form.list, "A list comprehension takes");
  Scope scope = {.names = {}, .outer = place.scope};
  form.slot = new_slot(form.variable.text, only(list.elements));
  scope.names.emplace(form.variable.text, form.slot);
  const Place inside = place.within(scope);
  if (form.where) bind_boolean(*form.where, inside, "WHERE takes");
  const TypeSet elements =
      form.projection ? bind_expression(*form.projection, inside).types : list.elements;
  return {.types = kList, .elements = elements};
}

StaticType Binder::bind_form(Expression&, Quantifier& form, const Place& place) {
  const StaticType list = bind_expression(*form.list, place.value());
  require(kList, list, *form.list, "This predicate takes");
  Scope scope = {.names = {}, .outer = place.scope};
  form.slot = new_slot(form.variable.text, only(list.elements));
  scope.names.emplace(form.variable.text, form.slot);
  const Place inside = place.within(scope);
  if (form.where) bind_boolean(*form.where, inside, "WHERE takes");
  return only(kBoolean);
}

StaticType Binder::bind_form(Expression&, Reduce& form, const Place& place) {
  bind_expression(*form.initial, place.value());
  const StaticType list = bind_expression(*form.list, place.value());
  require(kList, list, *form.list, "reduce takes");
  Scope scope = {.names = {}, .outer = place.scope};
  form.accumulator_slot = new_slot(form.accumulator.text, {});
  form.slot = new_slot(form.variable.text, only(list.elements));
  scope.names.emplace(form.accumulator.text, form.accumulator_slot);
  if (!scope.names.emplace(form.variable.text, form.slot).second) {
    fail("VariableAlreadyBound",
         fmt::format("The variable {} accumulates already; name the element otherwise.",
                     form.variable.text),
         form.variable.span);
  }
  const Place inside = place.within(scope);
  bind_expression(*form.step, inside);
  return {};
}

StaticType Binder::bind_form(Expression&, PatternComprehension& form, const Place& place) {
  Scope scope = {.names = {}, .outer = place.scope};
  bind_inner_pattern(form.pattern, scope);
  const Place inside = place.within(scope);
  if (form.where) bind_boolean(*form.where, inside, "WHERE takes");
  return {.types = kList, .elements = bind_expression(*form.projection, inside).types};
}

/// A pattern that stands for a value has only variables that are known.
void Binder::introduces_nothing(const PathPattern& pattern, const Scope& scope) const {
  const bool search = pattern.shortest.has_value();
  const auto check = [&](const std::optional<Name>& variable) {
    if (!variable || scope.find(variable->text) != kNoSlot) return;
    fail_undefined(
        variable->text, variable->span, scope,
        search ? "shortestPath() as an expression searches between nodes that are found already; "
                 "EXISTS { } asks for any path."
               : "a pattern as a condition introduces no variables, but within EXISTS { } it may.");
  };
  for (const NodePattern& node : pattern.nodes) check(node.variable);
  for (const RelationshipPattern& relationship : pattern.relationships) {
    check(relationship.variable);
  }
}

StaticType Binder::bind_form(Expression& expression, PatternExpression& form, const Place& place) {
  const bool predicate = !form.pattern.shortest;
  if (predicate && !place.predicate) {
    fail("UnexpectedSyntax",
         "A pattern can stand for a value only in a condition; to collect its matches write "
         "[pattern | expression].",
         expression.span);
  }
  introduces_nothing(form.pattern, *place.scope);
  Scope scope = {.names = {}, .outer = place.scope};
  bind_inner_pattern(form.pattern, scope);
  if (predicate) return only(kBoolean);
  if (!form.pattern.shortest->groups) return only(kPath);
  return {.types = kList, .elements = kPath};
}

/// What stands in CALL within the subquery must not update either.
void Binder::bind_reading_query(Query& query, const Place& place, QueryKind kind, TextSpan span) {
  const bool writes = std::exchange(statement_.writes, false);
  bind_query(query, place.scope, kind);
  if (statement_.writes) {
    fail("InvalidClauseComposition",
         "A subquery of an expression may only read, but a CALL within this one updates.", span);
  }
  statement_.writes = writes;
}

StaticType Binder::bind_form(Expression& expression, SubqueryExpression& form, const Place& place) {
  switch (form.kind) {
    case SubqueryKind::exists:
      if (form.bare) introduces_nothing(bare_pattern(form), *place.scope);
      bind_reading_query(*form.query, place, QueryKind::exists, expression.span);
      return only(kBoolean);
    case SubqueryKind::count:
      bind_reading_query(*form.query, place, QueryKind::count, expression.span);
      return only(kInteger);
    case SubqueryKind::collect:
      bind_reading_query(*form.query, place, QueryKind::collect, expression.span);
      break;
  }
  if (form.query->columns.size() != 1) {
    fail("InvalidClauseComposition", "COLLECT { } needs a RETURN of one column.", expression.span);
  }
  return {.types = kList, .elements = kAnyType};
}

}  // namespace chancery::query
