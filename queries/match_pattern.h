#pragma once

// What a MATCH asks for: its patterns as a graph, the predicates on it, and what is found so far.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ast.h"
#include "lookup.h"
#include "plan.h"

namespace chancery::query {

/// A property of a node that a predicate ties to a value known before, and how.
struct KnownKey {
  std::string key;
  IndexScan::Kind kind = IndexScan::Kind::equal;
};

/// What predicates demand of a node.
struct NodeTests {
  std::vector<std::string> labels;
  std::vector<KnownKey> known_keys;
  bool is_given = false;  ///< a predicate says which node it is
};

/// A node of the pattern, from all its mentions.
struct PatternNode : NodeTests {
  std::string name;
  std::vector<std::vector<NodeTests>> choices;  ///< what each disjunction offers
  std::vector<std::size_t> hops;  ///< that begin or end here, by their place in the pattern
  bool found = false;
};

/// A relationship of the pattern, read from left to right.
struct PatternHop {
  const PathPattern* path = nullptr;
  const RelationshipPattern* pattern = nullptr;
  Slot left = kNoSlot;
  Slot right = kNoSlot;
  std::vector<std::string> types;
  std::optional<IdLookup> given = {};  ///< a predicate says which relationship it is
  bool planned = false;

  bool is_known() const { return pattern->bound || given; }
};

class MatchPattern {
 public:
  /// `start`: a node that is found already, or kNoSlot; `sought`: one that is to be found although
  /// it had its value before. What is read must outlive this.
  MatchPattern(const std::vector<const PathPattern*>& patterns, const Expression* where, Slot start,
               Slot sought);

  bool has_hops(Slot node) const;
  /// Whether the slot has its value at this point of the plan.
  bool known(Slot slot) const;
  /// The nodes without a value at this point of the plan, in order of first mention.
  std::vector<Slot> unfound() const;

  std::map<Slot, PatternNode> nodes;
  std::vector<Slot> order;  ///< of first mention
  std::vector<PatternHop> hops;
  std::vector<Predicate> predicates;
  std::vector<std::pair<SlotSet, SlotSet>> equalities;  ///< what the sides of each read
  std::vector<SlotSet> inner_patterns;                  ///< what patterns in predicates read

 private:
  void add_pattern(const PathPattern& pattern);
  void add_node(const NodePattern& node);
  void require_lone_nodes();
  void add_required(Slot node, const LabelExpression& expression);
  void add_properties(Slot subject, const ExpressionPtr& properties);
  void add_where(const Expression& where);
  void note_labels(const Expression& where);
  void note(const Predicate& predicate);
  void note_equality(const Expression& where);
  void note_node(const Predicate& predicate, Slot slot);
  void note_relationship(const Predicate& predicate);
  bool reads_pattern(const Expression& value) const;

  Slot start_;
  Slot sought_;
};

/// What the predicates inside a quantified pattern read from outside of it.
SlotSet quantified_reads(const PatternHop& hop);

}  // namespace chancery::query
