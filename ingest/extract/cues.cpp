// Finds the words that say a relation and decides by local context whether they are verbs there.

#include <algorithm>

#include "extract/clauses.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kUsualCues = 8;  // at most, in a sentence

class CueFinder {
 public:
  CueFinder(const Analysis& analysis, TokenSpan span, Starts starts)
      : analysis_(analysis), span_(span), conditions_((starts & kStartsCondition) != 0) {}

  std::vector<CueUse> run() {
    const std::span<const Token> tokens(analysis_.tokens.data(), span_.last);
    const PatternSet& patterns = analysis_.lexicon.cue_patterns;
    std::vector<CueUse> uses;
    PatternMatches matches;
    const auto from = [&](std::uint32_t at) {
      return analysis_.next_start(kStartsCue, at, span_.last);
    };
    for (std::uint32_t at = from(span_.first); at < span_.last;) {
      const std::uint32_t after = from(at + 1);
      if (after < span_.last) patterns.prefetch(tokens[after].word);
      patterns.match(tokens, at, matches);
      std::uint32_t next = after;
      for (const PatternMatch& match : matches) {
        CueUse use;
        use.tokens = {at, shortest_call(match, matches)};
        use.cue = match.payload;
        if (in_name(use.tokens) || is_of_other(use) || !classify(use)) continue;
        next = use.tokens.last;
        if (uses.empty()) uses.reserve(kUsualCues);
        uses.push_back(use);
        break;
      }
      at = next > after ? from(next) : after;
    }
    return uses;
  }

 private:
  const Cue& cue(const CueUse& use) const { return analysis_.lexicon.cues[use.cue]; }

  /// "call on A to end X and to begin Y": the call ends at its first "to".
  std::uint32_t shortest_call(const PatternMatch& match, const PatternMatches& matches) const {
    std::uint32_t end = match.end;
    if (!analysis_.lexicon.cues[match.payload].calls) return end;
    for (const PatternMatch& other : matches) {
      if (other.payload == match.payload) end = std::min(end, other.end);
    }
    return end;
  }

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

  /// "demonstrating President Poe's commitment to", "reaffirms the U.S. commitment to": the stance
  /// is the owner's, not the subject's.
  bool is_of_other(const CueUse& use) const {
    if (cue(use).relation != commits_) return false;
    const auto names = analysis_.mentions_in({use.tokens.first + 1, use.tokens.last});
    return std::any_of(names.begin(), names.end(),
                       [&](const Mention& name) { return analysis_.has_type(name, kActors); });
  }

  /// Steps left over adverbs and auxiliaries; notes what it passes.
  std::uint32_t group_head(CueUse& use) {
    std::uint32_t at = use.tokens.first;
    while (at > span_.first) {
      const std::uint32_t before = at - 1;
      if (analysis_.mention_at(before) != nullptr) break;
      const bool helps = is_french_has(before);
      if (!helps && !analysis_.is_adverb(before) &&
          !analysis_.is(before, kBe | kHave | kModal | kNegation)) {
        break;
      }
      if (analysis_.is(before, kConjunction)) break;
      use.negative |= analysis_.is(before, kNegation);
      use.future |= analysis_.is(before, kFuture);
      use.hedged |= analysis_.is(before, kModal) && !analysis_.is(before, kFuture);
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
    use.conditional = conditions_ && condition_near(use);
    if (cue(use).kind == CueKind::noun) return as_noun(use);
    if (cue(use).kind == CueKind::adjective) return as_adjective(use);
    if (cue(use).kind == CueKind::modal) return as_modal(use);
    return as_verb(use);
  }

  /// "will take steps to": only where the verb that follows is no cue, and no other auxiliary.
  bool as_modal(CueUse& use) {
    std::uint32_t verb = use.tokens.last;
    const std::span<const Token> tokens(analysis_.tokens.data(), span_.last);
    while (verb < span_.last && analysis_.is(verb, kAdverb | kNegation)) {
      use.negative |= analysis_.is(verb, kNegation);
      analysis_.lexicon.cue_patterns.match(tokens, verb, followers_);
      if (!followers_.empty()) return false;  // "will not tolerate" is a cue of its own
      ++verb;
    }
    if (verb >= span_.last || analysis_.tokens[verb].kind != TokenKind::word ||
        analysis_.mention_at(verb) != nullptr || analysis_.is(verb, kBe | kHave | kModal)) {
      return false;
    }
    analysis_.lexicon.cue_patterns.match(tokens, verb, followers_);
    use.role = CueRole::finite;
    use.future = true;
    use.tokens.last = verb + 1;
    return followers_.empty();
  }

  bool condition_near(const CueUse& use) const {
    if (analysis_.is(span_.first, kCondition)) return true;  // "If the talks fail, Peru will"
    const std::uint32_t reach = std::min(use.tokens.last, span_.last);
    for (std::uint32_t i = use.tokens.first; i + 1 < reach; ++i) {
      const bool clause = analysis_.is_mark(i, ',') && analysis_.is(i + 1, kCondition);
      if (clause) return true;
    }
    return if_behind(reach);
  }

  /// "will sign the Treaty if Peru ratifies it".
  bool if_behind(std::uint32_t at) const {
    constexpr std::uint32_t kReach = 25;
    for (const std::uint32_t stop = std::min(span_.last, at + kReach); at + 2 < stop; ++at) {
      if (analysis_.is_mark(at, ';')) return false;
      if (!analysis_.is(at, kCondition)) continue;
      const auto word = analysis_.text(analysis_.tokens[at]);
      const bool aside = analysis_.tokens[at + 2].kind == TokenKind::punctuation;  // "if possible,"
      if ((word == "if" || word == "unless") && !aside) return true;
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
    if (is_auxiliary(use) || is_second_part(use.tokens.first)) return false;
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

  /// "have concluded", "has been working": the verb that follows speaks.
  bool is_auxiliary(const CueUse& use) const {
    if (use.tokens.size() > 1 || !analysis_.is(use.tokens.first, kHave)) return false;
    std::uint32_t next = use.tokens.last;
    while (next < span_.last && analysis_.is(next, kAdverb | kNegation)) ++next;
    return next < span_.last &&
           (analysis_.is(next, kBe) ||
            (analysis_.lexicon.verb_form(analysis_.tokens[next].word) & kParticiple) != 0);
  }

  /// "government-backed", "nation-states"; but "co-hosted", "re-affirmed".
  bool is_second_part(std::uint32_t at) const {
    if (!analysis_.tokens[at].hyphen_before || at == span_.first) return false;
    const auto first = analysis_.text(analysis_.tokens[at - 1]);
    return first.size() > 2;
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
    const bool nameless =
        mention == nullptr || analysis_.type(mention->entity) == EntityType::topic;
    if (noun_like && nameless && is_noun(use, form, before)) return false;
    if (!noun_like && (form & kParticiple) != 0 && reduced(use, before)) {
      use.role = CueRole::reduced;
      return true;
    }
    use.role = CueRole::finite;
    return true;
  }

  bool is_our(std::uint32_t at) const { return analysis_.is(at, kPossessive); }

  /// "technology issues", "the rapid support", "State behavior", "support states": a form behind a
  /// word of no class is a verb only where that word can be its subject and an object follows.
  bool is_noun(const CueUse& use, std::uint8_t form, std::uint32_t before) const {
    if (use.head != use.tokens.first || analysis_.document.language != "en") return false;
    if (analysis_.tokens[use.tokens.first].capital) return true;
    const Token& word = analysis_.tokens[before];
    if (word.kind != TokenKind::word) return false;
    const bool after_verb = analysis_.lexicon.verb_form(word.word) != 0;
    if (!after_verb && analysis_.word_class(before) != 0) return false;
    if ((form & kBase) != 0 && !analysis_.text(word).ends_with("s")) return true;
    if ((form & kThird) == 0) return false;
    const std::uint32_t next = token_after_verb(use);
    return after_verb || next >= span_.last ||
           analysis_.tokens[next].kind == TokenKind::punctuation ||
           analysis_.is(next, kPreposition | kConjunction | kTo | kBe | kModal);
  }

  std::uint32_t token_after_verb(const CueUse& use) const {
    std::uint32_t next = use.tokens.first + 1;
    while (next < span_.last && analysis_.is(next, kAdverb)) ++next;
    return next;
  }

  /// "..., marked by Russia's aggression": a past form after a noun, and "by" or "in" after it.
  bool reduced(const CueUse& use, std::uint32_t before) const {
    if (use.tokens.last >= span_.last) return false;
    // "recognized the threat posed by": the passive is that of the cue's last word.
    const bool agent = (use.tokens.size() == 1 && analysis_.is(use.tokens.last, kPassiveBy)) ||
                       analysis_.is(use.tokens.last - 1, kPassiveBy);
    const Mention* thing = analysis_.mention_at(before);
    // "the capacity needed to", "delegates focused on", "the Network established under".
    const bool describes =
        (cue(use).relation == kNoRelation && !cue(use).main) || cue(use).relation == addresses_;
    const bool concept_before =
        thing != nullptr && analysis_.type(thing->entity) == EntityType::topic;
    const bool plain = concept_before || (thing == nullptr && analysis_.word_class(before) == 0 &&
                                          analysis_.tokens[before].kind == TokenKind::word);
    const bool placed = thing != nullptr && analysis_.is(use.tokens.last, kAside) &&
                        analysis_.has_type(*thing, kPlaced);
    const bool modifies =
        placed ||
        (plain && describes &&
         (analysis_.is(use.tokens.last, kTo) ||
          (use.tokens.size() > 1 && analysis_.is(use.tokens.last - 1, kPreposition)))) ||
        (plain && analysis_.is(use.tokens.last, kPreposition) &&
         !analysis_.is(use.tokens.last, kDeterminer));  // French "à" folds into "a"
    return (agent || modifies) && !analysis_.is(before, kPronoun | kIssuerPronoun);
  }

  const Analysis& analysis_;
  TokenSpan span_;
  bool conditions_;  ///< some word of the sentence may begin a condition
  PatternMatches followers_;
  /// What may stand before "established under".
  static constexpr TypeMask kPlaced =
      static_cast<TypeMask>(~(mask(EntityType::state, EntityType::person, EntityType::topic)));
  std::uint16_t addresses_ = analysis_.lexicon.ids.addresses;
  std::uint16_t commits_ = analysis_.lexicon.ids.commits_to;
  bool auxiliary_ = false;
  bool being_ = false;
};

}  // namespace

std::vector<CueUse> find_cues(const Analysis& analysis, TokenSpan span, Starts starts) {
  return CueFinder(analysis, span, starts).run();
}

}  // namespace chancery::ingest
