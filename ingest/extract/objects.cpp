#include "extract/objects.h"

#include <algorithm>

#include "extract/cooperation.h"
#include "extract/thing_description.h"

namespace chancery::ingest {
namespace {

constexpr TypeMask kWhereabouts =
    mask(EntityType::place, EntityType::region, EntityType::state, EntityType::person);
constexpr double kDoubtful = 0.4;  // below the threshold: a candidate
constexpr std::size_t kMostObjects = 80;

class ObjectReader {
 public:
  ObjectReader(Analysis& analysis, const Clause& clause, std::uint32_t passage)
      : analysis_(analysis),
        clause_(clause),
        passage_(passage),
        ids_(analysis.lexicon.ids),
        phrase_(analysis, clause),
        speaker_(analysis, clause, passage),
        things_(analysis, clause, speaker_),
        cooperation_(analysis, clause, speaker_) {}

  void run() {
    // Where parties met is said of their meeting, not of them.
    const bool place_of_parties =
        phrase_.relation() == ids_.located_in && clause_.subject.kind != Subject::Kind::thing;
    if (place_of_parties) return;
    read_gap();
    read_pronoun();
    std::size_t objects = 0;
    const std::size_t before = analysis_.statements.size();
    for (const Mention& mention : analysis_.mentions_in(clause_.object)) {
      if (++objects > kMostObjects) break;
      read(mention);
    }
    cooperation_.read_own_alliance();
    if (cue().event_implied && analysis_.statements.size() == before) imply_event();
    if (phrase_.relation() == ids_.cooperates_with || cooperation_.works_together())
      cooperation_.cooperate_mutually();
  }

  /// "The agencies took part.": in the meeting told of last.
  void imply_event() {
    const Mention* event = analysis_.mention_before(clause_.object.first, mask(EntityType::event));
    if (event == nullptr) return;
    const std::size_t before = analysis_.statements.size();
    speaker_.say(clause_.subject.entities, phrase_.relation(), event->entity, cue(),
                 clause_.cue_tokens, "clause.implied-event", 0.6);
    speaker_.resolved(before, clause_.cue_tokens, event->entity);
  }

 private:
  const Cue& cue() const { return analysis_.lexicon.cues[clause_.cue]; }

  /// "condemned it": the operation told of last.
  void read_pronoun() {
    const std::uint32_t at = clause_.object.first;
    if (phrase_.relation() != ids_.condemns || at >= clause_.object.last) return;
    const auto word = analysis_.text(analysis_.tokens[at]);
    if (word != "it" && word != "them") return;
    const Mention* operation = analysis_.mention_before(at, mask(EntityType::incident));
    if (operation == nullptr) return;
    const std::size_t before = analysis_.statements.size();
    speaker_.say(clause_.subject.entities, ids_.condemns, operation->entity, cue(),
                 clause_.cue_tokens, "clause.pronoun", 0.7);
    speaker_.resolved(before, {at, at + 1}, operation->entity);
  }

  /// Names in the gap of the cue: "invite Japan to", "support Albania's efforts to".
  void read_gap() {
    if (!cue().calls && !cue().gap_objects) return;
    const std::uint16_t relation = cue().calls ? ids_.calls_on : cue().relation;
    if (relation == kNoRelation) return;
    for (const Mention& mention : analysis_.mentions_in(clause_.cue_tokens)) {
      if (mention.tokens.first < clause_.subject.first || mention.adjective) continue;
      if (!analysis_.has_type(mention, kActors)) continue;
      speaker_.say(clause_.subject.entities, relation, mention.entity, cue(), clause_.cue_tokens,
                   "clause.gap", clause_.confidence * 0.9);
    }
  }

  /// Of the statements just said, one for each subject.
  void set_last_status(const char* status) {
    auto& said = analysis_.statements;
    const std::size_t count = std::min(said.size(), clause_.subject.entities.size());
    for (std::size_t i = said.size() - count; i < said.size(); ++i) said[i].status = status;
  }

  /// "announced the Agency will": the name is the subject of what is announced.
  bool has_own_verb(const Mention& mention) const {
    const std::uint32_t next = mention.tokens.last;
    return analysis_.has_type(mention, kActors) && next < clause_.object.last &&
           analysis_.is(next, kModal | kHave) && analysis_.mention_at(next) == nullptr;
  }

  /// "efforts included rallying G7 countries to".
  const CueUse* call_on(const Mention& mention) const {
    if (!analysis_.has_type(mention, kActors)) return nullptr;
    for (const CueUse& use : clause_.inner) {
      const bool within = use.tokens.contains(mention.tokens);
      if (within && analysis_.lexicon.cues[use.cue].calls) return &use;
    }
    return nullptr;
  }

  void read(const Mention& mention) {
    if (const CueUse* call = call_on(mention)) {
      return speaker_.say(clause_.subject.entities, ids_.calls_on, mention.entity,
                          analysis_.lexicon.cues[call->cue], call->tokens, "clause.gap", 0.7);
    }
    if (mention.source || within_source(mention) || is_agent(mention)) return;
    if (has_own_verb(mention) || things_.read(mention)) return;
    things_.note_thing(mention);
    if (cooperation_.cooperates(mention)) return;
    if (const CueUse* act = governing_act(mention)) {
      const Cue& inner = analysis_.lexicon.cues[act->cue];
      speaker_.say(clause_.subject.entities, inner.relation, mention.entity, inner, act->tokens,
                   "clause.act",
                   phrase_.aside(act->tokens.last, mention) ? kDoubtful : clause_.confidence * 0.9);
      return;
    }
    if (helps(mention)) return;
    if (!is_object(mention)) return;
    const bool charge_or_none = phrase_.relation() == kNoRelation || phrase_.is_charge();
    if (!charge_or_none && !is_done_to(phrase_.governor_end(mention), mention, phrase_.relation()))
      return;
    const bool topic = analysis_.type(mention.entity) == EntityType::topic;
    const bool doubtful = !topic && phrase_.aside(clause_.object.first, mention);
    speaker_.say(clause_.subject.entities, phrase_.relation(), mention.entity, cue(),
                 clause_.cue_tokens, clause_.rule, doubtful ? kDoubtful : clause_.confidence);
  }

  /// "support Albania's recovery": its owner is helped (guide, rule 8).
  bool helps(const Mention& mention) {
    constexpr std::uint32_t kNear = 4;
    const bool promised = phrase_.relation() != ids_.supports;
    if (!promised && cue().main) return false;  // "welcomes Peru's efforts" helps nobody
    if (promised && (phrase_.relation() != ids_.commits_to)) {
      return false;
    }
    if (!mention.possessive || !analysis_.has_type(mention, kActors)) return false;
    if (analysis_.type(mention.entity) == EntityType::person || !phrase_.direct(mention))
      return false;
    const std::uint32_t stop = std::min(clause_.object.last, mention.tokens.last + 1 + kNear);
    for (std::uint32_t at = mention.tokens.last; at < stop; ++at) {
      if (analysis_.tokens[at].kind == TokenKind::punctuation) break;
      if (!analysis_.is(at, kEffort)) continue;
      speaker_.say(clause_.subject.entities, ids_.assists, mention.entity, cue(),
                   clause_.cue_tokens, "clause.beneficiary", 0.75);
      set_last_status(promised ? "planned" : "ongoing");
      return true;
    }
    return false;
  }

  /// The nearest inner verb, where it names an act whose object this can be.
  const CueUse* governing_act(const Mention& mention) {
    const CueUse* nearest = nullptr;
    for (const CueUse& use : clause_.inner) {
      const bool lists =
          analysis_.is(use.tokens.first, kListing) || use.role == CueRole::noun;  // "including"
      if (use.tokens.last <= mention.tokens.first && !lists) nearest = &use;
    }
    const bool denied = phrase_.relation() == ids_.opposes;  // "refused to sign"
    const bool asked = cue().calls || phrase_.relation() == ids_.calls_on;
    if (nearest == nullptr || denied || asked || !analysis_.lexicon.cues[nearest->cue].act)
      return nullptr;
    const std::uint16_t relation = analysis_.lexicon.cues[nearest->cue].relation;
    if (relation == kNoRelation || mention.adjective || mention.possessive) return nullptr;
    const TypeMask type = mask(analysis_.type(mention.entity));
    if ((analysis_.lexicon.relations[relation].objects & type) == 0) return nullptr;
    const bool between_parties =
        relation == ids_.cooperates_with || relation == ids_.assists || relation == ids_.attacked;
    if ((type & kWhereabouts) != 0 || between_parties) {
      return reaches(*nearest, mention) ? nearest : nullptr;
    }
    return is_done_to(nearest->tokens.last, mention, relation) ? nearest : nullptr;
  }

  /// What an act is done to follows it; what stands behind "with", "under" or "on" is another
  /// thing: "issued a statement on the Convention".
  bool is_done_to(std::uint32_t first, const Mention& mention, std::uint16_t relation) {
    const RelationType& type = analysis_.lexicon.relations[relation];
    if (type.stance || relation == ids_.addresses || relation == ids_.cooperates_with) return true;
    bool done = done_to_ != kNone && done_to_ > first &&
                phrase_.only_joins(done_to_, mention.tokens.first, kAdjective | kSeries | kOrdinal);
    if (!done) {
      done = true;
      for (std::uint32_t at = first; at < mention.tokens.first; ++at) {
        const bool aside = analysis_.is(at, kPreposition | kRelative | kTo) &&
                           analysis_.text(analysis_.tokens[at]) != "of";
        const bool apposed = analysis_.is_mark(at, ':');  // "launch a campaign to X: the Challenge"
        done = done ? at == first || !aside : apposed;
      }
    }
    if (done) done_to_ = mention.tokens.last;
    return done;
  }

  /// "assistance to Ukraine and Moldova": from the act to the name no other noun governs it.
  bool reaches(const CueUse& act, const Mention& mention) {
    const bool listed =
        acted_on_ != kNone && acted_on_ > act.tokens.first &&
        phrase_.only_joins(acted_on_, mention.tokens.first, kPreposition | kListing | kAdverb);
    const bool near =
        listed || phrase_.only_joins(act.tokens.last, mention.tokens.first,
                                     kAdjective | kAdverb | kPossessive | kGovernment |
                                         kPreposition | kListing | kWhole);
    if (near) acted_on_ = mention.tokens.last;
    return near;
  }

  bool is_object(const Mention& mention) {
    const EntityType type = analysis_.type(mention.entity);
    if (type == EntityType::topic) return true;
    const std::uint32_t next = mention.tokens.last;
    if (next < clause_.object.last && analysis_.is(next, kMemberNoun)) return false;
    if (phrase_.is_charge()) {
      return type != EntityType::incident && !mention.adjective && !phrase_.of_another(mention) &&
             !phrase_.past_for(mention);
    }
    if (mention.adjective) return false;
    if (phrase_.is_blame() && is_victim(mention)) return false;
    const bool plain = cue().relation == kNoRelation || cue().kind == CueKind::modal;
    if (type == EntityType::state && (plain || phrase_.hyphenated(mention))) return false;
    if (type == EntityType::organization && phrase_.is_blame() && phrase_.is_modifier(mention))
      return false;
    if (type == EntityType::state || type == EntityType::person) {
      if (mention.possessive) return owner_is_object(mention);
      if (is_blamed_agent(mention)) return true;
      const bool near =
          phrase_.direct(mention) ||
          (direct_before_ != kNone && phrase_.only_joins(direct_before_, mention.tokens.first));
      if (near) direct_before_ = mention.tokens.last;
      return near;
    }
    return true;
  }

  /// "Freedonia's attack on Sylvania", "Freedonia's cyberattack": what it did is said or named
  /// (guide, rule 4).
  bool told_of_attack(const Mention& owner) const {
    constexpr std::uint32_t kNear = 5;
    if (owner.attacker) return true;
    const std::uint32_t next = owner.tokens.last;
    for (const Mention& mention : analysis_.mentions_in({next, next + kNear})) {
      if (analysis_.type(mention.entity) == EntityType::incident) return true;
    }
    return false;
  }

  /// "condemned the cyberattack against the Authority": the victim is not condemned.
  bool is_victim(const Mention& mention) const {
    const auto word = analysis_.text(analysis_.tokens[phrase_.preposition_before(mention)]);
    return analysis_.has_type(mention, kActors) &&
           (word == "against" || word == "on" || word == "targeting");
  }

  /// "supports President Poe's vision", "concern over Freedonia's methods": the owner is meant.
  bool owner_is_object(const Mention& mention) const {
    if (!phrase_.direct(mention)) return false;
    if (analysis_.type(mention.entity) == EntityType::person) {
      const std::uint32_t noun = mention.tokens.last + 1;
      return phrase_.relation() == ids_.supports && noun < clause_.object.last &&
             !analysis_.is(noun, kDeed) &&
             analysis_.lexicon.verb_form(analysis_.tokens[noun].word) == 0;
    }
    return phrase_.is_blame() && !told_of_attack(mention);
  }

  /// "condemn violations by A and B": those who did what is condemned.
  bool is_blamed_agent(const Mention& mention) {
    if (!phrase_.is_blame()) return false;
    std::uint32_t at = mention.tokens.first;
    while (at > clause_.object.first && analysis_.is(at - 1, kDeterminer | kGovernment)) --at;
    if (at > clause_.object.first && analysis_.text(analysis_.tokens[at - 1]) == "of") {
      --at;
      while (at > clause_.object.first && analysis_.is(at - 1, kDeterminer | kGovernment)) --at;
    }
    const bool agent = at > clause_.object.first && analysis_.is(at - 1, kPassiveBy);
    const bool listed =
        blamed_ != kNone && phrase_.only_joins(blamed_, mention.tokens.first, kGovernment);
    if (agent || listed) blamed_ = mention.tokens.last;
    return agent || listed;
  }

  /// "consultations convened by A of B": those who did it are no objects of a stance.
  bool is_agent(const Mention& mention) {
    if (phrase_.is_blame() || !analysis_.has_type(mention, kActors)) return false;
    const std::uint32_t before = phrase_.preposition_before(mention);
    const bool part = agent_end_ == before && analysis_.text(analysis_.tokens[before]) == "of";
    const bool agent = part || (analysis_.is(before, kPassiveBy) && before < mention.tokens.first);
    if (agent) agent_end_ = mention.tokens.last;
    return agent;
  }

  /// "set out in the Statement by A and B": its authors are no objects either.
  bool within_source(const Mention& mention) {
    if (!analysis_.has_type(mention, kActors)) return false;
    for (std::uint32_t at = mention.tokens.first; at > clause_.object.first; --at) {
      const Mention* before = analysis_.mention_at(at - 1);
      if (before != nullptr && before->source) return true;
      if (analysis_.is_mark(at - 1, ',') || analysis_.is_mark(at - 1, ';')) return false;
    }
    return false;
  }

  Analysis& analysis_;
  const Clause& clause_;
  std::uint32_t passage_;
  const RelationIds& ids_;
  ObjectPhrase phrase_;
  ClauseSpeaker speaker_;
  ThingDescription things_;
  Cooperation cooperation_;
  std::uint32_t direct_before_ = kNone;
  std::uint32_t acted_on_ = kNone;
  std::uint32_t done_to_ = kNone;
  std::uint32_t blamed_ = kNone;
  std::uint32_t agent_end_ = kNone;
};

}  // namespace

void add_clause_statements(Analysis& analysis, const Clause& clause, std::uint32_t passage) {
  ObjectReader(analysis, clause, passage).run();
}

}  // namespace chancery::ingest
