#pragma once

// The binder's class. Its functions are spread over binder.cpp (queries and clauses),
// binder_pattern.cpp, binder_projection.cpp (WITH and RETURN), binder_expression.cpp and
// binder_call.cpp (functions and procedures).

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ast.h"
#include "chancery/error.h"
#include "chancery/query/engine.h"
#include "functions.h"
#include "query_limits.h"

namespace chancery::query {

/// What is known of a value before the query runs; null is always possible besides.
struct StaticType {
  TypeSet types = kAnyType;
  TypeSet elements = kAnyType;  ///< of a list: the types of what is in it
};

/// Variables by name. What an inner scope does not know, the one around it may.
struct Scope {
  std::map<std::string, Slot, std::less<>> names;
  const Scope* outer = nullptr;

  Slot find(std::string_view name) const;
  bool declares(std::string_view name) const { return names.find(name) != names.end(); }
};

class Binder {
 public:
  Binder(Statement& statement, const Parameters* parameters, Limits& limits)
      : statement_(statement), parameters_(parameters), limits_(limits) {}

  void run();

 private:
  /// An item or aggregate of a projection, for ORDER BY to read again.
  struct ProjectedResult {
    std::string text;
    Slot slot = kNoSlot;
    bool beside_aggregate = false;  ///< may be a part of an expression that holds an aggregate
  };

  struct Projected {
    std::multimap<std::uint32_t, ProjectedResult> results;  ///< by height of the tree
    const Scope* before = nullptr;
    const Scope* after = nullptr;
    bool beside_aggregate = false;  ///< the sort expression at hand holds an aggregate
  };

  /// What may stand in the expression at hand.
  struct Place {
    const Scope* scope = nullptr;
    /// Where aggregates are allowed: the list that they are put on.
    std::vector<Expression*>* aggregates = nullptr;
    const Projected* projected = nullptr;  ///< in ORDER BY
    bool in_aggregate = false;
    bool predicate = false;  ///< a pattern may stand for "it matches"

    Place value() const;
    /// Of the body of a form that has variables of its own.
    Place within(const Scope& inner) const;
  };

  /// Which results of a grouped projection an expression beside an aggregate may use.
  struct Grouping {
    std::map<std::string, Slot> keys;  ///< by canonical text; variables and their properties only
    const Scope* before = nullptr;     ///< the variables that are gone after grouping
    std::set<Slot> key_variables;      ///< of them, those that are keys themselves
  };

  enum class QueryKind : std::uint8_t { statement, exists, count, collect, call, call_in_scope };

  // Queries and clauses.
  /// `call`: QueryKind::call sees nothing of `outer` but what a first WITH imports;
  /// call_in_scope sees all of it.
  void bind_query(Query& query, const Scope* outer, QueryKind kind);
  void bind_single_query(SingleQuery& single, Query& query, const Scope* outer, QueryKind kind,
                         bool first_branch);
  Scope imported_scope(const CallSubquery& call, const Scope& scope) const;
  void check_composition(const SingleQuery& single, QueryKind kind) const;
  void check_union_columns(const Query& query, const SingleQuery& single,
                           const std::vector<std::string>& columns) const;
  std::vector<std::string> bind_last_clause(SingleQuery& single, Scope& scope, QueryKind kind);
  void bind_clause(Clause& clause, Scope& scope);
  void bind_clause(Match& match, Scope& scope);
  void bind_clause(Unwind& unwind, Scope& scope);
  void bind_clause(With& with, Scope& scope);
  void bind_clause(Return& clause, Scope& scope);
  void bind_clause(Create& create, Scope& scope);
  void bind_clause(Merge& merge, Scope& scope);
  void bind_clause(Set& set, Scope& scope);
  void bind_clause(Remove& remove, Scope& scope);
  void bind_clause(Delete& clause, Scope& scope);
  void bind_clause(Call& call, Scope& scope);
  void bind_clause(CallSubquery& call, Scope& scope);
  void bind_clause(Foreach& loop, Scope& scope);
  void check_updates(const Foreach& loop) const;
  void bind_set_items(std::vector<SetItem>& items, const Scope& scope);
  void require_node(const Expression& target, TextSpan span) const;
  void bind_element(Expression& target, const Scope& scope, std::string_view clause);

  // Patterns. Slots from `first_new` on are of the clause at hand: the others were bound before.
  void bind_match_pattern(PathPattern& pattern, Scope& scope, Slot first_new);
  void bind_match_node(NodePattern& node, Scope& scope, Slot first_new);
  void bind_match_relationship(RelationshipPattern& relationship, Scope& scope, Slot first_new);
  void bind_quantified(RelationshipPattern& relationship, Scope& scope);
  void bind_path_variable(PathPattern& pattern, Scope& scope);
  void bind_pattern_properties(PathPattern& pattern, const Scope& scope);
  void bind_created_pattern(PathPattern& pattern, Scope& scope, Slot first_new, bool merge);
  void bind_created_node(NodePattern& node, Scope& scope, Slot first_new, bool alone, bool merge);
  void bind_created_relationship(RelationshipPattern& relationship, Scope& scope, bool merge);
  void bind_created_properties(Expression* properties, const Scope& scope, bool merge);
  void bind_property_value(Expression& value, const Scope& scope);
  /// A map literal whose values become properties, or any expression that gives a map.
  void bind_property_map(Expression& map, const Scope& scope);

  // Projections.
  /// Binds everything but the WHERE of WITH; yields the scope behind the projection.
  Scope bind_projection(Projection& projection, const Scope& scope, bool is_return);
  void expand_star(Projection& projection, const Scope& scope, bool is_return);
  void bind_items(Projection& projection, const Scope& scope);
  Scope scope_behind(Projection& projection, const Scope& scope);
  void give_slot(ProjectionItem& item, StaticType type, const Scope& scope);
  Grouping grouping(const Projection& projection, const Scope& scope) const;
  void read_grouped(Expression& expression, const Grouping& grouping) const;
  void bind_order_by(Projection& projection, const Scope& before, const Scope& after);
  Slot find_projected(const Expression& expression, const Projected& projected) const;
  void bind_row_count(Expression& expression, std::string_view clause);

  // Expressions.
  StaticType bind_expression(Expression& expression, const Place& place);
  StaticType bind_plain(Expression& expression, const Scope& scope);
  void bind_where(Expression* where, const Scope& scope);
  StaticType bind_form(Expression& expression, Literal& form, const Place& place);
  StaticType bind_form(Expression& expression, Parameter& form, const Place& place);
  StaticType bind_form(Expression& expression, Variable& form, const Place& place);
  StaticType bind_form(Expression& expression, Property& form, const Place& place);
  StaticType bind_form(Expression& expression, LabelTest& form, const Place& place);
  StaticType bind_form(Expression& expression, ListLiteral& form, const Place& place);
  StaticType bind_form(Expression& expression, MapLiteral& form, const Place& place);
  StaticType bind_form(Expression& expression, MapProjection& form, const Place& place);
  StaticType bind_form(Expression& expression, Index& form, const Place& place);
  StaticType bind_form(Expression& expression, Slice& form, const Place& place);
  StaticType bind_form(Expression& expression, Unary& form, const Place& place);
  StaticType bind_form(Expression& expression, Binary& form, const Place& place);
  StaticType bind_form(Expression& expression, Comparison& form, const Place& place);
  StaticType bind_form(Expression& expression, Logical& form, const Place& place);
  StaticType bind_form(Expression& expression, CaseSubject& form, const Place& place);
  StaticType bind_form(Expression& expression, Case& form, const Place& place);
  void bind_case_conditions(Case& form, CaseAlternative& alternative, const Place& place);
  StaticType bind_form(Expression& expression, FunctionCall& form, const Place& place);
  StaticType bind_form(Expression& expression, ListComprehension& form, const Place& place);
  StaticType bind_form(Expression& expression, Quantifier& form, const Place& place);
  StaticType bind_form(Expression& expression, Reduce& form, const Place& place);
  StaticType bind_form(Expression& expression, PatternComprehension& form, const Place& place);
  StaticType bind_form(Expression& expression, PatternExpression& form, const Place& place);
  StaticType bind_form(Expression& expression, SubqueryExpression& form, const Place& place);
  void bind_reading_query(Query& query, const Place& place, QueryKind kind, TextSpan span);
  StaticType bind_concatenation(const Binary& form, const StaticType& left,
                                const StaticType& right) const;
  StaticType bind_boolean(Expression& expression, const Place& place, std::string_view what);
  void require(TypeSet allowed, const StaticType& type, const Expression& expression,
               std::string_view what) const;
  void bind_inner_pattern(PathPattern& pattern, Scope& scope);
  void introduces_nothing(const PathPattern& pattern, const Scope& scope) const;

  // Functions and procedures.
  StaticType bind_aggregate(Expression& expression, FunctionCall& call, const Place& place);
  StaticType bind_function(FunctionCall& call, const Expression& expression, const Place& place);
  [[noreturn]] void fail_unknown_function(const FunctionCall& call) const;
  void bind_call_arguments(Call& call, const Scope& scope);
  void bind_implicit_arguments(Call& call);
  void bind_yields(Call& call, Scope& scope);

  // Slots and errors.
  Slot next_slot() const { return static_cast<Slot>(statement_.slots.size()); }
  Slot new_slot(std::string_view name, StaticType type);
  Slot declare(Scope& scope, const Name& name, StaticType type);
  StaticType type_of(Slot slot) const;
  void use_parameter(const std::string& name, TextSpan span, bool standalone_argument = false);
  [[noreturn]] void fail(std::string detail, const std::string& message, TextSpan span,
                         ErrorKind kind = ErrorKind::syntax_error) const;
  /// `advice`: what is said where no other variable seems to be meant.
  [[noreturn]] void fail_undefined(const std::string& name, TextSpan span, const Scope& scope,
                                   std::string_view advice = {}) const;

  Statement& statement_;
  const Parameters* parameters_;
  Limits& limits_;
  std::vector<TypeSet> elements_;  ///< StaticType::elements of each slot
  std::set<std::string, std::less<>> seen_parameters_;
  std::size_t star_items_ = 0;   ///< made so far
  Slot case_subject_ = kNoSlot;  ///< of the CASE whose condition is at hand
};

}  // namespace chancery::query
