// Quantified path patterns of ISO GQL: ((a)-[r:T]->(b) WHERE ...){1,3}, and the short form of one
// relationship, -[r:T]->{1,3}. `+` is {1,} and `*` is {0,}.

#include <fmt/format.h>

#include "parser_state.h"

namespace chancery::query {

std::optional<HopRange> Parser::parse_quantifier() {
  if (accept("+")) return HopRange{.least = 1, .most = {}, .exact = false};
  if (accept("*")) return HopRange{.least = 0, .most = {}, .exact = false};
  if (!peek().is("{")) return std::nullopt;
  const std::size_t first = position_;
  advance();
  HopRange range;
  range.least = 0;
  if (peek().kind == TokenKind::integer) {
    range.least = parse_hop_count();
    range.most = range.least;
    range.exact = true;
  }
  if (accept(",")) {
    range.most.reset();
    range.exact = false;
    if (peek().kind == TokenKind::integer) range.most = parse_hop_count();
  } else if (!range.exact) {
    fail_expected("a number of repetitions, as in {1,3}");
  }
  expect("}", "at the end of the quantifier");
  if (range.most && (*range.most == 0 || *range.most < *range.least)) {
    fail("InvalidRelationshipPattern",
         "The greatest number of repetitions is at least 1, and not less than the least.",
         span_from(first));
  }
  return range;
}

/// The token after a quantifier, or the one given where none stands there.
std::size_t Parser::skip_quantifier(std::size_t ahead) const {
  if (peek(ahead).is("+") || peek(ahead).is("*")) return ahead + 1;
  const bool braces = peek(ahead).is("{") && peek(ahead).partner != 0;
  return braces ? ahead + peek(ahead).partner + 1 : ahead;
}

RelationshipPattern Parser::parse_quantified_pattern() {
  const std::size_t first = position_;
  const Nesting nesting(*this);
  auto quantified = std::make_unique<QuantifiedPattern>();
  advance();
  quantified->pattern = parse_pattern_chain();
  quantified->where = parse_optional_where();
  expect(")", "at the end of the pattern in parentheses");
  const TextSpan inner = quantified->pattern.span;
  if (quantified->pattern.relationships.empty()) {
    fail("InvalidRelationshipPattern", "A quantified pattern needs a relationship to walk.", inner);
  }
  for (const RelationshipPattern& each : quantified->pattern.relationships) {
    if (!each.hops) continue;
    fail("InvalidRelationshipPattern",
         "Inside a quantified pattern every relationship is a single one; quantifiers and * do "
         "not nest.",
         each.span);
  }
  std::optional<HopRange> range = parse_quantifier();
  if (!range) {
    fail("UnexpectedSyntax",
         "A pattern in parentheses needs a quantifier after it, such as {1,3} or +.", inner);
  }
  RelationshipPattern result;
  result.hops = *range;
  result.quantified = std::move(quantified);
  result.span = span_from(first);
  return result;
}

/// Turns `-[r WHERE p]->{1,3}` into `(()-[r WHERE p]->()){1,3}`, and without a predicate into the
/// relationship of variable length that it is.
void Parser::parse_quantified_relationship(RelationshipPattern& relationship) {
  const TextSpan span = relationship.span;
  std::optional<HopRange> range = parse_quantifier();
  if (!range) return;
  if (relationship.hops) {
    fail("InvalidRelationshipPattern", "A relationship has either * or a quantifier, not both.",
         span);
  }
  if (!relationship.where) {
    relationship.hops = *range;
    return;
  }
  auto quantified = std::make_unique<QuantifiedPattern>();
  quantified->is_short = true;
  quantified->pattern.span = span;
  quantified->pattern.nodes.resize(2);
  quantified->pattern.relationships.push_back(std::move(relationship));
  relationship = RelationshipPattern();
  relationship.hops = *range;
  relationship.quantified = std::move(quantified);
  relationship.span = span;
}

}  // namespace chancery::query
