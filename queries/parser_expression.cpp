#include <array>

#include "parser_state.h"

namespace chancery::query {
namespace {

struct ComparisonSymbol {
  std::string_view text;
  ComparisonOperator op;
};

constexpr std::array<ComparisonSymbol, 6> kComparisons = {{
    {"=", ComparisonOperator::equal},
    {"<>", ComparisonOperator::not_equal},
    {"<", ComparisonOperator::less},
    {"<=", ComparisonOperator::less_or_equal},
    {">", ComparisonOperator::greater},
    {">=", ComparisonOperator::greater_or_equal},
}};

std::optional<ComparisonOperator> comparison_at(const Token& token) {
  for (const ComparisonSymbol& symbol : kComparisons) {
    if (token.is(symbol.text)) return symbol.op;
  }
  return std::nullopt;
}

constexpr std::string_view keyword_of(LogicalOperator op) {
  switch (op) {
    case LogicalOperator::disjunction:
      return "OR";
    case LogicalOperator::exclusive_or:
      return "XOR";
    case LogicalOperator::conjunction:
      return "AND";
  }
  return {};
}

}  // namespace

ExpressionPtr Parser::parse_expression() {
  const Nesting nesting(*this);
  return parse_logical(LogicalOperator::disjunction);
}

ExpressionPtr Parser::parse_logical(LogicalOperator op) {
  const auto parse_operand = [&] {
    switch (op) {
      case LogicalOperator::disjunction:
        return parse_logical(LogicalOperator::exclusive_or);
      case LogicalOperator::exclusive_or:
        return parse_logical(LogicalOperator::conjunction);
      case LogicalOperator::conjunction:
        break;
    }
    return parse_not();
  };
  const std::size_t first = position_;
  ExpressionPtr operand = parse_operand();
  if (!peek().is_keyword(keyword_of(op))) return operand;
  Logical logical;
  logical.op = op;
  logical.operands.push_back(std::move(operand));
  while (accept_keyword(keyword_of(op))) logical.operands.push_back(parse_operand());
  return make(std::move(logical), first);
}

ExpressionPtr Parser::parse_not() {
  if (!peek().is_keyword("NOT")) return parse_comparison();
  const Nesting nesting(*this);
  const std::size_t first = position_;
  advance();
  ExpressionPtr operand = parse_not();
  return make(Unary{UnaryOperator::logical_not, std::move(operand)}, first);
}

ExpressionPtr Parser::parse_comparison() {
  const std::size_t first = position_;
  ExpressionPtr operand = parse_predicate();
  if (!comparison_at(peek())) return operand;
  Comparison comparison;
  comparison.operands.push_back(std::move(operand));
  while (const auto op = comparison_at(peek())) {
    advance();
    comparison.operators.push_back(*op);
    comparison.operands.push_back(parse_predicate());
  }
  return make(std::move(comparison), first);
}

ExpressionPtr Parser::parse_predicate() {
  const std::size_t first = position_;
  ExpressionPtr operand = parse_additive();
  while (true) {
    const std::size_t before = position_;
    operand = parse_predicate_operator(std::move(operand), first);
    if (position_ == before) return operand;
  }
}

/// Takes one of the operators on strings, lists and null, or leaves everything as it is.
ExpressionPtr Parser::parse_predicate_operator(ExpressionPtr operand, std::size_t first) {
  const auto binary = [&](BinaryOperator op) {
    ExpressionPtr right = parse_additive();
    return make(Binary{op, std::move(operand), std::move(right)}, first);
  };
  if (accept_keyword("IS")) {
    const bool negated = accept_keyword("NOT");
    return parse_is(std::move(operand), negated, first);
  }
  if (at_double_colon()) return parse_is(std::move(operand), false, first);
  if (accept_keyword("IN")) return binary(BinaryOperator::in);
  if (accept_keyword("CONTAINS")) return binary(BinaryOperator::contains);
  if (accept("=~")) return binary(BinaryOperator::matches);
  if (accept_keyword("STARTS")) {
    expect_keyword("WITH", "after STARTS");
    return binary(BinaryOperator::starts_with);
  }
  if (accept_keyword("ENDS")) {
    expect_keyword("WITH", "after ENDS");
    return binary(BinaryOperator::ends_with);
  }
  return operand;
}

ExpressionPtr Parser::parse_additive() {
  const std::size_t first = position_;
  ExpressionPtr left = parse_multiplicative();
  while (peek().is("+") || peek().is("-") || peek().is("||")) {
    const Token& token = advance();
    const auto op = token.is("+")   ? BinaryOperator::add
                    : token.is("-") ? BinaryOperator::subtract
                                    : BinaryOperator::concatenate;
    ExpressionPtr right = parse_multiplicative();
    left = make(Binary{op, std::move(left), std::move(right)}, first);
  }
  return left;
}

ExpressionPtr Parser::parse_multiplicative() {
  const std::size_t first = position_;
  ExpressionPtr left = parse_power();
  while (peek().is("*") || peek().is("/") || peek().is("%")) {
    const Token& token = advance();
    const auto op = token.is("*")   ? BinaryOperator::multiply
                    : token.is("/") ? BinaryOperator::divide
                                    : BinaryOperator::modulo;
    ExpressionPtr right = parse_power();
    left = make(Binary{op, std::move(left), std::move(right)}, first);
  }
  return left;
}

ExpressionPtr Parser::parse_power() {
  const std::size_t first = position_;
  ExpressionPtr left = parse_unary();
  while (accept("^")) {
    ExpressionPtr right = parse_unary();
    left = make(Binary{BinaryOperator::power, std::move(left), std::move(right)}, first);
  }
  return left;
}

ExpressionPtr Parser::parse_unary() {
  if (!peek().is("-") && !peek().is("+")) return parse_postfix();
  const TokenKind next = peek(1).kind;
  if (peek().is("-") && (next == TokenKind::integer || next == TokenKind::bad_number)) {
    // The sign belongs to the number: the least integer has no positive counterpart.
    return parse_postfix();
  }
  const Nesting nesting(*this);
  const std::size_t first = position_;
  const auto op = advance().is("-") ? UnaryOperator::minus : UnaryOperator::plus;
  ExpressionPtr operand = parse_unary();
  return make(Unary{op, std::move(operand)}, first);
}

ExpressionPtr Parser::parse_postfix() {
  const std::size_t first = position_;
  ExpressionPtr subject = parse_atom();
  while (true) {
    if (accept(".")) {
      Name key = parse_name("a property key after the dot");
      subject = make(Property{std::move(subject), std::move(key)}, first);
    } else if (peek().is("[")) {
      subject = parse_subscript(std::move(subject), first);
    } else if (peek().is(":") && !at_double_colon()) {
      LabelTest test{std::move(subject), {}, nullptr};
      parse_labels(test.labels, test.label_expression);
      subject = make(std::move(test), first);
    } else {
      return subject;
    }
  }
}

ExpressionPtr Parser::parse_subscript(ExpressionPtr subject, std::size_t first) {
  advance();
  ExpressionPtr from = peek().is("..") ? nullptr : parse_expression();
  if (!accept("..")) {
    expect("]", "or .. after the index");
    return make(Index{std::move(subject), std::move(from)}, first);
  }
  ExpressionPtr to = peek().is("]") ? nullptr : parse_expression();
  expect("]", "after the range");
  return make(Slice{std::move(subject), std::move(from), std::move(to)}, first);
}

// ---- CASE --------------------------------------------------------------------------------------

ExpressionPtr Parser::parse_case() {
  const Nesting nesting(*this);
  const std::size_t first = position_;
  advance();
  Case form;
  if (!peek().is_keyword("WHEN")) form.subject = parse_expression();
  while (accept_keyword("WHEN")) {
    CaseAlternative alternative;
    do {
      alternative.when.push_back(parse_case_condition(form.subject != nullptr));
    } while (form.subject && accept(","));
    expect_keyword("THEN",
                   form.subject ? "or , after the value of WHEN" : "after the condition of WHEN");
    alternative.then = parse_expression();
    form.alternatives.push_back(std::move(alternative));
  }
  if (form.alternatives.empty()) fail_expected("WHEN");
  if (accept_keyword("ELSE")) form.otherwise = parse_expression();
  expect_keyword("END", form.otherwise ? "after the value of ELSE" : "or WHEN or ELSE");
  return make(std::move(form), first);
}

CaseCondition Parser::parse_case_condition(bool has_subject) {
  if (has_subject) {
    if (ExpressionPtr test = parse_subject_test()) return {std::move(test), true};
  }
  return {parse_expression(), false};
}

/// An operator and its right side, such as `> 3`, `IS NULL` or `STARTS WITH 'a'`; null where none
/// stands here.
ExpressionPtr Parser::parse_subject_test() {
  const std::size_t first = position_;
  ExpressionPtr subject = make(CaseSubject{}, first);
  if (const auto op = comparison_at(peek())) {
    advance();
    Comparison comparison;
    comparison.operators.push_back(*op);
    comparison.operands.push_back(std::move(subject));
    comparison.operands.push_back(parse_predicate());
    return make(std::move(comparison), first);
  }
  ExpressionPtr test = parse_predicate_operator(std::move(subject), first);
  return position_ == first ? nullptr : std::move(test);
}

}  // namespace chancery::query
