// What names and the phrases that tie them say without a verb: the owner in a body's name, the
// place of a meeting, and the shapes of verbs/nominal.tsv:
//
//   owner-target  "A's NOUN against B"          A -> B
//   between       "NOUN between A and B"        each pair
//   compound      "A-B NOUN"                    each pair
//   of-list       "P NOUN of A, B and C", "NOUN of P: A, B and C"    each -> P
//   by            "THING by A and B"            each -> THING
//   act           "A's NOUN of THING"           A -> THING
//   basis         "THING pursuant to TEXT"      THING BASED_ON TEXT
//   contained     "TOPIC set out in TEXT"       TEXT ADDRESSES TOPIC
//   reflected     "TOPIC reflected in TEXT"     the same, and TEXT is an object beside TOPIC
//   member        "P ally, A", "A as member of P"    A -> P
//   partners      "P NOUN of A and B"           each pair

#include "extract/nominals.h"

#include <algorithm>

#include "extract/actors.h"
#include "extract/hits.h"
#include "extract/stages.h"

namespace chancery::ingest {
namespace {

constexpr TypeMask kPlaces = mask(EntityType::place, EntityType::state, EntityType::region);

class NominalReader {
 public:
  NominalReader(Analysis& analysis, std::uint32_t passage)
      : analysis_(analysis), passage_(passage), span_(analysis.passages[passage].tokens) {}

  void run() {
    if ((analysis_.passages[passage_].starts & kStartsNominal) != 0) read_phrases();
    for (const Mention& mention : analysis_.mentions_in(span_)) around_name(mention);
  }

 private:
  TypeMask type(const Mention& mention) const { return mask(analysis_.type(mention.entity)); }

  void read_phrases() {
    PatternMatches matches;
    const std::span<const Token> tokens(analysis_.tokens.data(), span_.last);
    const auto from = [&](std::uint32_t at) {
      return analysis_.next_start(kStartsNominal, at, span_.last);
    };
    for (std::uint32_t at = from(span_.first); at < span_.last; at = from(at + 1)) {
      analysis_.lexicon.nominal_patterns.match(tokens, at, matches);
      for (const PatternMatch& match : matches) {
        apply(analysis_.lexicon.nominal_rules[match.payload], {at, match.end});
      }
    }
  }

  void apply(const NominalRule& rule, TokenSpan words) {
    switch (rule.shape) {
      case NominalShape::owner_target:
        return owner_target(rule, words);
      case NominalShape::between:
      case NominalShape::partners:
        return between(rule, words);
      case NominalShape::compound:
        return compound(rule, words);
      case NominalShape::of_list:
        return of_list(rule, words);
      case NominalShape::by:
        return by(rule, words);
      case NominalShape::act:
        return add_nominal_act(analysis_, rule, words, passage_);
      case NominalShape::basis:
      case NominalShape::contained:
      case NominalShape::reflected:
        return add_basis(analysis_, rule, words, passage_);
      case NominalShape::member:
        return add_membership(analysis_, rule, words, passage_);
    }
  }

  /// "Russia's aggression against Ukraine": only a possessive names the agent.
  void owner_target(const NominalRule& rule, TokenSpan words) {
    const ActorList targets = actors_from(analysis_, words.last, span_.last);
    const Mention* owner = owner_of_noun(analysis_, words.first, span_);
    if (owner == nullptr || is_victim(rule, *owner, words.first)) return;
    if (rule.relation == attacked_ && !targets.entities.empty()) {
      analysis_.mentions[analysis_.mention_index[owner->tokens.first]].attacker = true;
    }
    for (const std::uint32_t target : targets.entities) {
      say(rule, owner->entity, target, words, 0.85);
    }
  }

  /// "the Viasat cyberattack against": a body's name right before the noun is what was struck.
  bool is_victim(const NominalRule& rule, const Mention& owner, std::uint32_t noun) const {
    return rule.relation == attacked_ && type(owner) == mask(EntityType::organization) &&
           owner.tokens.last == noun && !owner.possessive;
  }

  void between(const NominalRule& rule, TokenSpan words) {
    pairs(rule, actors_from(analysis_, words.last, span_.last).entities, words);
  }

  /// "U.S.-India collaboration".
  void compound(const NominalRule& rule, TokenSpan words) {
    std::vector<std::uint32_t> parties;
    std::uint32_t at = words.first;
    while (at > span_.first) {
      const Mention* mention = analysis_.mention_at(at - 1);
      if (mention == nullptr || (type(*mention) & kActors) == 0) break;
      parties.push_back(mention->entity);
      at = mention->tokens.first;
      if (!analysis_.tokens[at].hyphen_before) break;
    }
    if (parties.size() > 1) pairs(rule, parties, words);
  }

  void pairs(const NominalRule& rule, const std::vector<std::uint32_t>& parties, TokenSpan words) {
    if (parties.size() > kMostPartners) return;
    for (std::size_t i = 0; i < parties.size(); ++i) {
      for (std::size_t j = i + 1; j < parties.size(); ++j) {
        say(rule, parties[i], parties[j], words, 0.8);
      }
    }
  }

  void of_list(const NominalRule& rule, TokenSpan words) {
    constexpr TypeMask groups = mask(EntityType::process, EntityType::organization);
    const Mention* before =
        words.first > span_.first ? analysis_.mention_at(words.first - 1) : nullptr;
    if (before != nullptr && (type(*before) & groups) != 0) {
      return each(rule, actors_from(analysis_, words.last, span_.last), before->entity, words);
    }
    std::uint32_t at = words.last;
    while (at < span_.last && analysis_.is(at, kDeterminer)) ++at;
    const Mention* group = at < span_.last ? analysis_.mention_at(at) : nullptr;
    if (group == nullptr || (type(*group) & groups) == 0) return;
    at = group->tokens.last;
    if (at < span_.last && analysis_.is_mark(at, '(')) {
      while (at < span_.last && !analysis_.is_mark(at, ')')) ++at;
      ++at;
    }
    if (at >= span_.last || analysis_.tokens[at].kind != TokenKind::punctuation) return;
    each(rule, actors_from(analysis_, at, span_.last), group->entity, words);
  }

  void each(const NominalRule& rule, const ActorList& list, std::uint32_t object, TokenSpan words) {
    for (const std::uint32_t party : list.entities) say(rule, party, object, words, 0.85);
  }

  /// "the Joint Statement by Secretary A and Commissioner B".
  void by(const NominalRule& rule, TokenSpan words) {
    const Mention* thing =
        words.first > span_.first ? analysis_.mention_at(words.first - 1) : nullptr;
    if (thing == nullptr || type(*thing) != mask(EntityType::instrument)) return;
    std::vector<std::uint32_t> persons;
    for (std::uint32_t at = words.last; at < span_.last; ++at) {
      const Mention* mention = analysis_.mention_at(at);
      if (mention != nullptr) {
        if (type(*mention) == mask(EntityType::person)) persons.push_back(mention->entity);
        at = mention->tokens.last - 1;
      } else if (!analysis_.tokens[at].capital &&
                 !analysis_.is(at, kConjunction | kDeterminer | kLinker)) {
        break;
      }
    }
    if (persons.empty()) persons = actors_from(analysis_, words.last, span_.last).entities;
    for (const std::uint32_t person : persons) say(rule, person, thing->entity, words, 0.8);
  }

  void around_name(const Mention& mention) {
    switch (analysis_.type(mention.entity)) {
      case EntityType::organization:
        owner_in_name(mention);
        possessive_body(mention);
        body_of(mention);
        seat_of(mention);
        break;
      case EntityType::event:
        place_of(mention);
        add_own_event(analysis_, mention, passage_);
        break;
      case EntityType::place:
        container(mention);
        break;
      default:
        break;
    }
  }

  /// "U.S. Department of State": the state before the body's own name.
  void owner_in_name(const Mention& mention) {
    constexpr TypeMask owners = mask(EntityType::state, EntityType::organization);
    const auto hits = find_prefix(mention.tokens, owners);
    if (!hits) return;
    const KnownEntity& owner = analysis_.lexicon.entities[*hits];
    const bool body_of_union = owner.kind == "igo" && owner.name.ends_with("Union");
    if (owner.type != EntityType::state && !body_of_union) return;
    // "European" is of the continent as often as of the union; its name or letters are not.
    const Token& first = analysis_.tokens[mention.tokens.first];
    const Token& second = analysis_.tokens[mention.tokens.first + 1];
    const bool named = first.all_caps || first.dotted || (analysis_.text(second) == "Union");
    if (body_of_union && !named) return;
    if (analysis_.entities[mention.entity].id == owner.id) return;
    say("PART_OF", mention.entity, analysis_.entity_of(*hits), mention.tokens, "name.owner", 0.9);
  }

  /// The known entity whose name begins a longer name.
  std::optional<std::uint32_t> find_prefix(TokenSpan span, TypeMask types) const {
    if (span.size() < 2) return std::nullopt;
    // With regions, so that "Indian Ocean" is no owner "Indian".
    constexpr TypeMask areas = mask(EntityType::region, EntityType::place);
    const auto hits = find_hits(analysis_, {span.first, span.last - 1}, types | areas);
    if (hits.empty() || hits.front().tokens.first != span.first) return std::nullopt;
    if ((mask(analysis_.lexicon.entities[hits.front().entity].type) & types) == 0) {
      return std::nullopt;
    }
    // "EU-Japan Partnership" is of both.
    if (analysis_.tokens[hits.front().tokens.last].hyphen_before) return std::nullopt;
    const bool adjective = analysis_.lexicon.names[hits.front().name].adjective;
    const bool state = analysis_.lexicon.entities[hits.front().entity].type == EntityType::state;
    if (adjective && !state) return std::nullopt;
    return hits.front().entity;
  }

  /// "the Department of State's Bureau of ...".
  void possessive_body(const Mention& mention) {
    if (!mention.possessive || mention.tokens.last + 1 >= span_.last) return;
    const Mention* part = analysis_.mention_at(mention.tokens.last + 1);
    if (part == nullptr || type(*part) != mask(EntityType::organization)) return;
    say("PART_OF", part->entity, mention.entity, part->tokens, "name.possessive", 0.85);
  }

  /// "the Ministry of Foreign Affairs (MOFA) of Japan", "DG CONNECT of the European Commission".
  void body_of(const Mention& part) {
    std::uint32_t at = part.tokens.last;
    while (at + 1 < span_.last && (analysis_.is_mark(at, '(') || analysis_.is_mark(at, ')'))) {
      const Mention* acronym = analysis_.mention_at(at + 1);
      const bool own = acronym != nullptr && acronym->entity == part.entity;
      at = analysis_.is_mark(at, '(') && own ? acronym->tokens.last : at + 1;
    }
    if (at + 1 >= span_.last || analysis_.text(analysis_.tokens[at]) != "of") return;
    ++at;
    if (analysis_.is(at, kDeterminer) && at + 1 < span_.last) ++at;
    const Mention* whole = analysis_.mention_at(at);
    constexpr TypeMask owners = mask(EntityType::state, EntityType::organization);
    if (whole == nullptr || whole->tokens.first != at || (type(*whole) & owners) == 0) return;
    if (whole->adjective || whole->possessive || whole->entity == part.entity) return;
    say("PART_OF", part.entity, whole->entity, {part.tokens.last, whole->tokens.last}, "name.of",
        0.85);
  }

  /// "... Dialogue in Brussels, Belgium, December 6-7, 2023".
  void place_of(const Mention& event) {
    std::uint32_t at = after_acronym(event);
    if (at + 1 >= span_.last) return;
    const auto word = analysis_.text(analysis_.tokens[at]);
    if (word != "in" && word != "at") return take_date(event.entity, at);
    ++at;
    if (analysis_.is(at, kDeterminer)) ++at;
    const Mention* place = at < span_.last ? analysis_.mention_at(at) : nullptr;
    if (place == nullptr || (type(*place) & kPlaces) == 0) return take_date(event.entity, at);
    say("LOCATED_IN", event.entity, place->entity, {event.tokens.last, place->tokens.last},
        "place.event", 0.85);
    at = place->tokens.last;
    while (at < span_.last && (analysis_.is_mark(at, ',') || is_state(at))) ++at;
    take_date(event.entity, at);
  }

  /// Where the words go on behind "NAME (ACRONYM)".
  std::uint32_t after_acronym(const Mention& name) const {
    std::uint32_t at = name.tokens.last;
    if (at + 2 >= span_.last || !analysis_.is_mark(at, '(')) return at;
    const Mention* acronym = analysis_.mention_at(at + 1);
    const bool own = acronym != nullptr && acronym->entity == name.entity &&
                     acronym->tokens.last < span_.last &&
                     analysis_.is_mark(acronym->tokens.last, ')');
    return own ? acronym->tokens.last + 1 : at;
  }

  /// "the Centre (ACRONYM) in Tallinn".
  void seat_of(const Mention& body) {
    const std::uint32_t at = after_acronym(body);
    if (at + 1 >= span_.last || analysis_.text(analysis_.tokens[at]) != "in") return;
    const Mention* place = analysis_.mention_at(at + 1);
    if (place == nullptr || type(*place) != mask(EntityType::place)) return;
    say("LOCATED_IN", body.entity, place->entity, {at, place->tokens.last}, "place.seat", 0.7);
    analysis_.statements.back().status = "ongoing";
  }

  bool is_state(std::uint32_t at) const {
    const Mention* mention = analysis_.mention_at(at);
    return mention != nullptr && type(*mention) == mask(EntityType::state);
  }

  /// The date that follows an event, "on" or "in" before it allowed.
  void take_date(std::uint32_t event, std::uint32_t at) {
    std::string& date = analysis_.entities[event].date;
    if (!date.empty()) return;
    const auto found = std::lower_bound(
        analysis_.dates.begin(), analysis_.dates.end(), at,
        [](const DateMention& d, std::uint32_t token) { return d.tokens.first < token; });
    if (found != analysis_.dates.end() && found->tokens.first <= at + 1) date = found->iso;
  }

  /// "Brussels, Belgium".
  void container(const Mention& place) {
    const std::uint32_t at = place.tokens.last;
    if (at + 1 >= span_.last || !analysis_.is_mark(at, ',')) return;
    const Mention* state = analysis_.mention_at(at + 1);
    if (state == nullptr || !is_state(at + 1)) return;
    const std::uint32_t after = state->tokens.last;  // "to Washington, Japan and Peru agreed"
    if (after < span_.last && analysis_.tokens[after].kind != TokenKind::punctuation &&
        !analysis_.is(after, kPreposition)) {
      return;
    }
    say("LOCATED_IN", place.entity, state->entity, {place.tokens.first, state->tokens.last},
        "place.container", 0.85);
    analysis_.statements.back().status = "ongoing";
  }

  void say(const NominalRule& rule, std::uint32_t subject, std::uint32_t object, TokenSpan cue,
           double confidence) {
    if (rule.relation == kNoRelation) return;
    ReadStatement statement;
    statement.relation = rule.relation;
    statement.status = rule.status;
    statement.source_row = rule.source_row;
    add(std::move(statement), subject, object, cue, rule.name, confidence);
  }

  void say(const char* relation, std::uint32_t subject, std::uint32_t object, TokenSpan cue,
           const char* name, double confidence) {
    ReadStatement statement;
    statement.relation = analysis_.lexicon.relation(relation);
    if (statement.relation == kNoRelation) return;
    add(std::move(statement), subject, object, cue, name, confidence);
  }

  void add(ReadStatement statement, std::uint32_t subject, std::uint32_t object, TokenSpan cue,
           std::string_view rule, double confidence) {
    statement.subject = subject;
    statement.object = object;
    statement.passage = passage_;
    statement.cue = cue;
    statement.clause = span_;
    statement.rule = rule;
    statement.confidence = confidence;
    analysis_.statements.push_back(std::move(statement));
  }

  Analysis& analysis_;
  std::uint32_t passage_;
  TokenSpan span_;
  std::uint16_t attacked_ = analysis_.lexicon.ids.attacked;
};

}  // namespace

void read_nominals(Analysis& analysis) {
  for (std::uint32_t p = 0; p < analysis.passages.size(); ++p) {
    if (analysis.passages[p].states) NominalReader(analysis, p).run();
  }
}

}  // namespace chancery::ingest
