#pragma once

// From ids to what a user sees.

#include <memory>

#include "chancery/graph.h"
#include "chancery/value.h"
#include "query_limits.h"

namespace chancery::query {

/// Null where there is no such node.
std::shared_ptr<const NodeData> node_data(const GraphView& graph, NodeId node);
/// Null where there is no such relationship.
std::shared_ptr<const RelationshipData> relationship_data(const GraphView& graph,
                                                          RelationshipId relationship);

/// Bytes of memory.
std::size_t footprint(const NodeData& data);
std::size_t footprint(const RelationshipData& data);

/// The value with labels, types and properties read from the graph wherever a node or a
/// relationship stands in it without them, also inside lists, maps and paths. `memory` is charged
/// for what is read.
Value complete(const Value& value, const GraphView& graph, HeldMemory& memory);

}  // namespace chancery::query
