#pragma once

// The printer behind unparse(): expressions in unparse_expression.cpp, the rest in unparse.cpp.

#include <string>
#include <string_view>
#include <vector>

#include "ast.h"
#include "parser.h"

namespace chancery::query {

/// How tightly a form binds its parts; a part that binds looser than its place needs parentheses.
enum Precedence : int {
  kDisjunction,
  kExclusiveOr,
  kConjunction,
  kNot,
  kComparison,
  kPredicate,
  kAdditive,
  kMultiplicative,
  kPower,
  kSign,
  kPostfix,
  kAtom
};

class Printer {
 public:
  explicit Printer(Parentheses parentheses) : parentheses_(parentheses) {}

  std::string take() { return std::move(out_); }
  void print(const Statement& statement);
  void print(const Expression& expression, int place = kDisjunction);
  void print(const PathPattern& pattern);
  void print(const LabelExpression& expression, bool group = false);

 private:
  template <typename Items, typename Print>
  void join(const Items& items, std::string_view separator, Print&& print_item) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += separator;
      first = false;
      print_item(item);
    }
  }
  void print_list(const std::vector<ExpressionPtr>& items);
  void print_optional(std::string_view keyword, const ExpressionPtr& expression);
  /// A list that a bar may follow, which could be taken for one between labels.
  void print_before_bar(const Expression& list);

  // Expressions.
  void print_form(const Literal& form);
  void print_form(const Parameter& form);
  void print_form(const Variable& form);
  void print_form(const Property& form);
  void print_labels(const std::vector<Name>& labels);
  void print_labels(const std::vector<Name>& labels, const LabelExpressionPtr& expression);
  void print_form(const LabelTest& form);
  void print_form(const ListLiteral& form);
  void print_form(const MapLiteral& form);
  void print_form(const MapProjection& form);
  void print(const MapProjectionItem& item);
  void print_form(const Index& form);
  void print_form(const Slice& form);
  void print_form(const Unary& form);
  void print_form(const Binary& form);
  void print_form(const Comparison& form);
  void print_form(const Logical& form);
  void print_form(const CaseSubject&) {}
  void print_form(const Case& form);
  void print(const CaseCondition& condition);
  void print_form(const FunctionCall& form);
  void print_form(const ListComprehension& form);
  void print_form(const Quantifier& form);
  void print_form(const Reduce& form);
  void print_form(const PatternComprehension& form);
  void print_form(const PatternExpression& form);
  void print_form(const SubqueryExpression& form);

  // Patterns.
  void print(const NodePattern& node);
  void print_properties(const ExpressionPtr& properties, bool spaced);
  void print(const RelationshipPattern& relationship);
  void print(const QuantifiedPattern& quantified, const HopRange& range);
  void print(const ShortestPath& shortest);
  void print_chain(const PathPattern& pattern);
  void print_detail(const RelationshipPattern& relationship);
  void print(const HopRange& hops);

  // Clauses and queries.
  void print(const Query& query);
  void print_patterns(const std::vector<PathPattern>& patterns);
  void print_clause(const Match& match);
  void print_clause(const Unwind& unwind);
  void print_clause(const With& with);
  void print_clause(const Return& clause);
  void print(const Projection& projection);
  void print_clause(const Create& create);
  void print_clause(const Merge& merge);
  void print_clause(const Set& set);
  void print_set(std::string_view keywords, const std::vector<SetItem>& items);
  void print_clause(const Remove& remove);
  void print_clause(const Delete& clause);
  void print_clause(const Call& call);
  void print_clause(const CallSubquery& call);
  void print_clause(const Foreach& loop);

  Parentheses parentheses_;
  bool before_bar_ = false;
  std::string out_;
};

}  // namespace chancery::query
