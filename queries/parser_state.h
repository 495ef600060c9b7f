#pragma once

// The parser's class. Its functions are spread over parser_tokens.cpp (tokens, names, errors),
// parser.cpp (clauses), parser_pattern.cpp, parser_expression.cpp (operators, CASE), parser_gql.cpp
// (forms of ISO GQL that are functions) and parser_atom.cpp (what operators stand between).

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ast.h"
#include "lexer.h"

namespace chancery::query {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), tokens_(tokenize(text)) {}

  Statement parse_statement();

 private:
  // Tokens. The last one is of kind end and is never passed.
  const Token& peek(std::size_t ahead = 0) const;
  const Token& advance();
  bool accept(std::string_view symbol);
  bool accept_keyword(std::string_view keyword);
  void expect(std::string_view symbol, std::string_view where);
  void expect_keyword(std::string_view keyword, std::string_view where);
  bool at_keywords(std::initializer_list<std::string_view> keywords) const;
  /// From the start of token number `first` to the end of the token before the next one.
  TextSpan span_from(std::size_t first) const;
  std::string source(TextSpan span) const;

  [[noreturn]] void fail(std::string detail, const std::string& message, TextSpan span) const;
  /// "Expected <what>, found <next token>."
  [[noreturn]] void fail_expected(const std::string& what) const;
  /// Throws, with what to write here, where the next token is a word or operator of another
  /// language, such as LIKE or &&.
  void fail_foreign() const;

  // Names.
  /// A label, type or key: any word.
  Name parse_name(std::string_view what);
  /// A variable or alias: any word that is not reserved.
  Name parse_variable(std::string_view what = "a variable");
  bool at_variable() const;
  /// `a.b.c`, of functions and procedures.
  Name parse_dotted_name(std::string_view what);

  // Clauses.
  Query parse_query();
  SingleQuery parse_single_query();
  std::optional<Clause> parse_clause();
  /// `what` was expected here.
  [[noreturn]] void fail_no_clause(
      std::string_view what = "a clause such as MATCH, WITH or RETURN") const;
  Match parse_match(bool optional);
  Unwind parse_unwind();
  With parse_with();
  With parse_filter();
  With parse_let();
  SortItem parse_nulls_order(std::size_t first);
  Projection parse_projection();
  ProjectionItem parse_projection_item();
  void parse_order_by(Projection& projection);
  Create parse_create();
  Merge parse_merge();
  std::vector<SetItem> parse_set_items();
  SetItem parse_set_item();
  Remove parse_remove();
  Delete parse_delete(bool detach);
  Foreach parse_foreach();
  Clause::Form parse_optional();
  Clause::Form parse_call(bool optional);
  CallSubquery parse_call_subquery(bool optional);
  void parse_yield(Call& call);
  ExpressionPtr parse_optional_where();
  std::unique_ptr<Query> parse_subquery_body(bool allow_pattern);

  // Patterns.
  std::vector<PathPattern> parse_patterns();
  PathPattern parse_path_pattern();
  PathPattern parse_pattern_part();
  PathPattern parse_pattern_chain();
  bool at_quantified_pattern() const { return peek().is("(") && peek(1).is("("); }
  std::optional<ShortestPath> parse_path_selector();
  void accept_path_word();
  RelationshipPattern parse_quantified_pattern();
  void parse_quantified_relationship(RelationshipPattern& relationship);
  std::optional<HopRange> parse_quantifier();
  std::size_t skip_quantifier(std::size_t ahead) const;
  NodePattern parse_node_pattern();
  RelationshipPattern parse_relationship_pattern();
  void parse_relationship_detail(RelationshipPattern& relationship);
  HopRange parse_hop_range();
  std::uint64_t parse_hop_count();
  /// `:A:B`, into the labels of a node pattern or a label test, or a label expression.
  bool at_label() const;
  void parse_labels(std::vector<Name>& labels, LabelExpressionPtr& expression);
  void parse_label_list(std::vector<Name>& labels, LabelExpressionPtr& expression);
  void parse_types(RelationshipPattern& relationship);
  /// `of_type`: a colon may follow the bar, as in [:A|:B].
  LabelExpression parse_label_disjunction(bool of_type);
  LabelExpression parse_label_conjunction(bool of_type);
  LabelExpression parse_label_term(bool of_type);
  std::size_t skip_labels(std::size_t ahead) const;
  ExpressionPtr parse_pattern_properties();
  std::optional<ShortestPath> at_shortest_path() const;
  /// True where the next "(" opens a node that a relationship follows. Looks at tokens only.
  bool at_pattern(std::size_t ahead = 0) const;
  std::size_t skip_node(std::size_t ahead) const;
  bool at_relationship(std::size_t ahead) const;

  // Expressions, loosest first.
  ExpressionPtr parse_expression();
  ExpressionPtr parse_logical(LogicalOperator op);
  ExpressionPtr parse_not();
  ExpressionPtr parse_comparison();
  ExpressionPtr parse_predicate();
  ExpressionPtr parse_predicate_operator(ExpressionPtr operand, std::size_t first);
  ExpressionPtr parse_additive();
  ExpressionPtr parse_multiplicative();
  ExpressionPtr parse_power();
  ExpressionPtr parse_unary();
  ExpressionPtr parse_postfix();
  ExpressionPtr parse_subscript(ExpressionPtr subject, std::size_t first);

  ExpressionPtr parse_case();
  CaseCondition parse_case_condition(bool has_subject);
  ExpressionPtr parse_subject_test();

  // Atoms.
  ExpressionPtr parse_atom();
  ExpressionPtr parse_word_atom();
  ExpressionPtr parse_keyword_form();
  ExpressionPtr parse_number(bool negative);
  ExpressionPtr parse_integer(const Token& token, bool negative);
  ExpressionPtr parse_parenthesised();
  ExpressionPtr parse_bracketed();
  ExpressionPtr parse_list_literal(std::size_t first);
  ExpressionPtr parse_list_comprehension(std::size_t first);
  ExpressionPtr parse_pattern_comprehension(std::size_t first);
  ExpressionPtr parse_map_literal();
  ExpressionPtr parse_map_projection();
  MapProjectionItem parse_map_projection_item();
  ExpressionPtr parse_quantifier(QuantifierKind kind);
  ExpressionPtr parse_reduce();
  ExpressionPtr parse_subquery_expression(SubqueryKind kind);
  ExpressionPtr parse_exists_function();
  ExpressionPtr parse_pattern_expression();
  ExpressionPtr parse_function_call();

  // Forms of ISO GQL.
  ExpressionPtr make_call(std::string name, ExpressionPtr argument, ExpressionPtr other,
                          std::size_t first);
  ExpressionPtr parse_is(ExpressionPtr operand, bool negated, std::size_t first);
  bool at_double_colon() const;
  ExpressionPtr parse_type_test(ExpressionPtr operand, std::size_t first);
  ExpressionPtr parse_normal_form();
  ExpressionPtr parse_special_call();
  ExpressionPtr parse_trim();

  /// Behind the opening parenthesis; takes the closing one.
  std::vector<ExpressionPtr> parse_arguments();
  /// WHERE of a comprehension. The last bar in its brackets is not taken for a label's.
  ExpressionPtr parse_comprehension_where();
  bool at_function_call() const;

  ExpressionPtr make(Expression::Form form, std::size_t first);
  ExpressionPtr make_spanned(Expression::Form form, TextSpan span);

  /// Held while one more level of brackets, NOT or subquery is open.
  class Nesting {
   public:
    explicit Nesting(Parser& parser);
    ~Nesting() { --parser_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Parser& parser_;
  };

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t position_ = 0;
  unsigned sorts_ = 0;  ///< how many ORDER BY the parser is in
  std::uint32_t nesting_ = 0;
  std::size_t separator_ = 0;  ///< token of the bar that ends a WHERE being read; 0 is none
  std::uint32_t tallest_ = 0;  ///< expression made so far in the query or subquery at hand
};

}  // namespace chancery::query
