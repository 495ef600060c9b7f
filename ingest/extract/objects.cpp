#include "extract/objects.h"

#include <algorithm>

namespace chancery::ingest {
namespace {

constexpr TypeMask kThings =
    mask(EntityType::event, EntityType::process, EntityType::instrument, EntityType::programme);
constexpr TypeMask kWhereabouts =
    mask(EntityType::place, EntityType::region, EntityType::state, EntityType::person);
constexpr double kDoubtful = 0.4;  // below the threshold: a candidate
constexpr std::size_t kMostObjects = 80;
constexpr std::size_t kMostStatements = 4000;  // of one clause: parties times objects

class ObjectReader {
 public:
  ObjectReader(Analysis& analysis, const Clause& clause, std::uint32_t passage)
      : analysis_(analysis),
        clause_(clause),
        passage_(passage),
        addresses_(analysis.lexicon.relation("ADDRESSES")) {}

  void run() {
    // Where parties met is said of their meeting, not of them.
    const bool place_of_parties =
        relation() == located_ && clause_.subject.kind != Subject::Kind::thing;
    if (place_of_parties) return;
    read_gap();
    read_pronoun();
    std::size_t objects = 0;
    const std::size_t before = analysis_.statements.size();
    for (const Mention& mention : analysis_.mentions_in(clause_.object)) {
      if (++objects > kMostObjects) break;
      read(mention);
    }
    if (cue().event_implied && analysis_.statements.size() == before) imply_event();
    if (relation() == cooperates_ || works_together()) cooperate_mutually();
  }

  /// "The agencies took part.": in the meeting told of last.
  void imply_event() {
    const auto told = analysis_.mentions_in({0, clause_.object.first});
    for (auto mention = told.rbegin(); mention != told.rend(); ++mention) {
      if (analysis_.type(mention->entity) != EntityType::event) continue;
      return say(clause_.subject.entities, relation(), mention->entity, cue(), clause_.cue_tokens,
                 "clause.implied-event", 0.6);
    }
  }

  /// "committed to working together": a verb of cooperation under the stance.
  bool works_together() const {
    return std::any_of(clause_.inner.begin(), clause_.inner.end(), [&](const CueUse& use) {
      return analysis_.lexicon.cues[use.cue].relation == cooperates_;
    });
  }

  /// Parties that cooperate with no partner named cooperate with each other.
  void cooperate_mutually() {
    const auto& parties = clause_.subject.entities;
    if (partnered_ || parties.size() < 2 || parties.size() > kMostPartners) return;
    if (!all_parties(parties)) return;
    for (std::size_t i = 0; i + 1 < parties.size(); ++i) {
      for (std::size_t j = i + 1; j < parties.size(); ++j) together(parties[i], parties[j]);
    }
  }

 private:
  const Cue& cue() const { return analysis_.lexicon.cues[clause_.cue]; }

  /// "condemned it": the operation told of last.
  void read_pronoun() {
    const std::uint32_t at = clause_.object.first;
    if (relation() != condemns_ || at >= clause_.object.last) return;
    const auto word = analysis_.text(analysis_.tokens[at]);
    if (word != "it" && word != "them") return;
    const auto before = analysis_.mentions_in({0, at});
    for (auto mention = before.rbegin(); mention != before.rend(); ++mention) {
      if (analysis_.type(mention->entity) != EntityType::incident) continue;
      return say(clause_.subject.entities, condemns_, mention->entity, cue(), clause_.cue_tokens,
                 "clause.pronoun", 0.7);
    }
  }

  /// Names in the gap of the cue: "invite Japan to", "support Albania's efforts to".
  void read_gap() {
    if (!cue().calls && !cue().gap_objects) return;
    const std::uint16_t relation =
        cue().calls ? analysis_.lexicon.relation("CALLS_ON") : cue().relation;
    if (relation == kNoRelation) return;
    for (const Mention& mention : analysis_.mentions_in(clause_.cue_tokens)) {
      if (mention.tokens.first < clause_.subject.first || mention.adjective) continue;
      if ((mask(analysis_.type(mention.entity)) & kActors) == 0) continue;
      say(clause_.subject.entities, relation, mention.entity, cue(), clause_.cue_tokens,
          "clause.gap", clause_.confidence * 0.9);
    }
  }

  /// "efforts included rallying G7 countries to".
  const CueUse* call_on(const Mention& mention) const {
    if ((mask(analysis_.type(mention.entity)) & kActors) == 0) return nullptr;
    for (const CueUse& use : clause_.inner) {
      const bool within = use.tokens.contains(mention.tokens);
      if (within && analysis_.lexicon.cues[use.cue].calls) return &use;
    }
    return nullptr;
  }

  void read(const Mention& mention) {
    if (const CueUse* call = call_on(mention)) {
      return say(clause_.subject.entities, analysis_.lexicon.relation("CALLS_ON"), mention.entity,
                 analysis_.lexicon.cues[call->cue], call->tokens, "clause.gap", 0.7);
    }
    if (mention.source || within_source(mention) || is_agent(mention)) return;
    if (described_by_thing(mention)) {
      described_ = analysis_.type(mention.entity);
      if ((mask(analysis_.type(mention.entity)) & kWhereabouts) != 0) return;
      if (joins_adoption(mention)) {
        return say({mention.entity}, relation(), thing_, cue(), clause_.cue_tokens,
                   "clause.with-party", 0.75);
      }
      if (is_basis(mention) || mention.entity == circumstance_) return;
      if (is_circumstance(mention)) {
        circumstance_ = mention.entity;
        return;
      }
      const bool plain = !analysis_.is(thing_end_, kAside) && !is_with(thing_end_) &&
                         analysis_.text(analysis_.tokens[thing_end_]) != "as";
      say({thing_}, addresses_, mention.entity, cue(), clause_.cue_tokens, "clause.described",
          plain ? 0.55 : kDoubtful);
      return;
    }
    note_thing(mention);
    if (cooperates(mention)) return;
    if (const CueUse* act = governing_act(mention)) {
      const Cue& inner = analysis_.lexicon.cues[act->cue];
      say(clause_.subject.entities, inner.relation, mention.entity, inner, act->tokens,
          "clause.act", aside(act->tokens.last, mention) ? kDoubtful : clause_.confidence * 0.9);
      return;
    }
    if (helps(mention)) return;
    if (!is_object(mention)) return;
    const bool charge_or_none = relation() == kNoRelation || is_charge();
    if (!charge_or_none && !is_done_to(governor_end(mention), mention, relation())) return;
    const bool topic = analysis_.type(mention.entity) == EntityType::topic;
    const bool doubtful = !topic && aside(clause_.object.first, mention);
    say(clause_.subject.entities, relation(), mention.entity, cue(), clause_.cue_tokens,
        clause_.rule, doubtful ? kDoubtful : clause_.confidence);
  }

  /// "support Albania's recovery": its owner is helped (guide, rule 8).
  bool helps(const Mention& mention) {
    constexpr std::uint32_t kNear = 4;
    const bool promised = relation() != supports_;
    if (promised && (relation() == kNoRelation ||
                     analysis_.lexicon.relations[relation()].name != "COMMITS_TO")) {
      return false;
    }
    if (!mention.possessive || (mask(analysis_.type(mention.entity)) & kActors) == 0) return false;
    if (analysis_.type(mention.entity) == EntityType::person || !direct(mention)) return false;
    const std::uint32_t stop = std::min(clause_.object.last, mention.tokens.last + 1 + kNear);
    for (std::uint32_t at = mention.tokens.last; at < stop; ++at) {
      if (analysis_.tokens[at].kind == TokenKind::punctuation) break;
      if (!analysis_.is(at, kEffort)) continue;
      say(clause_.subject.entities, assists_, mention.entity, cue(), clause_.cue_tokens,
          "clause.beneficiary", 0.75);
      return true;
    }
    return false;
  }

  std::uint16_t relation() const {
    return clause_.relation != kNoRelation ? clause_.relation : cue().relation;
  }

  bool is_with(std::uint32_t at) const { return analysis_.text(analysis_.tokens[at]) == "with"; }

  /// "signed an Agreement with Y": Y signed it too.
  bool joins_adoption(const Mention& mention) const {
    const bool adopted =
        relation() != kNoRelation && analysis_.lexicon.relations[relation()].name == "ADOPTED";
    return adopted && is_with(thing_end_) && !mention.adjective && !mention.possessive &&
           (mask(analysis_.type(mention.entity)) & kActors) != 0;
  }

  /// Between the cue and the name a word like "under" or "pursuant" stands, with no comma or
  /// conjunction after it: the name says where or by what, not what.
  bool aside(std::uint32_t first, const Mention& mention) const {
    for (std::uint32_t at = mention.tokens.first; at > first; --at) {
      const Mention* before = analysis_.mention_at(at - 1);
      if (before != nullptr && !before->possessive) return false;
      if (analysis_.is(at - 1, kConjunction) || analysis_.is_mark(at - 1, ',')) return false;
      if (analysis_.is(at - 1, kAside)) return true;
    }
    return false;
  }

  /// Named parties that deepen "their cooperation", or "cooperation with Y": COOPERATES_WITH and
  /// nothing else.
  bool cooperates(const Mention& mention) {
    const auto& parties = clause_.subject.entities;
    const bool stance = relation() != kNoRelation && analysis_.lexicon.relations[relation()].stance;
    if (!stance || parties.empty() || parties.size() > kMostPartners) return false;
    if (is_cooperation(mention)) {
      cooperation_end_ = mention.tokens.last;
      if (parties.size() < 2 || !all_parties(parties)) return false;
      for (std::size_t i = 0; i + 1 < parties.size(); ++i) {
        for (std::size_t j = i + 1; j < parties.size(); ++j) together(parties[i], parties[j]);
      }
      return true;
    }
    return partner(mention);
  }

  /// The concept, or "our Alliance": that of the parties.
  bool is_cooperation(const Mention& mention) const {
    const std::string& id = analysis_.entities[mention.entity].id;
    if (id == "topic:international-cooperation" || id == "topic:regional-cooperation") return true;
    return mention.tokens.size() == 1 && mention.tokens.first > 0 &&
           analysis_.is(mention.tokens.first, kAlliance) &&
           analysis_.is(mention.tokens.first - 1, kPossessive);
  }

  bool all_parties(const std::vector<std::uint32_t>& parties) const {
    return std::all_of(parties.begin(), parties.end(), [&](std::uint32_t party) {
      return (mask(analysis_.type(party)) & kActors) != 0;
    });
  }

  /// "cooperation, including with states in A, B and C".
  bool partner(const Mention& mention) {
    constexpr TypeMask kPartners = kActors | mask(EntityType::region);
    if (cooperation_end_ == kNone || mention.adjective || mention.possessive) return false;
    if ((mask(analysis_.type(mention.entity)) & kPartners) == 0) return false;
    const bool listed = partner_end_ != kNone && only_joins(partner_end_, mention.tokens.first);
    if (!listed && !after_with(mention)) return false;
    partner_end_ = mention.tokens.last;
    for (const std::uint32_t party : clause_.subject.entities) together(party, mention.entity);
    return true;
  }

  bool after_with(const Mention& mention) const {
    constexpr std::uint32_t kNear = 6;
    if (mention.tokens.first > cooperation_end_ + kNear) return false;
    for (std::uint32_t at = cooperation_end_; at < mention.tokens.first; ++at) {
      if (is_with(at)) return true;
    }
    return false;
  }

  void together(std::uint32_t one, std::uint32_t other) {
    say({one}, analysis_.lexicon.relation("COOPERATES_WITH"), other, cue(), clause_.cue_tokens,
        "clause.cooperation", 0.7);
    if (!analysis_.statements.empty()) analysis_.statements.back().status = "ongoing";
  }

  /// What follows a named thing without a comma describes it, until another verb or thing comes.
  bool described_by_thing(const Mention& mention) {
    if (thing_ == kNone || thing_ == mention.entity) return false;
    if (cue_between(thing_end_, mention.tokens.first)) thing_ = kNone;
    if (thing_ != kNone && is_sibling(mention)) thing_ = kNone;
    if (thing_ == kNone) return false;
    if (!describing_) {
      describing_ = !separator_between(thing_end_, mention.tokens.first);
      if (!describing_) thing_ = kNone;
    }
    return thing_ != kNone;
  }

  /// "the first report of X, the second report": another thing beside the one described.
  bool is_sibling(const Mention& mention) const {
    const EntityType type = analysis_.type(mention.entity);
    if (type != analysis_.type(thing_) || !describing_ || described_ == type) return false;
    const std::uint32_t before = preposition_before(mention);
    return analysis_.is(before, kConjunction) || analysis_.is_mark(before, ',');
  }

  void note_thing(const Mention& mention) {
    if ((mask(analysis_.type(mention.entity)) & kThings) == 0) return;
    thing_ = mention.entity;
    thing_end_ = mention.tokens.last;
    describing_ = false;
    described_ = EntityType::topic;
  }

  bool separator_between(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i) {
      if (analysis_.tokens[i].kind == TokenKind::punctuation && !analysis_.is_mark(i, '(') &&
          !analysis_.is_mark(i, ')')) {
        return true;
      }
      if (analysis_.is(i, kConjunction)) return true;
    }
    return false;
  }

  /// A verb after a comma or conjunction starts another part of the phrase.
  bool cue_between(std::uint32_t first, std::uint32_t last) const {
    for (const CueUse& use : clause_.inner) {
      if (use.tokens.first < first || use.tokens.first >= last) continue;
      if (use.head > first &&
          (analysis_.is(use.head - 1, kConjunction) || analysis_.is_mark(use.head - 1, ','))) {
        return true;
      }
    }
    return false;
  }

  /// The nearest inner verb, where it names an act whose object this can be.
  const CueUse* governing_act(const Mention& mention) {
    const CueUse* nearest = nullptr;
    for (const CueUse& use : clause_.inner) {
      const bool lists = analysis_.is(use.tokens.first, kListing);  // "including"
      if (use.tokens.last <= mention.tokens.first && !lists) nearest = &use;
    }
    if (nearest == nullptr || cue().calls || !analysis_.lexicon.cues[nearest->cue].act)
      return nullptr;
    const std::uint16_t relation = analysis_.lexicon.cues[nearest->cue].relation;
    if (relation == kNoRelation || mention.adjective || mention.possessive) return nullptr;
    const TypeMask type = mask(analysis_.type(mention.entity));
    if ((analysis_.lexicon.relations[relation].objects & type) == 0) return nullptr;
    const bool between_parties =
        relation == cooperates_ || relation == assists_ || relation == attacked_;
    if ((type & kWhereabouts) != 0 || between_parties) {
      return reaches(*nearest, mention) ? nearest : nullptr;
    }
    return is_done_to(nearest->tokens.last, mention, relation) ? nearest : nullptr;
  }

  /// What an act is done to follows it; what stands behind "with", "under" or "on" is another
  /// thing: "issued a statement on the Convention".
  bool is_done_to(std::uint32_t first, const Mention& mention, std::uint16_t relation) {
    const RelationType& type = analysis_.lexicon.relations[relation];
    if (type.stance || relation == addresses_ || relation == cooperates_) return true;
    bool done = done_to_ != kNone && done_to_ > first &&
                only_joins(done_to_, mention.tokens.first, kAdjective | kSeries | kOrdinal);
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
        only_joins(acted_on_, mention.tokens.first, kPreposition | kListing | kAdverb);
    const bool near = listed || only_joins(act.tokens.last, mention.tokens.first,
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
    if (is_charge()) {
      return type != EntityType::incident && !mention.adjective && !of_another(mention) &&
             !past_for(mention);
    }
    if (mention.adjective) return false;
    const bool plain = cue().relation == kNoRelation || cue().kind == CueKind::modal;
    if (type == EntityType::state && (plain || hyphenated(mention))) return false;
    if (type == EntityType::organization && is_blame() && is_modifier(mention)) return false;
    if (type == EntityType::state || type == EntityType::person) {
      if (mention.possessive) return owner_is_object(mention);
      if (is_blamed_agent(mention)) return true;
      const bool near = direct(mention) || (direct_before_ != kNone &&
                                            only_joins(direct_before_, mention.tokens.first));
      if (near) direct_before_ = mention.tokens.last;
      return near;
    }
    return true;
  }

  /// "supports President Poe's vision", "concern over Freedonia's methods": the owner is meant.
  bool owner_is_object(const Mention& mention) const {
    if (!direct(mention)) return false;
    if (analysis_.type(mention.entity) == EntityType::person) {
      const std::uint32_t noun = mention.tokens.last + 1;
      return relation() == supports_ && noun < clause_.object.last && !analysis_.is(noun, kDeed) &&
             analysis_.lexicon.verb_form(analysis_.tokens[noun].word) == 0;
    }
    return is_blame() && !told_of_attack(mention);
  }

  bool is_blame() const { return relation() == condemns_ || relation() == concerned_; }

  /// "condemn violations by A and B": those who did what is condemned.
  bool is_blamed_agent(const Mention& mention) {
    if (!is_blame()) return false;
    std::uint32_t at = mention.tokens.first;
    while (at > clause_.object.first && analysis_.is(at - 1, kDeterminer | kGovernment)) --at;
    if (at > clause_.object.first && analysis_.text(analysis_.tokens[at - 1]) == "of") {
      --at;
      while (at > clause_.object.first && analysis_.is(at - 1, kDeterminer | kGovernment)) --at;
    }
    const bool agent = at > clause_.object.first && analysis_.is(at - 1, kPassiveBy);
    const bool listed = blamed_ != kNone && only_joins(blamed_, mention.tokens.first, kGovernment);
    if (agent || listed) blamed_ = mention.tokens.last;
    return agent || listed;
  }

  /// "the Code developed within the Initiative" has said what it rests on.
  bool is_basis(const Mention& mention) const {
    return std::any_of(analysis_.statements.begin(), analysis_.statements.end(),
                       [&](const ReadStatement& said) {
                         return said.passage == passage_ && said.subject == thing_ &&
                                said.object == mention.entity && said.relation == based_on_;
                       });
  }

  /// "the report of the Group at its session": whose, where and when, not what about.
  bool is_circumstance(const Mention& mention) const {
    constexpr TypeMask around =
        mask(EntityType::organization, EntityType::process, EntityType::event, EntityType::person);
    if ((mask(analysis_.type(mention.entity)) & around) == 0) return false;
    const auto word = analysis_.text(analysis_.tokens[preposition_before(mention)]);
    return word == "of" || word == "at" || word == "by" || word == "in" || word == "during" ||
           word == "with" || word == "from" || word == "through";
  }

  /// The token before the name and its modifiers.
  std::uint32_t preposition_before(const Mention& mention) const {
    std::uint32_t at = mention.tokens.first;
    while (at > clause_.object.first && analysis_.mention_at(at - 1) == nullptr &&
           analysis_.is(
               at - 1, kDeterminer | kPossessive | kAdjective | kSeries | kOrdinal | kGovernment)) {
      --at;
    }
    return at > clause_.object.first ? at - 1 : at;
  }

  /// "consultations convened by A of B": those who did it are no objects of a stance.
  bool is_agent(const Mention& mention) {
    if (is_blame() || (mask(analysis_.type(mention.entity)) & kActors) == 0) return false;
    const std::uint32_t before = preposition_before(mention);
    const bool part = agent_end_ == before && analysis_.text(analysis_.tokens[before]) == "of";
    const bool agent = part || (analysis_.is(before, kPassiveBy) && before < mention.tokens.first);
    if (agent) agent_end_ = mention.tokens.last;
    return agent;
  }

  /// "set out in the Statement by A and B": its authors are no objects either.
  bool within_source(const Mention& mention) {
    if ((mask(analysis_.type(mention.entity)) & kActors) == 0) return false;
    for (std::uint32_t at = mention.tokens.first; at > clause_.object.first; --at) {
      const Mention* before = analysis_.mention_at(at - 1);
      if (before != nullptr && before->source) return true;
      if (analysis_.is_mark(at - 1, ',') || analysis_.is_mark(at - 1, ';')) return false;
    }
    return false;
  }

  /// "Freedonia's attack on Sylvania" has said what it did (guide, rule 4).
  bool told_of_attack(const Mention& owner) const {
    return std::any_of(analysis_.statements.begin(), analysis_.statements.end(),
                       [&](const ReadStatement& said) {
                         return said.passage == passage_ && said.subject == owner.entity &&
                                said.relation == attacked_;
                       });
  }

  /// "violations of Security Council (SC) resolutions": the body is not what is condemned.
  bool is_modifier(const Mention& mention) const {
    std::uint32_t next = mention.tokens.last;
    while (next < clause_.object.last &&
           (analysis_.is_mark(next, '(') || analysis_.is_mark(next, ')') ||
            (analysis_.mention_at(next) != nullptr &&
             analysis_.mention_at(next)->entity == mention.entity))) {
      ++next;
    }
    return next < clause_.object.last && analysis_.tokens[next].lower &&
           analysis_.mention_at(next) == nullptr && analysis_.word_class(next) == 0;
  }

  /// "U.S.-India collaboration" is no stance toward either.
  bool hyphenated(const Mention& mention) const {
    const std::uint32_t next = mention.tokens.last;
    return analysis_.tokens[mention.tokens.first].hyphen_before ||
           (next < clause_.object.last && analysis_.tokens[next].hyphen_before);
  }

  /// "two affiliates of the group LockBit": they are charged, not the group.
  bool of_another(const Mention& mention) const {
    constexpr std::uint32_t kReach = 4;
    for (std::uint32_t at = mention.tokens.first;
         at > clause_.object.first && mention.tokens.first - at < kReach; --at) {
      const std::uint32_t before = at - 1;
      if (analysis_.text(analysis_.tokens[before]) == "of") return true;
      const bool modifier = analysis_.is(before, kDeterminer | kAdjective) ||
                            (analysis_.word_class(before) == 0 && analysis_.tokens[before].lower) ||
                            analysis_.mention_at(before) != nullptr;
      if (!modifier || analysis_.tokens[before].kind == TokenKind::punctuation) return false;
    }
    return false;
  }

  bool is_charge() const {
    return relation() != kNoRelation &&
           analysis_.lexicon.relations[relation()].name == "SANCTIONED";
  }

  /// "listed A and B for the attack on C": those after "for" are not the ones charged.
  bool past_for(const Mention& mention) const {
    for (std::uint32_t at = clause_.object.first; at < mention.tokens.first; ++at) {
      if (analysis_.text(analysis_.tokens[at]) == "for") return true;
    }
    return false;
  }

  /// Nothing but articles and modifiers stands between the cue and the name.
  bool direct(const Mention& mention) const {
    const std::uint32_t first = governor_end(mention);
    const bool person = analysis_.type(mention.entity) == EntityType::person;
    for (std::uint32_t i = first; i < mention.tokens.first; ++i) {
      if (person && analysis_.tokens[i].capital) continue;  // an office
      if (!analysis_.is(i, kDeterminer | kAdjective | kAdverb | kPossessive | kGovernment)) {
        return analysis_.text(analysis_.tokens[i]) == "of" && i > first;
      }
    }
    return true;
  }

  /// Where the nearest verb over the name ends: "(will) continue to support".
  std::uint32_t governor_end(const Mention& mention) const {
    std::uint32_t end = clause_.object.first;
    for (const CueUse& use : clause_.inner) {
      if (use.tokens.last <= mention.tokens.first) end = std::max(end, use.tokens.last);
    }
    return end;
  }

  bool only_joins(std::uint32_t first, std::uint32_t last, WordClasses also = 0) const {
    for (std::uint32_t i = first; i < last; ++i) {
      if (!analysis_.is_mark(i, ',') && !analysis_.is(i, kConjunction | kDeterminer | also)) {
        return false;
      }
    }
    return true;
  }

  std::string status(const Cue& by) const {
    if (clause_.conditional) return "conditional";
    const bool done = by.status == "done";  // "will discuss" is not yet done
    if (!by.status.empty() && !(done && clause_.future)) return by.status;
    if (clause_.future) return "planned";
    const bool outer_promises = &by != &cue() && cue().relation != kNoRelation &&
                                analysis_.lexicon.relations[cue().relation].name == "COMMITS_TO";
    return outer_promises ? "planned" : std::string();
  }

  void say(const std::vector<std::uint32_t>& subjects, std::uint16_t relation, std::uint32_t object,
           const Cue& by, TokenSpan words, const char* rule, double confidence) {
    if (relation == kNoRelation) return;
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
      statement.trail = clause_.subject.trail;
      statement.confidence = confidence;
      analysis_.statements.push_back(std::move(statement));
    }
  }

  /// What a meeting or a text "discusses" or "promotes" it addresses.
  std::uint16_t for_subject(std::uint16_t relation, std::uint32_t subject) const {
    const TypeMask type = mask(analysis_.type(subject));
    const bool fits = (analysis_.lexicon.relations[relation].subjects & type) != 0;
    return !fits && (type & kThings) != 0 ? addresses_ : relation;
  }

  /// "works closely with the private sector on X": without a named partner it is support.
  /// "launched a Strategy" adopts it.
  std::uint16_t for_object(std::uint16_t relation, std::uint32_t object) {
    const EntityType type = analysis_.type(object);
    if (relation == established_ && type == EntityType::instrument) return adopted_;
    if (relation == assists_ && (mask(type) & kThings) != 0)
      return supports_;  // "fund the Project"
    if (relation != cooperates_) return relation;
    const bool partner = (analysis_.lexicon.relations[relation].objects & mask(type)) != 0;
    if (partner) partnered_ = true;
    return partner || type != EntityType::topic ? relation : supports_;
  }

  TokenSpan clause_span(TokenSpan words) const {
    const std::uint32_t first = std::min(clause_.subject.first, words.first);
    const TokenSpan whole = analysis_.passages[passage_].tokens;
    return {std::max(first, whole.first), std::max(clause_.object.last, words.last)};
  }

  Analysis& analysis_;
  const Clause& clause_;
  std::uint32_t passage_;
  std::uint16_t addresses_;
  std::uint16_t supports_ = analysis_.lexicon.relation("SUPPORTS");
  std::uint16_t condemns_ = analysis_.lexicon.relation("CONDEMNS");
  std::uint16_t concerned_ = analysis_.lexicon.relation("CONCERNED_ABOUT");
  std::uint16_t attacked_ = analysis_.lexicon.relation("ATTACKED");
  std::uint16_t cooperates_ = analysis_.lexicon.relation("COOPERATES_WITH");
  std::uint16_t located_ = analysis_.lexicon.relation("LOCATED_IN");
  std::uint16_t adopted_ = analysis_.lexicon.relation("ADOPTED");
  std::uint16_t established_ = analysis_.lexicon.relation("ESTABLISHED");
  std::uint16_t based_on_ = analysis_.lexicon.relation("BASED_ON");
  std::uint16_t assists_ = analysis_.lexicon.relation("ASSISTS");
  std::uint32_t thing_ = kNone;
  std::uint32_t thing_end_ = 0;
  bool describing_ = false;
  EntityType described_ = EntityType::topic;  // of the name told of the thing last
  std::uint32_t direct_before_ = kNone;
  std::uint32_t acted_on_ = kNone;
  std::uint32_t done_to_ = kNone;
  std::uint32_t blamed_ = kNone;
  std::uint32_t circumstance_ = kNone;  // its acronym follows in parentheses
  bool partnered_ = false;
  std::uint32_t agent_end_ = kNone;
  std::uint32_t cooperation_end_ = kNone;
  std::uint32_t partner_end_ = kNone;
  std::size_t said_ = 0;
};

}  // namespace

void add_clause_statements(Analysis& analysis, const Clause& clause, std::uint32_t passage) {
  ObjectReader(analysis, clause, passage).run();
}

}  // namespace chancery::ingest
