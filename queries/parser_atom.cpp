#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "keywords.h"
#include "parser_state.h"

namespace chancery::query {

namespace {

std::string_view hint_for(const Token& bad_number) {
  const std::string_view text = bad_number.text;
  if (text.starts_with("0b") || text.starts_with("0B")) {
    return "; write 0x for a hexadecimal or 0o for an octal number";
  }
  if (text.find('_') != std::string_view::npos) return "; write its digits without _";
  return {};
}

}  // namespace

ExpressionPtr Parser::parse_atom() {
  const std::size_t first = position_;
  const Token& token = peek();
  switch (token.kind) {
    case TokenKind::integer:
    case TokenKind::floating:
    case TokenKind::bad_number:
      return parse_number(false);
    case TokenKind::text:
      advance();
      return make(Literal{unescape(token)}, first);
    case TokenKind::parameter:
      advance();
      return make(Parameter{unescape(token)}, first);
    case TokenKind::word:
    case TokenKind::quoted_word:
      return parse_word_atom();
    case TokenKind::symbol:
      if (token.is("(")) return parse_parenthesised();
      if (token.is("[")) return parse_bracketed();
      if (token.is("{")) return parse_map_literal();
      if (token.is("-")) return parse_number(true);
      break;
    case TokenKind::end:
      break;
  }
  fail_expected("an expression");
}

// ---- Numbers -----------------------------------------------------------------------------------

ExpressionPtr Parser::parse_number(bool negative) {
  const std::size_t first = position_;
  if (negative) advance();
  const Token& token = advance();
  if (token.kind == TokenKind::integer) return parse_integer(token, negative);
  if (token.kind == TokenKind::bad_number) {
    fail("InvalidNumberLiteral", fmt::format("{} is not a number{}.", token.text, hint_for(token)),
         token.span);
  }
  double value = 0;
  const char* end = token.text.data() + token.text.size();
  if (std::from_chars(token.text.data(), end, value).ec == std::errc::result_out_of_range) {
    // Too near to zero is zero; only too large a number is refused.
    if (token.text.find('-') == std::string_view::npos && token.text.front() != '.' &&
        token.text.substr(0, 2) != "0.") {
      fail("FloatingPointOverflow", fmt::format("{} is too large for a float.", token.text),
           token.span);
    }
    value = 0;
  }
  return make(Literal{value}, first);
}

ExpressionPtr Parser::parse_integer(const Token& token, bool negative) {
  std::string_view digits = token.text;
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0') {
    if (digits[1] >= '0' && digits[1] <= '9') {
      fail("InvalidNumberLiteral",
           fmt::format("{} starts with a zero; write 0o for an octal number.", token.text),
           token.span);
    }
    base = digits[1] == 'o' ? 8 : 16;
    digits.remove_prefix(2);
  }
  constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  std::uint64_t magnitude = 0;
  const auto result =
      std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
  const TextSpan span = span_from(position_ - (negative ? 2 : 1));
  if (result.ec != std::errc() || magnitude > kLargest + (negative ? 1 : 0)) {
    fail("IntegerOverflow", fmt::format("{} does not fit 64 bits.", source(span)), span);
  }
  const std::uint64_t bits = negative ? ~magnitude + 1 : magnitude;
  return make_spanned(Literal{static_cast<std::int64_t>(bits)}, span);
}

// ---- Words -------------------------------------------------------------------------------------

ExpressionPtr Parser::parse_word_atom() {
  const std::size_t first = position_;
  if (peek().kind == TokenKind::word) {
    if (ExpressionPtr form = parse_keyword_form()) return form;
  }
  if (ExpressionPtr call = parse_special_call()) return call;
  if (at_function_call()) return parse_function_call();
  if (is_reserved(peek())) {
    fail("UnexpectedSyntax",
         fmt::format("Expected an expression, found the keyword {}.", peek().text), peek().span);
  }
  if (peek(1).is("{")) return parse_map_projection();
  std::string name = parse_variable().text;
  return make(Variable{std::move(name)}, first);
}

/// The forms that a word introduces, or null where this is an ordinary name.
ExpressionPtr Parser::parse_keyword_form() {
  const std::size_t first = position_;
  if (accept_keyword("TRUE")) return make(Literal{true}, first);
  if (accept_keyword("FALSE")) return make(Literal{false}, first);
  if (accept_keyword("NULL")) return make(Literal{}, first);
  if (peek().is_keyword("CASE")) return parse_case();
  if (peek(1).is("{")) {
    if (peek().is_keyword("EXISTS")) return parse_subquery_expression(SubqueryKind::exists);
    if (peek().is_keyword("COUNT")) return parse_subquery_expression(SubqueryKind::count);
    if (peek().is_keyword("COLLECT")) return parse_subquery_expression(SubqueryKind::collect);
  }
  if (!peek(1).is("(")) return nullptr;
  if (at_shortest_path()) return parse_pattern_expression();
  if (peek().is_keyword("EXISTS")) return parse_exists_function();
  if (peek().is_keyword("ALL")) return parse_quantifier(QuantifierKind::all);
  if (peek().is_keyword("ANY")) return parse_quantifier(QuantifierKind::any);
  if (peek().is_keyword("NONE")) return parse_quantifier(QuantifierKind::none);
  if (peek().is_keyword("SINGLE")) return parse_quantifier(QuantifierKind::single);
  if (peek().is_keyword("REDUCE")) return parse_reduce();
  return nullptr;
}

bool Parser::at_function_call() const {
  std::size_t ahead = 0;
  while (peek(ahead).kind == TokenKind::word || peek(ahead).kind == TokenKind::quoted_word) {
    if (peek(ahead + 1).is("(")) return true;
    if (!peek(ahead + 1).is(".")) return false;
    ahead += 2;
  }
  return false;
}

ExpressionPtr Parser::parse_function_call() {
  const std::size_t first = position_;
  FunctionCall call;
  call.name = parse_dotted_name("the name of a function");
  advance();
  if (peek().is("*") && peek(1).is(")")) {
    position_ += 2;
    call.star = true;
    return make(std::move(call), first);
  }
  call.distinct = accept_keyword("DISTINCT");
  call.arguments = parse_arguments();
  return make(std::move(call), first);
}

std::vector<ExpressionPtr> Parser::parse_arguments() {
  std::vector<ExpressionPtr> arguments;
  if (accept(")")) return arguments;
  do {
    arguments.push_back(parse_expression());
  } while (accept(","));
  expect(")", "or , after the argument");
  return arguments;
}

ExpressionPtr Parser::parse_quantifier(QuantifierKind kind) {
  const std::size_t first = position_;
  advance();
  advance();
  Quantifier quantifier;
  quantifier.kind = kind;
  quantifier.variable = parse_variable();
  expect_keyword("IN", "and a list after the variable");
  quantifier.list = parse_expression();
  quantifier.where = parse_optional_where();
  expect(")", "at the end of the predicate");
  return make(std::move(quantifier), first);
}

ExpressionPtr Parser::parse_reduce() {
  const std::size_t first = position_;
  advance();
  advance();
  Reduce reduce;
  reduce.accumulator = parse_variable("the variable that accumulates");
  expect("=", "and a start value");
  reduce.initial = parse_expression();
  expect(",", "after the start value");
  reduce.variable = parse_variable();
  expect_keyword("IN", "and a list after the variable");
  reduce.list = parse_expression();
  expect("|", "and an expression after the list");
  reduce.step = parse_expression();
  expect(")", "at the end of reduce");
  return make(std::move(reduce), first);
}

// ---- Subqueries and patterns -------------------------------------------------------------------

ExpressionPtr Parser::parse_subquery_expression(SubqueryKind kind) {
  const std::size_t first = position_;
  const std::uint32_t outside = std::exchange(tallest_, 0);
  advance();
  SubqueryExpression subquery;
  subquery.kind = kind;
  subquery.query = parse_subquery_body(kind != SubqueryKind::collect);
  ExpressionPtr expression = make(std::move(subquery), first);
  tallest_ = std::max(tallest_, outside);
  return expression;
}

/// The older spelling: exists((a)-->(b)) is EXISTS { (a)-->(b) } without variables of its own,
/// exists(n.key) is IS NOT NULL.
ExpressionPtr Parser::parse_exists_function() {
  const std::size_t first = position_;
  advance();
  advance();
  if (!at_pattern()) {
    ExpressionPtr operand = parse_expression();
    expect(")", "at the end of exists");
    return make(Unary{UnaryOperator::is_not_null, std::move(operand)}, first);
  }
  const std::size_t pattern_at = position_;
  const std::uint32_t outside = std::exchange(tallest_, 0);
  Match match;
  match.patterns.push_back(parse_path_pattern());
  SingleQuery single;
  single.span = span_from(pattern_at);
  single.clauses.push_back({.form = std::move(match), .span = single.span});
  SubqueryExpression subquery;
  subquery.bare = true;
  subquery.query = std::make_unique<Query>();
  subquery.query->span = single.span;
  subquery.query->branches.push_back(std::move(single));
  expect(")", "at the end of exists");
  ExpressionPtr expression = make(std::move(subquery), first);
  tallest_ = std::max(tallest_, outside);
  return expression;
}

ExpressionPtr Parser::parse_pattern_expression() {
  const std::size_t first = position_;
  PatternExpression form = {parse_pattern_part()};
  return make(std::move(form), first);
}

ExpressionPtr Parser::parse_parenthesised() {
  if (at_pattern()) return parse_pattern_expression();
  advance();
  ExpressionPtr inner = parse_expression();
  if (peek().is(",")) fail_expected(") after the expression (a list is written [a, b])");
  expect(")", "after the expression");
  return inner;
}

// ---- Lists and maps ----------------------------------------------------------------------------

ExpressionPtr Parser::parse_bracketed() {
  const std::size_t first = position_;
  advance();
  if (at_pattern() || (at_variable() && peek(1).is("=") && at_pattern(2))) {
    return parse_pattern_comprehension(first);
  }
  if (at_variable() && peek(1).is_keyword("IN")) return parse_list_comprehension(first);
  return parse_list_literal(first);
}

ExpressionPtr Parser::parse_list_literal(std::size_t first) {
  ListLiteral list;
  if (!accept("]")) {
    do {
      list.items.push_back(parse_expression());
    } while (accept(","));
    expect("]", "or , after the element");
  }
  return make(std::move(list), first);
}

ExpressionPtr Parser::parse_list_comprehension(std::size_t first) {
  ListComprehension form;
  form.variable = parse_variable();
  advance();
  form.list = parse_expression();
  form.where = parse_comprehension_where();
  if (accept("|")) form.projection = parse_expression();
  expect("]", "at the end of the list comprehension");
  return make(std::move(form), first);
}

ExpressionPtr Parser::parse_pattern_comprehension(std::size_t first) {
  PatternComprehension form;
  form.pattern = parse_path_pattern();
  form.where = parse_comprehension_where();
  expect("|", "and an expression after the pattern");
  form.projection = parse_expression();
  expect("]", "at the end of the pattern comprehension");
  return make(std::move(form), first);
}

ExpressionPtr Parser::parse_comprehension_where() {
  std::size_t separator = 0;
  for (std::size_t at = 0; !peek(at).is("]") && peek(at).kind != TokenKind::end;) {
    if (peek(at).is("|")) separator = position_ + at;
    at += peek(at).partner + 1;
  }
  const std::size_t outer = std::exchange(separator_, separator);
  ExpressionPtr where = parse_optional_where();
  separator_ = outer;
  return where;
}

ExpressionPtr Parser::parse_map_literal() {
  const std::size_t first = position_;
  advance();
  MapLiteral map;
  if (!accept("}")) {
    do {
      MapEntry entry;
      entry.key = parse_name("a key");
      expect(":", "after the key");
      entry.value = parse_expression();
      map.entries.push_back(std::move(entry));
    } while (accept(","));
    expect("}", "or , after the entry");
  }
  return make(std::move(map), first);
}

ExpressionPtr Parser::parse_map_projection() {
  const std::size_t first = position_;
  MapProjection projection;
  std::string name = parse_variable().text;
  projection.subject = make(Variable{std::move(name)}, first);
  advance();
  if (!accept("}")) {
    do {
      projection.items.push_back(parse_map_projection_item());
    } while (accept(","));
    expect("}", "or , after the item");
  }
  return make(std::move(projection), first);
}

MapProjectionItem Parser::parse_map_projection_item() {
  const std::size_t first = position_;
  MapProjectionItem item;
  if (accept(".")) {
    if (accept("*")) {
      item.kind = MapProjectionItem::Kind::all_properties;
    } else {
      item.key = parse_name("a property key or * after the dot");
    }
    return item;
  }
  item.key = parse_name("a property (.key), .*, a variable or an entry (key: value)");
  if (accept(":")) {
    item.kind = MapProjectionItem::Kind::entry;
    item.value = parse_expression();
  } else {
    item.kind = MapProjectionItem::Kind::variable;
    item.value = make(Variable{item.key.text}, first);
  }
  return item;
}

}  // namespace chancery::query
