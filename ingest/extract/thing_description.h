#pragma once

// A named thing in an object phrase and the words that describe it: "a Plan to protect X" says that
// the Plan ADDRESSES X, and nothing of X to the subject (guide, rule 4).

#include "extract/clause_speaker.h"

namespace chancery::ingest {

class ThingDescription {
 public:
  ThingDescription(const Analysis& analysis, const Clause& clause, ClauseSpeaker& speaker)
      : analysis_(analysis),
        clause_(clause),
        phrase_(analysis, clause),
        speaker_(speaker),
        ids_(analysis.lexicon.ids) {}

  /// True where the name describes the thing before it; what that says is said.
  bool read(const Mention& mention);
  /// Remembers a named thing, which what follows may describe.
  void note_thing(const Mention& mention);

 private:
  /// What follows a named thing without a comma describes it, until another verb or thing comes.
  bool described_by_thing(const Mention& mention);
  /// "the first report of X, the second report": another thing beside the one described.
  bool is_sibling(const Mention& mention) const;
  /// "the report of the Group at its session": whose, where and when, not what about.
  bool is_circumstance(const Mention& mention) const;
  /// "signed an Agreement with Y": Y signed it too.
  bool joins_adoption(const Mention& mention) const;
  const Analysis& analysis_;
  const Clause& clause_;
  ObjectPhrase phrase_;
  ClauseSpeaker& speaker_;
  const RelationIds& ids_;
  std::uint32_t thing_ = kNone;
  std::uint32_t thing_end_ = 0;
  bool describing_ = false;
  EntityType described_ = EntityType::topic;  // of the name told of the thing last
  std::uint32_t circumstance_ = kNone;        // its acronym follows in parentheses
};

}  // namespace chancery::ingest
