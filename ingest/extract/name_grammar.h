#pragma once

// How names that no dictionary has are put together in a passage: runs of capitalised words and
// known names, their head nouns, and the complements behind them. Used by the stage's finders.

#include <vector>

#include "extract/analysis.h"
#include "extract/hits.h"

namespace chancery::ingest {

class NameGrammar {
 public:
  explicit NameGrammar(const Analysis& analysis) : analysis_(analysis) {}

  /// Goes on to a passage. The hits, each with kKnownName where it begins, must stay where they are
  /// until the next.
  void read(TokenSpan span, const std::vector<Hit>& hits, const std::vector<TitleSpan>& titles);

  TokenSpan span() const { return span_; }
  /// The known name over a token, or null.
  const Hit* hit(std::uint32_t at) const {
    return at >= span_.first && at < span_.last ? hit_at_[at - span_.first] : nullptr;
  }
  /// The first token of the passage from `at` on at which a name may begin.
  std::uint32_t next_start(std::uint32_t at) const {
    const auto candidate = [&](std::uint32_t from) {
      return analysis_.next_start(kCapital | kNumeric | kKnownName, from, span_.last);
    };
    for (at = candidate(at); at < span_.last && !starts(at);) at = candidate(at + 1);
    return at;
  }
  /// The token after the capitalised words and known names from `at`.
  std::uint32_t run_end(std::uint32_t at) const;
  /// The noun that says what a name is, where the token is one and capitalised; else null.
  const HeadNoun* head(std::uint32_t at) const;
  /// "Export Controls and Human Rights Initiative": where the run from `at` to `end` has no head
  /// noun, the end of the one it is joined to; else `end`.
  std::uint32_t join_next(std::uint32_t at, std::uint32_t end) const;
  /// The end of "of X", "for X, Y and Z", at most so many of them, behind the name [start, end).
  std::uint32_t complements(std::uint32_t start, std::uint32_t end, EntityType type,
                            unsigned most = 4) const;
  /// "European Union" alone: what follows "for" is no part of it.
  bool is_owner(std::uint32_t at, std::uint32_t end) const;
  /// A state or a union may stand before the name of its body.
  bool is_prefix_owner(const Hit& hit) const;
  /// A known name that is all of the run, or all but a state before it.
  const Hit* covering_hit(std::uint32_t at, std::uint32_t end) const;
  /// Where the name begins with its ordinal, date or series word.
  std::uint32_t prefix(std::uint32_t at) const;
  bool is_year(std::uint32_t at) const;
  /// Where "2021-2025" or "2021" begins that ends before `at`; `at` where none does.
  std::uint32_t years_before(std::uint32_t at) const;
  /// Where "2021-2025" ends that begins at `at`; `at` where none does.
  std::uint32_t years_after(std::uint32_t at) const;
  /// "9th"
  bool is_ordinal_number(std::uint32_t at) const;

 private:
  bool starts(std::uint32_t at) const;
  bool in_office(std::uint32_t at) const { return in_office_[at - span_.first] != 0; }
  bool is_word(std::uint32_t at) const;
  bool function_word(std::uint32_t at) const;
  bool joins_inside(std::uint32_t at) const;
  bool possessive_inside(std::uint32_t at) const;
  bool links(std::uint32_t at, EntityType type) const;
  std::uint32_t before_person(std::uint32_t at, std::uint32_t end) const;
  std::uint32_t with_office(std::uint32_t run) const;
  bool begins_complement(std::uint32_t at) const;
  std::uint32_t list_end(std::uint32_t run) const;
  std::uint32_t plain_run(std::uint32_t at) const;
  bool modifies_word(std::uint32_t at) const;

  const Analysis& analysis_;
  TokenSpan span_;
  std::vector<std::uint8_t> in_office_;  ///< by token of the passage: an office or its field
  std::vector<const Hit*> hit_at_;       ///< by token of the passage
};

}  // namespace chancery::ingest
