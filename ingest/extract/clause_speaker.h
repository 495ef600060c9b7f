#pragma once

// Turns what a clause says of a name into statements, one for each subject.

#include "extract/object_phrase.h"

namespace chancery::ingest {

class ClauseSpeaker {
 public:
  ClauseSpeaker(Analysis& analysis, const Clause& clause, std::uint32_t passage)
      : analysis_(analysis),
        clause_(clause),
        phrase_(analysis, clause),
        ids_(analysis.lexicon.ids),
        passage_(passage) {}

  /// Says `relation` of each subject toward the object; types it does not fit go to what does
  /// (a meeting ADDRESSES what it "discusses").
  void say(const std::vector<std::uint32_t>& subjects, std::uint16_t relation, std::uint32_t object,
           const Cue& by, TokenSpan words, const char* rule, double confidence);
  /// Of the statements from the first on the object is what these words stand for.
  void resolved(std::size_t first, TokenSpan words, std::uint32_t object);
  /// COOPERATES_WITH between two parties.
  void together(std::uint32_t one, std::uint32_t other);
  /// A partner in cooperation has been named.
  bool partnered() const { return partnered_; }
  std::uint32_t passage() const { return passage_; }

 private:
  std::string_view status(const Cue& by) const;
  /// How the subjects were found, where they are the clause's own.
  const Trail& trail_of(const std::vector<std::uint32_t>& subjects) const;
  /// What a meeting or a text "discusses" or "promotes" it addresses.
  std::uint16_t for_subject(std::uint16_t relation, std::uint32_t subject) const;
  /// "works closely with the private sector on X": without a named partner it is support.
  /// "launched a Strategy" adopts it.
  std::uint16_t for_object(std::uint16_t relation, std::uint32_t object);
  TokenSpan clause_span(TokenSpan words) const;
  bool is_uncertain(std::uint16_t relation) const;

  Analysis& analysis_;
  const Clause& clause_;
  ObjectPhrase phrase_;
  const RelationIds& ids_;
  std::uint32_t passage_;
  bool partnered_ = false;
  std::size_t said_ = 0;
};

}  // namespace chancery::ingest
