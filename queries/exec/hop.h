#pragma once

// What every way of following relationships needs: type names as ids, the neighbours of a node,
// and the rule that a MATCH walks no relationship twice.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "../eval.h"
#include "context.h"

namespace chancery::query {

/// Type names as ids. A name may come into being while an updating query runs.
class TypeNames {
 public:
  TypeNames(const Hop& hop, const GraphView& graph)
      : names_(hop.types), expression_(hop.type_expression), graph_(graph) {}

  /// False where types were asked for and the graph has none of them.
  bool resolve();
  /// Each once; empty: every type. Of the last resolve().
  std::span<const TypeId> ids() const { return ids_; }

 private:
  bool resolve_expression();

  const std::vector<std::string>& names_;
  const LabelExpression* expression_;
  const GraphView& graph_;
  std::vector<TypeId> ids_;
};

/// Whether one of the slots holds the relationship, by itself or in a list.
bool already_walked(const Row& row, const std::vector<Slot>& slots, RelationshipId relationship);

/// `{key: value}` of a variable length or shortest path pattern, which every relationship on the
/// way must match. The values are evaluated once per start row.
class RelationshipProperties {
 public:
  /// `map` is a MapLiteral, or null: everything matches.
  RelationshipProperties(const Expression* map, ExecContext& context);
  void evaluate(Row& row);
  bool match(RelationshipId relationship) const;

 private:
  struct Entry {
    std::string key;
    Evaluator evaluator;
    Value value;
  };
  const GraphView& graph_;
  std::vector<Entry> entries_;
};

}  // namespace chancery::query
