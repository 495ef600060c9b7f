#pragma once

// The parts of the stage that finds names; extract/names.cpp runs them in order on each passage.

#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/analysis.h"
#include "extract/hits.h"
#include "extract/name_grammar.h"

namespace chancery::ingest {

/// Offices in a passage, where no known name stands.
std::vector<TitleSpan> find_titles(const Analysis& analysis, const Passage& passage,
                                   const std::vector<Hit>& hits);

/// Persons by title, by capital surname, by a title in apposition.
void find_persons(Analysis& analysis, const Passage& passage, const std::vector<TitleSpan>& titles);

/// The entity that each name without a dictionary stands for, by its words in the document's text:
/// a document writes most of them more than once.
using OpenNames = std::unordered_map<std::string_view, std::uint32_t>;

/// Names that no dictionary has, by their head noun; known names with a state before them; short
/// forms of names read before ("the Cyber Dialogue").
void find_open_names(Analysis& analysis, const Passage& passage, const NameGrammar& grammar,
                     OpenNames& named);

/// Names that no dictionary has and that the text abbreviates: "Secure Ports Group (SPG)".
void find_abbreviated_names(Analysis& analysis, const Passage& passage, const NameGrammar& grammar);

/// What a text singles out without a proper name: "the seventh substantive session", "the report of
/// the Secretary-General", "the joint declaration of 10 March 2023".
void find_singled_out(Analysis& analysis, const Passage& passage, const NameGrammar& grammar);

/// Symbols of documents: "A/RES/78/237", "resolution 77/37".
void find_symbols(Analysis& analysis, const Passage& passage, const std::vector<Hit>& hits);

/// Operations singled out by description alone, after all names are read.
void find_operations(Analysis& analysis);

/// "an open, free and secure cyberspace": concepts told by qualities in any order.
void find_qualities(Analysis& analysis, const Passage& passage);

/// Concepts, on tokens that no name has.
void find_topics(Analysis& analysis, const Passage& passage);

/// The tokens where a list of capitalised words from `at` ends; `at` where none begins there.
std::uint32_t capital_run(const Analysis& analysis, std::uint32_t at, std::uint32_t last);

}  // namespace chancery::ingest
