#pragma once

// Where the clauses of a sentence end.

#include <vector>

#include "extract/clause.h"

namespace chancery::ingest {

/// Ends each clause where the next one begins, at a semicolon, or where the words begin a clause of
/// their own. "Stressing that X is essential" takes in what follows it.
void bound_clauses(const Analysis& analysis, TokenSpan sentence, std::vector<Clause>& clauses);

}  // namespace chancery::ingest
