// Who a clause is about: parties listed before the verb, "we", "both sides", the event that meets,
// or what the clause before was about.

#include <algorithm>

#include "extract/clauses.h"
#include "extract/trails.h"

namespace chancery::ingest {
namespace {

constexpr TypeMask kSubjectThings =
    mask(EntityType::event, EntityType::process, EntityType::instrument, EntityType::programme,
         EntityType::incident);

class SubjectFinder {
 public:
  SubjectFinder(const Analysis& analysis, std::uint32_t head, std::uint32_t first,
                const std::vector<std::uint32_t>& previous)
      : analysis_(analysis), head_(head), first_(first), previous_(previous) {}

  Subject run() {
    std::uint32_t at = head_;
    while (at > first_ && skipped(at - 1)) --at;
    const std::uint32_t before_verb = at;
    at = before_aside(at);
    if (const std::uint32_t before = before_companions(at); before != at) at = before;
    if (at <= first_) return {Subject::Kind::none, {}, at, {}};
    const std::uint32_t last = at - 1;
    if (analysis_.mention_at(last) != nullptr) return over(named(at), {at, before_verb});
    if (analysis_.is(last, kIssuerPronoun) && !analysis_.is(last, kPossessive)) {
      return issuers_as_subject(analysis_, last);
    }
    if (analysis_.is(last, kWhole)) return whole(last);
    if (analysis_.is(last, kRelative)) return antecedent(last);
    if (analysis_.is(last, kDeed)) return doer(last);
    if (we_apposition(last)) return issuers_as_subject(analysis_, first_);
    if (const Mention* name = apposed(last)) return with_persons_before(*name);
    if (analysis_.text(analysis_.tokens[last]) == "It" &&
        !(previous_.size() == 1 && agrees(last))) {
      return thing_before(last);
    }
    if (analysis_.is(last, kConjunction) || analysis_.is_mark(last, ',')) {
      return {Subject::Kind::inherited, {}, last, {}};
    }
    if (is_he_or_she(last)) return person_before(last);
    if (analysis_.is(last, kPronoun) && !previous_.empty() && agrees(last)) {
      const bool thing = (mask(analysis_.type(previous_.front())) & kSubjectThings) != 0;
      return {thing ? Subject::Kind::thing : Subject::Kind::parties, previous_, last,
              arrow(analysis_, analysis_.text(analysis_.tokens[last]), previous_)};
    }
    return head_of_phrase(last);
  }

 private:
  /// "CISA, along with its partners in Peru, released", "the Programme of Action to promote X is":
  /// the name that opens a long phrase is its head.
  Subject head_of_phrase(std::uint32_t last) const {
    std::uint32_t at = first_;
    while (at < head_ && (analysis_.is(at, kDeterminer | kRelative) ||
                          (analysis_.mention_at(at) == nullptr && analysis_.is(at, kAdjective)))) {
      ++at;
    }
    const Mention* mention = at < head_ ? analysis_.mention_at(at) : nullptr;
    const TypeMask heads = kSubjectThings | mask(EntityType::organization, EntityType::person);
    const bool head = mention != nullptr && mention->tokens.first == at &&
                      analysis_.has_type(*mention, heads) && !mention->adjective &&
                      !mention->possessive;
    const std::uint32_t next = head ? mention->tokens.last : head_;
    const bool modified =
        next < head_ && (analysis_.is_mark(next, ',') || analysis_.is(next, kTo) ||
                         analysis_.is(next, kPreposition));
    if (!modified) return {Subject::Kind::unknown, {}, last, {}};
    const bool thing = analysis_.has_type(*mention, kSubjectThings);
    const ActorList parties = actors_from(analysis_, at, head_);
    if (!thing && parties.entities.size() > 1) {
      return {Subject::Kind::parties, parties.entities, mention->tokens.first,
              step_over({at, head_}, parties.entities)};
    }
    return {thing ? Subject::Kind::thing : Subject::Kind::parties,
            {mention->entity},
            mention->tokens.first,
            arrow(analysis_, analysis_.text(TokenSpan{at, head_}), {mention->entity})};
  }

  /// A subject with an aside or companions between it and its verb.
  Subject over(Subject subject, TokenSpan aside) const {
    if (aside.size() > 0 && subject.trail.empty() && !subject.entities.empty()) {
      subject.trail = step_over({subject.first, aside.last}, subject.entities);
    }
    return subject;
  }

  Trail step_over(TokenSpan words, const std::vector<std::uint32_t>& entities) const {
    return arrow(analysis_, analysis_.text(words), entities);
  }

  /// "the European Union and its Member States": those named stand for themselves.
  std::uint32_t before_companions(std::uint32_t end) const {
    constexpr std::uint32_t kLongest = 4;
    for (std::uint32_t at = end; at > first_ && end - at <= kLongest; --at) {
      if (analysis_.mention_at(at - 1) != nullptr) return end;
      if (!analysis_.is(at - 1, kConjunction)) continue;
      const bool named = at - 1 > first_ && at < end && analysis_.mention_at(at - 2) != nullptr;
      const bool others = analysis_.is(at, kPossessive) && !analysis_.is(at, kIssuerPronoun);
      const auto word = analysis_.text(analysis_.tokens[at]);
      return named && (others || word == "other" || word == "like") ? at - 1 : end;
    }
    return end;
  }

  /// "the Union, together with partners, condemned": back to before the aside.
  std::uint32_t before_aside(std::uint32_t end) const {
    constexpr std::uint32_t kLongest = 14;
    if (end <= first_ + 2 || !analysis_.is_mark(end - 1, ',')) return end;
    for (std::uint32_t at = end - 1; at > first_ + 1 && end - at <= kLongest; --at) {
      if (!analysis_.is_mark(at - 1, ',')) continue;
      const auto word = analysis_.text(analysis_.tokens[at]);
      const bool aside = word == "together" || word == "along" || word == "jointly" ||
                         word == "alongside" || word == "as" || word == "in" || word == "with" ||
                         word == "on" || word == "meanwhile" || word == "however";
      return aside ? at - 1 : end;
    }
    return end;
  }

  bool skipped(std::uint32_t at) const {
    return analysis_.mention_at(at) == nullptr && !analysis_.is(at, kConjunction) &&
           (analysis_.is_adverb(at) || analysis_.is_mark(at, ')') || analysis_.is_mark(at, '-'));
  }

  /// "It" is one body or state, "they" are several.
  bool agrees(std::uint32_t pronoun) const {
    const auto word = analysis_.text(analysis_.tokens[pronoun]);
    const bool one = previous_.size() == 1;
    const bool person = one && analysis_.type(previous_.front()) == EntityType::person;
    if (word == "It" || word == "it") return one && !person;
    return !one && (mask(analysis_.type(previous_.front())) & kSubjectThings) == 0;
  }

  /// "They concluded an Arrangement. It covers": the thing named last.
  Subject thing_before(std::uint32_t pronoun) const {
    return named_before(pronoun, kSubjectThings, 60);
  }

  Subject named_before(std::uint32_t pronoun, TypeMask types, std::uint32_t reach) const {
    const Mention* mention = analysis_.mention_before(pronoun, types, reach);
    if (mention == nullptr) return {Subject::Kind::unknown, {}, pronoun, {}};
    const bool thing = analysis_.has_type(*mention, kSubjectThings);
    return {thing ? Subject::Kind::thing : Subject::Kind::parties,
            {mention->entity},
            pronoun,
            arrow(analysis_, analysis_.text(analysis_.tokens[pronoun]), {mention->entity})};
  }

  bool is_he_or_she(std::uint32_t at) const {
    const auto word = analysis_.text(analysis_.tokens[at]);
    return word == "He" || word == "he" || word == "She" || word == "she";
  }

  /// The person named last, not too far back.
  Subject person_before(std::uint32_t pronoun) const {
    return named_before(pronoun, mask(EntityType::person), 120);
  }

  /// "the Programme, which aims to": what the relative pronoun stands for.
  Subject antecedent(std::uint32_t pronoun) const {
    std::uint32_t at = pronoun;
    if (at > first_ && analysis_.is_mark(at - 1, ',')) --at;
    const Mention* mention = at > first_ ? analysis_.mention_at(at - 1) : nullptr;
    if (mention == nullptr) return {Subject::Kind::unknown, {}, pronoun, {}};
    const TypeMask type = mask(analysis_.type(mention->entity));
    if ((type & (kSubjectThings | kActors)) == 0 || mention->adjective || mention->possessive) {
      return {Subject::Kind::unknown, {}, pronoun, {}};
    }
    const bool thing = (type & kSubjectThings) != 0;
    return {thing ? Subject::Kind::thing : Subject::Kind::parties,
            {mention->entity},
            pronoun,
            arrow(analysis_, analysis_.text(analysis_.tokens[pronoun]), {mention->entity}),
            false,
            true};
  }

  /// "Norway's efforts", "our joint work", "the work of Norway": what a party does stands for it.
  Subject doer(std::uint32_t deed) const {
    constexpr std::uint32_t kDeedReach = 5;
    for (std::uint32_t at = deed; at > first_ && deed - at <= kDeedReach; --at) {
      const std::uint32_t before = at - 1;
      const bool owned = analysis_.tokens[before].kind == TokenKind::possessive;
      const Mention* owner = analysis_.mention_at(owned && before > first_ ? before - 1 : before);
      if (owner != nullptr) {
        const bool party = analysis_.has_type(*owner, kActors);
        if (!party) break;
        return {Subject::Kind::parties,
                {owner->entity},
                owner->tokens.first,
                arrow(analysis_, analysis_.text(TokenSpan{owner->tokens.first, deed + 1}),
                      {owner->entity}),
                true};
      }
      if (analysis_.is(before, kIssuerPronoun)) {
        Subject issuers = issuers_as_subject(analysis_, before);
        issuers.deed = true;
        return issuers;
      }
      if (analysis_.tokens[before].kind != TokenKind::word ||
          analysis_.is(before, kDeterminer | kPreposition | kConjunction | kPronoun)) {
        break;
      }
    }
    return {Subject::Kind::unknown, {}, deed, {}};
  }

  /// "We, the leaders of A, B and C, welcome".
  bool we_apposition(std::uint32_t comma) const {
    return analysis_.is_mark(comma, ',') && comma > first_ + 1 &&
           analysis_.is(first_, kIssuerPronoun) && !analysis_.is(first_, kPossessive) &&
           analysis_.is_mark(first_ + 1, ',');
  }

  /// "Mary Poe, Director of X, welcomed": the name that the words between the commas describe.
  const Mention* apposed(std::uint32_t comma) const {
    constexpr std::uint32_t kLongestApposition = 24;
    if (!analysis_.is_mark(comma, ',')) return nullptr;
    const Mention* nearest = comma > first_ + 1 ? analysis_.mention_at(comma - 1) : nullptr;
    if (nearest != nullptr && analysis_.type(nearest->entity) == EntityType::person &&
        nearest->tokens.first > first_ && analysis_.is_mark(nearest->tokens.first - 1, ',')) {
      return nearest;  // "the Foreign Minister, Mary Poe, welcomed"
    }
    for (std::uint32_t at = comma; at > first_ && comma - at < kLongestApposition; --at) {
      const std::uint32_t before = at - 1;
      if (analysis_.is_mark(before, ';') || analysis_.is(before, kBe | kModal)) return nullptr;
      if (!analysis_.is_mark(before, ',') || before == first_) continue;
      const Mention* name = analysis_.mention_at(before - 1);
      const bool described = at < comma && starts_description(at);
      if (name == nullptr || !described) continue;
      const EntityType type = analysis_.type(name->entity);
      const bool opens = name->tokens.first <= first_ + 1 && (mask(type) & kActors) != 0;
      return (type == EntityType::person || opens) && !name->possessive ? name : nullptr;
    }
    return nullptr;
  }

  /// "Mary Poe, Director of X, and John Roe, Head of Y, signed": all who are listed with a post.
  Subject with_persons_before(const Mention& name) const {
    Subject subject{Subject::Kind::parties, {}, name.tokens.first, {}};
    if (analysis_.type(name.entity) == EntityType::person) {
      for (const Mention& other : analysis_.mentions_in({first_, name.tokens.first})) {
        const bool listed = analysis_.type(other.entity) == EntityType::person &&
                            !other.possessive && other.tokens.last < head_ &&
                            analysis_.is_mark(other.tokens.last, ',');
        if (!listed) continue;
        subject.entities.push_back(other.entity);
        subject.first = std::min(subject.first, other.tokens.first);
      }
    }
    subject.entities.push_back(name.entity);
    subject.trail = step_over({subject.first, head_}, subject.entities);
    return subject;
  }

  /// A title begins here, or "a member of", "spokesperson of".
  bool starts_description(std::uint32_t at) const {
    const auto title = std::lower_bound(
        analysis_.titles.begin(), analysis_.titles.end(), at,
        [](const TitleSpan& t, std::uint32_t token) { return t.tokens.first < token; });
    const bool office = title != analysis_.titles.end() && title->tokens.first == at;
    if (!office && analysis_.mention_at(at) != nullptr) return false;  // another party
    return office || analysis_.tokens[at].capital || analysis_.is(at, kDeterminer) ||
           (at + 1 < head_ && analysis_.text(analysis_.tokens[at + 1]) == "of");
  }

  /// Names before the verb: a list of parties, or a meeting, process or text.
  Subject named(std::uint32_t end) {
    const Mention& mention = *analysis_.mention_at(end - 1);
    const TypeMask type = mask(analysis_.type(mention.entity));
    if ((type & kSubjectThings) != 0) {
      return {Subject::Kind::thing, {mention.entity}, mention.tokens.first, {}};
    }
    const ActorList list = actors_before(analysis_, end, first_);
    if (list.entities.empty()) return {Subject::Kind::unknown, {}, end - 1, {}};
    if (const std::uint32_t comma = lead_in_end(list); comma != kNone) {
      const ActorList behind = actors_before(analysis_, end, comma + 1);
      return {Subject::Kind::parties, behind.entities, behind.tokens.first, {}};
    }
    if (under_noun(list.tokens.first)) return noun_of(list);
    return {Subject::Kind::parties, list.entities, list.tokens.first, {}};
  }

  /// "While in Latvia, Poe met": the comma that ends the phrase before the subject.
  std::uint32_t lead_in_end(const ActorList& list) const {
    if (!under_noun(list.tokens.first) || list.entities.size() < 2) return kNone;
    if (list.tokens.first > first_ + 2) return kNone;
    std::uint32_t comma = kNone;
    for (std::uint32_t at = list.tokens.first; at < list.tokens.last; ++at) {
      if (analysis_.is(at, kConjunction) && comma == kNone) return kNone;
      if (analysis_.is_mark(at, ',') && comma == kNone) comma = at;
    }
    return comma;
  }

  bool under_noun(std::uint32_t first) const {
    return first > first_ && analysis_.mention_at(first - 1) == nullptr &&
           analysis_.is(first - 1, kPreposition) && !opens_clause(first - 1);
  }

  /// "In <name>" at the start of a sentence is no subject, but neither has it a head noun.
  bool opens_clause(std::uint32_t at) const { return at == first_; }

  /// "cooperation between A and B will ...", "the members of P", "the leaders of A".
  Subject noun_of(const ActorList& list) const {
    const std::uint32_t preposition = list.tokens.first - 1;
    const auto word = analysis_.text(analysis_.tokens[preposition]);
    if ((word == "between" || word == "Between") && ties(preposition)) {
      return {Subject::Kind::parties, list.entities, preposition,
              step_over({preposition, list.tokens.last}, list.entities)};
    }
    if (word == "of" && preposition > first_ &&
        analysis_.is(preposition - 1, kGovernment | kWhole | kDeed)) {
      return {Subject::Kind::parties, list.entities, preposition - 1,
              step_over({preposition - 1, list.tokens.last}, list.entities)};
    }
    return {Subject::Kind::unknown, {}, preposition, {}};
  }

  /// "cooperation", "the dialogue", "ties" between parties; not "disputes".
  bool ties(std::uint32_t preposition) const {
    if (preposition == first_) return false;
    const std::uint32_t noun = preposition - 1;
    const Mention* mention = analysis_.mention_at(noun);
    if (mention != nullptr) {
      return (mask(analysis_.type(mention->entity)) & (kSubjectThings | mask(EntityType::topic))) !=
             0;
    }
    return analysis_.is(noun, kAlliance | kDeed) ||
           analysis_.lexicon.head_noun(analysis_.tokens[noun].word) != nullptr;
  }

  /// "Both sides", "the participants", "Cyber Dialogue participants", "CRI members".
  Subject whole(std::uint32_t last) const {
    // "Both delegations" of a report that no party issues: those just named (guide, rule 9).
    const bool named = analysis_.issuers.size() < 2 && previous_.size() > 1 &&
                       (mask(analysis_.type(previous_.front())) & kActors) != 0;
    if (analysis_.issuers.empty() && !named) return {Subject::Kind::unknown, {}, last, {}};
    Subject subject =
        named ? Subject{Subject::Kind::parties, previous_, last,
                        arrow(analysis_, analysis_.text(analysis_.tokens[last]), previous_)}
              : issuers_as_subject(analysis_, last);
    const Mention* before = last > first_ ? analysis_.mention_at(last - 1) : nullptr;
    if (before != nullptr) {
      subject.first = before->tokens.first;
      subject.trail = step_over({subject.first, last + 1}, subject.entities);
      return subject;
    }
    const bool some = last > first_ && is_quantifier(last - 1);
    const bool definite = !some && (last == first_ || analysis_.is_mark(last - 1, ',') ||
                                    analysis_.is(last - 1, kDeterminer | kPossessive));
    if (!definite) return {Subject::Kind::unknown, {}, last, {}};
    subject.first = last == first_ ? last : last - 1;
    const bool comma = analysis_.is_mark(subject.first, ',');
    subject.trail = step_over({subject.first + comma, last + 1}, subject.entities);
    return subject;
  }

  /// "many delegations" are not the parties.
  bool is_quantifier(std::uint32_t at) const {
    const auto word = analysis_.text(analysis_.tokens[at]);
    for (const char* some : {"many", "Many", "several", "Several", "some", "Some", "certain",
                             "other", "Other", "various", "no", "No"}) {
      if (word == some) return true;
    }
    return false;
  }

  const Analysis& analysis_;
  std::uint32_t head_;
  std::uint32_t first_;
  const std::vector<std::uint32_t>& previous_;
};

}  // namespace

Subject issuers_as_subject(const Analysis& analysis, std::uint32_t token) {
  const auto& issuers = analysis.issuers;
  if (issuers.empty()) return {Subject::Kind::unknown, {}, token, {}};
  return {Subject::Kind::parties, issuers, token,
          arrow(analysis, analysis.text(analysis.tokens[token]), issuers)};
}

Subject find_subject(const Analysis& analysis, std::uint32_t head, std::uint32_t first,
                     const std::vector<std::uint32_t>& previous) {
  return SubjectFinder(analysis, head, first, previous).run();
}

}  // namespace chancery::ingest
