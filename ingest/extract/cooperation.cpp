#include "extract/cooperation.h"

#include <algorithm>

namespace chancery::ingest {

bool Cooperation::cooperates(const Mention& mention) {
  const auto& parties = clause_.subject.entities;
  const bool stance =
      phrase_.relation() != kNoRelation && analysis_.lexicon.relations[phrase_.relation()].stance;
  if (!stance || parties.empty() || parties.size() > kMostPartners) return false;
  if (is_cooperation(mention)) {
    cooperation_end_ = mention.tokens.last;
    if (parties.size() < 2 || !all_parties(parties)) return false;
    for (std::size_t i = 0; i + 1 < parties.size(); ++i) {
      for (std::size_t j = i + 1; j < parties.size(); ++j)
        speaker_.together(parties[i], parties[j]);
    }
    return true;
  }
  return partner(mention);
}

void Cooperation::read_own_alliance() {
  constexpr std::uint32_t kModifiers = 4;
  const std::uint16_t relation = phrase_.relation();
  if (relation == kNoRelation || !analysis_.lexicon.relations[relation].stance) return;
  for (std::uint32_t at = clause_.object.first; at < clause_.object.last; ++at) {
    if (!analysis_.is(at, kAlliance) || analysis_.mention_at(at) != nullptr) continue;
    for (std::uint32_t i = at; i > clause_.object.first && at - i < kModifiers; --i) {
      if (analysis_.is(i - 1, kPossessive)) return cooperate_mutually();
      if (analysis_.mention_at(i - 1) != nullptr || analysis_.is(i - 1, kPreposition)) break;
    }
  }
}

void Cooperation::cooperate_mutually() {
  const auto& parties = clause_.subject.entities;
  if (speaker_.partnered() || parties.size() < 2 || parties.size() > kMostPartners) return;
  if (!all_parties(parties)) return;
  for (std::size_t i = 0; i + 1 < parties.size(); ++i) {
    for (std::size_t j = i + 1; j < parties.size(); ++j) speaker_.together(parties[i], parties[j]);
  }
}

bool Cooperation::works_together() const {
  return std::any_of(clause_.inner.begin(), clause_.inner.end(), [&](const CueUse& use) {
    return analysis_.lexicon.cues[use.cue].relation == ids_.cooperates_with;
  });
}

bool Cooperation::is_cooperation(const Mention& mention) const {
  const std::string& id = analysis_.entities[mention.entity].id;
  if (id == "topic:international-cooperation" || id == "topic:regional-cooperation") return true;
  return mention.tokens.size() == 1 && mention.tokens.first > 0 &&
         analysis_.is(mention.tokens.first, kAlliance) &&
         analysis_.is(mention.tokens.first - 1, kPossessive);
}

bool Cooperation::all_parties(const std::vector<std::uint32_t>& parties) const {
  return std::all_of(parties.begin(), parties.end(), [&](std::uint32_t party) {
    return (mask(analysis_.type(party)) & kActors) != 0;
  });
}

bool Cooperation::partner(const Mention& mention) {
  constexpr TypeMask kPartners = kActors | mask(EntityType::region);
  if (cooperation_end_ == kNone || mention.adjective || mention.possessive) return false;
  if (!analysis_.has_type(mention, kPartners)) return false;
  const bool listed =
      partner_end_ != kNone && phrase_.only_joins(partner_end_, mention.tokens.first);
  if (!listed && !after_with(mention)) return false;
  partner_end_ = mention.tokens.last;
  for (const std::uint32_t party : clause_.subject.entities)
    speaker_.together(party, mention.entity);
  return true;
}

bool Cooperation::after_with(const Mention& mention) const {
  constexpr std::uint32_t kNear = 6;
  if (mention.tokens.first > cooperation_end_ + kNear) return false;
  for (std::uint32_t at = cooperation_end_; at < mention.tokens.first; ++at) {
    if (phrase_.is_with(at)) return true;
  }
  return false;
}

}  // namespace chancery::ingest
