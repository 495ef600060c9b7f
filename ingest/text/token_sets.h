#pragma once

// Which tokens of a text have which bits of Starts. A stage asks for the next token that has its
// bit far more often than what one token has, so each bit is a set of tokens: a number holds 64.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "dictionary/words.h"

namespace chancery::ingest {

class TokenSets {
 public:
  std::uint32_t size() const { return size_; }
  /// Forgets what is there: the tokens have just these bits.
  void assign(std::span<const Starts> starts) {
    size_ = static_cast<std::uint32_t>(starts.size());
    blocks_.resize((starts.size() + kBlock - 1) / kBlock);
    const std::size_t whole = starts.size() - starts.size() % kBlock;
    for (std::size_t at = 0; at < whole; at += kBlock) turn(&starts[at], blocks_[at / kBlock]);
    if (whole == starts.size()) return;
    std::array<Starts, kBlock> rest{};
    std::copy(starts.begin() + static_cast<std::ptrdiff_t>(whole), starts.end(), rest.begin());
    turn(rest.data(), blocks_.back());
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
  /// Makes a block of the bits of its tokens.
  static void turn(const Starts* tokens, Block& block) {
#ifdef __SSE2__
    constexpr std::size_t kAtOnce = 16;
    std::array<std::array<std::uint16_t, kBlock / kAtOnce>, kPlanes * 8> parts;
    for (std::size_t part = 0; part < kBlock / kAtOnce; ++part) {
      for (std::size_t plane = 0; plane < kPlanes; ++plane) {
        __m128i bytes = bytes_of(tokens + part * kAtOnce, static_cast<int>(plane) * 8);
        for (std::size_t bit = 8; bit-- > 0; bytes = _mm_add_epi8(bytes, bytes)) {
          parts[plane * 8 + bit][part] = static_cast<std::uint16_t>(_mm_movemask_epi8(bytes));
        }
      }
    }
    for (std::size_t bit = 0; bit < kStartBits; ++bit) {
      block[bit] = std::uint64_t{parts[bit][0]} | std::uint64_t{parts[bit][1]} << 16 |
                   std::uint64_t{parts[bit][2]} << 32 | std::uint64_t{parts[bit][3]} << 48;
    }
#else
    block = {};
    for (std::size_t at = 0; at < kBlock; ++at) {
      for (Starts bits = tokens[at]; bits != 0; bits &= bits - 1) {
        block[place(bits)] |= std::uint64_t{1} << at;
      }
    }
#endif
  }
#ifdef __SSE2__
  static constexpr std::size_t kPlanes = (kStartBits + 7) / 8;
  /// One byte of each of sixteen tokens' bits.
  static __m128i bytes_of(const Starts* tokens, int shift) {
    const auto four = [&](int i) {
      const __m128i bits = _mm_loadu_si128(reinterpret_cast<const __m128i*>(tokens) + i);
      return _mm_and_si128(_mm_srli_epi32(bits, shift), _mm_set1_epi32(0xFF));
    };
    return _mm_packus_epi16(_mm_packs_epi32(four(0), four(1)), _mm_packs_epi32(four(2), four(3)));
  }
#endif
  static std::uint64_t any_of(const Block& block, Starts bits) {
    std::uint64_t tokens = 0;
    for (; bits != 0; bits &= bits - 1) tokens |= block[place(bits)];
    return tokens;
  }

  std::vector<Block> blocks_;
  std::uint32_t size_ = 0;
};

}  // namespace chancery::ingest
