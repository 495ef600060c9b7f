// CALL: procedures, subqueries, and the bodies of EXISTS, COUNT and COLLECT.

#include "parser_state.h"

namespace chancery::query {

Clause::Form Parser::parse_optional() {
  if (accept_keyword("CALL")) return parse_call(true);
  expect_keyword("MATCH", "or CALL after OPTIONAL");
  return parse_match(true);
}

Clause::Form Parser::parse_call(bool optional) {
  if (peek().is("{") || peek().is("(")) return parse_call_subquery(optional);
  if (optional) fail_expected("{ and a subquery after OPTIONAL CALL");
  Call call;
  call.name = parse_dotted_name("the name of a procedure, or { and a subquery, after CALL");
  if (accept("(")) {
    call.explicit_arguments = true;
    call.arguments = parse_arguments();
  }
  if (accept_keyword("YIELD")) parse_yield(call);
  return call;
}

CallSubquery Parser::parse_call_subquery(bool optional) {
  CallSubquery call;
  call.optional = optional;
  if (accept("(")) {
    call.imported.emplace();
    call.imports_all = accept("*");
    if (!call.imports_all && !peek().is(")")) {
      do {
        call.imported->push_back(parse_variable("a variable that the subquery may use"));
      } while (accept(","));
    }
    expect(")", "after the variables of the subquery");
  }
  call.query = parse_subquery_body(false);
  if (peek().is_keyword("IN")) {
    fail("FeatureNotSupported",
         "CALL { } IN TRANSACTIONS is not supported: a statement is one transaction. Run it in "
         "batches of your own, for instance with SKIP $n LIMIT 1000.",
         peek().span);
  }
  return call;
}

void Parser::parse_yield(Call& call) {
  call.star = accept("*");
  if (!call.star) {
    do {
      YieldItem item;
      item.field = parse_name("a result field after YIELD");
      if (accept_keyword("AS")) item.alias = parse_variable("a name after AS");
      call.yields.push_back(std::move(item));
    } while (accept(","));
  }
  call.where = parse_optional_where();
}

std::unique_ptr<Query> Parser::parse_subquery_body(bool allow_pattern) {
  const Nesting nesting(*this);
  expect("{", "and a subquery");
  auto query = std::make_unique<Query>();
  if (allow_pattern && (peek().is("(") || at_shortest_path() || peek(1).is("="))) {
    const std::size_t first = position_;
    Match match;
    match.patterns = parse_patterns();
    match.where = parse_optional_where();
    SingleQuery single;
    single.span = span_from(first);
    single.clauses.push_back({.form = std::move(match), .span = single.span});
    query->span = single.span;
    query->branches.push_back(std::move(single));
  } else {
    *query = parse_query();
  }
  expect("}", "at the end of the subquery");
  return query;
}

}  // namespace chancery::query
