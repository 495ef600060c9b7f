#pragma once

// The steps of one type and direction from a node: the value of a row of the adjacency. What a
// transaction changes in such a row is written without reading it, as a change that is merged into
// it later, so that a step to or from a node costs the same however many the node has.
//
//   row     := step*                          ascending by relationship; may be empty
//   step    := relationship other             both as differences to the step before; those of the
//                                             first step to 0 and to the row's own node
//   change  := count relationship* row        relationships taken out, as differences; then steps
//                                             added, which come after all that were there
//
// Relationships and counts are varints, others signed varints. Relationships only ever get greater
// ids, and so the bytes of a row depend on its steps alone, not on the changes that made it.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/types.h"
#include "store/bytes.h"

namespace chancery {

struct AdjacencyStep {
  RelationshipId relationship = RelationshipId::none;
  NodeId other = NodeId::none;
  bool operator==(const AdjacencyStep&) const = default;
};

/// What the first step of a row counts from.
inline AdjacencyStep before_first_step(NodeId node) { return {RelationshipId::none, node}; }

inline constexpr std::size_t kMostStepBytes = 2 * kMostVarintBytes;

/// Writes `step` where there is room for kMostStepBytes; yields the end.
inline char* write_step(char* out, const AdjacencyStep& before, const AdjacencyStep& step) {
  out = write_varint(out, raw(step.relationship) - raw(before.relationship));
  return write_varint(out,
                      folded_sign(static_cast<std::int64_t>(raw(step.other) - raw(before.other))));
}

inline void append_step(std::string& out, const AdjacencyStep& before, const AdjacencyStep& step) {
  char bytes[kMostStepBytes];
  out.append(bytes, static_cast<std::size_t>(write_step(bytes, before, step) - bytes));
}

/// Visits the steps of a row. Throws Error(corruption) where it does not read.
template <typename Visit>
void visit_steps(NodeId node, std::string_view row, const Visit& visit) {
  ByteReader reader(row);
  AdjacencyStep step = before_first_step(node);
  while (!reader.at_end()) {
    step.relationship = static_cast<RelationshipId>(raw(step.relationship) + reader.varint());
    step.other =
        static_cast<NodeId>(raw(step.other) + static_cast<std::uint64_t>(reader.signed_varint()));
    visit(step);
  }
}

std::vector<AdjacencyStep> read_steps(NodeId node, std::string_view row);
std::string steps_row(NodeId node, std::span<const AdjacencyStep> steps);

struct AdjacencyChange {
  std::vector<RelationshipId> removed;  ///< ascending
  std::vector<AdjacencyStep> added;     ///< ascending by relationship
};

AdjacencyChange read_change(NodeId node, std::string_view bytes);
std::string change_bytes(NodeId node, const AdjacencyChange& change);

void apply_change(const AdjacencyChange& change, std::vector<AdjacencyStep>& steps);
/// One change that does what `first` and then `second` do.
void combine(AdjacencyChange& first, const AdjacencyChange& second);

/// The row after changes, in their order. Throws Error(corruption).
std::string changed_row(NodeId node, std::string_view row,
                        std::span<const std::string_view> changes);

}  // namespace chancery
