#pragma once

// The plan: what the planner makes of a syntax tree, the optimizer rewrites, and the cursors run.
// A chain of operators from the last to the first (`input`), with branches where an operator runs
// another chain: per row (Optional, Apply, MergePattern) or one after another (Union).
//
// All operators of a plan work on one row of slots. An operator writes its own slots and leaves
// the others alone, so a scan above another operator is a nested loop, and a branch sees the row
// of the operator that runs it. Plans point into the syntax tree, which must outlive them.

#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "ast.h"

namespace chancery::query {

using SlotSet = std::set<Slot>;

// ---- Predicates --------------------------------------------------------------------------------

/// A conjunct of a WHERE.
struct ExpressionPredicate {
  const Expression* expression = nullptr;
};

/// The node has all of these labels; of none, that it is a node and not null.
struct LabelPredicate {
  Slot node = kNoSlot;
  std::vector<std::string> labels;
};

/// The node satisfies a label expression.
struct LabelExpressionPredicate {
  Slot node = kNoSlot;
  const LabelExpression* expression = nullptr;
};

/// `{key: value}` of a node or relationship pattern: the property equals the value.
struct PropertyPredicate {
  Slot subject = kNoSlot;
  std::string key;
  const Expression* value = nullptr;
};

using Predicate =
    std::variant<ExpressionPredicate, LabelPredicate, LabelExpressionPredicate, PropertyPredicate>;

// ---- Leaves and scans --------------------------------------------------------------------------

/// The row as it is, once. The only operator without input.
struct Argument {};

struct AllNodesScan {
  Slot node = kNoSlot;
};

struct LabelScan {
  Slot node = kNoSlot;
  std::string label;
};

/// A lookup in a property index, by values that stand in the row already. Null bounds are open.
struct IndexScan {
  enum class Kind : std::uint8_t { equal, any_of, range, prefix };
  Slot node = kNoSlot;
  std::string label;
  std::string key;
  Kind kind = Kind::equal;
  const Expression* value = nullptr;  ///< of equal, any_of (a list, or null) and prefix
  const Expression* low = nullptr;
  const Expression* high = nullptr;
  bool low_inclusive = false;
  bool high_inclusive = false;
  std::vector<const Expression*> values = {};  ///< of any_of: its items, where there is no list
};

/// The nodes of a label in the order that ORDER BY gives an indexed property; where there are
/// bounds, those between them. Without any, where `nulls`, also nodes that lack the property.
struct OrderedScan {
  Slot node = kNoSlot;
  std::string label;
  std::string key;
  bool descending = false;
  bool nulls = true;
  const Expression* low = nullptr;
  const Expression* high = nullptr;
  bool low_inclusive = false;
  bool high_inclusive = false;
};

/// How a value names a node or relationship: `id(n) = value`, `elementId(n) = value`, `n = value`.
enum class Naming : std::uint8_t { id, element_id, itself };

/// The node that the value names; no row where there is none.
struct NodeByIdScan {
  Slot node = kNoSlot;
  const Expression* value = nullptr;
  Naming naming = Naming::id;
};

/// The relationship that the value names; no row where there is none. ExpandBound finds its ends.
struct RelationshipByIdScan {
  Slot relationship = kNoSlot;
  const Expression* value = nullptr;
  Naming naming = Naming::id;
};

// ---- Patterns ----------------------------------------------------------------------------------

/// What every way of following relationships shares. `to_bound`: the far node is known, and only
/// relationships that reach it count. `distinct_from`: slots of the relationships (or lists of
/// them) of the same MATCH that may not be walked again.
struct Hop {
  Slot from = kNoSlot;
  Slot relationship = kNoSlot;
  Slot to = kNoSlot;
  Direction direction = Direction::both;
  std::vector<std::string> types;
  bool to_bound = false;
  std::vector<Slot> distinct_from;
  const LabelExpression* type_expression = nullptr;  ///< instead of `types`, or null
};

/// The direction in which the same relationships are seen from their other ends.
Direction turned_round(Direction direction);

struct Expand {
  Hop hop;
};

/// One step to a node that further hops reach from other known nodes: a choice of a relationship
/// for each of them. All hops lead to `hop.to`.
struct ExpandIntersect {
  Hop hop;
  std::vector<Hop> closing;
};

/// Trails of least to most relationships; the relationship slot holds the list of them.
struct ExpandVariable {
  Hop hop;
  std::uint64_t least = 1;
  std::optional<std::uint64_t> most;
  const Expression* properties = nullptr;  ///< a MapLiteral that each relationship must match
  bool reversed = false;  ///< walked from the right: the list is turned round for the reader
  /// Each end once, however many trails lead there; the list is not made. Of trails of at least 0
  /// or 1 relationships only.
  bool ends_once = false;
};

/// A quantified pattern: the branch, which starts at `first` and ends at `last`, walked least to
/// most times. The hop's relationship slot holds the list of all relationships, in the order of
/// the pattern; `groups` get their lists.
struct ExpandQuantified {
  Hop hop;
  std::uint64_t least = 1;
  std::optional<std::uint64_t> most;
  Slot first = kNoSlot;
  Slot last = kNoSlot;
  std::vector<Slot> relationships;  ///< of the branch, in the order in which they are walked
  std::vector<Slot> inner;          ///< nodes and relationships of the branch
  std::vector<GroupVariable> groups;
  SlotSet reads;          ///< what its predicates read from outside
  bool reversed = false;  ///< walked from the right: all lists are turned round for the reader
  const QuantifiedPattern* pattern = nullptr;
};

/// The relationship (or the list of a variable length pattern) is known, its ends may not be.
struct ExpandBound {
  Hop hop;
  bool from_bound = false;
  bool variable = false;
  std::uint64_t least = 1;
  std::optional<std::uint64_t> most;
};

/// What every relationship, or every node, of a shortest path must satisfy: from
/// `all(r IN relationships(p) WHERE ...)`, `none(...)`, and the WHERE of the relationship itself.
struct StepPredicate {
  const Expression* test = nullptr;
  Slot element = kNoSlot;
  bool wanted = true;  ///< what the test must say
  bool of_nodes = false;
};

/// The shortest paths between two known nodes: of the paths that satisfy the predicates. Those of
/// steps guide the search; where there are others, paths are tried in the order of their length.
struct ShortestPathSearch {
  Hop hop;
  std::uint64_t least = 1;
  std::optional<std::uint64_t> most;
  bool is_list = true;  ///< of the hop's relationship; otherwise it is the only one of the path
  const Expression* properties = nullptr;
  ShortestPath wanted;
  std::vector<StepPredicate> steps;
  std::vector<const Expression*> predicates;  ///< of the path as a whole
  const PathPattern* pattern = nullptr;       ///< whose path they read; null where there are none
};

/// Puts the path value of a named pattern together from the slots of its elements.
struct AssemblePath {
  const PathPattern* pattern = nullptr;
};

// ---- Rows --------------------------------------------------------------------------------------

struct Filter {
  std::vector<Predicate> predicates;  ///< all must be true; tried in order
};

struct Assignment {
  const Expression* expression = nullptr;
  Slot slot = kNoSlot;
};

struct Project {
  std::vector<Assignment> items;
};

/// One row per group of equivalent keys; without keys exactly one row.
struct Aggregation {
  std::vector<Assignment> keys;
  std::vector<const Expression*> aggregates;  ///< FunctionCalls; each result goes to its slot
  /// The one aggregate is min or max of what the rows are ordered by: the first value is it.
  bool in_order = false;
};

/// A node of a pattern without cycles, and the hop that leads to it from its parent.
struct TreeNode {
  Hop hop;                                 ///< of the root `to` only
  std::size_t parent = 0;                  ///< of the root itself
  std::vector<Predicate> predicates;       ///< of this node and of rows below alone; tried in order
  std::vector<const Expression*> present;  ///< of this node; must not be null
};

/// Of groups, those that may be among the first `skip + limit` by a number of matches.
struct BestGroups {
  std::size_t aggregate = 0;
  bool descending = false;
  const Expression* skip = nullptr;  ///< null: 0
  const Expression* limit = nullptr;
};

/// An Aggregation over the matches of a pattern without cycles, on the arrays of a projection.
/// What is only counted is not walked: see tree_shape.h.
struct TreeAggregation {
  std::vector<TreeNode> nodes;  ///< the root first, each after its parent
  bool root_known = false;      ///< it stands in the row; otherwise it is any node
  Aggregation aggregation;
  std::vector<Predicate> joint;  ///< of several nodes and of rows below; none of them fails
  double steps = 0;  ///< that the matching takes, by estimate; where the root is not known
  std::optional<BestGroups> best = {};  ///< no others are asked for
};

/// Operators that hold rows back keep `slots` of them only.
struct Distinct {
  std::vector<Slot> slots;
};

struct Sort {
  std::vector<const SortItem*> items;
  std::vector<Slot> slots;
};

/// The first `skip + limit` rows of a Sort, without holding the rest.
struct Top {
  std::vector<const SortItem*> items;
  const Expression* skip = nullptr;
  const Expression* limit = nullptr;
  std::vector<Slot> slots;
  bool in_order = false;  ///< rows come in the order of the first item: the rest is not read
};

struct Skip {
  const Expression* count = nullptr;
};

struct Limit {
  const Expression* count = nullptr;
};

/// Takes in all rows before it lets the first one out: what stands above must not be seen by
/// what stands below.
struct Eager {
  std::vector<Slot> slots;
};

struct UnwindList {
  const Expression* list = nullptr;
  Slot slot = kNoSlot;
};

// ---- Branches ----------------------------------------------------------------------------------

/// Each row with every row of the branch.
struct Apply {};

/// Each row once, when the branch has run to its end for it.
struct ApplyUnit {};

/// Each row once, when the branch has run to its end for each element of the list in turn.
struct ApplyToEach {
  const Expression* list = nullptr;
  Slot slot = kNoSlot;  ///< of the element
};

/// Each row with every row of the branch, or once with `nulls` where it has none.
struct Optional {
  std::vector<Slot> nulls;
};

/// The rows of the input and of the branch where the values are equal. The branch does not
/// depend on the input: it is run once and its rows are kept by the value of `build`.
struct HashJoin {
  const Expression* probe = nullptr;
  const Expression* build = nullptr;
  std::vector<Slot> slots;  ///< of the branch
};

/// The branches' rows in turn, each branch's results moved to those of the first.
struct Union {
  std::vector<std::vector<Slot>> results;
};

/// A count that the store knows: nodes with a label, relationships of a type. Both empty: all.
struct CountFromStore {
  bool relationships = false;
  std::string name;
  Slot slot = kNoSlot;
};

// ---- Updates -----------------------------------------------------------------------------------

struct CreatePattern {
  const Create* clause = nullptr;
};

/// For each row the matches of the branch; where it has none, creates the pattern.
struct MergePattern {
  const Merge* clause = nullptr;
};

struct SetProperties {
  const Set* clause = nullptr;
};

struct RemoveProperties {
  const Remove* clause = nullptr;
};

struct DeleteEntities {
  const Delete* clause = nullptr;
  std::vector<Slot> slots;  ///< of the rows, which are held until all is deleted
};

struct CallProcedure {
  const Call* clause = nullptr;
};

/// The last operator: the columns a user sees.
struct Produce {
  std::vector<std::string> columns;
  std::vector<Slot> slots;
};

using Operator =
    std::variant<Argument, AllNodesScan, LabelScan, IndexScan, OrderedScan, NodeByIdScan,
                 RelationshipByIdScan, Expand, ExpandIntersect, ExpandVariable, ExpandQuantified,
                 ExpandBound, ShortestPathSearch, AssemblePath, Filter, Project, Aggregation,
                 TreeAggregation, Distinct, Sort, Top, Skip, Limit, Eager, UnwindList, Apply,
                 ApplyUnit, ApplyToEach, Optional, HashJoin, Union, CountFromStore, CreatePattern,
                 MergePattern, SetProperties, RemoveProperties, DeleteEntities, CallProcedure,
                 Produce>;

struct Plan;
using PlanPtr = std::unique_ptr<Plan>;

struct Plan {
  Operator op;
  PlanPtr input;  ///< null for Argument and Union
  std::vector<PlanPtr> branches;
  double rows = 1;  ///< estimated
};

template <typename T>
const T* as(const Plan& plan) {
  return std::get_if<T>(&plan.op);
}

template <typename T>
T* as(Plan& plan) {
  return std::get_if<T>(&plan.op);
}

/// A plan above another.
PlanPtr make_plan(Operator op, PlanPtr input);

/// The plan of a whole statement. Expressions that hold a pattern or a query have plans of their
/// own, which start from the row that the expression is evaluated on.
struct StatementPlan {
  PlanPtr root;
  std::unordered_map<const Expression*, PlanPtr> subplans;
  std::vector<ExpressionPtr> made;  ///< by rules, for operators to point into
  std::vector<std::string> warnings;
};

// ---- What operators touch ----------------------------------------------------------------------

/// Slots that the operator itself writes, branches aside.
SlotSet written_slots(const Plan& plan);
/// Slots that the operators of a chain write, branches included.
SlotSet written_by_chain(const Plan* chain);
/// Whether an operator of the chain changes the graph, branches included.
bool writes_graph(const Plan& chain);
/// Slots that the operator itself reads, branches aside.
SlotSet read_slots(const Plan& plan);
SlotSet read_slots(const Predicate& predicate);

// ---- EXPLAIN -----------------------------------------------------------------------------------

/// What PROFILE measured of one operator.
struct OperatorProfile {
  std::uint64_t rows = 0;
  std::uint64_t store_hits = 0;  ///< rows read from the store, with all that lies below
  double milliseconds = 0;       ///< with all that lies below
};
using Profile = std::unordered_map<const Plan*, OperatorProfile>;

/// An operator as EXPLAIN and PROFILE show it.
struct PlanDescription {
  std::string name;     ///< "Expand"
  std::string details;  ///< "(a)-[r:T]->(b)"
  double estimated_rows = 0;
  std::optional<OperatorProfile> measured;  ///< store hits of the operator alone
  /// The branches, then the input: what the operator takes its rows from.
  std::vector<PlanDescription> branches;
  std::vector<PlanDescription> input;  ///< one, or none for a leaf
};

/// A whole statement: its plan, and those of the patterns and queries inside its expressions.
struct StatementDescription {
  PlanDescription root;
  std::vector<std::pair<std::string, PlanDescription>> inner;  ///< the expression, its plan
  std::vector<std::string> warnings;
};

StatementDescription describe_plan(const StatementPlan& plan, const Statement& statement,
                                   const Profile* profile = nullptr);

/// A table with a line for each operator, the last one first, branches indented under the operator
/// that runs them: estimated rows and, of a PROFILE, real rows, store hits and time. Lines end
/// with a newline.
std::string to_text(const StatementDescription& plan);
/// The same as JSON; the shape is that of Result::plan_json().
std::string to_json(const StatementDescription& plan);

}  // namespace chancery::query
