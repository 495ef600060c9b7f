// Clauses: finds who says what in each sentence. The outermost stance decides; verbs under it
// belong to it. Subjects carry over "and", from a header line, and from the stem of a list.

#include <algorithm>

#include "extract/attributions.h"
#include "extract/clause_bounds.h"
#include "extract/event_openings.h"
#include "extract/objects.h"
#include "extract/openings.h"
#include "extract/passives.h"
#include "extract/stages.h"
#include "extract/trails.h"

namespace chancery::ingest {
namespace {

/// What a line above gives to the passages under it.
struct Carried {
  std::vector<std::uint32_t> header;  ///< "The General Assembly,"
  std::optional<Clause> stem;         ///< "We intend to:"
  bool stem_numbered = false;         ///< the stem stands in a paragraph with a number
  std::vector<std::uint32_t> named;   ///< the subject last named, for "it" and "they"
  std::optional<Clause> last;         ///< what the passage before said last
  Trail header_trail{};               ///< which line the header is
};

class SentenceReader {
 public:
  SentenceReader(Analysis& analysis, std::uint32_t passage, Carried& carried)
      : analysis_(analysis),
        passage_(passage),
        span_(words_of(analysis, analysis.passages[passage].tokens)),
        opening_(after_lead_in(analysis, span_)),
        carried_(carried),
        previous_(carried.named) {}

  void run() {
    const auto uses = find_cues(analysis_, span_, analysis_.passages[passage_].starts);
    if (carried_.stem) open_item();
    enumerate();
    for (const CueUse& use : uses) read(use);
    bound_clauses(analysis_, span_, clauses_);
    const std::size_t before = analysis_.statements.size();
    for (const Clause& clause : clauses_) {
      if (!clause.subject.entities.empty()) speak(clause);
    }
    analysis_.unparsed_sentences += finite_ && analysis_.statements.size() == before;
    carry_stem();
    carried_.named = previous_;
    if (const auto name = opening_name(analysis_, span_); name && clauses_.empty()) {
      carried_.named = {*name};
    }
    const bool nameless = !clauses_.empty() && clauses_.front().role == CueRole::finite &&
                          clauses_.front().subject.entities.empty();
    if (nameless) carried_.named.clear();
    carried_.last.reset();
    const auto last = std::find_if(clauses_.rbegin(), clauses_.rend(),
                                   [&](const Clause& clause) { return says(clause); });
    if (last != clauses_.rend()) carried_.last = std::move(*last);
  }

 private:
  const Cue& cue(const CueUse& use) const { return analysis_.lexicon.cues[use.cue]; }

  bool says(const Clause& clause) const {
    return !clause.subject.entities.empty() && relation_of(analysis_, clause) != kNoRelation;
  }

  void speak(const Clause& clause) {
    const std::uint16_t relation = analysis_.lexicon.cues[clause.cue].relation;
    if (relation == attributed_) return add_attribution(analysis_, clause, passage_);
    add_clause_statements(analysis_, clause, passage_);
    if ((relation == supports_ || relation == joined_) && is_about_attribution(clause)) {
      join_attribution(analysis_, clause, passage_);
    }
  }

  /// "joined the attribution": the act that this text tells of, not attribution in general.
  bool is_about_attribution(const Clause& clause) const {
    const std::uint32_t at = clause.object.first;
    const Mention* object = at + 1 < clause.object.last && analysis_.is(at, kDeterminer)
                                ? analysis_.mention_at(at + 1)
                                : nullptr;
    return object != nullptr && analysis_.entities[object->entity].id == "topic:attribution";
  }

  /// The whole of a list item belongs to the stem above it.
  void open_item() {
    Clause clause = *carried_.stem;
    clause.object = span_;
    clause.inner.clear();
    clause.rule = "clause.list";
    clause.subject.first = span_.first;
    clauses_.push_back(std::move(clause));
  }

  void read(const CueUse& use) {
    switch (use.role) {
      case CueRole::finite:
        return finite(use);
      case CueRole::participle:
        return participle(use);
      case CueRole::noun:
        return noun(use);
      case CueRole::infinitive:
      case CueRole::gerund:
      case CueRole::reduced:
        return belongs(use);
    }
  }

  /// Under a verb that says nothing itself ("travelled to Y to discuss X", "continue to promote X")
  /// the governed verb speaks; otherwise the outer one does.
  void belongs(const CueUse& use) {
    if (use.role == CueRole::reduced) add_reduced_passive(analysis_, use, passage_, span_);
    if (clauses_.empty()) return;
    const Clause& outer = clauses_.back();
    const std::uint16_t relation = relation_of(analysis_, outer);
    const bool of_things = relation == addresses_ && outer.subject.kind != Subject::Kind::thing;
    const bool silent =
        of_things || (relation == kNoRelation && !analysis_.lexicon.cues[outer.cue].main);
    const bool speaks = (use.role == CueRole::infinitive || is_free_gerund(use)) &&
                        cue(use).relation != kNoRelation;
    if (silent && speaks && !outer.subject.entities.empty()) {
      Subject subject = shared(outer, use.head);
      CueUse governed = use;
      governed.future |= outer.future;
      governed.negative |= outer.negative;
      return open(governed, std::move(subject), "clause.purpose", outer.confidence * 0.85);
    }
    clauses_.back().inner.push_back(use);
  }

  /// The subject of `from` for a clause whose words begin at `first`.
  Subject shared(const Clause& from, std::uint32_t first) const {
    Subject subject = from.subject;
    subject.first = first;
    share_subject(analysis_, from, subject);
    return subject;
  }

  /// "has been on the ground working with": no preposition makes it part of another phrase.
  bool is_free_gerund(const CueUse& use) const {
    return use.role == CueRole::gerund && use.head > span_.first &&
           !analysis_.is(use.head - 1, kPreposition | kTo);
  }

  void finite(const CueUse& use) {
    finite_ = true;
    if (!clauses_.empty() && follows_control(use)) return governed(use);
    const std::uint32_t reach =
        clauses_.empty() ? span_.first : std::max(span_.first, clauses_.back().cue_tokens.last);
    Subject subject = find_subject(analysis_, use.head, reach, previous_);
    if (subject.kind == Subject::Kind::none) return without_subject(use, std::move(subject));
    if (subject.kind == Subject::Kind::inherited) return coordinated(use, std::move(subject));
    if (subject.kind == Subject::Kind::unknown && (in_that_clause() || continues(use))) return;
    if (subject.kind == Subject::Kind::unknown && in_listed_thing()) return belongs(use);
    if (use.passive && !is_state_of_mind(use, subject)) return passive(use, subject);
    const bool known = subject.kind != Subject::Kind::unknown;
    open(use, std::move(subject), "clause.finite", known ? 0.9 : 0.0);
  }

  /// The whole of an item under "the following principles:" is of the principles.
  bool in_listed_thing() const {
    return carried_.stem && clauses_.size() == 1 &&
           clauses_.front().subject.kind == Subject::Kind::thing;
  }

  /// "agreed that the mechanism should be based on X": the verb of the clause that is agreed.
  bool in_that_clause() const {
    if (clauses_.empty() || clauses_.back().subject.entities.empty()) return false;
    const Clause& outer = clauses_.back();
    const std::uint32_t at = outer.cue_tokens.last;
    return analysis_.text(analysis_.tokens[at - 1]) == "that" ||
           (at < span_.last && analysis_.text(analysis_.tokens[at]) == "that");
  }

  /// "The arrangement covers three areas. The first is X.": goes on with what was said before.
  void enumerate() {
    constexpr std::uint32_t kLongestNoun = 3;
    std::uint32_t at = span_.first;
    if (!carried_.last || span_.size() < 4 || !analysis_.is(at, kDeterminer) ||
        !analysis_.is(at + 1, kOrdinal)) {
      return;
    }
    const std::uint32_t stop = std::min(span_.last, at + 2 + kLongestNoun);
    at += 2;
    while (at < stop && analysis_.mention_at(at) == nullptr && !analysis_.is(at, kBe)) ++at;
    if (at >= stop || !analysis_.is(at, kBe)) return;
    Clause clause = *carried_.last;
    clause.subject = shared(*carried_.last, span_.first);
    clause.object = {at + 1, span_.last};
    clause.inner.clear();
    clause.rule = "clause.enumerated";
    clause.confidence = 0.65;
    clauses_.push_back(std::move(clause));
  }

  /// "These priorities included X": goes on with what the sentence before said.
  bool continues(const CueUse& use) {
    constexpr std::uint32_t kLongestSubject = 4;
    const std::uint32_t at = span_.first;
    const auto word = analysis_.text(analysis_.tokens[at]);
    const bool points_back = (word == "These" || word == "Those") && clauses_.empty() &&
                             carried_.last && use.head > at + 1 &&
                             use.head - at <= kLongestSubject && cue(use).relation == addresses_;
    if (!points_back) return false;
    Subject subject = shared(*carried_.last, at);
    const std::uint16_t relation = relation_of(analysis_, *carried_.last);
    open(use, std::move(subject), "clause.continued", 0.65);
    clauses_.back().relation = relation;
    return true;
  }

  /// "The parties are committed to X" is no passive.
  bool is_state_of_mind(const CueUse& use, const Subject& subject) const {
    return subject.kind != Subject::Kind::thing && analysis_.is(use.tokens.last - 1, kTo);
  }

  void governed(const CueUse& use) {
    const Clause before = clauses_.back();
    Subject subject = shared(before, use.head);
    open(use, std::move(subject), before.rule, before.confidence);
    clauses_.back().negative |= before.negative;
  }

  /// "continue to be committed to": the verb group goes on after a control verb.
  bool follows_control(const CueUse& use) const {
    const Clause& before = clauses_.back();
    return analysis_.lexicon.cues[before.cue].kind == CueKind::control &&
           before.cue_tokens.last == use.head && use.head < use.tokens.first;
  }

  /// "The Dialogue was chaired by A; B; and C".
  void passive(const CueUse& use, const Subject& subject) {
    open(use, {Subject::Kind::unknown, {}, subject.first, {}}, "clause.passive", 0.8);
    add_passive(analysis_, use, subject, passage_, span_);
  }

  /// "Welcomes ..." under a header; "continue to promote" inside a chain.
  void without_subject(const CueUse& use, Subject subject) {
    const bool opens = use.head <= opening_;
    if (opens && !carried_.header.empty() && !carried_.stem) {
      subject.entities = carried_.header;
      subject.trail = carried_.header_trail;
      return open(use, std::move(subject), "clause.header", 0.85);
    }
    belongs(use);
  }

  /// "... and expressed concern": shares the subject before, unless it goes on with an infinitive.
  void coordinated(const CueUse& use, Subject subject) {
    if (clauses_.empty()) {
      if (!carried_.header.empty()) {
        subject.entities = carried_.header;
        subject.trail = carried_.header_trail;
        return open(use, std::move(subject), "clause.header", 0.85);
      }
      return;
    }
    const std::uint8_t form = analysis_.lexicon.verb_form(analysis_.tokens[use.tokens.first].word);
    const bool may_be_infinitive = (form & kBase) != 0 && use.head == use.tokens.first;
    const bool asked = analysis_.lexicon.cues[clauses_.back().cue].calls;
    if (may_be_infinitive && (asked || (!cue(use).main && infinitive_open(use.head)))) {
      return belongs(use);
    }
    if (carried_.stem && clauses_.size() == 1) return belongs(use);
    if (clauses_.back().role == CueRole::participle) return belongs(use);
    share_subject(analysis_, coordinate_of(use), subject);
    open(use, std::move(subject), "clause.coordinated", 0.8);
  }

  /// The clause whose subject is shared: behind a comma not that of a relative clause.
  const Clause& coordinate_of(const CueUse& use) const {
    const bool comma = use.head > span_.first + 1 && analysis_.is_mark(use.head - 2, ',');
    if (!comma) return clauses_.back();
    for (auto clause = clauses_.rbegin(); clause != clauses_.rend(); ++clause) {
      if (!clause->subject.relative) return *clause;
    }
    return clauses_.back();
  }

  bool infinitive_open(std::uint32_t before) const {
    const Clause& clause = clauses_.back();
    const std::uint32_t last = clause.cue_tokens.last;
    if (last > span_.first && analysis_.is(last - 1, kTo)) return true;
    for (std::uint32_t at = last; at + 1 < before; ++at) {
      const Mention* name = analysis_.mention_at(at + 1);
      const bool verb = name == nullptr || analysis_.type(name->entity) == EntityType::topic;
      if (analysis_.is(at, kTo) && verb &&
          !analysis_.is(at + 1, kDeterminer | kPossessive | kAdjective)) {
        return true;
      }
    }
    return std::any_of(clause.inner.begin(), clause.inner.end(),
                       [](const CueUse& use) { return use.role == CueRole::infinitive; });
  }

  /// "Underlining ..., the parties ..." waits for its subject; "..., acknowledging ..." has it.
  void participle(const CueUse& use) {
    if (clauses_.empty() || (carried_.stem && clauses_.size() == 1)) {
      if (carried_.stem) return belongs(use);
      if (!carried_.header.empty() && use.head <= opening_ + 1) {
        Subject subject{Subject::Kind::parties, carried_.header, use.head, carried_.header_trail};
        return open(use, std::move(subject), "clause.header", 0.85);
      }
      if (use.head <= opening_) fronted(use);
      return;
    }
    // Reporting verbs end the clause before them too, though they say nothing themselves.
    if (!cue(use).main) return belongs(use);
    Subject subject = shared(clauses_.back(), use.head);
    open(use, std::move(subject), "clause.participle", 0.75);
  }

  void fronted(const CueUse& use) {
    Subject subject{Subject::Kind::none, {}, use.head, {}};
    open(use, std::move(subject), "clause.fronted", 0.75);
    clauses_.back().rule = "clause.fronted";
    waiting_.push_back(clauses_.size() - 1);
  }

  /// "their commitment to X" under a stance belongs to it; with an owner of its own it stands
  /// alone.
  void noun(const CueUse& use) {
    std::uint32_t at = use.tokens.first;
    while (at > span_.first && analysis_.mention_at(at - 1) == nullptr &&
           analysis_.is(at - 1, kAdjective | kAdverb)) {
      --at;
    }
    if (at <= opening_) return fronted(use);
    const std::uint32_t owner = at - 1;
    const bool free = clauses_.empty() || !says(clauses_.back());
    const Mention* named = free || cue(use).main ? owning_mention(owner) : nullptr;
    if (named != nullptr && is_ours(*named)) {
      return open(use, issuers_as_subject(analysis_, named->tokens.first), "clause.noun", 0.7);
    }
    if (named != nullptr) {
      Subject subject{Subject::Kind::parties, {named->entity}, named->tokens.first, {}};
      return open(use, std::move(subject), "clause.noun", 0.75);
    }
    const bool other = !free && clauses_.back().subject.entities != analysis_.issuers;
    if ((free || other) && analysis_.is(owner, kIssuerPronoun)) {
      return open(use, issuers_as_subject(analysis_, owner), "clause.noun", 0.7);
    }
    if (cue(use).act) return valued(use, owner);
    belongs(use);
  }

  /// "our continuing Quad efforts": the name only says which of ours.
  bool is_ours(const Mention& name) const {
    std::uint32_t at = name.tokens.first;
    while (at > span_.first && analysis_.is(at - 1, kAdjective | kAdverb) &&
           !analysis_.is(at - 1, kIssuerPronoun)) {
      --at;
    }
    return at > span_.first && analysis_.is(at - 1, kIssuerPronoun) && !name.possessive;
  }

  /// "recognized the threat posed by X and the need for Y".
  void valued(const CueUse& use, std::uint32_t at) {
    while (at > span_.first && analysis_.is(at, kDeterminer)) --at;
    const bool listed = analysis_.is(at, kConjunction) || analysis_.is_mark(at, ',');
    if (clauses_.empty() || !listed || !analysis_.lexicon.cues[clauses_.back().cue].main) {
      return belongs(use);
    }
    Subject subject = clauses_.back().subject;
    subject.first = at;
    share_subject(analysis_, clauses_.back(), subject);
    open(use, std::move(subject), "clause.value", 0.75);
  }

  /// "Biden's commitment to", "the U.S. commitment to".
  const Mention* owning_mention(std::uint32_t at) const {
    const bool possessive = analysis_.tokens[at].kind == TokenKind::possessive;
    if (possessive && at == span_.first) return nullptr;
    const Mention* mention = analysis_.mention_at(possessive ? at - 1 : at);
    if (mention == nullptr || !analysis_.has_type(*mention, kActors)) return nullptr;
    return mention;
  }

  void open(const CueUse& use, Subject subject, const char* rule, double confidence) {
    Clause clause;
    clause.cue = use.cue;
    clause.role = use.role;
    clause.cue_tokens = {use.head, use.tokens.last};
    clause.object = {use.role == CueRole::noun ? use.tokens.first : use.tokens.last, span_.last};
    clause.negative = use.negative || is_denied(subject);
    clause.hedged = use.hedged;
    clause.future = use.future;
    clause.conditional = use.conditional;
    clause.rule = rule;
    clause.confidence = confidence;
    clause.subject = std::move(subject);
    const bool parties = clause.subject.kind == Subject::Kind::parties;
    if (parties && (use.future || clause.subject.deed)) promise(clause);
    const bool of_thing = clause.subject.kind == Subject::Kind::thing;
    if (of_thing && cue(use).relation == kNoRelation && cue(use).main) clause.relation = addresses_;
    const bool named = parties || clause.subject.kind == Subject::Kind::thing;
    if (named) previous_ = clause.subject.entities;
    if (clauses_.empty()) add_opening_event(analysis_, clause, span_, passage_);
    if (named) serve_waiting(clause);
    clauses_.push_back(std::move(clause));
  }

  /// "Neither Chile nor Peru supports X".
  bool is_denied(const Subject& subject) const {
    const std::uint32_t first = subject.first;
    return first > span_.first && first < span_.last && analysis_.is(first - 1, kNegation);
  }

  /// "will" makes a promise of support and of what has no relation of its own (guide, rule 21);
  /// what a party's efforts do, the party supports.
  void promise(Clause& clause) const {
    const Cue& by = analysis_.lexicon.cues[clause.cue];
    const bool silent = by.relation == kNoRelation && !by.main && by.kind != CueKind::control;
    const bool plain = silent || by.relation == addresses_;
    if (clause.subject.deed) {
      if (plain || by.kind == CueKind::modal) clause.relation = supports_;
    } else if (plain || by.relation == supports_) {
      clause.relation = commits_;
    }
  }

  void serve_waiting(const Clause& clause) {
    for (const std::size_t index : waiting_) {
      share_subject(analysis_, clause, clauses_[index].subject);
    }
    waiting_.clear();
  }

  /// "We intend to:" gives its verb to the items that follow.
  void carry_stem() {
    const bool colon = analysis_.is_mark(span_.last - 1, ':');
    if (!colon) return;
    carried_.stem.reset();
    carried_.stem_numbered = is_numbered(analysis_.passages[passage_]);
    if (clauses_.empty()) return;
    if (const Mention* thing = listed_thing(analysis_, span_)) return carry_thing(*thing);
    if (clauses_.back().subject.entities.empty()) return;
    carried_.stem = clauses_.back();
    Subject& subject = carried_.stem->subject;
    const TokenSpan verb = carried_.stem->cue_tokens;
    if (verb.first < span_.first) return;  // this line is itself an item, and says so
    give_to_lines_below(analysis_, "item under", {std::min(subject.first, verb.first), verb.last},
                        subject);
  }

  void carry_thing(const Mention& thing) {
    carried_.stem = clauses_.back();
    Subject& subject = carried_.stem->subject;
    subject = {Subject::Kind::thing, {thing.entity}, thing.tokens.first, {}};
    give_to_lines_below(analysis_, "item under", thing.tokens, subject);
    carried_.stem->relation = addresses_;
    carried_.stem->negative = carried_.stem->future = carried_.stem->conditional = false;
  }

  Analysis& analysis_;
  std::uint32_t passage_;
  TokenSpan span_;
  std::uint32_t opening_;  ///< first token after "Finally,"
  Carried& carried_;
  std::vector<Clause> clauses_;
  std::vector<std::size_t> waiting_;
  std::vector<std::uint32_t> previous_;
  bool finite_ = false;
  std::uint16_t attributed_ = analysis_.lexicon.ids.attributed_to;
  std::uint16_t supports_ = analysis_.lexicon.ids.supports;
  std::uint16_t commits_ = analysis_.lexicon.ids.commits_to;
  std::uint16_t addresses_ = analysis_.lexicon.ids.addresses;
  std::uint16_t joined_ = analysis_.lexicon.ids.participated_in;
};

}  // namespace

void read_clauses(Analysis& analysis) {
  Carried carried;
  for (std::uint32_t p = 0; p < analysis.passages.size(); ++p) {
    const Passage& passage = analysis.passages[p];
    if (passage.kind == Passage::Kind::furniture) continue;
    if (!passage.states) {
      // Headings part the items of one list of principles.
      const bool listed = carried.stem && carried.stem->subject.kind == Subject::Kind::thing;
      if (!listed) carried = {};
      continue;
    }
    if (auto parties = header_parties(analysis, passage); !parties.empty()) {
      Subject subject{Subject::Kind::parties, parties, passage.tokens.first, {}};
      give_to_lines_below(analysis, "header", passage.tokens, subject);
      carried = {std::move(parties), {}, false, {}, {}, std::move(subject.trail)};
      continue;
    }
    // A line without a full stop is the title of a part of the list.
    const bool title = !analysis.is_mark(passage.tokens.last - 1, '.');
    if (passage.kind == Passage::Kind::sentence && passage.depth == 0 && !title) {
      carried.stem.reset();
    }
    if (is_numbered(passage)) {
      if (carried.stem_numbered) carried.stem.reset();
    }
    SentenceReader(analysis, p, carried).run();
  }
}

}  // namespace chancery::ingest
