#pragma once

// The topology of a graph and its short properties as arrays: what an edition maps into memory
// beside its store, and what traversals, counts and graph algorithms run on. A projection is
// derived: it says nothing that the store does not say, and is built again where it is missing or
// damaged.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "chancery/column.h"
#include "chancery/export.h"
#include "chancery/graph.h"
#include "chancery/index_set.h"
#include "chancery/packed_numbers.h"
#include "chancery/types.h"

namespace chancery CHANCERY_API {

/// The place of a node in a projection: 0 to node_count() - 1, in ascending order of ids.
using NodeIndex = std::uint32_t;
/// The place of a relationship: 0 to relationship_count() - 1, in ascending order of ids.
using RelationshipIndex = std::uint32_t;

class Adjacency;

/// The relationships of steps that lie side by side. They take a few bits each, so they are made
/// when they are asked for: leave them alone where they are not needed.
class StepRelationships {
 public:
  StepRelationships() = default;
  StepRelationships(const Adjacency& rows, std::uint32_t start, std::uint32_t size)
      : rows_(&rows), start_(start), size_(size) {}

  std::size_t size() const { return size_; }
  inline RelationshipIndex operator[](std::size_t i) const;

 private:
  const Adjacency* rows_ = nullptr;
  std::uint32_t start_ = 0;
  std::uint32_t size_ = 0;
};

/// The steps of one type and direction from a node, sorted by (node, relationship): the node at
/// the other end of each, and its relationship, in lists of one length.
struct Steps {
  std::span<const NodeIndex> nodes;
  StepRelationships relationships;

  std::size_t size() const { return nodes.size(); }
  bool empty() const { return nodes.empty(); }
};

/// Compressed sparse rows: the steps of one type and direction from all nodes. For loops over
/// many nodes, which look it up once. Immutable; lives as long as its projection.
class Adjacency {
 public:
  Adjacency() = default;
  /// Row i is what lies from offsets[i] to offsets[i + 1] in the other two. Where `outgoing` is
  /// null, `relationships` has relationships; else these are the incoming rows of that type, and
  /// it has the place of each step in the outgoing row of the same relationship.
  Adjacency(IndexSet sources, std::span<const std::uint32_t> offsets,
            std::span<const NodeIndex> nodes, PackedNumbers relationships,
            const Adjacency* outgoing)
      : sources_(sources),
        offsets_(offsets),
        nodes_(nodes),
        relationships_(relationships),
        outgoing_(outgoing) {}

  Steps steps(NodeIndex node) const {
    const std::uint32_t place = sources_.place(node);
    return place == IndexSet::kAbsent ? Steps() : row(place);
  }
  std::uint32_t degree(NodeIndex node) const {
    const std::uint32_t place = sources_.place(node);
    return place == IndexSet::kAbsent ? 0 : offsets_[place + 1] - offsets_[place];
  }

  /// The nodes that have a row, ascending. All of them where most have steps: a row may be empty.
  const IndexSet& sources() const { return sources_; }
  /// The row at a place in sources().
  Steps row(std::uint32_t place) const {
    const std::uint32_t start = offsets_[place];
    const std::uint32_t count = offsets_[place + 1] - start;
    return {nodes_.subspan(start, count), StepRelationships(*this, start, count)};
  }

  /// All rows, one after the other.
  std::span<const std::uint32_t> offsets() const { return offsets_; }
  std::span<const NodeIndex> nodes() const { return nodes_; }
  /// Of the step at a place in nodes().
  RelationshipIndex relationship(std::uint32_t step) const {
    if (outgoing_ == nullptr) return relationships_[step];
    const std::uint32_t place = outgoing_->sources_.place(nodes_[step]);
    if (place == IndexSet::kAbsent) return 0;  // only where a file was made to mislead
    const std::uint32_t there = outgoing_->offsets_[place] + relationships_[step];
    return there < outgoing_->nodes_.size() ? outgoing_->relationships_[there] : 0;
  }

 private:
  IndexSet sources_;
  std::span<const std::uint32_t> offsets_;
  std::span<const NodeIndex> nodes_;
  PackedNumbers relationships_;
  const Adjacency* outgoing_ = nullptr;
};

RelationshipIndex StepRelationships::operator[](std::size_t i) const {
  return rows_->relationship(start_ + static_cast<std::uint32_t>(i));
}

/// A relationship by the indexes of its nodes.
struct IndexedRelationship {
  TypeId type = TypeId::none;
  NodeIndex start = 0;
  NodeIndex end = 0;
};

/// Immutable; may be used by many threads. Indexes out of range are undefined behaviour, unknown
/// labels and types are a miss.
class Projection {
 public:
  /// Builds one in memory. `check_interrupt` is called now and then and may throw. Throws
  /// Error(argument_error) where ids are too far apart for 32 bits to number them.
  static std::shared_ptr<const Projection> build(const GraphView& view,
                                                 const std::function<void()>& check_interrupt = {});
  ~Projection();

  std::uint32_t node_count() const;
  std::uint32_t relationship_count() const;

  NodeId node(NodeIndex index) const;
  std::optional<NodeIndex> index(NodeId node) const;
  RelationshipId relationship(RelationshipIndex index) const;
  std::optional<RelationshipIndex> index(RelationshipId relationship) const;

  /// Types that have a relationship, ascending.
  std::span<const TypeId> types() const;
  /// Null where no relationship has the type.
  const Adjacency* adjacency(TypeId type, bool outgoing) const;
  Steps steps(TypeId type, bool outgoing, NodeIndex node) const;
  std::uint32_t degree(TypeId type, bool outgoing, NodeIndex node) const;

  TypeId type(RelationshipIndex relationship) const;
  IndexedRelationship ends(RelationshipIndex relationship) const;

  /// The nodes with a label; null where none has it.
  const IndexSet* nodes_with(LabelId label) const;
  bool has_label(NodeIndex node, LabelId label) const;
  /// The labels of a node, in the order in which they were given.
  std::span<const LabelId> labels(NodeIndex node) const;

  /// The column of a property of nodes or of relationships; null where there is none.
  const Column* node_column(KeyId key) const;
  const Column* relationship_column(KeyId key) const;
  /// A property from its column, null where it is missing; nullopt where the values have no column
  /// (they are of several types, lists, long texts), and only a view can tell.
  std::optional<Value> node_property(NodeIndex node, KeyId key) const;
  std::optional<Value> relationship_property(RelationshipIndex relationship, KeyId key) const;

  /// How many relationships of a type lead from nodes with a label to nodes with a label;
  /// LabelId::none stands for any node.
  std::uint32_t count(LabelId start, TypeId type, LabelId end) const;
  /// How many nodes have 1, 2 or 3, 4 to 7, ... steps of a type and direction.
  std::span<const std::uint32_t> degrees(TypeId type, bool outgoing) const;

  class Parts;
  explicit Projection(std::unique_ptr<const Parts> parts);
  const Parts& parts() const { return *parts_; }

 private:
  std::unique_ptr<const Parts> parts_;
};

}  // namespace CHANCERY_API
