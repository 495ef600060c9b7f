#pragma once

// From ids to what a user sees.

#include <memory>

#include "chancery/graph.h"
#include "chancery/value.h"

namespace chancery::query {

/// Null where there is no such node.
std::shared_ptr<const NodeData> node_data(const GraphView& graph, NodeId node);
/// Null where there is no such relationship.
std::shared_ptr<const RelationshipData> relationship_data(const GraphView& graph,
                                                          RelationshipId relationship);

/// The value with labels, types and properties read from the graph wherever a node or a
/// relationship stands in it without them, also inside lists, maps and paths.
Value complete(const Value& value, const GraphView& graph);

}  // namespace chancery::query
