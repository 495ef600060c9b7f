#pragma once

// A clause: who says what about which words.

#include <vector>

#include "extract/clauses.h"

namespace chancery::ingest {

/// A clause with its reach. `uses` of cues inside the reach belong to it.
struct Clause {
  std::uint32_t cue = 0;  ///< index into Lexicon::cues
  TokenSpan cue_tokens;
  Subject subject;
  TokenSpan object;  ///< the phrase it governs
  std::vector<CueUse> inner;
  std::uint16_t relation = kNoRelation;  ///< said instead of the cue's own
  CueRole role = CueRole::finite;
  bool negative = false;
  bool future = false;
  bool conditional = false;
  bool hedged = false;
  const char* rule = "";
  double confidence = 0.9;
};

/// What a clause says: `relation` of it, else of its cue.
inline std::uint16_t relation_of(const Analysis& analysis, const Clause& clause) {
  return clause.relation != kNoRelation ? clause.relation
                                        : analysis.lexicon.cues[clause.cue].relation;
}

}  // namespace chancery::ingest
