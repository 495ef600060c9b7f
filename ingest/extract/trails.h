#pragma once

// Antecedent chains: what words of the text were taken to stand for, a step each, so that a reader
// can follow a statement back to the names it rests on.

#include <string_view>
#include <vector>

#include "extract/clause.h"

namespace chancery::ingest {

/// One step: "We -> state:jp, state:ca". Long words and long lists are cut.
Trail arrow(const Analysis& analysis, std::string_view words,
            const std::vector<std::uint32_t>& entities);

/// Appends what an object or another name of the statement stood for.
void add_step(Trail& trail, const Trail& step);

/// Appends what a description or short form stands for, where it alone names an end of the
/// statement in its clause: "the mechanism -> proc:global-mechanism".
void add_short_forms(const Analysis& analysis, const ReadStatement& statement, Trail& trail);

/// Gives a clause the subject of another: "subject of “discussed” -> state:gh", and before it what
/// that subject stood for.
void share_subject(const Analysis& analysis, const Clause& from, Subject& subject);

/// Says of a subject that the lines under this one take it from here: `what` "header", words "The
/// General Assembly,".
void give_to_lines_below(const Analysis& analysis, std::string_view what, TokenSpan words,
                         Subject& subject);

}  // namespace chancery::ingest
