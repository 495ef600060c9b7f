#pragma once

// Loading of dictionaries: one function per kind of table, each adding to the Lexicon under
// construction. Faults name file, line and column.

#include <string_view>

#include "dictionary/lexicon.h"
#include "dictionary/tsv.h"

namespace chancery::ingest {

// patterns.tsv files, dictionary/word_tables.cpp
void load_function_words(const TsvTable& table, Lexicon& lexicon);
void load_spellings(const TsvTable& table, Lexicon& lexicon);
void load_endings(const TsvTable& table, Lexicon& lexicon);
void load_prefixes(const TsvTable& table, Lexicon& lexicon);
void load_head_nouns(const TsvTable& table, Lexicon& lexicon);
void load_counted_nouns(const TsvTable& table, Lexicon& lexicon);
void load_person_names(const TsvTable& table, Lexicon& lexicon);
void load_numbered_texts(const TsvTable& table, Lexicon& lexicon);
void load_titles(const TsvTable& table, Lexicon& lexicon);
void load_topic_patterns(const TsvTable& table, Lexicon& lexicon);
/// After the topics.
void load_qualities(const TsvTable& table, Lexicon& lexicon);
/// Month names of the six languages, from ICU.
void load_months(Lexicon& lexicon);

// gazetteer and ontology, dictionary/gazetteer.cpp
void load_relations(const TsvTable& table, Lexicon& lexicon);
void load_rules(const TsvTable& table, Lexicon& lexicon);
void load_topics(const TsvTable& table, Lexicon& lexicon);
void load_topic_labels(const TsvTable& table, Lexicon& lexicon);
void load_strengths(const TsvTable& table, Lexicon& lexicon);
/// States with their names in the six languages, which come from ICU.
void load_states(const TsvTable& table, Lexicon& lexicon);
void load_entities(const TsvTable& table, Lexicon& lexicon);
/// The bodies behind web hosts. After all gazetteers.
void load_publishers(const TsvTable& table, Lexicon& lexicon);
/// Checks that every parent and country named exists. After all gazetteers.
void check_references(const Lexicon& lexicon);

/// Notes with each word what may begin with it, dictionary/word_starts.cpp. After all tables.
void mark_starts(Lexicon& lexicon);

// verbs, dictionary/cues.cpp
void load_verb_forms(const TsvTable& table, Lexicon& lexicon);
void load_cues(const TsvTable& table, Lexicon& lexicon);
void load_nominal_rules(const TsvTable& table, Lexicon& lexicon);

/// "exchange ~ view/update on": words, "/" between alternatives, "~" for a gap, "+lemma" for any
/// form of a verb, "?" after an optional element.
Pattern parse_pattern(std::string_view text, bool first_is_verb, const TsvRow& row,
                      std::string_view column, Lexicon& lexicon);
/// The pattern of a name as it is written.
Pattern literal_pattern(std::string_view text, Lexicon& lexicon);
/// Adds one name; `text` may end with flags in braces.
void add_name(std::string_view text, std::uint32_t entity, bool adjective, const TsvRow& row,
              std::string_view column, Lexicon& lexicon);
/// All forms of a verb, registered with their form bits.
const std::vector<WordId>& lemma_words(std::string_view lemma, Lexicon& lexicon);

}  // namespace chancery::ingest
