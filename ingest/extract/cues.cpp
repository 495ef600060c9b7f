// Finds the words that say a relation and decides by local context whether they are verbs there.

#include "extract/clauses.h"

namespace chancery::ingest {
namespace {

class CueFinder {
 public:
  CueFinder(const Analysis& analysis, TokenSpan span) : analysis_(analysis), span_(span) {}

  std::vector<CueUse> run() {
    const std::span<const Token> tokens(analysis_.tokens.data(), span_.last);
    std::vector<CueUse> uses;
    std::vector<PatternMatch> matches;
    for (std::uint32_t at = span_.first; at < span_.last;) {
      analysis_.lexicon.cue_patterns.match(tokens, at, matches);
      std::uint32_t next = at + 1;
      for (const PatternMatch& match : matches) {
        CueUse use;
        use.tokens = {at, match.end};
        use.cue = match.payload;
        if (in_name(use.tokens) || !classify(use)) continue;
        next = match.end;
        uses.push_back(use);
        break;
      }
      at = next;
    }
    return uses;
  }

 private:
  const Cue& cue(const CueUse& use) const { return analysis_.lexicon.cues[use.cue]; }

  /// A cue inside a name says nothing; one that is all inside a concept is that concept's word.
  /// Names in its gap ("invite Japan to") are none of its own words.
  bool in_name(TokenSpan tokens) const {
    for (const std::uint32_t end : {tokens.first, tokens.last - 1}) {
      const Mention* mention = analysis_.mention_at(end);
      if (mention == nullptr) continue;
      if (analysis_.type(mention->entity) != EntityType::topic) return true;
      if (mention->tokens.contains(tokens)) return true;
    }
    return false;
  }

  /// Steps left over adverbs and auxiliaries; notes what it passes.
  std::uint32_t group_head(CueUse& use) {
    std::uint32_t at = use.tokens.first;
    while (at > span_.first) {
      const std::uint32_t before = at - 1;
      if (analysis_.mention_at(before) != nullptr) break;
      const bool helps = is_french_has(before);
      if (!helps && !analysis_.is(before, kAdverb | kBe | kHave | kModal | kNegation)) break;
      if (analysis_.is(before, kConjunction)) break;
      use.negative |= analysis_.is(before, kNegation);
      use.future |= analysis_.is(before, kFuture);
      auxiliary_ |= helps || analysis_.is(before, kBe | kHave | kModal);
      being_ |= analysis_.is(before, kBe);
      at = before;
    }
    return at;
  }

  /// "a condamné": the article of English is an auxiliary of French.
  bool is_french_has(std::uint32_t at) const {
    return analysis_.document.language == "fr" && analysis_.text(analysis_.tokens[at]) == "a";
  }

  bool classify(CueUse& use) {
    auxiliary_ = being_ = false;
    use.head = group_head(use);
    use.conditional = condition_near(use);
    if (cue(use).kind == CueKind::noun) return as_noun(use);
    if (cue(use).kind == CueKind::adjective) return as_adjective(use);
    if (cue(use).kind == CueKind::modal) return as_modal(use);
    return as_verb(use);
  }

  /// "will take steps to": only where the verb that follows is no cue, and no other auxiliary.
  bool as_modal(CueUse& use) {
    std::uint32_t verb = use.tokens.last;
    while (verb < span_.last && analysis_.is(verb, kAdverb | kNegation)) {
      use.negative |= analysis_.is(verb, kNegation);
      ++verb;
    }
    if (verb >= span_.last || analysis_.tokens[verb].kind != TokenKind::word ||
        analysis_.mention_at(verb) != nullptr || analysis_.is(verb, kBe | kHave | kModal)) {
      return false;
    }
    const std::span<const Token> tokens(analysis_.tokens.data(), span_.last);
    analysis_.lexicon.cue_patterns.match(tokens, verb, followers_);
    use.role = CueRole::finite;
    use.future = true;
    use.tokens.last = verb + 1;
    return followers_.empty();
  }

  bool condition_near(const CueUse& use) const {
    const std::uint32_t reach = std::min(use.tokens.last, span_.last);
    for (std::uint32_t i = use.tokens.first; i + 1 < reach; ++i) {
      const bool clause = analysis_.is_mark(i, ',') && analysis_.is(i + 1, kCondition);
      if (clause) return true;
    }
    return false;
  }

  bool as_noun(CueUse& use) const {
    use.role = CueRole::noun;
    return true;
  }

  bool as_adjective(CueUse& use) const {
    const std::uint32_t head = use.head;
    const bool opens = head == span_.first || analysis_.is_mark(head - 1, ',');
    use.role = auxiliary_ ? CueRole::finite : CueRole::participle;
    if (!auxiliary_ && head > span_.first && analysis_.is(head - 1, kConjunction)) {
      use.role = CueRole::finite;
      return true;
    }
    return auxiliary_ || opens;
  }

  bool as_verb(CueUse& use) const {
    const std::uint8_t form = analysis_.lexicon.verb_form(analysis_.tokens[use.tokens.first].word);
    const std::uint32_t head = use.head;
    if (head == span_.first) return opening(use, form);
    const std::uint32_t before = head - 1;
    if (analysis_.is(before, kTo) && (form & kBase) != 0 && !auxiliary_) {
      use.role = CueRole::infinitive;
      return true;
    }
    if (form == kGerund) return as_gerund(use, before);
    if (auxiliary_) {
      use.role = CueRole::finite;
      use.passive = being_ && (form & kParticiple) != 0;
      return true;
    }
    return as_simple_verb(use, form, before);
  }

  /// The sentence begins with the verb: "Recalling ...", "Welcomes ...", a list item's infinitive.
  bool opening(CueUse& use, std::uint8_t form) const {
    if (form == kGerund && !auxiliary_) {
      use.role = CueRole::participle;
      return true;
    }
    use.role = CueRole::finite;
    return (form & (kBase | kThird | kPast)) != 0;
  }

  bool as_gerund(CueUse& use, std::uint32_t before) const {
    if (auxiliary_) {
      use.role = CueRole::finite;
      return true;
    }
    const bool comma = analysis_.is_mark(before, ',');
    const bool conjoined = analysis_.is(before, kConjunction);
    use.role = comma || conjoined ? CueRole::participle : CueRole::gerund;
    return !analysis_.is(before, kDeterminer) || use.tokens.size() > 1;
  }

  /// A form without auxiliary: finite, a reduced relative, or a noun.
  bool as_simple_verb(CueUse& use, std::uint8_t form, std::uint32_t before) const {
    const Mention* mention = analysis_.mention_at(before);
    const bool noun_like = (form & (kPast | kParticiple)) == 0;
    if (mention == nullptr && analysis_.is(before, kDeterminer | kPossessive)) {
      if (!analysis_.is(before, kPronoun | kIssuerPronoun) || is_our(before)) return false;
    }
    if (analysis_.tokens[before].kind == TokenKind::possessive) return false;
    if (noun_like && analysis_.is(before, kPreposition | kAdjective)) return false;
    if (noun_like && mention == nullptr && after_modifier(before)) return false;
    if (!noun_like && (form & kParticiple) != 0 && reduced(use, before)) {
      use.role = CueRole::reduced;
      return true;
    }
    use.role = CueRole::finite;
    return true;
  }

  bool is_our(std::uint32_t at) const { return analysis_.is(at, kPossessive); }

  /// "with specific focus on": a word of no class between an article or preposition and the form.
  bool after_modifier(std::uint32_t at) const {
    const bool plain = analysis_.tokens[at].kind == TokenKind::word && analysis_.word_class(at) == 0;
    if (!plain || at == span_.first || analysis_.mention_at(at - 1) != nullptr) return false;
    const auto word = analysis_.text(analysis_.tokens[at - 1]);
    return word == "with" || word == "a" || word == "an" || word == "through" || word == "under";
  }

  /// "..., marked by Russia's aggression": a past form after a noun, and "by" or "in" after it.
  bool reduced(const CueUse& use, std::uint32_t before) const {
    if (use.tokens.last >= span_.last) return false;
    const bool agent =
        analysis_.is(use.tokens.last, kPassiveBy) || analysis_.is(use.tokens.last - 1, kPassiveBy);
    return agent && !analysis_.is(before, kPronoun | kIssuerPronoun);
  }

  const Analysis& analysis_;
  TokenSpan span_;
  std::vector<PatternMatch> followers_;  // kept to save its memory
  bool auxiliary_ = false;
  bool being_ = false;
};

}  // namespace

std::vector<CueUse> find_cues(const Analysis& analysis, TokenSpan span) {
  return CueFinder(analysis, span).run();
}

}  // namespace chancery::ingest
