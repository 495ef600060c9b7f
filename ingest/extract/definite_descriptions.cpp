// "the resolution", "this agreement": a head noun alone that stands for the thing of its kind named
// last. Such a description carries relations and is no mention of the output (guide, rule 9).

#include <array>

#include "chancery/folding.h"
#include "extract/stages.h"

namespace chancery::ingest {
namespace {

constexpr TypeMask kDescribed = mask(EntityType::instrument, EntityType::event, EntityType::process,
                                     EntityType::programme, EntityType::organization);

class DescriptionFinder {
 public:
  explicit DescriptionFinder(Analysis& analysis) : analysis_(analysis) {}

  void run() {
    for (const Passage& passage : analysis_.passages) {
      if (passage.kind == Passage::Kind::furniture) continue;
      read(passage.tokens, passage.states);
    }
    analysis_.index_mentions();
  }

 private:
  /// Names in order, with the words between them.
  void read(TokenSpan span, bool states) {
    const auto named = [&] {
      return next_ < count_ ? mention(next_).tokens : TokenSpan{kNone, kNone};
    };
    while (next_ > 0 && mention(next_ - 1).tokens.last > span.first) --next_;
    while (named().last <= span.first) ++next_;
    std::uint32_t at = span.first;
    for (; named().first < span.last; ++next_) {
      if (states) read_words({at, named().first}, span);
      note(mention(next_));
      at = named().last;
    }
    if (states) read_words({at, span.last}, span);
  }

  void read_words(TokenSpan words, TokenSpan span) {
    const auto next = [&](std::uint32_t at) {
      return analysis_.next_start(kHeadNoun | kGovernmentNoun, at, words.last);
    };
    for (std::uint32_t at = next(words.first); at < words.last; at = next(at + 1)) {
      if (describes(at, span)) resolve(at);
    }
  }

  const Mention& mention(std::size_t index) const { return analysis_.mentions[index]; }

  /// Remembers a thing under each head noun of its name.
  void note(const Mention& mention) {
    if (analysis_.type(mention.entity) == EntityType::state) note_government(mention);
    if (!analysis_.has_type(mention, kDescribed)) return;
    for (std::uint32_t at = mention.tokens.first; at < mention.tokens.last; ++at) {
      const WordId word = analysis_.tokens[at].word;
      const HeadNoun* noun = analysis_.lexicon.head_noun(word);
      if (noun != nullptr && (mask(noun->type) & kDescribed) != 0) last_[word] = mention.entity;
    }
  }

  /// "the Biden Administration": "the Administration" further on is the same state.
  void note_government(const Mention& mention) {
    for (std::uint32_t at = mention.tokens.first; at < mention.tokens.last; ++at) {
      if (is_government(at)) last_[analysis_.tokens[at].word] = mention.entity;
    }
  }

  bool is_government(std::uint32_t at) const {
    const auto word = analysis_.text(analysis_.tokens[at]);
    return word == "Administration" || word == "Government";
  }

  /// "the NOUN", in small letters, with nothing behind it that singles out another.
  bool describes(std::uint32_t at, TokenSpan span) const {
    const Token& token = analysis_.tokens[at];
    const bool noun = token.lower ? analysis_.lexicon.head_noun(token.word) != nullptr
                                  : token.capital && is_government(at);
    if (!noun || token.hyphen_before || at == span.first) return false;
    const auto word = analysis_.text(analysis_.tokens[at - 1]);
    if (word != "the" && word != "The" && word != "this" && word != "This") return false;
    if (at + 1 >= span.last) return true;
    const Token& next = analysis_.tokens[at + 1];
    if (next.kind == TokenKind::possessive) return true;
    const bool noun_follows = next.kind == TokenKind::word && analysis_.word_class(at + 1) == 0 &&
                              analysis_.lexicon.verb_form(next.word) == 0;
    const auto after = analysis_.text(next);
    return !noun_follows && after != "of" && after != "for" && after != "between" &&
           after != "on" && analysis_.mention_at(at + 1) == nullptr;
  }

  void resolve(std::uint32_t at) {
    const auto found = last_.find(analysis_.tokens[at].word);
    if (found == last_.end()) return;
    if (analysis_.add_mention({at, at + 1}, found->second))
      analysis_.mentions.back().listed = false;
  }

  Analysis& analysis_;
  std::size_t count_ = analysis_.mentions.size();  ///< before any is added
  std::size_t next_ = 0;                           ///< mention
  std::unordered_map<WordId, std::uint32_t> last_;
};

}  // namespace

void find_definite_descriptions(Analysis& analysis) { DescriptionFinder(analysis).run(); }

}  // namespace chancery::ingest
