#pragma once

// The relationships of a graph as they are read, and their rows by type and direction.

#include <span>
#include <vector>

#include "chancery/projection.h"
#include "store/projection/sections.h"

namespace chancery {

/// Relationships of one type, by place.
struct RelationshipsOfType {
  std::vector<RelationshipIndex> relationships;
  std::vector<NodeIndex> starts;
  std::vector<NodeIndex> ends;

  void reserve(std::size_t count) {
    relationships.reserve(count);
    starts.reserve(count);
    ends.reserve(count);
  }
  void add(RelationshipIndex relationship, NodeIndex start, NodeIndex end) {
    relationships.push_back(relationship);
    starts.push_back(start);
    ends.push_back(end);
  }
};

/// The nodes that have steps, perhaps others too, and where the steps of each start.
struct RowStarts {
  Section sources;
  std::vector<std::uint32_t> starts;  ///< by source, and the end of the last one
};

/// Puts relationships, which ascend, in the order of their steps: by start, end, relationship.
void sort_as_steps(RelationshipsOfType& group, std::uint32_t nodes);

/// The rows of those that are sorted so.
RowStarts outgoing_rows(const RelationshipsOfType& sorted, std::uint32_t nodes);

/// The same steps backwards, by end, start, relationship.
struct IncomingRows {
  RowStarts rows;
  std::vector<NodeIndex> nodes;
  std::vector<std::uint32_t> places;  ///< by step, of its relationship in the outgoing row
};
IncomingRows incoming_rows(const RelationshipsOfType& sorted, std::uint32_t nodes);

}  // namespace chancery
