// Sets of norms that a text announces and lists: "the following shared principles:". The set is an
// instrument of the text, named by its own words wherever they come back.

#include "chancery/folding.h"
#include "extract/stages.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kMostModifiers = 3;

class NormSetFinder {
 public:
  explicit NormSetFinder(Analysis& analysis) : analysis_(analysis) {}

  void run() {
    for (const Passage& passage : analysis_.passages) {
      if (passage.kind != Passage::Kind::furniture) announce(passage.tokens);
    }
    if (set_ == kNone) return;
    for (const Passage& passage : analysis_.passages) {
      if (passage.kind != Passage::Kind::furniture) mention(passage.tokens);
    }
    analysis_.index_mentions();
  }

 private:
  /// "... fulfil the following shared principles:" ends the passage.
  void announce(TokenSpan span) {
    if (set_ != kNone || span.size() < 4 || !analysis_.is_mark(span.last - 1, ':')) return;
    const std::uint32_t noun = span.last - 2;
    if (!is_set_noun(noun)) return;
    const std::uint32_t first = first_modifier(noun, span.first);
    if (first == span.first || !announces(first - 1)) return;
    noun_ = std::string(analysis_.text(analysis_.tokens[noun]));
    words_ = tidy(analysis_.text(TokenSpan{first, noun + 1}));
    const std::string& title = analysis_.document.title;
    const std::string id =
        "inst:" + slug((title.empty() ? analysis_.document.id : title) + " " + noun_);
    set_ = analysis_.entity_of(EntityType::instrument, id, words_, {});
  }

  bool is_set_noun(std::uint32_t at) const {
    return analysis_.is(at, kNormSet) && analysis_.tokens[at].lower &&
           analysis_.mention_at(at) == nullptr;
  }

  std::uint32_t first_modifier(std::uint32_t noun, std::uint32_t stop) const {
    std::uint32_t at = noun;
    while (at > stop && noun - at < kMostModifiers && analysis_.mention_at(at - 1) == nullptr &&
           analysis_.is(at - 1, kAdjective | kShared) && !analysis_.is(at - 1, kDeterminer)) {
      --at;
    }
    return at;
  }

  bool announces(std::uint32_t at) const {
    return analysis_.is(at, kAnnounced) || analysis_.text(analysis_.tokens[at]) == "these";
  }

  /// The same words anywhere, with "following" before them where it stands.
  void mention(TokenSpan span) {
    for (std::uint32_t at = span.first; at < span.last; ++at) {
      if (!is_set_noun(at) || analysis_.text(analysis_.tokens[at]) != noun_) continue;
      std::uint32_t first = first_modifier(at, span.first);
      const bool same = tidy(analysis_.text(TokenSpan{first, at + 1})) == words_;
      const bool definite =
          first > span.first && (announces(first - 1) || analysis_.is(first - 1, kDeterminer));
      if (!same && !(definite && first == at)) continue;
      if (first > span.first && analysis_.is(first - 1, kAnnounced)) --first;
      if (analysis_.add_mention({first, at + 1}, set_)) analysis_.mentions.back().listed = same;
    }
  }

  Analysis& analysis_;
  std::uint32_t set_ = kNone;
  std::string noun_;
  std::string words_;
};

}  // namespace

void find_norm_sets(Analysis& analysis) { NormSetFinder(analysis).run(); }

}  // namespace chancery::ingest
