// The qualities that texts of the genre wish for cyberspace, in any order and number: "an open,
// free, interoperable, secure and reliable Internet". Their topic depends on which stand among
// them.

#include <algorithm>

#include "extract/names.h"

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kMostQualities = 12;

class QualityReader {
 public:
  QualityReader(Analysis& analysis, TokenSpan span) : analysis_(analysis), span_(span) {}

  void run() {
    const auto next = [&](std::uint32_t at) {
      return analysis_.next_start(kQuality, at, span_.last);
    };
    for (std::uint32_t at = next(span_.first); at < span_.last;) {
      const std::uint32_t end = list_end(at);
      if (const std::uint32_t space = space_end(end); space > end) {
        add({at, space}, {at, end});
      } else if (const std::uint32_t before = space_before(at); before < at) {
        add({before, end}, {at, end});
      }
      at = next(end);
    }
  }

 private:
  bool is_quality(std::uint32_t at) const {
    return at < span_.last && analysis_.starts.has(at, kQuality) &&
           analysis_.mention_at(at) == nullptr;
  }

  /// After "open, free, and secure".
  std::uint32_t list_end(std::uint32_t at) const {
    std::uint32_t end = at + 1;
    while (end < span_.last && end - at < 2 * kMostQualities) {
      std::uint32_t next = end;
      if (analysis_.is_mark(next, ',')) ++next;
      if (next < span_.last && analysis_.is(next, kConjunction)) ++next;
      if (!is_quality(next)) break;
      end = next + 1;
    }
    return end;
  }

  std::uint32_t space_end(std::uint32_t at) const {
    PatternMatches matches;
    // "open and peaceful information and communications technology environment"
    for (std::uint32_t skip = 0; skip < 3 && at + skip < span_.last; ++skip) {
      analysis_.lexicon.spaces.match({analysis_.tokens.data(), span_.last}, at + skip, matches);
      const bool linked = skip == 0 || (skip == 2 && analysis_.is(at + 1, kConjunction));
      if (!matches.empty() && linked) return matches.front().end;
    }
    return at;
  }

  /// "cyberespace libre et ouvert": where the space right before begins.
  std::uint32_t space_before(std::uint32_t at) const {
    PatternMatches matches;
    for (std::uint32_t first = at - std::min(at - span_.first, 2u); first < at; ++first) {
      analysis_.lexicon.spaces.match({analysis_.tokens.data(), at}, first, matches);
      if (!matches.empty() && matches.front().end == at) return first;
    }
    return at;
  }

  bool is_free(TokenSpan span) const {
    for (std::uint32_t at = span.first; at < span.last; ++at) {
      if (analysis_.mention_at(at) != nullptr) return false;
    }
    return true;
  }

  /// The first in rank of the qualities names the concept. The last in rank keeps its own words
  /// beside the second: "secure and resilient cyberspace" is two concepts.
  void add(TokenSpan whole, TokenSpan qualities) {
    if (!is_free(whole)) return;
    const Quality* first = nullptr;
    const Quality* last = nullptr;
    std::uint32_t last_at = whole.first;
    for (std::uint32_t at = qualities.first; at < qualities.last; ++at) {
      const Quality* quality = analysis_.lexicon.quality(analysis_.tokens[at].word);
      if (quality == nullptr || quality->topic == kNoTopic) continue;
      if (first == nullptr || quality->rank < first->rank) first = quality;
      if (last != nullptr && quality->rank <= last->rank) continue;
      last = quality;
      last_at = at;
    }
    if (first == nullptr) return;
    const bool both = first->rank > 0 && last->rank > first->rank && last_at > whole.first &&
                      last_at + 1 == qualities.last;
    const std::uint32_t end = both ? last_at : whole.last;
    if (!analysis_.add_mention({whole.first, end}, analysis_.entity_of(first->topic))) return;
    analysis_.mentions.back().shown = whole;
    if (both) analysis_.add_mention({last_at, whole.last}, analysis_.entity_of(last->topic));
  }

  Analysis& analysis_;
  TokenSpan span_;
};

}  // namespace

void find_qualities(Analysis& analysis, const Passage& passage) {
  if ((passage.starts & kQuality) != 0) QualityReader(analysis, passage.tokens).run();
}

}  // namespace chancery::ingest
