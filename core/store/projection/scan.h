#pragma once

// The whole graph, once, in ascending order of ids: what a projection is built from.

#include <utility>

#include "store/graph_reads.h"

namespace chancery {

/// Calls `visit(NodeId, const NodeFields&)`.
template <typename Visit>
void scan_nodes(const GraphReads& reads, const Visit& visit) {
  const auto cursor = reads.rows().scan(Family::nodes, {}, {});
  while (cursor->next()) visit(trailing_node(cursor->key()), parse_node(cursor->value()));
}

/// Calls `visit(RelationshipId, const RelationshipFields&)`.
template <typename Visit>
void scan_relationships(const GraphReads& reads, const Visit& visit) {
  const auto cursor = reads.rows().scan(Family::relationships, {}, {});
  while (cursor->next()) {
    const auto id = static_cast<RelationshipId>(raw(trailing_node(cursor->key())));
    visit(id, parse_relationship(cursor->value()));
  }
}

}  // namespace chancery
