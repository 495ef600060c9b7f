#pragma once

// Sequences of words to look for in a token stream. An element is a set of alternative words or a
// gap of a few words. Patterns are found by their first word, the longest match wins.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "dictionary/words.h"
#include "text/tokens.h"

namespace chancery::ingest {

struct PatternElement {
  std::vector<WordId> words;  ///< any of these; empty for a gap
  std::uint8_t gap = 0;       ///< up to so many words in between
  bool commas = false;        ///< the gap may hold commas
  bool optional = false;
};
using Pattern = std::vector<PatternElement>;

struct PatternMatch {
  std::uint32_t payload;
  std::uint32_t end;  ///< token after the last one
};

/// A few matches, kept without memory of their own: patterns are looked for at every token.
class PatternMatches {
 public:
  void clear() { size_ = 0; }
  /// Does nothing when it is full.
  void add(PatternMatch match) {
    if (size_ < kMost) matches_[size_++] = match;
  }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  const PatternMatch& front() const { return matches_[0]; }
  PatternMatch* begin() { return matches_; }
  PatternMatch* end() { return matches_ + size_; }
  const PatternMatch* begin() const { return matches_; }
  const PatternMatch* end() const { return matches_ + size_; }

 private:
  static constexpr std::size_t kMost = 64;
  std::size_t size_ = 0;
  PatternMatch matches_[kMost];
};

class PatternSet {
 public:
  /// The first element must name words.
  void add(Pattern pattern, std::uint32_t payload);
  /// All matches that begin at `at`, longest first.
  void match(std::span<const Token> tokens, std::uint32_t at, PatternMatches& out) const {
    out.clear();
    if (may_match(tokens, at)) match_from(tokens, at, out);
  }
  /// False where certainly none does, which the first two words tell in most places.
  bool may_match(std::span<const Token> tokens, std::uint32_t at) const {
    if ((tokens[at].starts & starts_) == 0) return false;
    const First& first = first_[tokens[at].word];
    return first.ends || (at + 1 < tokens.size() && (first.next & bit(tokens[at + 1].word)) != 0);
  }
  /// Tells the words that patterns begin with of it: their tokens have `bit` in Token::starts, and
  /// no others match. After the last add().
  void mark_first_words(Starts starts, WordTable& words);
  /// The bit of the words that patterns begin with.
  Starts starts() const { return starts_; }
  /// Words passed over inside a match ("the").
  void set_skipped(WordId word) { skipped_ = word; }
  /// A word that no gap passes over ("that").
  void set_barrier(WordId word) { barrier_ = word; }
  std::size_t size() const { return payloads_.size(); }

 private:
  struct Edge {
    WordId word;
    std::uint32_t node;
  };
  struct Node {
    std::uint64_t mask = 0;       ///< a bit for each word of `edges`: most lookups end here
    std::uint32_t after_gap = 0;  ///< node behind the gap, 0 for none
    std::uint8_t gap = 0;         ///< longest gap that may start here
    bool commas = false;          ///< and it may hold commas
    std::vector<Edge> edges;      ///< by word
    std::vector<std::uint32_t> accepts;
  };
  /// What begins with a word.
  struct First {
    std::uint64_t next = 0;  ///< a bit for each word that may stand behind it
    std::uint32_t node = 0;  ///< 0 for none
    bool ends = false;       ///< a pattern of the word alone, or a gap behind it
  };
  static std::uint64_t bit(WordId word) { return std::uint64_t{1} << (word & 63); }
  void match_from(std::span<const Token> tokens, std::uint32_t at, PatternMatches& out) const;
  void insert(const Pattern& pattern, std::size_t element, std::uint32_t node,
              std::uint32_t payload);
  void walk(std::span<const Token> tokens, std::uint32_t at, std::uint32_t node, unsigned depth,
            PatternMatches& out) const;
  std::uint32_t find_or_add(std::uint32_t node, WordId word);
  /// 0 where there is none: no edge leads back to the root.
  std::uint32_t find(const Node& node, WordId word) const;

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<First> first_;  ///< by WordId
  std::vector<std::uint32_t> payloads_;
  WordId skipped_ = kUnknownWord;
  WordId barrier_ = kUnknownWord;
  Starts starts_ = 0;
};

}  // namespace chancery::ingest
