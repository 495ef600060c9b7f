#pragma once

// The words of a clause's object phrase: what stands between its verb and a name in it.

#include "extract/clause.h"

namespace chancery::ingest {

class ObjectPhrase {
 public:
  ObjectPhrase(const Analysis& analysis, const Clause& clause)
      : analysis_(analysis), clause_(clause), ids_(analysis.lexicon.ids) {}

  const Cue& cue() const { return analysis_.lexicon.cues[clause_.cue]; }
  /// What the clause says: its own relation, else that of its cue.
  std::uint16_t relation() const;
  /// Condemnation or concern, which means who did it too.
  bool is_blame() const;
  bool is_charge() const;
  bool is_with(std::uint32_t at) const;
  /// Between the cue and the name a word like "under" or "pursuant" stands, with no comma or
  /// conjunction after it: the name says where or by what, not what.
  bool aside(std::uint32_t first, const Mention& mention) const;
  /// The token before the name and its modifiers.
  std::uint32_t preposition_before(const Mention& mention) const;
  /// Where the nearest verb over the name ends: "(will) continue to support".
  std::uint32_t governor_end(const Mention& mention) const;
  /// Nothing but articles and modifiers stands between the cue and the name.
  bool direct(const Mention& mention) const;
  bool only_joins(std::uint32_t first, std::uint32_t last, WordClasses also = 0) const;
  bool separator_between(std::uint32_t first, std::uint32_t last) const;
  /// A verb after a comma or conjunction starts another part of the phrase.
  bool cue_between(std::uint32_t first, std::uint32_t last) const;
  /// "violations of Security Council (SC) resolutions": the body is not what is condemned.
  bool is_modifier(const Mention& mention) const;
  /// "U.S.-India collaboration" is no stance toward either.
  bool hyphenated(const Mention& mention) const;
  /// "two affiliates of the group LockBit": they are charged, not the group.
  bool of_another(const Mention& mention) const;
  /// "listed A and B for the attack on C": those after "for" are not the ones charged.
  bool past_for(const Mention& mention) const;

 private:
  const Analysis& analysis_;
  const Clause& clause_;
  const RelationIds& ids_;
};

}  // namespace chancery::ingest
