#pragma once

// The first steps of nodes that documents bring, of 64 neighbouring nodes together: the value of a
// row of the adjacency. Passages and statements have few steps, and get them while their document
// is written; a row for each type and side of each of them would be a third of all rows there are.
//
//   block    := section*             ascending by node; at least one
//   section  := offset size group*   offset of the node from the block's first, one byte;
//                                    bytes of its groups; at least one group
//   group    := word size row        2 * type, and 1 more where the steps come in; bytes of the
//                                    row, see adjacency_row.h, which is not empty
//
// Sizes and words are varints. The groups of a node ascend by side, outgoing first, and type. What
// a node has more than kMostEarlySteps, and what it gets later, is in rows of its own.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "store/adjacency_row.h"
#include "store/keys.h"

namespace chancery {

inline constexpr std::uint64_t kEarlyBlockNodes = 64;
inline constexpr std::size_t kMostEarlySteps = 16;

/// The node that the block of a node is called after: its first, whether it is there or not.
inline NodeId early_block_of(NodeId node) {
  return static_cast<NodeId>(raw(node) & ~(kEarlyBlockNodes - 1));
}

/// What a block holds of a node, in its bytes.
struct EarlySection {
  NodeId node = NodeId::none;
  std::string_view bytes;   ///< of the whole section
  std::string_view groups;  ///< what visit_early_groups() reads
};

/// Visits the sections of a block, as EarlySection. Throws Error(corruption) where it does not
/// read.
template <typename Visit>
void visit_early_sections(NodeId block, std::string_view bytes, const Visit& visit) {
  ByteReader reader(bytes);
  while (!reader.at_end()) {
    const std::size_t start = reader.position();
    const auto node = static_cast<NodeId>(raw(block) + reader.byte());
    const std::string_view groups = reader.string();
    visit(EarlySection{node, reader.since(start), groups});
  }
}

/// Visits (AdjacencyKey, row) of the groups of a section. Throws Error(corruption) where it does
/// not read.
template <typename Visit>
void visit_early_groups(NodeId node, std::string_view groups, const Visit& visit) {
  ByteReader reader(groups);
  while (!reader.at_end()) {
    const std::uint64_t word = reader.varint();
    const AdjacencyKey key{node, (word & 1) == 0, static_cast<TypeId>(word >> 1)};
    visit(key, reader.string());
  }
}

/// The groups of a node in its block; empty where it has none. Throws Error(corruption) where the
/// block does not read as far as the node.
std::string_view early_groups(std::string_view block, NodeId node);

/// Writes a block, node after node.
class EarlyBlockWriter {
 public:
  /// Appends to `out`, which outlives it.
  explicit EarlyBlockWriter(std::string& out) : out_(out) {}

  /// Ascending by (incoming, type); steps ascending by relationship, at least one, and those of a
  /// section together at most kMostEarlySteps.
  void add_group(const AdjacencyKey& key, std::span<const AdjacencyStep> steps);
  /// Writes the groups since the last section, if there are any, as those of a node.
  void end_section(NodeId node);
  void copy(const EarlySection& section) { out_.append(section.bytes); }

 private:
  static constexpr std::size_t kMostBytes =
      kMostEarlySteps * (2 * kMostVarintBytes + kMostStepBytes);

  std::string& out_;
  std::array<char, kMostBytes> groups_;  // the first size_ bytes are written
  std::size_t size_ = 0;
};

}  // namespace chancery
