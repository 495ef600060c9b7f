#pragma once

#include "extract/clause.h"

namespace chancery::ingest {

/// "At the Second Summit, the parties ...": where the sentence begins with a meeting, its
/// subject took part in it.
/// `clause` is the first one of the sentence.
void add_opening_event(Analysis& analysis, const Clause& clause, TokenSpan span,
                       std::uint32_t passage);

}  // namespace chancery::ingest
