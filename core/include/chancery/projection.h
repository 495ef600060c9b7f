#pragma once

// The topology of a graph as arrays: what an edition maps into memory beside its store, and what
// traversals, counts and graph algorithms run on. A projection is derived: it says nothing that
// the store does not say, and is built again where it is missing or damaged.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "chancery/export.h"
#include "chancery/graph.h"
#include "chancery/types.h"

namespace chancery CHANCERY_API {

/// The place of a node in a projection: 0 to node_count() - 1, in ascending order of ids.
using NodeIndex = std::uint32_t;
/// The place of a relationship: 0 to relationship_count() - 1, in ascending order of ids.
using RelationshipIndex = std::uint32_t;

/// The steps of one type and direction from a node, sorted by (node, relationship): the node at
/// the other end of each, and its relationship, in arrays of one length.
struct Steps {
  std::span<const NodeIndex> nodes;
  std::span<const RelationshipIndex> relationships;

  std::size_t size() const { return nodes.size(); }
  bool empty() const { return nodes.empty(); }
};

/// Immutable; may be used by many threads. Indexes out of range are undefined behaviour, unknown
/// labels and types are a miss.
class Projection {
 public:
  /// Builds one in memory. `check_interrupt` is called now and then and may throw. Throws
  /// Error(argument_error) where the graph has more nodes or relationships than 32 bits can number.
  static std::shared_ptr<const Projection> build(const GraphView& view,
                                                 const std::function<void()>& check_interrupt = {});

  std::uint32_t node_count() const;
  std::uint32_t relationship_count() const;

  NodeId node(NodeIndex index) const;
  std::optional<NodeIndex> index(NodeId node) const;
  RelationshipId relationship(RelationshipIndex index) const;
  std::optional<RelationshipIndex> index(RelationshipId relationship) const;

  /// Types that have a relationship, ascending.
  std::span<const TypeId> types() const;
  Steps steps(TypeId type, bool outgoing, NodeIndex node) const;
  std::uint32_t degree(TypeId type, bool outgoing, NodeIndex node) const;

  bool has_label(NodeIndex node, LabelId label) const;
};

}  // namespace CHANCERY_API
