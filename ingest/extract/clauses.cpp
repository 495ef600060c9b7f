// Clauses: finds who says what in each sentence. The outermost stance decides; verbs under it
// belong to it. Subjects carry over "and", from a header line, and from the stem of a list.

#include <algorithm>

#include "extract/attributions.h"
#include "extract/hits.h"
#include "extract/objects.h"
#include "extract/stages.h"

namespace chancery::ingest {
namespace {

/// What a line above gives to the passages under it.
struct Carried {
  std::vector<std::uint32_t> header;  ///< "The General Assembly,"
  std::optional<Clause> stem;         ///< "We intend to:"
  std::vector<std::uint32_t> named;   ///< the subject last named, for "it" and "they"
};

/// A passage without the label of its item: "1.", "(a)", a bullet.
TokenSpan words_of(const Analysis& analysis, TokenSpan span) {
  std::uint32_t first = span.first;
  while (first + 1 < span.last) {
    const Token& token = analysis.tokens[first];
    const bool letter = token.end - token.begin == 1 && first > span.first &&
                        analysis.is_mark(first - 1, '(') && analysis.is_mark(first + 1, ')');
    if (token.kind == TokenKind::word && !letter) break;
    ++first;
  }
  return {first, span.last};
}

class SentenceReader {
 public:
  SentenceReader(Analysis& analysis, std::uint32_t passage, Carried& carried)
      : analysis_(analysis),
        passage_(passage),
        span_(words_of(analysis, analysis.passages[passage].tokens)),
        carried_(carried),
        previous_(carried.named) {}

  void run() {
    const auto uses = find_cues(analysis_, span_);
    if (carried_.stem) open_item();
    for (const CueUse& use : uses) read(use);
    close();
    const std::size_t before = analysis_.statements.size();
    for (const Clause& clause : clauses_) {
      if (!clause.subject.entities.empty()) speak(clause);
    }
    analysis_.unparsed_sentences += finite_ && analysis_.statements.size() == before;
    carry_stem();
    carried_.named = previous_;
  }

 private:
  const Cue& cue(const CueUse& use) const { return analysis_.lexicon.cues[use.cue]; }

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
    if (clauses_.empty()) return;
    const Clause& outer = clauses_.back();
    const Cue& governor = analysis_.lexicon.cues[outer.cue];
    const bool silent = governor.relation == kNoRelation && !governor.main;
    const bool speaks = use.role == CueRole::infinitive && cue(use).relation != kNoRelation;
    if (silent && speaks && !outer.subject.entities.empty()) {
      Subject subject = outer.subject;
      subject.first = use.head;
      return open(use, std::move(subject), "clause.purpose", outer.confidence * 0.85);
    }
    clauses_.back().inner.push_back(use);
  }

  void finite(const CueUse& use) {
    finite_ = true;
    const std::uint32_t reach =
        clauses_.empty() ? span_.first : std::max(span_.first, clauses_.back().cue_tokens.last);
    Subject subject = find_subject(analysis_, use.head, reach, previous_);
    if (subject.kind == Subject::Kind::none) return without_subject(use, std::move(subject));
    if (subject.kind == Subject::Kind::inherited) return coordinated(use, std::move(subject));
    if (use.passive && !is_state_of_mind(use, subject)) return passive(use, subject);
    if (subject.kind == Subject::Kind::unknown && !clauses_.empty() && follows_control(use)) {
      subject = clauses_.back().subject;
      subject.first = use.head;
    }
    const bool known = subject.kind != Subject::Kind::unknown;
    open(use, std::move(subject), "clause.finite", known ? 0.9 : 0.0);
  }

  /// "The parties are committed to X" is no passive.
  bool is_state_of_mind(const CueUse& use, const Subject& subject) const {
    return subject.kind != Subject::Kind::thing && analysis_.is(use.tokens.last - 1, kTo);
  }

  /// "continue to be committed to": the verb group goes on after a control verb.
  bool follows_control(const CueUse& use) const {
    const Clause& before = clauses_.back();
    return analysis_.lexicon.cues[before.cue].kind == CueKind::control &&
           before.cue_tokens.last == use.head;
  }

  /// "The Dialogue was chaired by A; B; and C". Without an agent it says nothing, unless the
  /// thing's own name carries the issuers.
  void passive(const CueUse& use, Subject subject) {
    const bool thing = subject.kind == Subject::Kind::thing;
    Subject none{Subject::Kind::unknown, {}, subject.first, {}};
    open(use, std::move(none), "clause.passive", 0.8);
    if (subject.entities.empty() || cue(use).relation == kNoRelation) return;
    const bool agent = use.tokens.last < span_.last && analysis_.is(use.tokens.last, kPassiveBy);
    std::vector<std::uint32_t> agents;
    if (agent) {
      agents = agents_from(use.tokens.last + 1);
    } else if (thing) {
      agents = owners_of(subject.entities.front());
    }
    for (const std::uint32_t by : agents) {
      for (const std::uint32_t object : subject.entities) say_passive(use, subject, by, object);
    }
  }

  /// The parties after "by": persons with their posts between them, or a plain list.
  std::vector<std::uint32_t> agents_from(std::uint32_t at) const {
    std::vector<std::uint32_t> persons;
    for (const Mention& mention : analysis_.mentions_in({at, span_.last})) {
      if (analysis_.type(mention.entity) == EntityType::person) persons.push_back(mention.entity);
    }
    return persons.empty() ? actors_from(analysis_, at, span_.last).entities : persons;
  }

  /// Issuers whose names stand in the thing's own name.
  std::vector<std::uint32_t> owners_of(std::uint32_t thing) const {
    std::vector<std::uint32_t> owners;
    for (const Mention& mention : analysis_.mentions_in(span_)) {
      if (mention.entity != thing) continue;
      for (const Hit& hit : find_hits(analysis_, mention.tokens, kActors)) {
        for (const std::uint32_t issuer : analysis_.issuers) {
          if (analysis_.entities[issuer].known == hit.entity) owners.push_back(issuer);
        }
      }
      break;
    }
    return owners;
  }

  void say_passive(const CueUse& use, const Subject& subject, std::uint32_t agent,
                   std::uint32_t thing) {
    const Cue& by = cue(use);
    ReadStatement statement;
    statement.relation = by.relation;
    statement.subject = agent;
    statement.object = thing;
    statement.passage = passage_;
    statement.cue = {use.head, use.tokens.last};
    statement.clause = {std::min(subject.first, use.head), span_.last};
    statement.status = by.status;
    statement.negative = use.negative;
    statement.strength = by.strength;
    statement.strength_word = by.strength_word;
    statement.rule = "clause.passive";
    statement.source_row = by.source_row;
    statement.confidence = 0.8;
    analysis_.statements.push_back(std::move(statement));
  }

  /// "Welcomes ..." under a header; "continue to promote" inside a chain.
  void without_subject(const CueUse& use, Subject subject) {
    const bool opens = use.head == span_.first;
    if (opens && !carried_.header.empty() && !carried_.stem) {
      subject.entities = carried_.header;
      return open(use, std::move(subject), "clause.header", 0.85);
    }
    belongs(use);
  }

  /// "... and expressed concern": shares the subject before, unless it goes on with an infinitive.
  void coordinated(const CueUse& use, Subject subject) {
    if (clauses_.empty()) {
      if (!carried_.header.empty()) {
        subject.entities = carried_.header;
        return open(use, std::move(subject), "clause.header", 0.85);
      }
      return;
    }
    const std::uint8_t form = analysis_.lexicon.verb_form(analysis_.tokens[use.tokens.first].word);
    const bool may_be_infinitive = (form & kBase) != 0 && use.head == use.tokens.first;
    if (may_be_infinitive && !cue(use).main && infinitive_open()) return belongs(use);
    if (carried_.stem && clauses_.size() == 1) return belongs(use);
    subject.entities = clauses_.back().subject.entities;
    subject.trail = clauses_.back().subject.trail;
    open(use, std::move(subject), "clause.coordinated", 0.8);
  }

  bool infinitive_open() const {
    const Clause& clause = clauses_.back();
    const std::uint32_t last = clause.cue_tokens.last;
    if (last > span_.first && analysis_.is(last - 1, kTo)) return true;
    return std::any_of(clause.inner.begin(), clause.inner.end(),
                       [](const CueUse& use) { return use.role == CueRole::infinitive; });
  }

  /// "Underlining ..., the parties ..." waits for its subject; "..., acknowledging ..." has it.
  void participle(const CueUse& use) {
    if (clauses_.empty() || (carried_.stem && clauses_.size() == 1)) {
      if (carried_.stem) return belongs(use);
      if (!carried_.header.empty() && use.head <= span_.first + 1) {
        Subject subject{Subject::Kind::parties, carried_.header, use.head, {}};
        return open(use, std::move(subject), "clause.header", 0.85);
      }
      if (use.head == span_.first) fronted(use);
      return;
    }
    const Clause& before = clauses_.back();
    const bool stance = cue(use).relation != kNoRelation && cue(use).main;
    if (!stance) return belongs(use);
    Subject subject = before.subject;
    subject.first = use.head;
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
    if (at == span_.first) return fronted(use);
    const std::uint32_t owner = at - 1;
    if (const Mention* named = owning_mention(owner)) {
      Subject subject{Subject::Kind::parties, {named->entity}, named->tokens.first, {}};
      return open(use, std::move(subject), "clause.noun", 0.75);
    }
    if (clauses_.empty() && analysis_.is(owner, kIssuerPronoun)) {
      return open(use, issuers_as_subject(analysis_, owner), "clause.noun", 0.7);
    }
    belongs(use);
  }

  /// "Biden's commitment to", "the U.S. commitment to".
  const Mention* owning_mention(std::uint32_t at) const {
    const bool possessive = analysis_.tokens[at].kind == TokenKind::possessive;
    if (possessive && at == span_.first) return nullptr;
    const Mention* mention = analysis_.mention_at(possessive ? at - 1 : at);
    if (mention == nullptr || (mask(analysis_.type(mention->entity)) & kActors) == 0)
      return nullptr;
    return mention;
  }

  void open(const CueUse& use, Subject subject, const char* rule, double confidence) {
    Clause clause;
    clause.cue = use.cue;
    clause.cue_tokens = {use.head, use.tokens.last};
    clause.object = {use.tokens.last, span_.last};
    clause.negative = use.negative;
    clause.future = use.future;
    clause.conditional = use.conditional;
    clause.rule = rule;
    clause.confidence = confidence;
    clause.subject = std::move(subject);
    const bool parties = clause.subject.kind == Subject::Kind::parties;
    if (parties) previous_ = clause.subject.entities;
    if (joined_ != kNoRelation) took_part(clause);
    if (parties || clause.subject.kind == Subject::Kind::thing) serve_waiting(clause.subject);
    clauses_.push_back(std::move(clause));
  }

  /// "At the Second Summit, the parties ...": where the sentence begins with a meeting, its
  /// subject took part in it.
  void took_part(const Clause& clause) {
    const std::uint32_t at = span_.first;
    const bool opening = clause.subject.kind == Subject::Kind::parties && at + 3 < span_.last &&
                         clause.subject.first > at && clauses_.empty();
    if (!opening || !analysis_.is(at, kPreposition)) return;
    const auto word = analysis_.text(analysis_.tokens[at]);
    if (word != "At" && word != "During") return;
    const std::uint32_t name = analysis_.is(at + 1, kDeterminer | kPossessive) ? at + 2 : at + 1;
    const Mention* event = analysis_.mention_at(name);
    if (event == nullptr || analysis_.type(event->entity) != EntityType::event) return;
    for (const std::uint32_t party : clause.subject.entities) {
      ReadStatement statement;
      statement.relation = joined_;
      statement.subject = party;
      statement.object = event->entity;
      statement.passage = passage_;
      statement.cue = {at, event->tokens.last};
      statement.clause = {at, std::max(clause.cue_tokens.last, event->tokens.last)};
      statement.rule = "clause.at-event";
      statement.trail = clause.subject.trail;
      statement.confidence = 0.8;
      analysis_.statements.push_back(std::move(statement));
    }
  }

  void serve_waiting(const Subject& subject) {
    for (const std::size_t index : waiting_) {
      clauses_[index].subject.entities = subject.entities;
      clauses_[index].subject.trail = subject.trail;
    }
    waiting_.clear();
  }

  /// "Stressing that X is essential": a value word makes it support of what the clause names.
  bool values(const Clause& clause) const {
    const Cue& by = analysis_.lexicon.cues[clause.cue];
    if (by.relation != kNoRelation || !by.main || clause.subject.entities.empty()) return false;
    constexpr std::uint32_t kNear = 4;
    bool that = false;
    for (std::uint32_t at = clause.object.first; at < span_.last; ++at) {
      if (analysis_.is_mark(at, ';')) return false;
      that |= at < clause.object.first + kNear && analysis_.is(at, kRelative);
      if (that && analysis_.is(at, kValue)) return true;
    }
    return false;
  }

  /// A clause reaches to where the next begins, or to a semicolon.
  void close() {
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      if (!values(clauses_[i])) continue;
      clauses_[i].relation = supports_;
      clauses_[i].rule = "clause.that-value";
      clauses_[i].confidence = 0.65;
      std::size_t next = i + 1;
      while (next < clauses_.size() && clauses_[next].subject.entities.empty()) ++next;
      clauses_.erase(clauses_.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                     clauses_.begin() + static_cast<std::ptrdiff_t>(next));
    }
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      TokenSpan& object = clauses_[i].object;
      if (i + 1 < clauses_.size()) {
        object.last = std::max(object.first, std::min(object.last, clauses_[i + 1].subject.first));
      }
      for (std::uint32_t at = object.first; at < object.last; ++at) {
        if (analysis_.is_mark(at, ';') && clauses_[i].rule != std::string_view("clause.list")) {
          object.last = at;
        }
      }
    }
  }

  /// "We intend to:" gives its verb to the items that follow.
  void carry_stem() {
    const bool colon = analysis_.is_mark(span_.last - 1, ':');
    if (!colon) return;
    carried_.stem.reset();
    if (clauses_.empty() || clauses_.back().subject.entities.empty()) return;
    carried_.stem = clauses_.back();
  }

  Analysis& analysis_;
  std::uint32_t passage_;
  TokenSpan span_;
  Carried& carried_;
  std::vector<Clause> clauses_;
  std::vector<std::size_t> waiting_;
  std::vector<std::uint32_t> previous_;
  bool finite_ = false;
  std::uint16_t attributed_ = analysis_.lexicon.relation("ATTRIBUTED_TO");
  std::uint16_t supports_ = analysis_.lexicon.relation("SUPPORTS");
  std::uint16_t joined_ = analysis_.lexicon.relation("PARTICIPATED_IN");
};

/// A line that only names parties and ends with a comma or colon; "meeting in Vienna" may follow.
std::vector<std::uint32_t> header_parties(const Analysis& analysis, const Passage& passage) {
  const TokenSpan span = passage.tokens;
  constexpr std::uint32_t kLongestHeader = 30;
  if (span.size() < 2 || span.size() > kLongestHeader) return {};
  if (!analysis.is_mark(span.last - 1, ',') && !analysis.is_mark(span.last - 1, ':')) return {};
  ActorList list = actors_from(analysis, span.first, span.last - 1);
  std::uint32_t end = list.tokens.last;
  while (end < span.last && analysis.is_mark(end, ')')) ++end;
  const bool meeting = end + 1 < span.last && analysis.is_mark(end, ',') &&
                       analysis.lexicon.verb_form(analysis.tokens[end + 1].word) == kGerund;
  return meeting || end + 1 >= span.last ? list.entities : std::vector<std::uint32_t>{};
}

}  // namespace

void read_clauses(Analysis& analysis) {
  Carried carried;
  for (std::uint32_t p = 0; p < analysis.passages.size(); ++p) {
    const Passage& passage = analysis.passages[p];
    if (passage.kind == Passage::Kind::furniture) continue;
    if (!passage.states) {
      carried = {};
      continue;
    }
    if (auto parties = header_parties(analysis, passage); !parties.empty()) {
      carried = {std::move(parties), {}, {}};
      continue;
    }
    if (passage.kind == Passage::Kind::sentence && passage.depth == 0) carried.stem.reset();
    SentenceReader(analysis, p, carried).run();
  }
}

}  // namespace chancery::ingest
