#include "extract/passives.h"

#include <algorithm>

#include "extract/hits.h"
#include "extract/trails.h"

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kModifierReach = 8;  // tokens between a thing and what modifies it

class PassiveReader {
 public:
  PassiveReader(Analysis& analysis, const CueUse& use, std::uint32_t passage, TokenSpan span)
      : analysis_(analysis),
        use_(use),
        cue_(analysis.lexicon.cues[use.cue]),
        passage_(passage),
        span_(span) {}

  void of_subject(const Subject& thing) {
    if (thing.entities.empty() || cue_.relation == kNoRelation) return;
    trail_ = thing.trail;
    std::vector<std::uint32_t> agents;
    if (has_agent()) {
      agents = agents_from(use_.tokens.last + 1);
    } else if (thing.kind == Subject::Kind::thing) {
      agents = owners_of(thing.entities.front());
      const TokenSpan name{std::min(thing.first, use_.head), use_.head};
      add_step(trail_, arrow(analysis_, analysis_.text(name), agents));
    }
    for (const std::uint32_t agent : agents) {
      for (const std::uint32_t object : thing.entities) {
        say(agent, object, std::min(thing.first, use_.head), "clause.passive", 0.8);
      }
    }
  }

  void of_modified() {
    if (cue_.relation == kNoRelation || !has_agent()) return;
    const Mention* thing = thing_before();
    if (thing == nullptr) return;
    const std::uint32_t by =
        analysis_.is(use_.tokens.last - 1, kPassiveBy) ? use_.tokens.last : use_.tokens.last + 1;
    for (const std::uint32_t agent : agents_from(by)) {
      say(agent, thing->entity, thing->tokens.first, "clause.reduced", 0.75);
    }
  }

 private:
  bool has_agent() const {
    const std::uint32_t next = use_.tokens.last;
    return (next < span_.last && analysis_.is(next, kPassiveBy)) ||
           analysis_.is(next - 1, kPassiveBy);
  }

  /// The parties after "by": persons with their posts between them, or a plain list.
  std::vector<std::uint32_t> agents_from(std::uint32_t at) const {
    std::vector<std::uint32_t> persons;
    for (const Mention& mention : analysis_.mentions_in({at, span_.last})) {
      if (analysis_.type(mention.entity) == EntityType::person) persons.push_back(mention.entity);
    }
    const ActorList list = actors_from(analysis_, at, span_.last);
    return persons.empty() || use_.role == CueRole::reduced ? list.entities : persons;
  }

  std::vector<std::uint32_t> owners_of(std::uint32_t thing) const {
    for (const Mention& mention : analysis_.mentions_in(span_)) {
      if (mention.entity == thing) return issuers_in_name(analysis_, mention);
    }
    return {};
  }

  /// The nearest name before the verb that can be its object, with no other verb between.
  const Mention* thing_before() const {
    const TypeMask objects = analysis_.lexicon.relations[cue_.relation].objects;
    for (std::uint32_t at = use_.head; at > span_.first && use_.head - at < kModifierReach; --at) {
      if (analysis_.is_mark(at - 1, ';')) return nullptr;
      const Mention* mention = analysis_.mention_at(at - 1);
      if (mention == nullptr) continue;
      const EntityType type = analysis_.type(mention->entity);
      const bool fits = type != EntityType::topic && (objects & mask(type)) != 0;
      return fits && !mention->adjective && !mention->possessive ? mention : nullptr;
    }
    return nullptr;
  }

  void say(std::uint32_t agent, std::uint32_t thing, std::uint32_t first, const char* rule,
           double confidence) {
    ReadStatement statement;
    statement.relation = cue_.relation;
    statement.subject = agent;
    statement.object = thing;
    statement.passage = passage_;
    statement.cue = {use_.head, use_.tokens.last};
    statement.clause = {std::min(first, use_.head), span_.last};
    statement.status = cue_.status;
    statement.negative = use_.negative;
    statement.strength = cue_.strength;
    statement.strength_word = cue_.strength_word;
    statement.rule = rule;
    statement.source_row = cue_.source_row;
    statement.trail = trail_;
    statement.confidence = confidence;
    analysis_.statements.push_back(std::move(statement));
  }

  Analysis& analysis_;
  const CueUse& use_;
  const Cue& cue_;
  std::uint32_t passage_;
  TokenSpan span_;
  Trail trail_;
};

}  // namespace

std::vector<std::uint32_t> issuers_in_name(const Analysis& analysis, const Mention& thing) {
  for (std::uint32_t at = thing.tokens.first; at < thing.tokens.last; ++at) {
    if (analysis.is(at, kShared) && analysis.issuers.size() > 1) return analysis.issuers;
  }
  std::vector<std::uint32_t> owners;
  for (const Hit& hit : find_hits(analysis, thing.tokens, kActors)) {
    for (const std::uint32_t issuer : analysis.issuers) {
      if (analysis.entities[issuer].known == hit.entity) owners.push_back(issuer);
    }
  }
  return owners;
}

void add_passive(Analysis& analysis, const CueUse& use, const Subject& thing, std::uint32_t passage,
                 TokenSpan span) {
  PassiveReader(analysis, use, passage, span).of_subject(thing);
}

void add_reduced_passive(Analysis& analysis, const CueUse& use, std::uint32_t passage,
                         TokenSpan span) {
  PassiveReader(analysis, use, passage, span).of_modified();
}

}  // namespace chancery::ingest
