#pragma once

// How passages begin and end where that bears on their clauses: labels of items, lead-ins, header
// lines, what a list is announced of.

#include <optional>
#include <vector>

#include "extract/actors.h"

namespace chancery::ingest {

/// A passage without the label of its item: "1.", "(a)", a bullet.
TokenSpan words_of(const Analysis& analysis, TokenSpan span);

/// Where the words begin after "Finally," or "In this context,".
std::uint32_t after_lead_in(const Analysis& analysis, TokenSpan span);

/// "4.", "(12)": not "(a)".
bool is_numbered(const Passage& passage);

/// "The Call is a framework.": whom the sentence without a clause was about.
std::optional<std::uint32_t> opening_name(const Analysis& analysis, TokenSpan span);

/// "... that fulfil the following principles:": the items that follow are of the thing.
const Mention* listed_thing(const Analysis& analysis, TokenSpan span);

/// A line that only names parties and ends with a comma or colon; "meeting in Vienna" may follow.
std::vector<std::uint32_t> header_parties(const Analysis& analysis, const Passage& passage);

}  // namespace chancery::ingest
