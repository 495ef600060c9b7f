#pragma once

// The steps of a hop on the arrays of a projection.

#include <algorithm>
#include <vector>

#include "chancery/projection.h"
#include "exec/hop.h"

namespace chancery::query {

/// A relationship that stands in the match, by its ends.
struct WalkedStep {
  RelationshipIndex relationship = 0;
  TypeId type = TypeId::none;
  NodeIndex start = 0;
  NodeIndex end = 0;
};

class HopArrays {
 public:
  HopArrays() = default;
  HopArrays(const Hop& hop, const chancery::Projection& projection, const GraphView& graph)
      : direction_(hop.direction) {
    if (hop.from == kNoSlot) return;  // of the root
    TypeNames names(hop, graph);
    if (!names.resolve()) return;
    const std::span<const TypeId> all = projection.types();
    std::vector<TypeId> types(names.ids().begin(), names.ids().end());
    if (types.empty()) types.assign(all.begin(), all.end());
    for (const TypeId type : types) {
      if (direction_ != Direction::incoming) add(projection, type, true);
      if (direction_ != Direction::outgoing) add(projection, type, false);
    }
  }

  /// `visit(NodeIndex, RelationshipIndex, TypeId, bool outgoing)` for each step; a relationship
  /// from a node to itself comes once. Yields how many were visited.
  template <typename Visit>
  std::size_t for_each(NodeIndex from, Visit&& visit) const {
    std::size_t visited = 0;
    for (const Rows& rows : rows_) {
      const Steps steps = rows.adjacency->steps(from);
      visited += steps.size();
      for (std::size_t i = 0; i < steps.size(); ++i) {
        if (skips_loops(rows) && steps.nodes[i] == from) continue;
        visit(steps.nodes[i], steps.relationships[i], rows.type, rows.outgoing);
      }
    }
    return visited;
  }

  std::uint64_t count(NodeIndex from) const {
    std::uint64_t steps = 0;
    for (const Rows& rows : rows_) {
      steps += rows.adjacency->degree(from);
      if (skips_loops(rows)) steps -= loops(*rows.adjacency, from);
    }
    return steps;
  }

  /// Whether a relationship at `from` is among its steps.
  bool has(const WalkedStep& step, NodeIndex from) const {
    return std::ranges::any_of(rows_, [&](const Rows& rows) {
      return rows.type == step.type && (rows.outgoing ? step.start : step.end) == from;
    });
  }

  /// `visit(NodeIndex)` for each step that is one of the other hop's too.
  template <typename Visit>
  void for_each_shared(const HopArrays& other, NodeIndex from, Visit&& visit) const {
    if (direction_ != other.direction_ && direction_ != Direction::both &&
        other.direction_ != Direction::both) {
      for (const Rows& rows : rows_) {
        if (!other.has_type(rows.type)) continue;
        for (std::size_t n = loops(*rows.adjacency, from); n > 0; --n) visit(from);
      }
      return;
    }
    const HopArrays& narrow = direction_ == Direction::both ? other : *this;
    const HopArrays& wide = direction_ == Direction::both ? *this : other;
    narrow.for_each(from, [&](NodeIndex to, RelationshipIndex, TypeId type, bool) {
      if (wide.has_type(type)) visit(to);
    });
  }

  /// The nodes that can have steps; null where there is no one set of them.
  const IndexSet* sources() const {
    return rows_.size() == 1 ? &rows_.front().adjacency->sources() : nullptr;
  }
  bool empty() const { return rows_.empty(); }

 private:
  struct Rows {
    const Adjacency* adjacency;
    TypeId type;
    bool outgoing;
  };

  void add(const chancery::Projection& projection, TypeId type, bool outgoing) {
    if (const Adjacency* rows = projection.adjacency(type, outgoing)) {
      rows_.push_back({rows, type, outgoing});
    }
  }

  bool has_type(TypeId type) const {
    return std::ranges::any_of(rows_, [type](const Rows& rows) { return rows.type == type; });
  }

  /// In both directions, what leads from a node to itself is met among the outgoing ones.
  bool skips_loops(const Rows& rows) const {
    return direction_ == Direction::both && !rows.outgoing;
  }

  static std::size_t loops(const Adjacency& rows, NodeIndex node) {
    return std::ranges::equal_range(rows.steps(node).nodes, node).size();
  }

  Direction direction_ = Direction::both;
  std::vector<Rows> rows_;
};

}  // namespace chancery::query
