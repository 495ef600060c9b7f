#pragma once

// Where one term stands in the texts of up to 4,096 neighbouring nodes: the value of a row of the
// full-text index. A row a term and text would be most of all rows there are.
//
//   block       := last-node last-position occurrence*     2 and 4 bytes, big-endian: of the end
//   occurrence  := (2 * step) position-step                once more in the same text
//                | (2 * step + 1) length position          in the text of a later node; the first
//                                                          step counts from the block's first node
//
// Numbers are varints unless said. Which nodes share a block depends on their ids alone, not on
// the transactions that wrote them.

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

/// Where a term, or a phrase, stands in one text.
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

/// Makes `out` a block of these occurrences, which ascend; there is at least one.
void write_block(std::string& out, std::span<const Occurrence> occurrences);

/// Adds occurrences, ascending, at the end. False, and nothing is done, where what the block ends
/// with is not before them. `rows[row]` may be empty.
bool append_occurrences(PendingRows& rows, PendingRows::Number row,
                        std::span<const Occurrence> occurrences);

/// The block with the posting of one node replaced, or taken out; empty where nothing is left.
std::string with_posting(NodeId block, std::string_view bytes, NodeId node,
                         const std::optional<Posting>& posting);

}  // namespace chancery
