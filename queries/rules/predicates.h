#pragma once

// What a predicate depends on.

#include "../plan.h"

namespace chancery::query {

/// False of what asks rand(): once per row, wherever the rows come from.
bool is_deterministic(const Predicate& predicate);

/// True of what yields an answer or null for whatever it reads: it may be asked of rows that
/// another condition would have kept from it. False where that is not plain, as of arithmetic and
/// of most functions.
bool never_fails(const Predicate& predicate);

/// Whether the predicate only compares the value in the slot, and so is the same for all values
/// that are equal: 1 and 1.0 have different texts.
bool asks_for_order_only(const Predicate& predicate, Slot slot);

}  // namespace chancery::query
