#pragma once

// Predicates that a search for a shortest path can use at every step.

#include <optional>

#include "plan.h"

namespace chancery::query {

/// `all(r IN relationships(p) WHERE ...)`, and likewise none() and nodes(p); nullopt for what says
/// something of the path as a whole. `path`: the slot of p, kNoSlot where it has no name;
/// `relationships`: the slot of the list of its relationships.
std::optional<StepPredicate> step_predicate(const Expression& expression, Slot path,
                                            Slot relationships);

}  // namespace chancery::query
