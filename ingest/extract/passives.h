#pragma once

// Verbs that read backwards: "The Dialogue was chaired by A", "the policy, supported by B".

#include "extract/clauses.h"

namespace chancery::ingest {

/// Reads "THING was VERBed by A; B; and C". Without an agent it says nothing, unless the thing's
/// own name carries the issuers. `span` is the sentence.
void add_passive(Analysis& analysis, const CueUse& use, const Subject& thing, std::uint32_t passage,
                 TokenSpan span);

/// Reads "THING, VERBed by A": a past form that modifies the name before it.
void add_reduced_passive(Analysis& analysis, const CueUse& use, std::uint32_t passage,
                         TokenSpan span);

/// The issuers whose own a thing is by its name: "the U.S.-EU Fellowship", "the Trilateral
/// Secretariat"; none where its name says nothing of them.
std::vector<std::uint32_t> issuers_in_name(const Analysis& analysis, const Mention& thing);

}  // namespace chancery::ingest
