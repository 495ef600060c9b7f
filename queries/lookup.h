#pragma once

// What a predicate says about how to find one node: by a property, by its id, by one of several
// ways.

#include <optional>
#include <string>
#include <vector>

#include "plan.h"

namespace chancery::query {

/// A predicate as a lookup by a property, its label not yet chosen.
struct Lookup {
  std::string key;
  IndexScan::Kind kind = IndexScan::Kind::equal;
  const Expression* value = nullptr;
  const Expression* low = nullptr;
  const Expression* high = nullptr;
  bool low_inclusive = false;
  bool high_inclusive = false;
  std::vector<const Expression*> values = {};  ///< of any_of: its items, where there is no list
};

/// The lookup that answers the predicate on the node in this slot, its values free of the node:
/// `n.key = v` and other comparisons, IN, STARTS WITH, `n.key = v OR n.key = w`,
/// `any(x IN list WHERE n.key = x)`. Nothing for any other predicate.
std::optional<Lookup> lookup_of(const Predicate& predicate, Slot node);

/// One node or relationship, by its id or as the value that it is.
struct IdLookup {
  const Expression* value = nullptr;
  Naming naming = Naming::id;
};

/// The lookup of the node or relationship in this slot that `id(n) = v`, `elementId(n) = v` or
/// `n = v` asks for; nothing for any other predicate.
std::optional<IdLookup> id_lookup_of(const Predicate& predicate, Slot element);

/// The operator with which `b op a` says what `a op b` says.
ComparisonOperator mirrored(ComparisonOperator op);

/// What a disjunction about the node in this slot offers, each a conjunction: of `A OR B`, and of
/// `n:A|B`. Empty for any other predicate.
std::vector<std::vector<Predicate>> alternatives_of(const Predicate& predicate, Slot node);

/// Appends the parts of a conjunction, each of which can be tested by itself.
void add_conjuncts(const Expression& where, std::vector<Predicate>& predicates);

}  // namespace chancery::query
