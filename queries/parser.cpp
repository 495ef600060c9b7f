#include "parser.h"

#include <fmt/format.h>

#include <utility>

#include "functions.h"
#include "keywords.h"
#include "other_dialects.h"
#include "parser_state.h"

namespace chancery::query {

Statement parse(std::string_view text) { return Parser(text).parse_statement(); }

// ---- Queries -----------------------------------------------------------------------------------

Statement Parser::parse_statement() {
  Statement statement;
  if (accept_keyword("EXPLAIN")) {
    statement.mode = StatementMode::explain;
  } else if (accept_keyword("PROFILE")) {
    statement.mode = StatementMode::profile;
  }
  if (peek().kind == TokenKind::end) {
    fail("UnexpectedSyntax", "The query is empty.", peek().span);
  }
  statement.query = parse_query();
  const bool ended = accept(";");
  if (peek().kind == TokenKind::end) return statement;
  if (ended) {
    fail("UnexpectedSyntax", "One call runs one statement; run what follows the ; by another.",
         peek().span);
  }
  fail_no_clause();
}

Query Parser::parse_query() {
  const std::size_t first = position_;
  Query query;
  query.branches.push_back(parse_single_query());
  while (peek().is_keyword("UNION")) {
    const std::size_t union_at = position_;
    advance();
    const bool all = accept_keyword("ALL");
    if (query.branches.size() > 1 && all != query.union_all) {
      fail("InvalidClauseComposition", "UNION and UNION ALL cannot be mixed in one query.",
           span_from(union_at));
    }
    query.union_all = all;
    query.branches.push_back(parse_single_query());
  }
  query.span = span_from(first);
  return query;
}

SingleQuery Parser::parse_single_query() {
  const std::size_t first = position_;
  SingleQuery query;
  while (std::optional<Clause> clause = parse_clause()) {
    query.clauses.push_back(std::move(*clause));
  }
  if (query.clauses.empty()) fail_no_clause();
  query.span = span_from(first);
  return query;
}

std::optional<Clause> Parser::parse_clause() {
  const std::size_t first = position_;
  Clause clause;
  if (accept_keyword("MATCH")) {
    clause.form = parse_match(false);
  } else if (accept_keyword("OPTIONAL")) {
    clause.form = parse_optional();
  } else if (accept_keyword("UNWIND")) {
    clause.form = parse_unwind();
  } else if (accept_keyword("WITH")) {
    clause.form = parse_with();
  } else if (accept_keyword("RETURN")) {
    clause.form = Return{parse_projection()};
  } else if (accept_keyword("FILTER")) {
    clause.form = parse_filter();
  } else if (accept_keyword("LET")) {
    clause.form = parse_let();
  } else if (accept_keyword("CREATE") || accept_keyword("INSERT")) {
    clause.form = parse_create();
  } else if (accept_keyword("MERGE")) {
    clause.form = parse_merge();
  } else if (accept_keyword("SET")) {
    clause.form = Set{parse_set_items()};
  } else if (accept_keyword("REMOVE")) {
    clause.form = parse_remove();
  } else if (accept_keyword("DELETE")) {
    clause.form = parse_delete(false);
  } else if (accept_keyword("DETACH")) {
    expect_keyword("DELETE", "after DETACH");
    clause.form = parse_delete(true);
  } else if (accept_keyword("CALL")) {
    clause.form = parse_call(false);
  } else if (accept_keyword("FOREACH")) {
    clause.form = parse_foreach();
  } else {
    return std::nullopt;
  }
  clause.span = span_from(first);
  return clause;
}

void Parser::fail_no_clause(std::string_view what) const {
  const Token& token = peek();
  if (token.kind == TokenKind::word) {
    if (const std::string_view advice = advice_for_misplaced(token.text); !advice.empty()) {
      fail("UnexpectedSyntax", fmt::format("{} cannot stand here; {}.", token.text, advice),
           token.span);
    }
    fail_foreign();  // before a guess: SHOW is no misspelt SET
    if (const auto meant = suggest(token.text, clause_words())) {
      fail("UnexpectedSyntax",
           fmt::format("Expected a clause, found {}; did you mean {}?", token.text, *meant),
           token.span);
    }
  }
  fail_expected(std::string(what));
}

// ---- Clauses -----------------------------------------------------------------------------------

ExpressionPtr Parser::parse_optional_where() {
  return accept_keyword("WHERE") ? parse_expression() : nullptr;
}

Match Parser::parse_match(bool optional) {
  Match match;
  match.optional = optional;
  match.patterns = parse_patterns();
  match.where = parse_optional_where();
  return match;
}

Unwind Parser::parse_unwind() {
  Unwind unwind;
  unwind.list = parse_expression();
  expect_keyword("AS", "and a variable after the list of UNWIND");
  unwind.variable = parse_variable();
  return unwind;
}

With Parser::parse_with() {
  With with;
  with.projection = parse_projection();
  with.where = parse_optional_where();
  return with;
}

/// FILTER and LET of ISO GQL: WITH * and a WHERE, WITH * and further items.
With Parser::parse_filter() {
  accept_keyword("WHERE");
  With with;
  with.projection.star = true;
  with.is_filter = true;
  with.where = parse_expression();
  return with;
}

With Parser::parse_let() {
  const std::size_t first = position_;
  With with;
  with.projection.star = true;
  do {
    ProjectionItem item;
    item.alias = parse_variable();
    item.name = item.alias->text;
    expect("=", "and a value after the variable of LET");
    item.expression = parse_expression();
    with.projection.items.push_back(std::move(item));
  } while (accept(","));
  with.projection.span = span_from(first);
  return with;
}

Projection Parser::parse_projection() {
  const std::size_t first = position_;
  Projection projection;
  projection.distinct = accept_keyword("DISTINCT");
  projection.star = accept("*");
  if (!projection.star || accept(",")) {
    do {
      projection.items.push_back(parse_projection_item());
    } while (accept(","));
  }
  projection.span = span_from(first);
  if (peek().is_keyword("ORDER")) parse_order_by(projection);
  if (accept_keyword("SKIP") || accept_keyword("OFFSET")) projection.skip = parse_expression();
  if (accept_keyword("LIMIT")) projection.limit = parse_expression();
  return projection;
}

ProjectionItem Parser::parse_projection_item() {
  const std::size_t first = position_;
  ProjectionItem item;
  item.expression = parse_expression();
  item.name = source(span_from(first));
  if (accept_keyword("AS")) {
    item.alias = parse_variable("a name after AS");
    item.name = item.alias->text;
  } else if (const Variable* variable = as<Variable>(*item.expression)) {
    item.name = variable->name;
  }
  return item;
}

void Parser::parse_order_by(Projection& projection) {
  // What NULLS FIRST sorts by is read twice, and so is all that is sorted within it.
  constexpr unsigned kMostNested = 5;
  advance();
  expect_keyword("BY", "after ORDER");
  ++sorts_;
  do {
    const std::size_t first = position_;
    SortItem item;
    item.expression = parse_expression();
    if (accept_keyword("DESC") || accept_keyword("DESCENDING")) {
      item.descending = true;
    } else if (!accept_keyword("ASC")) {
      accept_keyword("ASCENDING");
    }
    if (sorts_ > kMostNested && peek().is_keyword("NULLS")) {
      fail("UnexpectedSyntax", "NULLS FIRST and NULLS LAST stand at most 5 ORDER BY deep.",
           peek().span);
    }
    if (accept_keyword("NULLS")) projection.order_by.push_back(parse_nulls_order(first));
    projection.order_by.push_back(std::move(item));
  } while (accept(","));
  --sorts_;
}

/// `x NULLS FIRST` is `x IS NULL DESC, x`: yields the first of these, for an `x` that starts at the
/// token `first` and is read once more.
SortItem Parser::parse_nulls_order(std::size_t first) {
  SortItem item;
  item.descending = accept_keyword("FIRST");
  if (!item.descending) expect_keyword("LAST", "or FIRST after NULLS");
  const std::size_t after = std::exchange(position_, first);
  ExpressionPtr copy = parse_expression();
  position_ = after;
  item.expression = make(Unary{UnaryOperator::is_null, std::move(copy)}, first);
  return item;
}

Create Parser::parse_create() {
  for (const std::string_view schema : {"INDEX", "CONSTRAINT"}) {
    if (!peek().is_keyword(schema) || peek(1).is("=")) continue;
    fail("UnexpectedSyntax",
         peek().is_keyword("INDEX")
             ? "CREATE makes nodes and relationships; for an index write CALL "
               "db.createIndex('Label', 'key')."
             : "CREATE makes nodes and relationships; constraints are not supported, MERGE keeps "
               "nodes unique.",
         peek().span);
  }
  return Create{parse_patterns()};
}

Merge Parser::parse_merge() {
  Merge merge;
  merge.pattern = parse_path_pattern();
  while (accept_keyword("ON")) {
    const bool create = accept_keyword("CREATE");
    if (!create && !accept_keyword("MATCH")) {
      fail("UnexpectedSyntax", "Behind MERGE stand ON CREATE SET and ON MATCH SET.", peek().span);
    }
    expect_keyword("SET", create ? "after ON CREATE" : "after ON MATCH");
    std::vector<SetItem>& items = create ? merge.on_create : merge.on_match;
    for (SetItem& item : parse_set_items()) items.push_back(std::move(item));
  }
  return merge;
}

std::vector<SetItem> Parser::parse_set_items() {
  std::vector<SetItem> items;
  do {
    items.push_back(parse_set_item());
  } while (accept(","));
  return items;
}

SetItem Parser::parse_set_item() {
  const std::size_t first = position_;
  SetItem item;
  ExpressionPtr target = parse_postfix();
  LabelTest* labels = as<LabelTest>(*target);
  if (labels && !labels->label_expression) {
    item.kind = SetItem::Kind::labels;
    item.target = std::move(labels->subject);
    item.labels = std::move(labels->labels);
  } else if (Property* property = as<Property>(*target)) {
    if (peek().is("+=")) {
      fail("UnexpectedSyntax",
           fmt::format("+= adds a map to a variable; to add to a property write {0} = {0} + value.",
                       source(span_from(first))),
           peek().span);
    }
    expect("=", "and a value after the property to set");
    item.target = std::move(property->subject);
    item.key = std::move(property->key);
    item.value = parse_expression();
  } else if (as<Variable>(*target) != nullptr) {
    item.kind = accept("+=") ? SetItem::Kind::merge : SetItem::Kind::replace;
    if (item.kind == SetItem::Kind::replace) expect("=", "or += or a label after the variable");
    item.target = std::move(target);
    item.value = parse_expression();
  } else {
    fail("UnexpectedSyntax",
         "SET takes a property (n.key = value), a variable (n = map, "
         "n += map) or labels (n:Label).",
         target->span);
  }
  item.span = span_from(first);
  return item;
}

Remove Parser::parse_remove() {
  Remove remove;
  do {
    const std::size_t first = position_;
    ExpressionPtr target = parse_postfix();
    RemoveItem item;
    LabelTest* labels = as<LabelTest>(*target);
    if (labels && !labels->label_expression) {
      item.target = std::move(labels->subject);
      item.labels = std::move(labels->labels);
    } else if (Property* property = as<Property>(*target)) {
      item.target = std::move(property->subject);
      item.key = std::move(property->key);
    } else {
      fail("UnexpectedSyntax", "REMOVE takes a property (n.key) or labels (n:Label).",
           target->span);
    }
    item.span = span_from(first);
    remove.items.push_back(std::move(item));
  } while (accept(","));
  return remove;
}

Delete Parser::parse_delete(bool detach) {
  Delete clause;
  clause.detach = detach;
  do {
    clause.targets.push_back(parse_expression());
  } while (accept(","));
  return clause;
}

/// Takes any clause; the binder says which of them may not stand there, and what to write instead.
Foreach Parser::parse_foreach() {
  const Nesting nesting(*this);
  Foreach loop;
  expect("(", "after FOREACH");
  loop.variable = parse_variable();
  expect_keyword("IN", "and a list after the variable of FOREACH");
  loop.list = parse_expression();
  expect("|", "and updates after the list of FOREACH");
  const std::size_t first = position_;
  SingleQuery updates;
  while (std::optional<Clause> clause = parse_clause()) {
    updates.clauses.push_back(std::move(*clause));
  }
  if (updates.clauses.empty()) fail_no_clause("an update such as CREATE, MERGE or SET");
  updates.span = span_from(first);
  if (!accept(")")) fail_no_clause("another update, or ) at the end of FOREACH");
  loop.updates = std::make_unique<Query>();
  loop.updates->span = updates.span;
  loop.updates->branches.push_back(std::move(updates));
  return loop;
}

}  // namespace chancery::query
