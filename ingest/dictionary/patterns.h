#pragma once

// Sequences of words to look for in a token stream. An element is a set of alternative words or a
// gap of a few words. Patterns are found by their first word, the longest match wins.

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "dictionary/pattern_nodes.h"
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
    if (tokens[at].word >= first_.size()) return false;
    const First& first = first_[tokens[at].word];
    return first.ends || (at + 1 < tokens.size() && (first.next & bit(tokens[at + 1].word)) != 0);
  }
  /// Lets what may_match() looks at come near; `word` has the set's bit.
  void prefetch(WordId word) const { __builtin_prefetch(&first_[word]); }
  /// Lets what match() looks at come near; for a word at which may_match() is true.
  void prefetch_match(WordId word) const { nodes_.prefetch(first_[word].node); }
  /// Makes the set ready to match, and tells the words that patterns begin with of it: their tokens
  /// get `starts`, and no others match. After the last add(); once.
  void finish(Starts starts, WordTable& words);
  /// The bit of the words that patterns begin with.
  Starts starts() const { return starts_; }
  /// Words passed over inside a match ("the").
  void set_skipped(WordId word) { skipped_ = word; }
  /// A word that no gap passes over ("that").
  void set_barrier(WordId word) { barrier_ = word; }
  std::size_t size() const { return size_; }

 private:
  /// While patterns are added.
  struct Node {
    explicit Node(std::pmr::memory_resource* memory)
        : words(memory), nodes(memory), accepts(memory) {}
    std::pmr::vector<WordId> words;         ///< ascending
    std::pmr::vector<std::uint32_t> nodes;  ///< behind each of `words`
    std::pmr::vector<std::uint32_t> accepts;
    std::uint32_t after_gap = 0;  ///< node behind the gap, 0 for none
    std::uint8_t gap = 0;         ///< longest gap that may start here
    bool commas = false;          ///< and it may hold commas
  };
  /// Their memory goes back in large pieces: holes all over the heap would slow down what comes.
  struct Added {
    std::uint32_t add_node();
    std::pmr::monotonic_buffer_resource memory;
    std::vector<Node> nodes;  ///< those behind a node come after it
  };
  /// What begins with a word.
  struct First {
    std::uint64_t next = 0;  ///< a bit for each word that may stand behind it
    std::uint32_t node = 0;  ///< while patterns are added of these, then of nodes_; 0 for none
    bool ends = false;       ///< a pattern of the word alone, or a gap behind it
  };
  static std::uint64_t bit(WordId word) { return std::uint64_t{1} << (word & 63); }
  void match_from(std::span<const Token> tokens, std::uint32_t at, PatternMatches& out) const;
  void insert(const Pattern& pattern, std::size_t element, std::uint32_t node,
              std::uint32_t payload);
  void walk(std::span<const Token> tokens, std::uint32_t at, std::uint32_t node, unsigned depth,
            PatternMatches& out) const;
  /// Goes on behind the gap that begins before token `at`.
  void cross_gap(std::span<const Token> tokens, std::uint32_t at, const PatternNode& from,
                 unsigned depth, PatternMatches& out) const;
  std::uint32_t find_or_add(std::uint32_t node, WordId word);

  std::unique_ptr<Added> added_ = std::make_unique<Added>();
  PatternNodes nodes_;
  std::vector<First> first_;  ///< by WordId
  std::size_t size_ = 0;
  WordId skipped_ = kUnknownWord;
  WordId barrier_ = kUnknownWord;
  Starts starts_ = 0;
};

}  // namespace chancery::ingest
