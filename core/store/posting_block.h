#pragma once

// Where one term stands in the texts of up to 4,096 neighbouring nodes: the value of a row of the
// full-text index. A row a term and text would be most of all rows there are. What ranking needs
// lies together, before the positions that only phrases ask for.
//
//   block     := 1 (2 * offset + more) length [frequency, if more] positions        of one text
//              | count widths last most shortest step* length* frequency* positions*
//                       of several texts: the last one's offset, the highest frequency, the
//                       smallest length; steps are differences of offsets, the first one's from 0
//   offset    := of the text's node, from the block's first
//   widths    := byte: codes of how wide the steps are, from the lowest bit, 2 bits; so the lengths
//                and the frequencies. 0: nothing is there, as all are 1; 1, 2, 3: one byte, two,
//                four, the least significant first. It is the narrowest that they fit
//   positions := position (position - one before)*         of one text, as many as frequency
//
// Other numbers are varints. Which nodes share a block depends on their ids alone, not on the
// transactions that wrote them.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/types.h"
#include "store/pending_rows.h"

namespace chancery {

inline constexpr std::uint64_t kBlockNodes = 4096;

/// The node that a block is called after: its first, whether it is there or not.
inline NodeId block_of(NodeId node) { return static_cast<NodeId>(raw(node) & ~(kBlockNodes - 1)); }

/// Where a term stands in one text.
struct Posting {
  NodeId node = NodeId::none;
  std::uint64_t length = 0;              ///< words of the whole text, at least 1
  std::vector<std::uint32_t> positions;  ///< ascending
  bool operator==(const Posting&) const = default;
};

/// Visits the postings of a block, ascending by node. Throws Error(corruption).
void visit_postings(NodeId block, std::string_view bytes,
                    const std::function<void(Posting posting)>& visit);

/// One of a term in a block.
struct Occurrence {
  std::uint32_t offset = 0;    ///< of the node, from the block's first
  std::uint32_t position = 0;  ///< in the text of the node
  std::uint32_t length = 0;    ///< words of that text
};

/// All of a block, ascending, in place of what was in `out`. Throws Error(corruption).
void read_occurrences(std::string_view bytes, std::vector<Occurrence>& out);

/// What a term, or a phrase, weighs by in one text.
struct TextFrequency {
  std::uint32_t offset = 0;     ///< of the node, from the block's first
  std::uint32_t frequency = 0;  ///< times that it stands in the text
  std::uint32_t length = 0;     ///< words of the text
};

/// What the texts of a block have in common, known without reading them.
struct BlockTexts {
  std::uint32_t count = 0;
  std::uint32_t last = 0;      ///< offset of the last one's node
  std::uint32_t most = 0;      ///< highest frequency
  std::uint32_t shortest = 0;  ///< smallest length
  std::uint8_t widths = 0;     ///< see above; 0 for one text, of which all is known
  bool operator==(const BlockTexts&) const = default;
};

/// A block in the bytes of its row.
struct BlockParts {
  BlockTexts head;
  std::string_view texts;  ///< steps, lengths and frequencies
  std::string_view positions;
};
/// Throws Error(corruption). Texts and positions are not read.
BlockParts parts_of_block(std::string_view bytes);

BlockTexts head_of(std::span<const TextFrequency> texts);
/// Appends what read_texts() reads beside the head. Texts ascend, and there is at least one.
void append_texts(std::string& out, const BlockTexts& head, std::span<const TextFrequency> texts);

[[noreturn]] void fail_posting_block();

/// How many words a text may have to be worth a look: where the term stands in it once, twice and
/// so on; the last is for all higher frequencies.
using LengthLimits = std::array<std::uint32_t, 8>;
inline constexpr LengthLimits kAnyLength = [] {
  LengthLimits limits{};
  limits.fill(UINT32_MAX);
  return limits;
}();

/// The texts of a block within `limits`, ascending, valid while `room` is. Throws
/// Error(corruption) where all of them are not as `head` says.
std::span<const TextFrequency> read_texts(const BlockTexts& head, std::string_view texts,
                                          const LengthLimits& limits,
                                          std::vector<TextFrequency>& room);

/// The texts of a block that are those of nodes at `offsets`, which ascend; valid while `room` is.
/// What is not asked for is not checked. Throws Error(corruption).
std::span<const TextFrequency> find_texts(const BlockTexts& head, std::string_view texts,
                                          std::span<const std::uint32_t> offsets,
                                          std::vector<TextFrequency>& room);

/// Writes the blocks of an index; keeps the room that this takes.
class BlockWriter {
 public:
  /// Makes `out` the block `before`, which may be empty, with occurrences of later nodes behind;
  /// they ascend, and there is at least one. False, and nothing is done, where what `before` ends
  /// with is not before them.
  bool write(std::string& out, std::string_view before, std::span<const Occurrence> occurrences);
  /// Does that in a row.
  bool append(PendingRows& rows, PendingRows::Number row, std::span<const Occurrence> occurrences);
  /// The block with the posting of one node replaced, or taken out; empty where nothing is left.
  std::string with_posting(NodeId block, std::string_view bytes, NodeId node,
                           const std::optional<Posting>& posting);

 private:
  void gather(std::span<const Occurrence> occurrences);

  std::vector<TextFrequency> texts_;
  std::string positions_;
  std::string value_;
  std::vector<Occurrence> occurrences_;
};

}  // namespace chancery
