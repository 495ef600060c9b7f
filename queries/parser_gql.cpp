// Forms of ISO GQL that are functions in another dress: value IS :: TYPE is isType(value, 'TYPE'),
// text IS NFC NORMALIZED is isNormalized(text, 'NFC'), trim(BOTH 'x' FROM text) is btrim(text,
// 'x').

#include <algorithm>
#include <array>
#include <vector>

#include "parser_state.h"
#include "value_type.h"

namespace chancery::query {
namespace {

constexpr std::array<std::string_view, 4> kNormalForms = {"NFC", "NFD", "NFKC", "NFKD"};

bool is_normal_form(const Token& token) {
  for (const std::string_view form : kNormalForms) {
    if (token.is_keyword(form)) return true;
  }
  return false;
}

bool may_stand_in_type(const Token& token) {
  return token.kind == TokenKind::word || token.is("<") || token.is(">") || token.is("|") ||
         token.is("<>") || token.is("!");
}

}  // namespace

ExpressionPtr Parser::make_call(std::string name, ExpressionPtr argument, ExpressionPtr other,
                                std::size_t first) {
  FunctionCall call;
  call.name = {.text = std::move(name), .span = span_from(first)};
  call.arguments.push_back(std::move(argument));
  if (other) call.arguments.push_back(std::move(other));
  return make(std::move(call), first);
}

/// Behind IS or IS NOT, or at `::`.
ExpressionPtr Parser::parse_is(ExpressionPtr operand, bool negated, std::size_t first) {
  ExpressionPtr test;
  if (accept_keyword("NULL")) {
    const auto op = negated ? UnaryOperator::is_not_null : UnaryOperator::is_null;
    return make(Unary{op, std::move(operand)}, first);
  }
  if (at_double_colon() || peek().is_keyword("TYPED")) {
    position_ += at_double_colon() ? 2 : 1;
    test = parse_type_test(std::move(operand), first);
  } else if (peek().is_keyword("NORMALIZED") ||
             (is_normal_form(peek()) && peek(1).is_keyword("NORMALIZED"))) {
    ExpressionPtr form = peek().is_keyword("NORMALIZED") ? nullptr : parse_normal_form();
    advance();
    test = make_call("isNormalized", std::move(operand), std::move(form), first);
  } else if (as<Variable>(*operand) && at_label()) {
    LabelTest labels{std::move(operand), {}, nullptr};
    parse_label_list(labels.labels, labels.label_expression);
    test = make(std::move(labels), first);
  } else {
    fail_expected(negated ? "NULL, NORMALIZED or :: and a type after IS NOT"
                          : "NULL, NOT NULL, NORMALIZED or :: and a type after IS");
  }
  return negated ? make(Unary{UnaryOperator::logical_not, std::move(test)}, first)
                 : std::move(test);
}

bool Parser::at_double_colon() const { return peek().is(":") && peek(1).is(":"); }

ExpressionPtr Parser::parse_type_test(ExpressionPtr operand, std::size_t first) {
  const std::size_t type_at = position_;
  // The tokens that could be of a type, as one text without comments.
  std::string type;
  std::vector<std::size_t> ends;
  for (const Token* token = &peek(); may_stand_in_type(*token); token = &peek(ends.size())) {
    const bool joins = token->kind == TokenKind::word && !ends.empty() &&
                       peek(ends.size() - 1).kind == TokenKind::word;
    if (joins) type += ' ';
    type += token->text;
    ends.push_back(type.size());
  }
  std::string_view rest = type;
  if (!take_value_type(rest)) {
    fail_expected("a type, such as INTEGER, STRING NOT NULL, LIST<FLOAT> or ZONED DATETIME");
  }
  const std::size_t taken =
      std::ranges::upper_bound(ends, type.size() - rest.size()) - ends.begin();
  position_ += taken;
  type.resize(ends[taken - 1]);
  ExpressionPtr name = make(Literal{std::move(type)}, type_at);
  return make_call("isType", std::move(operand), std::move(name), first);
}

ExpressionPtr Parser::parse_normal_form() {
  const std::size_t first = position_;
  const Token& token = advance();
  return make(Literal{std::string(token.text)}, first);
}

/// At the name of a function. Null where an ordinary call stands there.
ExpressionPtr Parser::parse_special_call() {
  if (!peek(1).is("(")) return nullptr;
  if (peek().is_keyword("TRIM")) return parse_trim();
  const std::size_t closing = 1 + peek(1).partner;
  const bool names_form = peek().is_keyword("NORMALIZE") && closing > 4 &&
                          is_normal_form(peek(closing - 1)) && peek(closing - 2).is(",");
  if (!names_form) return nullptr;
  const std::size_t first = position_;
  position_ += 2;
  ExpressionPtr text = parse_expression();
  expect(",", "and a normal form after the text");
  if (!is_normal_form(peek())) fail_expected("one of NFC, NFD, NFKC and NFKD");
  ExpressionPtr form = parse_normal_form();
  expect(")", "at the end of normalize");
  return make_call("normalize", std::move(text), std::move(form), first);
}

/// trim([BOTH | LEADING | TRAILING] [characters] FROM text), or null for an ordinary call.
ExpressionPtr Parser::parse_trim() {
  const Token& side = peek(2);
  std::string function = side.is_keyword("LEADING")    ? "ltrim"
                         : side.is_keyword("TRAILING") ? "rtrim"
                                                       : "btrim";
  const bool sided = function != "btrim" || side.is_keyword("BOTH");
  const bool called = peek(3).is(")") || peek(3).is(",") || peek(3).is(".");
  const bool plain = side.kind == TokenKind::text && peek(3).is_keyword("FROM");
  if (!(sided && !called) && !plain) return nullptr;
  const std::size_t first = position_;
  position_ += sided ? 3 : 2;
  ExpressionPtr characters = peek().is_keyword("FROM") ? nullptr : parse_expression();
  expect_keyword("FROM", "and the text to trim");
  ExpressionPtr text = parse_expression();
  expect(")", "at the end of trim");
  return make_call(std::move(function), std::move(text), std::move(characters), first);
}

}  // namespace chancery::query
