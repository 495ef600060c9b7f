#pragma once

// What a clause is about: the names and concepts of its object phrase, told apart by what governs
// them.

#include "extract/clause.h"

namespace chancery::ingest {

/// Adds the statements of a clause to the analysis.
void add_clause_statements(Analysis& analysis, const Clause& clause, std::uint32_t passage);

}  // namespace chancery::ingest
