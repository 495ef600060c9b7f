#pragma once

// The stages of an extraction, in the order in which extract.cpp runs them. Each has one file.

#include <string>

#include "chancery/statements.h"
#include "extract/analysis.h"

namespace chancery::ingest {

/// Tokens and passages, from the blocks of the document.
void read_passages(Analysis& analysis);
/// Dates and intervals of the text; the date of the document.
void read_dates(Analysis& analysis);
/// Names of the dictionaries, document symbols, unlisted names, persons, then topics.
void find_names(Analysis& analysis);
/// Acronyms defined in the text, short forms of names used before, definite descriptions.
void resolve_names(Analysis& analysis);
/// Principles, norms or commitments that the text announces and lists.
void find_norm_sets(Analysis& analysis);
/// "the resolution" for the one named last.
void find_definite_descriptions(Analysis& analysis);
/// Who issues the document.
void find_issuers(Analysis& analysis);
/// Names of generic words ("Working Arrangement") get the names of their parties.
void name_after_parties(Analysis& analysis);
/// What names and the phrases that tie them say: posts, parts, places, attacks, partners.
void read_nominals(Analysis& analysis);
/// Posts of persons: "Director for X, Y, Z", "Y Secretary Mary Poe".
void read_posts(Analysis& analysis);
/// What the phrases around an operation say: who is behind it, whom it struck.
void read_operations(Analysis& analysis);
/// What clauses say.
void read_clauses(Analysis& analysis);
/// Signature check, duplicates out, output in code points.
Annotations assemble(Analysis& analysis);

/// What a dictionary knows of an entity, as output.
EntityRecord known_record(const KnownEntity& known);

}  // namespace chancery::ingest
