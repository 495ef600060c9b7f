#pragma once

// Which tokens of a text have which bits of Starts. A stage asks for the next token that has its
// bit far more often than what one token has, so each bit is a set of tokens: a number holds 64.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "dictionary/words.h"

namespace chancery::ingest {

class TokenSets {
 public:
  void clear() { resize(0); }
  void reserve(std::size_t tokens) { blocks_.reserve(tokens / kBlock + 1); }
  std::uint32_t size() const { return size_; }
  /// Makes room for so many tokens, the new ones without bits.
  void resize(std::uint32_t tokens) {
    blocks_.resize((tokens + kBlock - 1) / kBlock);
    size_ = tokens;
  }
  /// Gives a token more bits.
  void add(std::uint32_t token, Starts bits) {
    Block& block = blocks_[token / kBlock];
    const std::uint64_t member = std::uint64_t{1} << (token % kBlock);
    for (; bits != 0; bits &= bits - 1) block[place(bits)] |= member;
  }
  /// Whether the token has any of the bits.
  bool has(std::uint32_t token, Starts bits) const {
    return (any_of(blocks_[token / kBlock], bits) >> (token % kBlock) & 1) != 0;
  }
  /// Calls `visit` with each token of [at, last) that has any of the bits, in order.
  template <typename Visit>
  void each(Starts bits, std::uint32_t at, std::uint32_t last, const Visit& visit) const {
    for (std::uint32_t first = at - at % kBlock; first < last; first += kBlock) {
      std::uint64_t found = any_of(blocks_[first / kBlock], bits);
      if (first < at) found &= ~std::uint64_t{0} << (at - first);
      if (last - first < kBlock) found &= (std::uint64_t{1} << (last - first)) - 1;
      for (; found != 0; found &= found - 1) {
        visit(first + static_cast<std::uint32_t>(std::countr_zero(found)));
      }
    }
  }
  /// The first token of [at, last) that has any of the bits; `last` where none has.
  std::uint32_t next(Starts bits, std::uint32_t at, std::uint32_t last) const {
    if (at >= last) return last;
    std::uint32_t block = at / kBlock;
    std::uint64_t found = any_of(blocks_[block], bits) & (~std::uint64_t{0} << (at % kBlock));
    while (found == 0) {
      if (++block * kBlock >= last) return last;
      found = any_of(blocks_[block], bits);
    }
    return std::min(block * kBlock + static_cast<std::uint32_t>(std::countr_zero(found)), last);
  }

 private:
  static constexpr std::uint32_t kBlock = 64;
  /// For each bit the tokens that have it, the first in the lowest place.
  using Block = std::array<std::uint64_t, kStartBits>;

  static std::size_t place(Starts bits) { return static_cast<std::size_t>(std::countr_zero(bits)); }
  static std::uint64_t any_of(const Block& block, Starts bits) {
    std::uint64_t tokens = 0;
    for (; bits != 0; bits &= bits - 1) tokens |= block[place(bits)];
    return tokens;
  }

  std::vector<Block> blocks_;
  std::uint32_t size_ = 0;
};

}  // namespace chancery::ingest
