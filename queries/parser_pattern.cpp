#include <fmt/format.h>

#include <charconv>

#include "parser_state.h"

namespace chancery::query {

std::vector<PathPattern> Parser::parse_patterns() {
  std::vector<PathPattern> patterns;
  do {
    patterns.push_back(parse_path_pattern());
  } while (accept(","));
  return patterns;
}

PathPattern Parser::parse_path_pattern() {
  const std::size_t first = position_;
  std::optional<Name> variable;
  if (at_variable() && peek(1).is("=")) {
    variable = parse_variable();
    advance();
  }
  PathPattern pattern = parse_pattern_part();
  pattern.variable = std::move(variable);
  pattern.span = span_from(first);
  return pattern;
}

std::optional<ShortestPath> Parser::at_shortest_path() const {
  if (!peek(1).is("(")) return std::nullopt;
  const bool all = peek().is_keyword("ALLSHORTESTPATHS");
  if (!all && !peek().is_keyword("SHORTESTPATH")) return std::nullopt;
  return ShortestPath{.count = 1, .groups = all, .called = true};
}

/// `ANY SHORTEST`, `ALL SHORTEST`, `SHORTEST k` and `SHORTEST k GROUPS` of ISO GQL.
std::optional<ShortestPath> Parser::parse_path_selector() {
  ShortestPath selected;
  const bool all = accept_keyword("ALL");
  if (all || accept_keyword("ANY")) {
    expect_keyword("SHORTEST", all ? "after ALL" : "after ANY");
    selected.groups = all;
    accept_path_word();
    return selected;
  }
  if (!accept_keyword("SHORTEST")) return std::nullopt;
  const std::size_t counted = position_;
  const bool has_count = peek().kind == TokenKind::integer;
  if (has_count) selected.count = parse_hop_count();
  if (selected.count == 0) {
    fail("UnexpectedSyntax", "SHORTEST asks for at least one path.", span_from(counted));
  }
  accept_path_word();
  selected.groups = accept_keyword("GROUPS") || accept_keyword("GROUP");
  if (!has_count && !selected.groups) {
    fail_expected("a number of paths after SHORTEST, as in SHORTEST 3 or SHORTEST 2 GROUPS");
  }
  return selected;
}

/// PATH or PATHS, which says nothing new.
void Parser::accept_path_word() {
  if (!accept_keyword("PATHS")) accept_keyword("PATH");
}

PathPattern Parser::parse_pattern_part() {
  const std::size_t first = position_;
  std::optional<ShortestPath> shortest = at_shortest_path();
  const bool called = shortest.has_value();
  if (called) {
    advance();
    advance();
  } else {
    shortest = parse_path_selector();
    if (!shortest) return parse_pattern_chain();
  }
  PathPattern pattern = parse_pattern_chain();
  pattern.shortest = shortest;
  if (called) expect(")", "after the pattern");
  pattern.span = span_from(first);
  if (pattern.relationships.size() != 1) {
    fail("UnexpectedSyntax", "The pattern of a shortest path is two nodes and one relationship.",
         pattern.span);
  }
  const RelationshipPattern& hop = pattern.relationships.front();
  if (hop.quantified && !hop.quantified->is_short) {
    fail("UnexpectedSyntax",
         "A shortest path repeats one relationship, not a pattern in parentheses; write it as in "
         "-[r:KNOWS WHERE r.since > 2000]->+.",
         hop.span);
  }
  return pattern;
}

/// Nodes and relationships in turn; between quantified patterns, and where a pattern begins or ends
/// with one, stands a node that nothing is said of.
PathPattern Parser::parse_pattern_chain() {
  const std::size_t first = position_;
  PathPattern pattern;
  if (!at_quantified_pattern()) pattern.nodes.push_back(parse_node_pattern());
  while (peek().is("-") || peek().is("<") || at_quantified_pattern()) {
    if (pattern.nodes.size() == pattern.relationships.size()) pattern.nodes.emplace_back();
    if (!at_quantified_pattern()) {
      pattern.relationships.push_back(parse_relationship_pattern());
      if (!at_quantified_pattern()) pattern.nodes.push_back(parse_node_pattern());
      continue;
    }
    pattern.relationships.push_back(parse_quantified_pattern());
    if (peek().is("(") && !at_quantified_pattern()) pattern.nodes.push_back(parse_node_pattern());
  }
  if (pattern.nodes.size() == pattern.relationships.size()) pattern.nodes.emplace_back();
  pattern.span = span_from(first);
  return pattern;
}

NodePattern Parser::parse_node_pattern() {
  const std::size_t first = position_;
  const Nesting nesting(*this);
  NodePattern node;
  if (!accept("(")) fail_expected("a node in parentheses, such as (n:Label)");
  if (at_variable()) node.variable = parse_variable();
  if (peek().is(":") || peek().is_keyword("IS")) parse_labels(node.labels, node.label_expression);
  node.properties = parse_pattern_properties();
  node.where = parse_optional_where();
  expect(")", node.properties ? "after the properties of the node" : "at the end of the node");
  node.span = span_from(first);
  return node;
}

ExpressionPtr Parser::parse_pattern_properties() {
  if (peek().is("{")) return parse_map_literal();
  if (peek().kind != TokenKind::parameter) return nullptr;
  const std::size_t first = position_;
  return make(Parameter{unescape(advance())}, first);
}

RelationshipPattern Parser::parse_relationship_pattern() {
  const std::size_t first = position_;
  RelationshipPattern relationship;
  const bool left = accept("<");
  expect("-", left ? "after <" : "of a relationship");
  if (peek().is("[")) parse_relationship_detail(relationship);
  expect("-", "at the end of the relationship");
  const bool right = accept(">");
  relationship.arrows_both_ways = left && right;
  if (left != right) relationship.direction = left ? Direction::incoming : Direction::outgoing;
  relationship.span = span_from(first);
  parse_quantified_relationship(relationship);
  return relationship;
}

void Parser::parse_relationship_detail(RelationshipPattern& relationship) {
  const Nesting nesting(*this);
  advance();
  if (at_variable()) relationship.variable = parse_variable();
  if (peek().is(":") || peek().is_keyword("IS")) parse_types(relationship);
  if (peek().is("..")) {
    fail("InvalidRelationshipPattern", "A range of lengths starts with *, as in [:TYPE*1..3].",
         peek().span);
  }
  if (accept("*")) relationship.hops = parse_hop_range();
  relationship.properties = parse_pattern_properties();
  relationship.where = parse_optional_where();
  expect("]", "at the end of the relationship");
}

HopRange Parser::parse_hop_range() {
  HopRange range;
  if (peek().is("-")) {
    fail("InvalidRelationshipPattern", "A length cannot be negative.", peek().span);
  }
  if (peek().kind == TokenKind::integer) range.least = parse_hop_count();
  if (accept("..")) {
    if (peek().is("-")) {
      fail("InvalidRelationshipPattern", "A length cannot be negative.", peek().span);
    }
    if (peek().kind == TokenKind::integer) range.most = parse_hop_count();
  } else if (range.least) {
    range.most = range.least;
    range.exact = true;
  }
  return range;
}

std::uint64_t Parser::parse_hop_count() {
  const Token& token = advance();
  std::uint64_t count = 0;
  const char* end = token.text.data() + token.text.size();
  const auto [stop, error] = std::from_chars(token.text.data(), end, count);
  if (error != std::errc() || stop != end) {
    fail("InvalidRelationshipPattern",
         fmt::format("Expected a decimal number of steps, found {}.", token.text), token.span);
  }
  return count;
}

// A parenthesis in an expression opens a group or a node. Brackets know their partners, so the
// tokens ahead tell which it is without parsing anything twice.

std::size_t Parser::skip_node(std::size_t ahead) const {
  if (!peek(ahead).is("(") || peek(ahead).partner == 0) return 0;
  const std::size_t end = ahead + peek(ahead).partner;
  std::size_t at = ahead + 1;
  const auto at_word = [&] {
    return peek(at).kind == TokenKind::word || peek(at).kind == TokenKind::quoted_word;
  };
  if (at_word() && !peek(at).is_keyword("WHERE")) ++at;
  if (peek(at).is(":")) {
    at = skip_labels(at);
    if (at == 0) return 0;
  }
  if (peek(at).is_keyword("WHERE")) return end + 1;
  if (peek(at).is("{")) {
    at += peek(at).partner + 1;
  } else if (peek(at).kind == TokenKind::parameter) {
    ++at;
  }
  if (peek(at).is_keyword("WHERE")) return end + 1;
  return at == end ? end + 1 : 0;
}

bool Parser::at_relationship(std::size_t ahead) const {
  std::size_t at = ahead;
  if (peek(at).is("<")) ++at;
  if (!peek(at).is("-")) return false;
  ++at;
  if (peek(at).is("[") && peek(at).partner != 0) at += peek(at).partner + 1;
  if (!peek(at).is("-")) return false;
  ++at;
  if (peek(at).is(">")) ++at;
  return skip_node(skip_quantifier(at)) != 0;
}

bool Parser::at_pattern(std::size_t ahead) const {
  const std::size_t after = skip_node(ahead);
  return after != 0 && at_relationship(after);
}

}  // namespace chancery::query
