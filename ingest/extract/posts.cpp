// Posts of persons. The body stands before the office ("Homeland Security Secretary Mary Poe"),
// after it ("Mary Poe, Director for X, Y, Z") or is the state that the person serves.

#include <algorithm>

#include "extract/stages.h"
#include "extract/trails.h"

namespace chancery::ingest {
namespace {

constexpr TypeMask kBodies = mask(EntityType::organization, EntityType::state);

class PostReader {
 public:
  PostReader(Analysis& analysis, std::uint32_t passage)
      : analysis_(analysis), passage_(passage), span_(analysis.passages[passage].tokens) {}

  void read(const TitleSpan& title) {
    if (title.honorific) return;
    if (const Mention* person = person_before(title)) return apposition(title, *person);
    if (const Mention* person = person_after(title)) prefixed(title, *person);
  }

 private:
  /// "Mary Poe, Director".
  const Mention* person_before(const TitleSpan& title) const {
    if (title.tokens.first < span_.first + 2 || !analysis_.is_mark(title.tokens.first - 1, ',')) {
      return nullptr;
    }
    const Mention* mention = analysis_.mention_at(title.tokens.first - 2);
    return mention != nullptr && analysis_.has_type(*mention, mask(EntityType::person)) ? mention
                                                                                        : nullptr;
  }

  /// "Secretary Mary Poe", "Commissioner for Trade John Roe": nothing but the office's field
  /// between.
  const Mention* person_after(const TitleSpan& title) const {
    for (std::uint32_t at = title.tokens.last; at < std::min(span_.last, title.tokens.last + 14);
         ++at) {
      const Mention* mention = analysis_.mention_at(at);
      if (mention != nullptr && analysis_.has_type(*mention, mask(EntityType::person)))
        return mention;
      const Token& token = analysis_.tokens[at];
      // "Foreign Minister of Japan, Takeshi Iwaya"
      const bool comma = analysis_.is_mark(at, ',') && at > title.tokens.last + 1 &&
                         at + 1 < span_.last && analysis_.mention_at(at + 1) != nullptr;
      const bool field = token.capital || analysis_.is(at, kLinker | kConjunction | kDeterminer);
      if (!comma && (!field || token.kind == TokenKind::punctuation)) return nullptr;
    }
    return nullptr;
  }

  void apposition(const TitleSpan& title, const Mention& person) {
    if (const Mention* state = state_served(title)) {
      return say_post(title, person, state->entity, state->tokens.first, 0.85);
    }
    const auto bodies = bodies_after(title);
    if (bodies.empty()) return serves_state(title, person, title.tokens.last);
    std::size_t nearest = 0;
    if (bodies.size() > 1 && bodies[0]->possessive) nearest = 1;
    say_post(title, person, bodies[nearest]->entity, bodies.front()->tokens.first, 0.9);
    if (bodies.size() > 1 && follows(*bodies[0], *bodies[1])) {
      const std::size_t whole = nearest == 1 ? 0 : 1;
      say("PART_OF", bodies[nearest]->entity, bodies[whole]->entity, bodies[nearest]->tokens,
          "post.apposition", 0.8);
    }
  }

  /// "Minister for Digital Development of Singapore": the state, where no body stands before it.
  const Mention* state_served(const TitleSpan& title) const {
    for (std::uint32_t at = title.tokens.last; at < span_.last; ++at) {
      if (analysis_.tokens[at].kind == TokenKind::punctuation) return nullptr;
      const Mention* mention = analysis_.mention_at(at);
      if (mention == nullptr) {
        const bool field = analysis_.tokens[at].capital || analysis_.is(at, kLinker | kDeterminer);
        if (!field) return nullptr;
        continue;
      }
      if (analysis_.has_type(*mention, mask(EntityType::topic))) {
        at = mention->tokens.last - 1;
        continue;
      }
      std::uint32_t of = at;
      while (of > title.tokens.last && analysis_.is(of - 1, kDeterminer)) --of;
      const bool served = analysis_.has_type(*mention, mask(EntityType::state)) &&
                          !mention->adjective && !mention->possessive && of > 0 &&
                          analysis_.text(analysis_.tokens[of - 1]) == "of";
      return served ? mention : nullptr;
    }
    return nullptr;
  }

  /// The bodies named up to the verb of the sentence, the next person or a semicolon.
  std::vector<const Mention*> bodies_after(const TitleSpan& title) const {
    std::vector<const Mention*> bodies;
    for (std::uint32_t at = title.tokens.last; at < span_.last; ++at) {
      if (analysis_.is_mark(at, ';')) break;
      const Mention* mention = analysis_.mention_at(at);
      if (mention == nullptr) {
        if (analysis_.is(at, kBe | kHave | kModal) || is_past_verb(at)) break;
        continue;
      }
      if (analysis_.has_type(*mention, mask(EntityType::person))) break;
      const bool body = analysis_.has_type(*mention, mask(EntityType::organization));
      if (body && is_new(bodies, mention->entity)) bodies.push_back(mention);
      at = mention->tokens.last - 1;
    }
    return bodies;
  }

  bool is_past_verb(std::uint32_t at) const {
    return analysis_.tokens[at].lower &&
           (analysis_.lexicon.verb_form(analysis_.tokens[at].word) & kPast) != 0;
  }

  /// Nothing but "of the", a comma, an acronym or a possessive between two bodies.
  bool follows(const Mention& first, const Mention& second) const {
    for (std::uint32_t at = first.tokens.last; at < second.tokens.first; ++at) {
      const Mention* acronym = analysis_.mention_at(at);
      const bool same = acronym != nullptr && acronym->entity == first.entity;
      const Token& token = analysis_.tokens[at];
      const bool joins = token.kind == TokenKind::punctuation ||
                         token.kind == TokenKind::possessive || analysis_.is(at, kDeterminer) ||
                         analysis_.text(token) == "of" || analysis_.text(token) == "in";
      if (!same && !joins) return false;
    }
    return true;
  }

  static bool is_new(const std::vector<const Mention*>& bodies, std::uint32_t entity) {
    return std::none_of(bodies.begin(), bodies.end(),
                        [&](const Mention* m) { return m->entity == entity; });
  }

  void prefixed(const TitleSpan& title, const Mention& person) {
    const std::uint32_t end = person.tokens.first;
    if (title.tokens.first > span_.first) {
      std::uint32_t before = title.tokens.first - 1;
      if (analysis_.tokens[before].kind == TokenKind::possessive && before > span_.first) --before;
      const Mention* body = analysis_.mention_at(before);
      if (body != nullptr && analysis_.has_type(*body, kBodies)) {
        return say_post(title, person, body->entity, end, 0.9);
      }
    }
    for (const Mention& mention : analysis_.mentions_in({title.tokens.last, end})) {
      if (analysis_.has_type(mention, kBodies))
        return say_post(title, person, mention.entity, end, 0.8);
    }
    serves_state(title, person, end);
  }

  /// A head of state or government, or an official without a named body, serves a state: the
  /// person's own where it is known, else the one issuer.
  void serves_state(const TitleSpan& title, const Mention& person, std::uint32_t end) {
    const LocalEntity& local = analysis_.entities[person.entity];
    if (local.known) {
      const KnownEntity& record = analysis_.lexicon.entities[*local.known];
      if (const auto state = analysis_.lexicon.find_entity(record.country)) {
        return say_state(title, person, analysis_.entity_of(*state), end, 0.8);
      }
    }
    const bool one = analysis_.issuers.size() == 1 &&
                     analysis_.type(analysis_.issuers.front()) == EntityType::state;
    if (one && !title.head) say_state(title, person, analysis_.issuers.front(), end, 0.6);
  }

  /// No words name the state: the post stands for it.
  void say_state(const TitleSpan& title, const Mention& person, std::uint32_t state,
                 std::uint32_t end, double confidence) {
    say_post(title, person, state, end, confidence);
    analysis_.statements.back().trail = arrow(analysis_, analysis_.text(title.tokens), {state});
  }

  void say_post(const TitleSpan& title, const Mention& person, std::uint32_t body,
                std::uint32_t end, double confidence) {
    say("HOLDS_POSITION", person.entity, body, title.tokens, "post.title", confidence);
    std::uint32_t last = std::max(title.tokens.last, std::min(end, span_.last));
    while (last > title.tokens.last && ends_nothing(last - 1)) --last;
    analysis_.statements.back().title = {title.tokens.first, last};
  }

  /// Punctuation and small words that cannot end a title.
  bool ends_nothing(std::uint32_t at) const {
    return analysis_.tokens[at].kind == TokenKind::punctuation ||
           analysis_.is(at, kLinker | kDeterminer | kPreposition);
  }

  void say(const char* relation, std::uint32_t subject, std::uint32_t object, TokenSpan cue,
           const char* rule, double confidence) {
    ReadStatement statement;
    statement.relation = analysis_.lexicon.relation(relation);
    if (statement.relation == kNoRelation) return;
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
};

}  // namespace

void read_posts(Analysis& analysis) {
  auto title = analysis.titles.begin();
  for (std::uint32_t p = 0; p < analysis.passages.size(); ++p) {
    const Passage& passage = analysis.passages[p];
    PostReader reader(analysis, p);
    for (; title != analysis.titles.end() && title->tokens.first < passage.tokens.last; ++title) {
      if (passage.states) reader.read(*title);
    }
  }
}

}  // namespace chancery::ingest
