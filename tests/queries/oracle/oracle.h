#pragma once

// A second way to the rows of a query: nested loops over a graph in memory, straight from the
// syntax tree as the parser made it, variables by name. It shares with the engine the parser and
// the comparisons of core's values; no binder, plan, cursor, operator or function. It is slow, and
// it knows only what QueryGenerator writes: what it does not know throws std::logic_error.
//
// Methods: oracle.cpp has clauses and projections, oracle_pattern.cpp matching,
// oracle_expression.cpp expressions.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "ast.h"
#include "memory_graph.h"

namespace chancery::query {

/// Variables by name.
using Bindings = std::map<std::string, Value>;

struct Table {
  std::vector<std::string> columns;
  std::vector<List> rows;
  /// How many rows came to the end of the query; without RETURN the only thing there is.
  std::size_t count = 0;
};

/// The query has more intermediate rows than a test would wait for.
struct TooManyRows : std::runtime_error {
  TooManyRows() : std::runtime_error("too many rows") {}
};

class Oracle {
 public:
  explicit Oracle(const MemoryGraph& graph, Map parameters = {}, std::size_t max_steps = 300'000)
      : graph_(graph), parameters_(std::move(parameters)), steps_left_(max_steps) {}

  /// `outer` are the variables of the query around a subquery. Throws TooManyRows.
  Table answer(const Query& query, const Bindings& outer = {});

 protected:
  using Group = std::vector<Bindings>;
  using Found = std::function<void(const Bindings&)>;

  /// The rows after a reading clause; what it does not know throws std::logic_error.
  std::vector<Bindings> read(const Clause& clause, const std::vector<Bindings>& rows);
  Value evaluate(const Expression& expression, const Bindings& row, const Group* group = nullptr);
  void match(std::span<const PathPattern> patterns, const Expression* where, const Bindings& row,
             const Found& found);

 private:
  /// A row after a projection, with the row it was made of for ORDER BY and WHERE.
  struct Projected {
    Bindings after;
    Bindings before;
  };

  // Clauses.
  Table single(const SingleQuery& query, const Bindings& outer);
  std::vector<Bindings> matched(const Match& clause, const std::vector<Bindings>& rows);
  std::vector<Bindings> unwound(const Unwind& clause, const std::vector<Bindings>& rows);
  std::vector<Bindings> project(const Projection& projection, const std::vector<Bindings>& rows,
                                const Expression* where);
  std::vector<Projected> grouped(const Projection& projection, const std::vector<Bindings>& rows);
  void sort(const Projection& projection, std::vector<Projected>& rows);

  std::vector<Bindings> called(const CallSubquery& clause, const std::vector<Bindings>& rows);

  // Patterns. A walk is the state of a match that is not complete yet.
  struct Walk;
  using Completed = std::function<void(const Walk&)>;
  void match_shortest(const PathPattern& pattern, const Expression* where, const Bindings& row,
                      const Found& found);
  void match_paths(Walk& walk, const Completed& done);
  void match_from(Walk& walk, const Completed& done);
  void one_hop(Walk& walk, const Completed& done);
  void many_hops(Walk& walk, const List& trail, const Completed& done);
  void repeat(Walk& walk, const std::vector<Bindings>& rounds, const Completed& done);
  void arrive(Walk& walk, const Completed& done);
  bool inline_predicates_hold(const Walk& walk);
  bool fits(const NodePattern& pattern, NodeId node, const Bindings& row);
  bool fits(const RelationshipPattern& pattern, const MemoryRelationship& relationship,
            const Bindings& row);
  bool has_properties(const Expression* wanted, const Map& properties, const Bindings& row);
  bool exists(const PathPattern& pattern, const Bindings& row);

  // Expressions. `group` are the rows behind a grouped row, for aggregates.
  Value binary(BinaryOperator op, const Value& left, const Value& right) const;
  Value logical(const Logical& form, const Bindings& row, const Group* group);
  Value comparison(const Comparison& form, const Bindings& row, const Group* group);
  Value case_of(const Case& form, const Bindings& row, const Group* group);
  Value call(const FunctionCall& form, const Bindings& row, const Group* group);
  Value aggregate(const FunctionCall& form, const Group& group);
  Value comprehension(const ListComprehension& form, const Bindings& row, const Group* group);
  Value comprehension(const PatternComprehension& form, const Bindings& row);
  Value quantified(const Quantifier& form, const Bindings& row, const Group* group);
  Value property(const Value& subject, const std::string& key) const;
  Value label_test(const LabelTest& form, const Value& subject) const;
  bool is_true(const Expression* predicate, const Bindings& row);

  void step() {
    if (steps_left_-- == 0) throw TooManyRows();
  }

  const MemoryGraph& graph_;
  Map parameters_;
  std::size_t steps_left_;
};

/// The names that patterns bind, those inside quantified patterns included.
std::set<std::string> variables_of(std::span<const PathPattern> patterns);

/// Whether the expression holds an aggregate.
bool aggregates(const Expression& expression);

/// Whether names (the labels of a node, the type of a relationship) fit a label expression.
bool holds(const LabelExpression& expression, const std::set<std::string>& names);

}  // namespace chancery::query
