#pragma once

// The syntax tree of openCypher 9 and the path patterns of ISO GQL: what the parser makes, the
// binder annotates in place and the planner reads. There is no second, bound copy of the tree.
//
// Every node carries the bytes of the query it came from. Fields under "binder" are empty until
// bind() has run; see binder.h for what slots mean.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "chancery/types.h"
#include "chancery/value.h"

namespace chancery::query {

struct Aggregate;
struct Expression;
struct Function;
struct Procedure;
struct Query;
using ExpressionPtr = std::unique_ptr<Expression>;

/// A column of the row that runs through the plan; -1 is "none".
using Slot = int;
inline constexpr Slot kNoSlot = -1;

/// An identifier as written: a label, type, key, variable or alias.
struct Name {
  std::string text;
  TextSpan span;
};

// ---- Patterns ----------------------------------------------------------------------------------

/// A label expression of ISO GQL, about the labels of a node or the type of a relationship:
/// `A`, `%` (has any), `!A`, `A&B`, `A|B`. What is a plain list of names is never one of these.
struct LabelExpression {
  enum class Kind : std::uint8_t { name, wildcard, negation, conjunction, disjunction };
  Kind kind = Kind::name;
  Name name;                              ///< of Kind::name
  std::vector<LabelExpression> operands;  ///< one of a negation, two or more of the others
};
using LabelExpressionPtr = std::unique_ptr<LabelExpression>;

struct NodePattern {
  std::optional<Name> variable;
  std::vector<Name> labels;             ///< all of them
  LabelExpressionPtr label_expression;  ///< null where `labels` say it
  ExpressionPtr properties;             ///< a MapLiteral or Parameter, or null
  ExpressionPtr where;                  ///< `(n WHERE predicate)`, or null
  TextSpan span;
  // binder
  Slot slot = kNoSlot;  ///< also where the node is anonymous
  bool bound = false;   ///< the variable had a value before this clause
};

/// `*`, `*n`, `*n..m`: absent bounds are 1 and unbounded.
struct HopRange {
  std::optional<std::uint64_t> least;
  std::optional<std::uint64_t> most;
  bool exact = false;  ///< written `*n`: least and most are equal
};

struct QuantifiedPattern;

struct RelationshipPattern {
  std::optional<Name> variable;
  std::vector<Name> types;                ///< any of them; empty is every type
  LabelExpressionPtr type_expression;     ///< null where `types` say it
  Direction direction = Direction::both;  ///< from the node on the left
  bool arrows_both_ways = false;          ///< written <-->; means the same as --
  std::optional<HopRange> hops;           ///< variable length: the variable is a list
  ExpressionPtr properties;
  ExpressionPtr where;  ///< `-[r WHERE predicate]-`, or null
  /// A quantified path pattern between two nodes; then `hops` counts how often it is walked, and
  /// what is above says nothing else. Null for a plain relationship.
  std::unique_ptr<QuantifiedPattern> quantified;
  TextSpan span;
  // binder
  Slot slot = kNoSlot;  ///< of a quantified pattern: the list of all relationships walked
  bool bound = false;
};

/// Which of the paths between two nodes a pattern finds: the `count` shortest, or all of the
/// `count` least lengths. ANY SHORTEST is one path, ALL SHORTEST all of one length.
struct ShortestPath {
  std::uint64_t count = 1;
  bool groups = false;
  /// shortestPath() or allShortestPaths(): from a node to itself leads the path of no step only.
  bool called = false;
};

/// nodes.size() == relationships.size() + 1.
struct PathPattern {
  std::optional<Name> variable;
  std::optional<ShortestPath> shortest;
  std::vector<NodePattern> nodes;
  std::vector<RelationshipPattern> relationships;
  TextSpan span;
  // binder
  Slot slot = kNoSlot;  ///< of the path, where it is named
};

/// A variable inside a quantified pattern, and the list of its values that the rest sees.
struct GroupVariable {
  Slot inner = kNoSlot;
  Slot list = kNoSlot;
};

/// `((a)-[r:T]->(b) WHERE predicate){1,3}` of ISO GQL; `-[r:T WHERE predicate]->{1,3}` is short
/// for it. The nodes before and after are those that the first and last repetition touch.
struct QuantifiedPattern {
  PathPattern pattern;    ///< no path variable, no further quantifier
  ExpressionPtr where;    ///< of each repetition, or null
  bool is_short = false;  ///< written as a quantified relationship
  // binder
  std::vector<GroupVariable> groups;
};

// ---- Expressions -------------------------------------------------------------------------------

/// null, a boolean, a number or a string.
struct Literal {
  Value value;
};

struct Parameter {
  std::string name;
};

struct Variable {
  std::string name;
};

struct Property {
  ExpressionPtr subject;
  Name key;
};

/// `subject:A:B`: has all of these labels; for a relationship, is of this type.
struct LabelTest {
  ExpressionPtr subject;
  std::vector<Name> labels;
  LabelExpressionPtr label_expression;  ///< null where `labels` say it
};

struct ListLiteral {
  std::vector<ExpressionPtr> items;
};

struct MapEntry {
  Name key;
  ExpressionPtr value;
};

struct MapLiteral {
  std::vector<MapEntry> entries;
};

/// One item of `subject {.key, .*, variable, key: value}`.
struct MapProjectionItem {
  enum class Kind : std::uint8_t { property, all_properties, variable, entry };
  Kind kind = Kind::property;
  Name key;             ///< empty for all_properties
  ExpressionPtr value;  ///< of a variable or an entry
};

struct MapProjection {
  ExpressionPtr subject;  ///< a Variable
  std::vector<MapProjectionItem> items;
};

/// `subject[index]`: an element of a list, an entry of a map, a property.
struct Index {
  ExpressionPtr subject;
  ExpressionPtr index;
};

/// `subject[from..to]`; either bound may be null (absent).
struct Slice {
  ExpressionPtr subject;
  ExpressionPtr from;
  ExpressionPtr to;
};

enum class UnaryOperator : std::uint8_t { logical_not, minus, plus, is_null, is_not_null };

struct Unary {
  UnaryOperator op = UnaryOperator::logical_not;
  ExpressionPtr operand;
};

enum class BinaryOperator : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  modulo,
  power,
  concatenate,  ///< ||
  in,
  starts_with,
  ends_with,
  contains,
  matches  ///< =~, a regular expression
};

struct Binary {
  BinaryOperator op = BinaryOperator::add;
  ExpressionPtr left;
  ExpressionPtr right;
};

enum class ComparisonOperator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal
};

/// `a < b <= c`: the conjunction of every adjacent pair; operators.size() + 1 == operands.size().
struct Comparison {
  std::vector<ExpressionPtr> operands;
  std::vector<ComparisonOperator> operators;
};

enum class LogicalOperator : std::uint8_t { conjunction, disjunction, exclusive_or };

/// Two or more operands joined by one operator, flat: `a AND b AND c` is one node.
struct Logical {
  LogicalOperator op = LogicalOperator::conjunction;
  std::vector<ExpressionPtr> operands;
};

/// What a test of CASE leaves unsaid: in `CASE x WHEN > 3` the left side of the comparison.
struct CaseSubject {};

struct CaseCondition {
  ExpressionPtr expression;
  bool tests_subject = false;  ///< `> 3`, `IS NULL`: a predicate that begins with a CaseSubject
};

struct CaseAlternative {
  std::vector<CaseCondition> when;  ///< any of them; one where the CASE has no subject
  ExpressionPtr then;
};

/// With a subject, a condition is compared to it by `=` or tests it; without one it is a predicate.
struct Case {
  ExpressionPtr subject;
  std::vector<CaseAlternative> alternatives;
  ExpressionPtr otherwise;  ///< null: the value is null
  // binder
  Slot slot = kNoSlot;  ///< of the subject, where a condition tests it
};

struct FunctionCall {
  Name name;  ///< as written, with its namespace: "date.truncate"
  std::vector<ExpressionPtr> arguments;
  bool distinct = false;
  bool star = false;  ///< count(*)
  // binder
  const Function* function = nullptr;    ///< exactly one of the two is set
  const Aggregate* aggregate = nullptr;  ///< also of count(*)
};

/// `[variable IN list WHERE where | projection]`; where and projection may be null.
struct ListComprehension {
  Name variable;
  ExpressionPtr list;
  ExpressionPtr where;
  ExpressionPtr projection;
  // binder
  Slot slot = kNoSlot;
};

enum class QuantifierKind : std::uint8_t { all, any, none, single };

struct Quantifier {
  QuantifierKind kind = QuantifierKind::all;
  Name variable;
  ExpressionPtr list;
  ExpressionPtr where;  ///< null: the element itself is the predicate
  // binder
  Slot slot = kNoSlot;
};

/// `reduce(accumulator = initial, variable IN list | step)`.
struct Reduce {
  Name accumulator;
  ExpressionPtr initial;
  Name variable;
  ExpressionPtr list;
  ExpressionPtr step;
  // binder
  Slot accumulator_slot = kNoSlot;
  Slot slot = kNoSlot;
};

/// `[p = (a)-->(b) WHERE where | projection]`.
struct PatternComprehension {
  PathPattern pattern;
  ExpressionPtr where;
  ExpressionPtr projection;
};

/// A pattern where a value stands: true when it matches. Of shortestPath(): the path, null where
/// there is none; of allShortestPaths(): the list of them.
struct PatternExpression {
  PathPattern pattern;
};

enum class SubqueryKind : std::uint8_t { exists, count, collect };

/// `EXISTS { query }`, `COUNT { query }`, `COLLECT { query }`. The short form `EXISTS { pattern
/// WHERE predicate }` is a query of one MATCH clause and no RETURN.
struct SubqueryExpression {
  SubqueryKind kind = SubqueryKind::exists;
  std::unique_ptr<Query> query;
  bool bare = false;  ///< written exists((a)-->(b)), which introduces no variables
};

struct Expression {
  using Form = std::variant<Literal, Parameter, Variable, Property, LabelTest, ListLiteral,
                            MapLiteral, MapProjection, Index, Slice, Unary, Binary, Comparison,
                            Logical, CaseSubject, Case, FunctionCall, ListComprehension, Quantifier,
                            Reduce, PatternComprehension, PatternExpression, SubqueryExpression>;
  Form form;
  TextSpan span;
  /// Longest way down to a leaf. The parser bounds it, so that recursion over a tree is safe.
  std::uint32_t height = 1;
  // binder
  /// Where set, the value stands in this slot of the row and `form` is not evaluated: every
  /// variable; and after an aggregation every aggregate and every repeated grouping key.
  Slot slot = kNoSlot;
};

template <typename T>
const T* as(const Expression& expression) {
  return std::get_if<T>(&expression.form);
}

template <typename T>
T* as(Expression& expression) {
  return std::get_if<T>(&expression.form);
}

// ---- Clauses -----------------------------------------------------------------------------------

struct Match {
  bool optional = false;
  std::vector<PathPattern> patterns;
  ExpressionPtr where;
};

struct Unwind {
  ExpressionPtr list;
  Name variable;
  // binder
  Slot slot = kNoSlot;
};

struct ProjectionItem {
  ExpressionPtr expression;
  std::optional<Name> alias;
  /// The column: the alias, or the expression as written.
  std::string name;
  // binder
  /// Where the value goes. Of a variable that keeps its name: the slot it has already.
  Slot slot = kNoSlot;
  bool aggregates = false;  ///< holds an aggregate; otherwise a grouping key, if any item does
};

struct SortItem {
  ExpressionPtr expression;
  bool descending = false;
};

/// What WITH and RETURN share. Order: group or project, DISTINCT, ORDER BY, SKIP, LIMIT.
struct Projection {
  bool distinct = false;
  bool star = false;
  std::vector<ProjectionItem> items;  ///< the binder puts the items of a star first
  std::vector<SortItem> order_by;
  ExpressionPtr skip;
  ExpressionPtr limit;
  TextSpan span;
  // binder
  std::size_t star_items = 0;           ///< how many of `items` the binder made from the star
  bool aggregating = false;             ///< rows are grouped by the items without an aggregate
  std::vector<Expression*> aggregates;  ///< FunctionCalls; each result goes to its `slot`
};

struct With {
  Projection projection;
  ExpressionPtr where;
  bool is_filter = false;  ///< written FILTER, which brings nothing into a CALL { }
};

struct Return {
  Projection projection;
};

struct Create {
  std::vector<PathPattern> patterns;
};

struct SetItem {
  enum class Kind : std::uint8_t {
    property,  ///< target.key = value
    replace,   ///< target = value
    merge,     ///< target += value
    labels     ///< target:A:B
  };
  Kind kind = Kind::property;
  ExpressionPtr target;
  Name key;
  std::vector<Name> labels;
  ExpressionPtr value;
  TextSpan span;
};

struct Set {
  std::vector<SetItem> items;
};

struct Merge {
  PathPattern pattern;
  std::vector<SetItem> on_create;
  std::vector<SetItem> on_match;
};

struct RemoveItem {
  ExpressionPtr target;
  std::optional<Name> key;  ///< REMOVE target.key; otherwise REMOVE target:A:B
  std::vector<Name> labels;
  TextSpan span;
};

struct Remove {
  std::vector<RemoveItem> items;
};

struct Delete {
  bool detach = false;
  std::vector<ExpressionPtr> targets;
};

struct YieldItem {
  Name field;
  std::optional<Name> alias;
  // binder
  std::size_t field_index = 0;  ///< in the procedure's outputs
  Slot slot = kNoSlot;
};

struct Call {
  Name name;  ///< with its namespace
  /// Absent: a standalone call that takes its arguments from parameters of the same names.
  bool explicit_arguments = false;
  std::vector<ExpressionPtr> arguments;  ///< the binder fills in implicit ones
  bool star = false;                     ///< YIELD *
  std::vector<YieldItem> yields;         ///< the binder fills in all outputs of a standalone call
  ExpressionPtr where;
  // binder
  std::shared_ptr<const Procedure> procedure;
  bool standalone = false;       ///< the only clause: its yields are the columns
  bool implicit_yields = false;  ///< `yields` were not written
};

/// `CALL { query }`: the query runs once per row. A first `WITH` in it imports outer variables;
/// `CALL (a, b) { query }` and `CALL (*) { query }` name them outside, for all of the query.
struct CallSubquery {
  std::unique_ptr<Query> query;
  bool optional = false;                      ///< a row without results goes on with nulls
  std::optional<std::vector<Name>> imported;  ///< where written; of a star empty
  bool imports_all = false;                   ///< CALL (*)
  // binder
  bool unit = false;  ///< no RETURN: the rows pass through unchanged
};

/// `FOREACH (variable IN list | updates)`: the updates run once per element, one element after the
/// other, and the row passes through unchanged.
struct Foreach {
  Name variable;
  ExpressionPtr list;
  std::unique_ptr<Query> updates;  ///< of one branch
  // binder
  Slot slot = kNoSlot;
};

struct Clause {
  using Form = std::variant<Match, Unwind, With, Return, Create, Merge, Set, Remove, Delete, Call,
                            CallSubquery, Foreach>;
  Form form;
  TextSpan span;
};

template <typename T>
const T* as(const Clause& clause) {
  return std::get_if<T>(&clause.form);
}

template <typename T>
T* as(Clause& clause) {
  return std::get_if<T>(&clause.form);
}

// ---- Queries -----------------------------------------------------------------------------------

struct SingleQuery {
  std::vector<Clause> clauses;
  TextSpan span;
  // binder
  std::vector<Slot> results;  ///< one per column of the query
};

/// One or more single queries joined by UNION, which drops duplicates, or UNION ALL.
struct Query {
  std::vector<SingleQuery> branches;
  bool union_all = false;
  TextSpan span;
  // binder
  std::vector<std::string> columns;  ///< empty for a query that returns nothing
};

/// What is known of a slot before the query runs.
struct SlotInfo {
  std::string name;         ///< of the variable; empty for what the binder made
  std::uint32_t types = 0;  ///< a TypeSet of functions.h; a value may always be null too
};

enum class StatementMode : std::uint8_t { run, explain, profile };

struct Statement {
  StatementMode mode = StatementMode::run;
  Query query;
  // binder
  std::vector<SlotInfo> slots;  ///< a row has one value for each, branches and subqueries included
  bool writes = false;
  std::vector<std::string> parameters;  ///< names asked for, in order of appearance
};

}  // namespace chancery::query
