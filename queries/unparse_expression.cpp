#include <fmt/format.h>

#include <utility>

#include "ast_visit.h"
#include "keywords.h"
#include "spelling.h"
#include "unparse_printer.h"

namespace chancery::query {
namespace {

Precedence precedence(const Unary& unary) {
  switch (unary.op) {
    case UnaryOperator::logical_not:
      return kNot;
    case UnaryOperator::minus:
    case UnaryOperator::plus:
      return kSign;
    case UnaryOperator::is_null:
    case UnaryOperator::is_not_null:
      break;
  }
  return kPredicate;
}

Precedence precedence(const Binary& binary) {
  switch (binary.op) {
    case BinaryOperator::add:
    case BinaryOperator::subtract:
    case BinaryOperator::concatenate:
      return kAdditive;
    case BinaryOperator::multiply:
    case BinaryOperator::divide:
    case BinaryOperator::modulo:
      return kMultiplicative;
    case BinaryOperator::power:
      return kPower;
    default:
      return kPredicate;
  }
}

Precedence precedence(const Logical& logical) {
  switch (logical.op) {
    case LogicalOperator::disjunction:
      return kDisjunction;
    case LogicalOperator::exclusive_or:
      return kExclusiveOr;
    case LogicalOperator::conjunction:
      break;
  }
  return kConjunction;
}

Precedence precedence(const Literal& literal) {
  const bool negative =
      (literal.value.type() == ValueType::integer && literal.value.as_integer() < 0);
  return negative ? kPostfix : kAtom;
}

Precedence precedence(const Expression& expression) {
  return std::visit(
      Overloaded{
          [](const Literal& form) { return precedence(form); },
          [](const Unary& form) { return precedence(form); },
          [](const Binary& form) { return precedence(form); },
          [](const Logical& form) { return precedence(form); },
          [](const Comparison&) { return kComparison; }, [](const Property&) { return kPostfix; },
          [](const LabelTest&) { return kPostfix; }, [](const Index&) { return kPostfix; },
          [](const Slice&) { return kPostfix; },
          [](const PatternExpression&) { return kPredicate; }, [](const auto&) { return kAtom; }},
      expression.form);
}

/// Behind a minus an integer would take the sign for its own.
bool starts_with_integer(const Expression& expression) {
  return std::visit(
      Overloaded{[](const Literal& form) {
                   return form.value.type() == ValueType::integer && form.value.as_integer() >= 0;
                 },
                 [](const Property& form) { return starts_with_integer(*form.subject); },
                 [](const LabelTest& form) { return starts_with_integer(*form.subject); },
                 [](const Index& form) { return starts_with_integer(*form.subject); },
                 [](const Slice& form) { return starts_with_integer(*form.subject); },
                 [](const auto&) { return false; }},
      expression.form);
}

}  // namespace

void Printer::print(const Expression& expression, int place) {
  const bool all = parentheses_ == Parentheses::all;
  const int own = precedence(expression);
  const bool group = own < place || (all && own != kAtom);
  if (group) out_ += '(';
  std::visit([&](const auto& form) { print_form(form); }, expression.form);
  if (group) out_ += ')';
}

void Printer::print_form(const Literal& form) {
  switch (form.value.type()) {
    case ValueType::boolean:
      out_ += form.value.as_bool() ? "true" : "false";
      break;
    case ValueType::integer:
      out_ += std::to_string(form.value.as_integer());
      break;
    case ValueType::floating:
      out_ += float_literal(form.value.as_float());
      break;
    case ValueType::string:
      out_ += string_literal(form.value.as_string());
      break;
    default:
      out_ += "null";
  }
}

void Printer::print_form(const Parameter& form) { out_ += parameter_text(form.name); }

void Printer::print_form(const Variable& form) { out_ += variable_text(form.name); }

void Printer::print_form(const Property& form) {
  print(*form.subject, kPostfix);
  out_ += '.' + name_text(form.key.text);
}

void Printer::print_labels(const std::vector<Name>& labels) {
  for (const Name& label : labels) out_ += ':' + name_text(label.text);
}

void Printer::print_labels(const std::vector<Name>& labels, const LabelExpressionPtr& expression) {
  if (!expression) return print_labels(labels);
  out_ += ':';
  print(*expression);
}

/// `group`: it stands in a tighter binding one.
void Printer::print(const LabelExpression& expression, bool group) {
  using Kind = LabelExpression::Kind;
  if (expression.kind == Kind::name) {
    out_ += name_text(expression.name.text);
  } else if (expression.kind == Kind::wildcard) {
    out_ += '%';
  } else if (expression.kind == Kind::negation) {
    out_ += '!';
    print(expression.operands.front(), true);
  } else {
    if (group) out_ += '(';
    join(expression.operands, expression.kind == Kind::conjunction ? "&" : "|",
         [&](const LabelExpression& operand) { print(operand, true); });
    if (group) out_ += ')';
  }
}

void Printer::print_before_bar(const Expression& list) {
  const bool outer = std::exchange(before_bar_, true);
  print(list);
  before_bar_ = outer;
}

void Printer::print_form(const LabelTest& form) {
  if (std::exchange(before_bar_, false)) {
    out_ += '(';
    print_form(form);
    out_ += ')';
    before_bar_ = true;
    return;
  }
  // Behind a label test another colon would be read as one more label of the same test.
  print(*form.subject, as<LabelTest>(*form.subject) != nullptr ? kAtom : kPostfix);
  if (!form.label_expression) return print_labels(form.labels);
  out_ += ':';
  // Bare bars could be taken for the one that ends the WHERE of a comprehension.
  print(*form.label_expression, form.label_expression->kind == LabelExpression::Kind::disjunction);
}

void Printer::print_form(const ListLiteral& form) {
  out_ += '[';
  // An IN in the first place would read as a list comprehension, a pattern as one of patterns.
  const int place =
      form.items.empty() || precedence(*form.items[0]) > kPredicate ? kDisjunction : kAdditive;
  bool first = true;
  for (const ExpressionPtr& item : form.items) {
    if (!first) out_ += ", ";
    print(*item, first ? place : kDisjunction);
    first = false;
  }
  out_ += ']';
}

void Printer::print_form(const MapLiteral& form) {
  out_ += '{';
  join(form.entries, ", ", [&](const MapEntry& entry) {
    out_ += name_text(entry.key.text) + ": ";
    print(*entry.value);
  });
  out_ += '}';
}

void Printer::print_form(const MapProjection& form) {
  const std::string& name = as<Variable>(*form.subject)->name;
  out_ += opens_subquery(name) ? backticked(name) : variable_text(name);
  out_ += " {";
  join(form.items, ", ", [&](const MapProjectionItem& item) { print(item); });
  out_ += '}';
}

void Printer::print(const MapProjectionItem& item) {
  switch (item.kind) {
    case MapProjectionItem::Kind::property:
      out_ += '.' + name_text(item.key.text);
      break;
    case MapProjectionItem::Kind::all_properties:
      out_ += ".*";
      break;
    case MapProjectionItem::Kind::variable:
      out_ += variable_text(item.key.text);
      break;
    case MapProjectionItem::Kind::entry:
      out_ += name_text(item.key.text) + ": ";
      print(*item.value);
      break;
  }
}

void Printer::print_form(const Index& form) {
  print(*form.subject, kPostfix);
  out_ += '[';
  print(*form.index);
  out_ += ']';
}

void Printer::print_form(const Slice& form) {
  print(*form.subject, kPostfix);
  out_ += '[';
  if (form.from) print(*form.from);
  out_ += "..";
  if (form.to) print(*form.to);
  out_ += ']';
}

void Printer::print_form(const Unary& form) {
  switch (form.op) {
    case UnaryOperator::logical_not:
      out_ += "NOT ";
      return print(*form.operand, kNot);
    case UnaryOperator::minus:
      out_ += '-';
      return print(*form.operand, starts_with_integer(*form.operand) ? kAtom + 1 : kSign);
    case UnaryOperator::plus:
      out_ += '+';
      return print(*form.operand, kSign);
    case UnaryOperator::is_null:
      print(*form.operand, kPredicate);
      out_ += " IS NULL";
      return;
    case UnaryOperator::is_not_null:
      print(*form.operand, kPredicate);
      out_ += " IS NOT NULL";
      return;
  }
}

void Printer::print_form(const Binary& form) {
  const int own = precedence(form);
  print(*form.left, own);
  out_ += fmt::format(" {} ", symbol(form.op));
  print(*form.right, own + 1);
}

void Printer::print_form(const Comparison& form) {
  print(*form.operands[0], kPredicate);
  for (std::size_t i = 0; i < form.operators.size(); ++i) {
    out_ += fmt::format(" {} ", symbol(form.operators[i]));
    print(*form.operands[i + 1], kPredicate);
  }
}

void Printer::print_form(const Logical& form) {
  const int own = precedence(form);
  join(form.operands, fmt::format(" {} ", symbol(form.op)),
       [&](const ExpressionPtr& operand) { print(*operand, own + 1); });
}

void Printer::print_form(const Case& form) {
  out_ += "CASE";
  print_optional(" ", form.subject);
  for (const CaseAlternative& alternative : form.alternatives) {
    out_ += " WHEN";
    join(alternative.when, ",", [&](const CaseCondition& condition) { print(condition); });
    print_optional(" THEN ", alternative.then);
  }
  print_optional(" ELSE ", form.otherwise);
  out_ += " END";
}

void Printer::print(const CaseCondition& condition) {
  const Expression& test = *condition.expression;
  if (!condition.tests_subject) {
    out_ += ' ';
    return print(test);
  }
  // A function in another dress has to be written in it: its subject cannot be named.
  const auto* negation = as<Unary>(test);
  if (negation && negation->op != UnaryOperator::logical_not) negation = nullptr;
  const auto* call = as<FunctionCall>(negation ? *negation->operand : test);
  if (!call) return std::visit([&](const auto& form) { print_form(form); }, test.form);
  const bool of_type = call->name.text == "isType";
  out_ += negation ? " IS NOT" : " IS";
  if (of_type) out_ += " ::";
  if (call->arguments.size() > 1) out_ += ' ' + as<Literal>(*call->arguments[1])->value.as_string();
  if (!of_type) out_ += " NORMALIZED";
}

void Printer::print_form(const FunctionCall& form) {
  out_ += dotted_name_text(form.name.text) + '(';
  if (form.star) out_ += '*';
  if (form.distinct) out_ += "DISTINCT ";
  print_list(form.arguments);
  out_ += ')';
}

void Printer::print_form(const ListComprehension& form) {
  out_ += '[' + variable_text(form.variable.text) + " IN ";
  print_before_bar(*form.list);
  print_optional(" WHERE ", form.where);
  print_optional(" | ", form.projection);
  out_ += ']';
}

void Printer::print_form(const Quantifier& form) {
  out_ += fmt::format("{}({} IN ", word(form.kind), variable_text(form.variable.text));
  print(*form.list);
  print_optional(" WHERE ", form.where);
  out_ += ')';
}

void Printer::print_form(const Reduce& form) {
  out_ += "reduce(" + variable_text(form.accumulator.text) + " = ";
  print(*form.initial);
  out_ += ", " + variable_text(form.variable.text) + " IN ";
  print_before_bar(*form.list);
  print_optional(" | ", form.step);
  out_ += ')';
}

void Printer::print_form(const PatternComprehension& form) {
  out_ += '[';
  print(form.pattern);
  print_optional(" WHERE ", form.where);
  print_optional(" | ", form.projection);
  out_ += ']';
}

void Printer::print_form(const PatternExpression& form) { print(form.pattern); }

void Printer::print_form(const SubqueryExpression& form) {
  if (form.bare) {
    out_ += "exists(";
    print(bare_pattern(form));
    out_ += ')';
    return;
  }
  out_ += fmt::format("{} {{ ", word(form.kind));
  print(*form.query);
  out_ += " }";
}

}  // namespace chancery::query
