#pragma once

// The parts of the stage that finds names; extract/names.cpp runs them in order on each passage.

#include <vector>

#include "extract/analysis.h"
#include "extract/hits.h"

namespace chancery::ingest {

/// Offices in a passage, where no known name stands.
std::vector<TitleSpan> find_titles(const Analysis& analysis, TokenSpan span,
                                   const std::vector<Hit>& hits);

/// Persons by title, by capital surname, by a title in apposition.
void find_persons(Analysis& analysis, TokenSpan span, const std::vector<TitleSpan>& titles);

/// Names that no dictionary has, by their head noun; known names with a state before them; short
/// forms of names read before ("the Cyber Dialogue").
void find_open_names(Analysis& analysis, const Passage& passage, const std::vector<Hit>& hits,
                     const std::vector<TitleSpan>& titles);

/// Symbols of documents: "A/RES/78/237", "resolution 77/37".
void find_symbols(Analysis& analysis, TokenSpan span);

/// Operations singled out by description alone, after all names are read.
void find_operations(Analysis& analysis);

/// Concepts, on tokens that no name has.
void find_topics(Analysis& analysis, TokenSpan span);

/// The tokens where a list of capitalised words from `at` ends; `at` where none begins there.
std::uint32_t capital_run(const Analysis& analysis, std::uint32_t at, std::uint32_t last);

}  // namespace chancery::ingest
