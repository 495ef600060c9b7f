#include "extract/thing_description.h"

#include <algorithm>

namespace chancery::ingest {
namespace {

constexpr TypeMask kDescribable =
    mask(EntityType::event, EntityType::process, EntityType::instrument, EntityType::programme);
constexpr TypeMask kSurroundings =
    mask(EntityType::place, EntityType::region, EntityType::state, EntityType::person);
constexpr double kCandidate = 0.4;  // below the threshold

}  // namespace

bool ThingDescription::read(const Mention& mention) {
  if (!described_by_thing(mention)) return false;
  described_ = analysis_.type(mention.entity);
  if (joins_adoption(mention)) {
    speaker_.say({mention.entity}, phrase_.relation(), thing_, phrase_.cue(), clause_.cue_tokens,
                 "clause.with-party", 0.75);
    return true;
  }
  if ((mask(described_) & kSurroundings) != 0 || mention.entity == circumstance_) return true;
  if (is_circumstance(mention)) {
    circumstance_ = mention.entity;
    return true;
  }
  const bool plain = !analysis_.is(thing_end_, kAside) && !phrase_.is_with(thing_end_) &&
                     analysis_.text(analysis_.tokens[thing_end_]) != "as";
  speaker_.say({thing_}, ids_.addresses, mention.entity, phrase_.cue(), clause_.cue_tokens,
               "clause.described", plain ? 0.55 : kCandidate);
  return true;
}

bool ThingDescription::described_by_thing(const Mention& mention) {
  if (thing_ == kNone || thing_ == mention.entity) return false;
  if (phrase_.cue_between(thing_end_, mention.tokens.first)) thing_ = kNone;
  if (thing_ != kNone && is_sibling(mention)) thing_ = kNone;
  if (thing_ == kNone) return false;
  if (!describing_) {
    describing_ = !phrase_.separator_between(thing_end_, mention.tokens.first);
    if (!describing_) thing_ = kNone;
  }
  return thing_ != kNone;
}

void ThingDescription::note_thing(const Mention& mention) {
  if (!analysis_.has_type(mention, kDescribable)) return;
  thing_ = mention.entity;
  thing_end_ = mention.tokens.last;
  describing_ = false;
  described_ = EntityType::topic;
}

bool ThingDescription::is_sibling(const Mention& mention) const {
  const EntityType type = analysis_.type(mention.entity);
  if (type != analysis_.type(thing_) || !describing_ || described_ == type) return false;
  const std::uint32_t before = phrase_.preposition_before(mention);
  return analysis_.is(before, kConjunction) || analysis_.is_mark(before, ',');
}

bool ThingDescription::is_circumstance(const Mention& mention) const {
  constexpr TypeMask around =
      mask(EntityType::organization, EntityType::process, EntityType::event, EntityType::person);
  if (!analysis_.has_type(mention, around)) return false;
  const auto word = analysis_.text(analysis_.tokens[phrase_.preposition_before(mention)]);
  return word == "of" || word == "at" || word == "by" || word == "in" || word == "during" ||
         word == "with" || word == "from" || word == "through";
}

bool ThingDescription::joins_adoption(const Mention& mention) const {
  const bool adopted = phrase_.relation() == ids_.adopted;
  return adopted && phrase_.is_with(thing_end_) && !mention.adjective && !mention.possessive &&
         analysis_.has_type(mention, kActors);
}

}  // namespace chancery::ingest
