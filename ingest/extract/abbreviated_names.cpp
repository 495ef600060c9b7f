// Names that no dictionary has and no head noun tells, but which the text abbreviates: "Resilient
// and Inclusive Supply-chain Enhancement (RISE) partnership". The letters must be the initials of
// the words before the bracket.

#include "extract/names.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kShortest = 3, kLongest = 8;  // letters
constexpr std::uint32_t kMostSmallWords = 2;        // between two initials: "of the"

class AbbreviationReader {
 public:
  AbbreviationReader(Analysis& analysis, const Passage& passage, const NameGrammar& grammar)
      : analysis_(analysis), grammar_(grammar), span_(passage.tokens) {}

  void run() {
    const auto next = [&](std::uint32_t at) {
      return analysis_.next_start(kOpensBracket, at, span_.last);
    };
    for (std::uint32_t at = next(span_.first + 2); at + 2 < span_.last; at = next(at + 1)) {
      if (analysis_.is_mark(at + 2, ')')) read(at);
    }
  }

 private:
  void read(std::uint32_t open) {
    const Token& token = analysis_.tokens[open + 1];
    const auto letters = analysis_.text(token);
    if (!token.all_caps || letters.size() < kShortest || letters.size() > kLongest) return;
    const std::uint32_t first = first_word(open, letters);
    if (first == open || open - first < 2) return;
    const Hit* known = grammar_.hit(first);
    if (known != nullptr && known->tokens.last == open) return;
    for (std::uint32_t i = first; i < open; ++i) {
      if (analysis_.mention_at(i) != nullptr) return;
    }
    // Technical terms are spelled out like names, but without an article: "via Border Gateway ...".
    const bool definite = first > span_.first && analysis_.is(first - 1, kDeterminer | kPossessive);
    if (definite && grammar_.head(first) == nullptr && grammar_.head(open - 1) == nullptr) {
      add({first, open}, open + 3);
    }
  }

  /// Where the words begin whose initials the letters are; `open` where they are not.
  std::uint32_t first_word(std::uint32_t open, std::string_view letters) const {
    std::uint32_t at = open;
    std::uint32_t small = 0;
    std::size_t left = letters.size();
    while (left > 0 && at > span_.first) {
      const Token& token = analysis_.tokens[at - 1];
      if (token.kind != TokenKind::word) return open;
      const char initial = analysis_.text(token).front();
      const bool joined = token.hyphen_before && (initial & ~0x20) == letters[left - 1];
      if ((token.capital && initial == letters[left - 1]) || joined) {
        --left;
        small = 0;
      } else if (token.capital || ++small > kMostSmallWords) {
        return open;
      }
      --at;
    }
    return left == 0 && analysis_.tokens[at].capital ? at : open;
  }

  /// What it is says the noun behind the bracket; a body otherwise.
  void add(TokenSpan name, std::uint32_t next) {
    const HeadNoun* noun =
        next < span_.last ? analysis_.lexicon.head_noun(analysis_.tokens[next].word) : nullptr;
    const std::string shown = tidy(analysis_.text(name));
    const EntityType type = noun != nullptr ? noun->type : EntityType::organization;
    const std::string id = std::string(id_prefix(type)) + slug(shown);
    const std::string kind = noun != nullptr ? noun->kind : "body";
    analysis_.add_mention(name, analysis_.entity_of(type, id, shown, kind));
  }

  Analysis& analysis_;
  const NameGrammar& grammar_;
  TokenSpan span_;
};

}  // namespace

void find_abbreviated_names(Analysis& analysis, const Passage& passage,
                            const NameGrammar& grammar) {
  const bool has_bracket = (passage.starts & kOpensBracket) != 0;
  if (passage.states && has_bracket) AbbreviationReader(analysis, passage, grammar).run();
}

}  // namespace chancery::ingest
