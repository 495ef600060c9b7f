#pragma once

// The nodes of a set of patterns as they are walked through. Nearly all the time of matching goes
// into waiting for memory, so a node lies in one piece, and equal nodes are one.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <unordered_map>
#include <vector>

#include "dictionary/words.h"

namespace chancery::ingest {

/// What a pattern has come to, and how it may go on. Looks into the nodes that it is of.
struct PatternNode {
  std::span<const std::uint32_t> accepts;  ///< payloads of the patterns that end here
  std::span<const WordId> words;           ///< ascending
  const std::uint32_t* nodes = nullptr;    ///< behind each of `words`
  std::uint32_t after_gap = 0;             ///< node behind the gap, 0 for none
  std::uint8_t gap = 0;                    ///< longest gap that may start here
  bool commas = false;                     ///< and it may hold commas
  std::uint32_t mask = 0;                  ///< a bit for each of `words`; add() makes it

  /// The node behind the word, 0 for none.
  std::uint32_t next(WordId word) const {
    if ((mask & bit(word)) == 0) return 0;  // so end most lookups
    constexpr std::size_t kFew = 8;
    const auto at = words.size() <= kFew ? std::find(words.begin(), words.end(), word)
                                         : std::lower_bound(words.begin(), words.end(), word);
    return at != words.end() && *at == word ? nodes[at - words.begin()] : 0;
  }
  static std::uint32_t bit(WordId word) { return std::uint32_t{1} << (word & 31); }
};

/// Nodes by where they begin, in numbers of 32 bits:
///
///   node = accepts, gap, commas, unused (a byte each); count of words; after_gap; mask;
///          the accepts; the words; the nodes behind them
class PatternNodes {
 public:
  /// Of more patterns that end at one node the rest is left out.
  static constexpr std::size_t kMostAccepts = 64;

  PatternNode at(std::uint32_t node) const;
  /// Lets the node come near.
  void prefetch(std::uint32_t node) const { __builtin_prefetch(&numbers_[node]); }
  /// Where the node begins, which is never 0: one added before, if it is equal.
  std::uint32_t add(const PatternNode& node);
  /// Forgets where equal nodes are. After the last add().
  void finish();

 private:
  static constexpr std::uint32_t kHeader = 4;
  /// Nodes by the hash of their numbers. Its memory goes back in large pieces.
  struct Equals {
    std::pmr::monotonic_buffer_resource memory;
    std::pmr::unordered_multimap<std::uint64_t, std::uint32_t> by_hash{&memory};
  };
  std::vector<std::uint32_t> numbers_ = {0};
  std::unique_ptr<Equals> equals_ = std::make_unique<Equals>();
};

inline PatternNode PatternNodes::at(std::uint32_t node) const {
  const std::uint32_t* const header = &numbers_[node];
  const std::uint32_t accepts = header[0] & 0xFF;
  const std::uint32_t* const words = header + kHeader + accepts;
  const std::uint32_t count = header[1];
  return {{header + kHeader, accepts},
          {words, count},
          words + count,
          header[2],
          static_cast<std::uint8_t>(header[0] >> 8),
          (header[0] >> 16) != 0,
          header[3]};
}

}  // namespace chancery::ingest
