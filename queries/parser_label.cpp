// Labels and types: `:A:B` and `[:A|:B]` of openCypher, and the label expressions of ISO GQL, in
// which ! binds tightest, then &, then |.

#include <utility>

#include "parser_state.h"

namespace chancery::query {
namespace {

/// The names of what is a name or operands of `kind` that are all names; empty for the rest.
std::vector<Name> names_of(const LabelExpression& expression, LabelExpression::Kind kind) {
  if (expression.kind == LabelExpression::Kind::name) return {expression.name};
  std::vector<Name> names;
  if (expression.kind != kind) return names;
  for (const LabelExpression& operand : expression.operands) {
    if (operand.kind != LabelExpression::Kind::name) return {};
    names.push_back(operand.name);
  }
  return names;
}

LabelExpression joined(std::vector<LabelExpression> operands, LabelExpression::Kind kind) {
  if (operands.size() == 1) return std::move(operands.front());
  return {.kind = kind, .name = {}, .operands = std::move(operands)};
}

}  // namespace

bool Parser::at_label() const {
  const bool name = peek().kind == TokenKind::word || peek().kind == TokenKind::quoted_word;
  return name || peek().is("!") || peek().is("%") || peek().is("(");
}

void Parser::parse_labels(std::vector<Name>& labels, LabelExpressionPtr& expression) {
  advance();
  parse_label_list(labels, expression);
}

/// What stands behind the colon, or behind IS.
void Parser::parse_label_list(std::vector<Name>& labels, LabelExpressionPtr& expression) {
  const std::size_t first = position_;
  LabelExpression parsed = parse_label_disjunction(false);
  const bool single = parsed.kind == LabelExpression::Kind::name;
  labels = names_of(parsed, LabelExpression::Kind::conjunction);
  if (labels.empty()) expression = std::make_unique<LabelExpression>(std::move(parsed));
  while (single && accept(":")) labels.push_back(parse_name("a label after the colon"));
  const bool bar = peek().is("|") && position_ != separator_;
  if (peek().is(":") || (labels.size() > 1 && (bar || peek().is("&")))) {
    fail("UnexpectedSyntax",
         "A second colon cannot stand beside |, &, ! and %; write A&B instead of A:B.",
         {span_from(first).start, peek().span.end});
  }
}

void Parser::parse_types(RelationshipPattern& relationship) {
  advance();
  LabelExpression parsed = parse_label_disjunction(true);
  relationship.types = names_of(parsed, LabelExpression::Kind::disjunction);
  if (!relationship.types.empty()) return;
  relationship.type_expression = std::make_unique<LabelExpression>(std::move(parsed));
}

LabelExpression Parser::parse_label_disjunction(bool of_type) {
  std::vector<LabelExpression> operands;
  do {
    operands.push_back(parse_label_conjunction(of_type));
  } while (position_ != separator_ && accept("|") && ((of_type && accept(":")) || true));
  return joined(std::move(operands), LabelExpression::Kind::disjunction);
}

LabelExpression Parser::parse_label_conjunction(bool of_type) {
  std::vector<LabelExpression> operands;
  do {
    operands.push_back(parse_label_term(of_type));
  } while (accept("&"));
  return joined(std::move(operands), LabelExpression::Kind::conjunction);
}

LabelExpression Parser::parse_label_term(bool of_type) {
  const Nesting nesting(*this);
  LabelExpression term;
  if (accept("!")) {
    term.kind = LabelExpression::Kind::negation;
    term.operands.push_back(parse_label_term(of_type));
  } else if (accept("%")) {
    term.kind = LabelExpression::Kind::wildcard;
  } else if (accept("(")) {
    term = parse_label_disjunction(of_type);
    expect(")", "at the end of the label expression");
  } else {
    term.name = parse_name(of_type ? "a relationship type" : "a label after the colon");
  }
  return term;
}

/// Where the labels end that start at a colon; 0 where none can stand there.
std::size_t Parser::skip_labels(std::size_t ahead) const {
  std::size_t at = ahead + 1;
  bool operand = true;  // expected next
  while (true) {
    const Token& token = peek(at);
    const bool word = token.kind == TokenKind::word || token.kind == TokenKind::quoted_word;
    if (operand && token.is("!")) {
      ++at;
    } else if (operand) {
      const bool group = token.is("(") && token.partner != 0;
      if (!group && !word && !token.is("%")) return 0;
      at += group ? token.partner + 1 : 1;
      operand = false;
    } else if (token.is("|") || token.is("&") || token.is(":")) {
      ++at;
      operand = true;
    } else {
      return at;
    }
  }
}

}  // namespace chancery::query
