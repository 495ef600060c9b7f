#pragma once

// The relationships of a graph as they are read, and their rows by type and direction.

#include <span>
#include <vector>

#include "chancery/projection.h"
#include "store/projection/sections.h"

namespace chancery {

/// By relationship index.
struct Relationships {
  std::vector<NodeIndex> starts;
  std::vector<NodeIndex> ends;
  std::vector<TypeId> types;
};

/// The indexes of relationships by type, ascending within each.
struct RelationshipsOfType {
  TypeId type = TypeId::none;
  std::vector<RelationshipIndex> relationships;
};
std::vector<RelationshipsOfType> group_by_type(std::vector<TypeId> types);

/// The rows of one type and direction.
struct Rows {
  Section sources;
  std::vector<std::uint32_t> starts;  ///< by source, and the end of the last one
  std::vector<NodeIndex> nodes;
  std::vector<RelationshipIndex> relationships;
};

/// `near` are the ends that the rows are of, `far` the others, both by relationship index.
Rows build_rows(std::span<const RelationshipIndex> relationships, std::span<const NodeIndex> near,
                std::span<const NodeIndex> far, std::uint32_t nodes);

}  // namespace chancery
