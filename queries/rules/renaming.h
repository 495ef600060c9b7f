#pragma once

// Predicates in the names that hold before a projection.

#include <optional>
#include <vector>

#include "../plan.h"

namespace chancery::query {

/// The predicate on the rows below a Project or the keys of an Aggregation: what they assign is
/// written out. Nothing where that is more than a variable or a property of one: it would be
/// computed twice. New expressions are kept in `made`.
std::optional<Predicate> before_renaming(const Predicate& predicate, const Plan& plan,
                                         std::vector<ExpressionPtr>& made);

}  // namespace chancery::query
