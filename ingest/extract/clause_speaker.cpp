#include "extract/clause_speaker.h"

#include <algorithm>

#include "extract/trails.h"

namespace chancery::ingest {
namespace {

constexpr TypeMask kAddressing =
    mask(EntityType::event, EntityType::process, EntityType::instrument, EntityType::programme);
constexpr double kCandidateAct = 0.4;          // below the threshold
constexpr std::size_t kMostStatements = 4000;  // of one clause: parties times objects

}  // namespace

void ClauseSpeaker::say(const std::vector<std::uint32_t>& subjects, std::uint16_t relation,
                        std::uint32_t object, const Cue& by, TokenSpan words, const char* rule,
                        double confidence) {
  if (relation == kNoRelation) return;
  const Trail& trail = trail_of(subjects);
  for (const std::uint32_t subject : subjects) {
    if (++said_ > kMostStatements) return;
    ReadStatement statement;
    statement.relation = for_object(for_subject(relation, subject), object);
    statement.subject = subject;
    statement.object = object;
    statement.passage = passage_;
    statement.cue = words;
    statement.clause = clause_span(words);
    statement.status = status(by);
    statement.negative = clause_.negative || by.polarity == "negative";
    statement.strength = by.strength;
    statement.strength_word = by.strength_word;
    statement.rule = rule;
    statement.source_row = by.source_row;
    statement.trail = trail;
    statement.confidence =
        is_uncertain(statement.relation) ? std::min(confidence, kCandidateAct) : confidence;
    analysis_.statements.push_back(std::move(statement));
  }
}

void ClauseSpeaker::resolved(std::size_t first, TokenSpan words, std::uint32_t object) {
  const Trail step = arrow(analysis_, analysis_.text(words), {object});
  for (std::size_t i = first; i < analysis_.statements.size(); ++i) {
    add_step(analysis_.statements[i].trail, step);
  }
}

void ClauseSpeaker::together(std::uint32_t one, std::uint32_t other) {
  say({one}, ids_.cooperates_with, other, phrase_.cue(), clause_.cue_tokens, "clause.cooperation",
      0.7);
  if (!analysis_.statements.empty()) analysis_.statements.back().status = "ongoing";
}

const Trail& ClauseSpeaker::trail_of(const std::vector<std::uint32_t>& subjects) const {
  static const Trail none;
  const auto& own = clause_.subject.entities;
  if (&subjects == &own) return clause_.subject.trail;
  const bool among =
      !subjects.empty() && std::find(own.begin(), own.end(), subjects.front()) != own.end();
  return among ? clause_.subject.trail : none;
}

std::string_view ClauseSpeaker::status(const Cue& by) const {
  if (clause_.conditional) return "conditional";
  const bool done = by.status == "done";  // "will discuss" is not yet done
  if (!by.status.empty() && !(done && clause_.future)) return by.status;
  if (clause_.future) return "planned";
  const bool outer_promises = &by != &phrase_.cue() && phrase_.cue().relation == ids_.commits_to;
  return outer_promises ? "planned" : "";
}

std::uint16_t ClauseSpeaker::for_subject(std::uint16_t relation, std::uint32_t subject) const {
  const TypeMask type = mask(analysis_.type(subject));
  const bool fits = (analysis_.lexicon.relations[relation].subjects & type) != 0;
  return !fits && (type & kAddressing) != 0 ? ids_.addresses : relation;
}

std::uint16_t ClauseSpeaker::for_object(std::uint16_t relation, std::uint32_t object) {
  const EntityType type = analysis_.type(object);
  if (relation == ids_.established && type == EntityType::instrument) return ids_.adopted;
  // "urged A to ratify X": what is asked for is support of the caller (guide, rule 21).
  if (relation == ids_.calls_on && (mask(type) & kActors) == 0) return ids_.supports;
  if (relation == ids_.assists && (mask(type) & kAddressing) != 0)
    return ids_.supports;  // "fund the Project"
  if (relation != ids_.cooperates_with) return relation;
  const bool partner = (analysis_.lexicon.relations[relation].objects & mask(type)) != 0;
  if (partner) partnered_ = true;
  return partner || type != EntityType::topic ? relation : ids_.supports;
}

TokenSpan ClauseSpeaker::clause_span(TokenSpan words) const {
  const std::uint32_t first = std::min(clause_.subject.first, words.first);
  const TokenSpan whole = analysis_.passages[passage_].tokens;
  return {std::max(first, whole.first), std::max(clause_.object.last, words.last)};
}

/// "should ratify", "may host": no act is told.
bool ClauseSpeaker::is_uncertain(std::uint16_t relation) const {
  return clause_.hedged && relation != kNoRelation && relation != ids_.addresses &&
         !analysis_.lexicon.relations[relation].stance;
}

}  // namespace chancery::ingest
