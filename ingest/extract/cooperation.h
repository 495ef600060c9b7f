#pragma once

// Cooperation of named parties in an object phrase (guide, rule 7): it is COOPERATES_WITH and
// nothing else.

#include "extract/clause_speaker.h"

namespace chancery::ingest {

class Cooperation {
 public:
  Cooperation(const Analysis& analysis, const Clause& clause, ClauseSpeaker& speaker)
      : analysis_(analysis),
        clause_(clause),
        phrase_(analysis, clause),
        speaker_(speaker),
        ids_(analysis.lexicon.ids) {}

  /// Named parties that deepen "their cooperation", or "cooperation with Y": COOPERATES_WITH and
  /// nothing else.
  bool cooperates(const Mention& mention);
  /// "strengthen their partnership": the parties cooperate.
  void read_own_alliance();
  /// Parties that cooperate with no partner named cooperate with each other.
  void cooperate_mutually();
  /// "committed to working together": a verb of cooperation under the stance.
  bool works_together() const;

 private:
  /// The concept, or "our Alliance": that of the parties.
  bool is_cooperation(const Mention& mention) const;
  bool all_parties(const std::vector<std::uint32_t>& parties) const;
  /// "cooperation, including with states in A, B and C".
  bool partner(const Mention& mention);
  bool after_with(const Mention& mention) const;

  const Analysis& analysis_;
  const Clause& clause_;
  ObjectPhrase phrase_;
  ClauseSpeaker& speaker_;
  const RelationIds& ids_;
  std::uint32_t cooperation_end_ = kNone;
  std::uint32_t partner_end_ = kNone;
};

}  // namespace chancery::ingest
