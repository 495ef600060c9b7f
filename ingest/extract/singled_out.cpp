// Things without a proper name that a number, a date or an owner singles out: "the sixth, seventh
// and eighth substantive sessions" (three), "the 2023 annual report", "the report of the First
// Committee", "the joint declaration of 10 March 2023".

#include "extract/names.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kMostModifiers = 4;

class SingledOutFinder {
 public:
  SingledOutFinder(Analysis& analysis, TokenSpan span, const NameGrammar& grammar)
      : analysis_(analysis), grammar_(grammar), span_(span) {}

  void run() {
    const auto next = [&](std::uint32_t at) {
      return analysis_.next_start(kCountedNoun, at, span_.last);
    };
    for (std::uint32_t at = next(span_.first); at < span_.last; at = next(at + 1)) {
      if (analysis_.mention_at(at) != nullptr) continue;
      const CountedNoun* noun = analysis_.lexicon.counted_noun(analysis_.tokens[at].word);
      if (analysis_.tokens[at].capital && at > span_.first) continue;  // names are read before
      read(*noun, at);
    }
  }

 private:
  void read(const CountedNoun& noun, std::uint32_t at) {
    const std::uint32_t first = modifiers(at);
    if (noun.numbered && numbers(noun, first, at)) return;
    if ((noun.dated || noun.numbered) && dated_before(noun, first, at)) return;
    if (noun.dated && dated_after(noun, first, at)) return;
    if (noun.owned) owned(noun, first, at);
  }

  /// Where the plain words before the noun begin: "annual progress" report.
  std::uint32_t modifiers(std::uint32_t noun) const {
    std::uint32_t first = noun;
    while (first > span_.first && noun - first < kMostModifiers && modifies(first - 1)) {
      --first;
      const bool joined = analysis_.tokens[first].hyphen_before && first > span_.first;
      if (joined) --first;  // "in-person" is one word
    }
    return first;
  }

  bool modifies(std::uint32_t at) const {
    constexpr std::uint32_t kOthers = kDeterminer | kPossessive | kPreposition | kConjunction |
                                      kBe | kHave | kModal | kPronoun | kIssuerPronoun | kRelative |
                                      kOrdinal | kNegation | kTo | kMonth;
    const Token& token = analysis_.tokens[at];
    return token.kind == TokenKind::word && !token.digit && !analysis_.is(at, kOthers) &&
           (analysis_.mention_at(at) == nullptr || analysis_.mention_at(at)->adjective) &&
           analysis_.lexicon.counted_noun(token.word) == nullptr;
  }

  bool is_ordinal(std::uint32_t at) const {
    return analysis_.is(at, kOrdinal) || grammar_.is_ordinal_number(at);
  }

  /// The ordinal that ends before `last`, "seventy-ninth" whole; an empty span where none does.
  TokenSpan ordinal_before(std::uint32_t last) const {
    if (last == span_.first || !is_ordinal(last - 1)) return {last, last};
    std::uint32_t first = last - 1;
    if (analysis_.tokens[first].hyphen_before && first > span_.first) --first;
    return {first, last};
  }

  /// "sixth, seventh and eighth": one thing for each number.
  bool numbers(const CountedNoun& noun, std::uint32_t first, std::uint32_t at) {
    std::vector<TokenSpan> ordinals;
    std::uint32_t next = first;
    for (TokenSpan ordinal = ordinal_before(next); ordinal.size() > 0;
         ordinal = ordinal_before(next)) {
      ordinals.insert(ordinals.begin(), ordinal);
      next = ordinal.first;
      while (next > span_.first &&
             (analysis_.is(next - 1, kConjunction) || analysis_.is_mark(next - 1, ','))) {
        --next;
      }
    }
    if (ordinals.empty()) return false;
    for (const TokenSpan& ordinal : ordinals) {
      const bool last = &ordinal == &ordinals.back();
      const std::string number = tidy(analysis_.text(ordinal));
      const std::string words = tidy(analysis_.text(TokenSpan{first, at}));
      const std::string one = singular(at, ordinals.size());
      const std::string name = number + (words.empty() ? " " : " " + words + " ") + one;
      const std::uint32_t entity = thing(noun, number + " " + one, name, at);
      const TokenSpan mention = last ? TokenSpan{ordinal.first, at + 1} : ordinal;
      if (!analysis_.add_mention(mention, entity)) continue;
      analysis_.mentions.back().shown = {ordinal.first, noun.modified_behind ? behind(at) : at + 1};
    }
    return true;
  }

  /// "2023 annual report", "October 2023 meeting".
  bool dated_before(const CountedNoun& noun, std::uint32_t first, std::uint32_t at) {
    const DateMention* date = analysis_.date_ending(first);
    std::uint32_t begin =
        date != nullptr && date->tokens.first >= span_.first ? date->tokens.first : first;
    if (begin == first && first > span_.first && grammar_.is_year(first - 1)) begin = first - 1;
    if (begin == first) return false;
    const TokenSpan span{begin, at + 1};
    const std::uint32_t entity = thing(noun, tidy(analysis_.text(span)), at);
    if (!analysis_.add_mention(span, entity)) return false;
    if (date != nullptr) analysis_.entities[entity].date = date->iso;
    return true;
  }

  /// "joint declaration of 10 March 2023".
  bool dated_after(const CountedNoun& noun, std::uint32_t first, std::uint32_t at) {
    std::uint32_t next = at + 1;
    while (next < span_.last && next < at + 3 && modifies(next)) ++next;  // "déclaration conjointe"
    if (next + 1 >= span_.last || !analysis_.is(next, kPreposition)) return false;
    const DateMention* date = analysis_.date_at(next + 1);
    if (date == nullptr && !grammar_.is_year(next + 1)) return false;
    const std::uint32_t last = date != nullptr ? date->tokens.last : next + 2;
    if (last > span_.last) return false;
    const TokenSpan span{first, last};
    const std::uint32_t entity = thing(noun, tidy(analysis_.text(span)), at);
    if (!analysis_.add_mention(span, entity)) return false;
    analysis_.entities[entity].date =
        date != nullptr ? date->iso : std::string(analysis_.text(analysis_.tokens[next + 1]));
    return true;
  }

  /// "report of the Secretary-General": whose it is keeps its own mention.
  void owned(const CountedNoun& noun, std::uint32_t first, std::uint32_t at) {
    std::uint32_t next = at + 1;
    if (next + 1 >= span_.last || !is_of(next) || !is_definite(first)) return;
    if (analysis_.is(++next, kDeterminer)) ++next;
    if (next >= span_.last) return;
    const Mention* owner = analysis_.mention_at(next);
    const bool body = owner != nullptr && owner->tokens.first == next &&
                      (mask(analysis_.type(owner->entity)) &
                       mask(EntityType::organization, EntityType::process)) != 0;
    const std::uint32_t end = body ? owner->tokens.last : title_end(next);
    if (end == next) return;
    const std::uint32_t entity = thing(noun, tidy(analysis_.text(TokenSpan{first, end})), at);
    if (!analysis_.add_mention({first, body ? next : end}, entity)) return;
    analysis_.mentions.back().shown = {first, end};
  }

  bool is_definite(std::uint32_t first) const {
    if (first == span_.first) return false;
    const auto word = analysis_.text(analysis_.tokens[first - 1]);
    return word == "the" || word == "The" || word == "le" || word == "el" ||
           analysis_.is(first - 1, kPossessive);
  }

  bool is_of(std::uint32_t at) const {
    const auto word = analysis_.text(analysis_.tokens[at]);
    return word == "of" || word == "du" || word == "del" || word == "de";
  }

  /// "Secretary-General": an office whose holder the text does not name.
  std::uint32_t title_end(std::uint32_t at) const {
    PatternMatches matches;
    analysis_.lexicon.titles.match({analysis_.tokens.data(), span_.last}, at, matches);
    const bool office = !matches.empty() && analysis_.tokens[at].capital;
    return office ? matches.front().end : at;
  }

  /// "dialogue cyber franco-britannique": the end of the plain words behind the noun.
  std::uint32_t behind(std::uint32_t noun) const {
    std::uint32_t end = noun + 1;
    while (end < span_.last && end - noun < kMostModifiers && modifies_behind(end)) ++end;
    return end;
  }

  bool modifies_behind(std::uint32_t at) const {
    constexpr std::uint32_t kOthers = kHave | kAdverb | kListing;
    const Token& token = analysis_.tokens[at];
    const bool verb = (analysis_.lexicon.verb_form(token.word) & (kThird | kPast | kGerund)) != 0;
    const Mention* name = analysis_.mention_at(at);
    return (name != nullptr && name->adjective) ||
           (token.lower && modifies(at) && !verb && !analysis_.is(at, kOthers));
  }

  /// "sessions" of several numbers are a session each.
  std::string singular(std::uint32_t noun, std::size_t count) const {
    std::string word(analysis_.text(analysis_.tokens[noun]));
    if (count > 1 && word.ends_with('s')) word.pop_back();
    return word;
  }

  std::uint32_t thing(const CountedNoun& noun, const std::string& name, std::uint32_t at) {
    return thing(noun, name, name, at);
  }

  /// Two documents may each have a second session: the thing is known by its body or document.
  std::uint32_t thing(const CountedNoun& noun, const std::string& words, const std::string& name,
                      std::uint32_t at) {
    std::string whose = analysis_.document.id;
    std::uint32_t next = at + 1;
    if (next + 1 < span_.last && is_of(next)) {
      if (analysis_.is(++next, kDeterminer)) ++next;
      const Mention* owner = next < span_.last ? analysis_.mention_at(next) : nullptr;
      if (owner != nullptr) whose = analysis_.entities[owner->entity].id;
    }
    const std::string id = std::string(id_prefix(noun.type)) + slug(whose + " " + words);
    return analysis_.entity_of(noun.type, id, name, {});
  }

  Analysis& analysis_;
  const NameGrammar& grammar_;
  TokenSpan span_;
};

}  // namespace

void find_singled_out(Analysis& analysis, const Passage& passage, const NameGrammar& grammar) {
  if ((passage.starts & kCountedNoun) == 0) return;
  SingledOutFinder(analysis, passage.tokens, grammar).run();
}

}  // namespace chancery::ingest
