#pragma once

// Cues in a sentence and how they stand in it; shared by the files that read clauses.

#include <string>
#include <vector>

#include "extract/actors.h"
#include "extract/analysis.h"

namespace chancery::ingest {

/// How a cue is used where it stands.
enum class CueRole : std::uint8_t {
  finite,      ///< has, or shares, a subject
  infinitive,  ///< "to promote"
  participle,  ///< "Underlining ...", "..., acknowledging ..."
  gerund,      ///< after a preposition or noun: belongs to what stands before
  reduced,     ///< past participle after a noun: "marked by"
  noun         ///< "their commitment to"
};

struct CueUse {
  TokenSpan tokens;
  std::uint32_t cue = 0;  ///< index into Lexicon::cues
  CueRole role = CueRole::finite;
  std::uint32_t head = 0;  ///< first token of the verb group: auxiliaries and adverbs included
  bool negative = false;
  bool future = false;
  bool conditional = false;
  bool hedged = false;   ///< "may", "should": not said to be done
  bool passive = false;  ///< "was chaired by": who acts stands after
};

/// Cues of a sentence, leftmost longest, nouns that look like verbs left out. `starts` says what
/// may begin in it.
std::vector<CueUse> find_cues(const Analysis& analysis, TokenSpan span, Starts starts);

/// Who a clause is about.
struct Subject {
  enum class Kind : std::uint8_t { none, inherited, parties, thing, unknown };
  Kind kind = Kind::none;
  std::vector<std::uint32_t> entities;
  std::uint32_t first = 0;  ///< token where the subject phrase begins
  Trail trail;              ///< how it was resolved, "We -> state:us, org:eu"
  bool deed = false;        ///< what the parties do: "Norway's efforts"
  bool relative = false;    ///< stands for the name before it: "the Call, which"
  TokenSpan read_by{};      ///< the verb whose subject it is, where that is another clause's
};

/// The subject that stands before a verb group. `first` is the first token of the clause's reach,
/// `previous` the subject of the clause before.
Subject find_subject(const Analysis& analysis, std::uint32_t head, std::uint32_t first,
                     const std::vector<std::uint32_t>& previous);

/// The issuers as the subject that "we" stands for.
Subject issuers_as_subject(const Analysis& analysis, std::uint32_t token);

}  // namespace chancery::ingest
