#pragma once

// Shapes of verbs/nominal.tsv that tie a party or text to a thing; extract/nominals.cpp runs them.

#include "extract/analysis.h"

namespace chancery::ingest {

/// "A's adoption of THING", "the launch of the Trilateral THING": the party ADOPTED it. Without an
/// owner, the issuers where the thing's name is theirs.
void add_nominal_act(Analysis& analysis, const NominalRule& rule, TokenSpan words,
                     std::uint32_t passage);

/// "THING set out in TEXT", "THING pursuant to TEXT": THING BASED_ON TEXT; where THING is a concept
/// and the words put it into the text, TEXT ADDRESSES it.
void add_basis(Analysis& analysis, const NominalRule& rule, TokenSpan words, std::uint32_t passage);

/// "NATO Ally, Albania", "As members of P, A and B ...", "A's status as a member of P".
void add_membership(Analysis& analysis, const NominalRule& rule, TokenSpan words,
                    std::uint32_t passage);

/// "our Summit", "the trilateral exercise NAME": the issuers took part.
void add_own_event(Analysis& analysis, const Mention& event, std::uint32_t passage);

/// The party whose the noun at `noun` is: "Freedonia's recent NOUN", "the Freedonian NOUN".
const Mention* owner_of_noun(const Analysis& analysis, std::uint32_t noun, TokenSpan sentence);

}  // namespace chancery::ingest
