#pragma once

// Statements about who stands behind an operation; their speaker is the subject of the clause.

#include "extract/objects.h"

namespace chancery::ingest {

/// Reads "X attributed the operation to Y": the operation ATTRIBUTED_TO Y, speaker X.
void add_attribution(Analysis& analysis, const Clause& clause, std::uint32_t passage);

/// Reads "Z supported the attribution": what was attributed last is said by Z too.
void join_attribution(Analysis& analysis, const Clause& clause, std::uint32_t passage);

}  // namespace chancery::ingest
