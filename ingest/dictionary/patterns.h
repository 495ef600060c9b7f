#pragma once

// Sequences of words to look for in a token stream. An element is a set of alternative words or a
// gap of a few words. Patterns are found by their first word, the longest match wins.

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "dictionary/words.h"
#include "text/tokens.h"

namespace chancery::ingest {

struct PatternElement {
  std::vector<WordId> words;  ///< any of these; empty for a gap
  std::uint8_t gap = 0;       ///< up to so many words in between
  bool optional = false;
};
using Pattern = std::vector<PatternElement>;

struct PatternMatch {
  std::uint32_t payload = 0;
  std::uint32_t end = 0;  ///< token after the last one
};

class PatternSet {
 public:
  /// The first element must name words.
  void add(Pattern pattern, std::uint32_t payload);
  /// All matches that begin at `at`, longest first.
  void match(std::span<const Token> tokens, std::uint32_t at, std::vector<PatternMatch>& out) const;
  /// Words passed over inside a match ("the").
  void set_skipped(WordId word) { skipped_ = word; }
  std::size_t size() const { return payloads_.size(); }

 private:
  struct Key {
    std::uint32_t node;
    WordId word;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return (std::uint64_t(key.node) * 0x9E3779B97F4A7C15ull) ^ (key.word * 0xC2B2AE3D27D4EB4Full);
    }
  };
  struct Node {
    std::uint8_t gap = 0;         ///< longest gap that may start here
    std::uint32_t after_gap = 0;  ///< node behind the gap, 0 for none
    std::vector<std::uint32_t> accepts;
  };
  void insert(const Pattern& pattern, std::size_t element, std::uint32_t node,
              std::uint32_t payload);
  void walk(std::span<const Token> tokens, std::uint32_t at, std::uint32_t node, unsigned depth,
            std::vector<PatternMatch>& out) const;
  std::uint32_t child(std::uint32_t node, WordId word);

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::unordered_map<Key, std::uint32_t, KeyHash> children_;
  std::vector<bool> first_words_;  ///< by WordId: may a pattern begin with it?
  std::vector<std::uint32_t> payloads_;
  WordId skipped_ = kUnknownWord;
};

}  // namespace chancery::ingest
