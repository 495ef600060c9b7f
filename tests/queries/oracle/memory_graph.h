#pragma once

// A property graph in plain maps: what the oracle looks into.

#include <map>
#include <set>
#include <string>

#include "chancery/graph.h"

namespace chancery::query {

struct MemoryNode {
  std::set<std::string> labels;
  Map properties;
};

struct MemoryRelationship {
  std::string type;
  NodeId start = NodeId::none;
  NodeId end = NodeId::none;
  Map properties;
};

struct MemoryGraph {
  std::map<NodeId, MemoryNode> nodes;
  std::map<RelationshipId, MemoryRelationship> relationships;
};

/// Everything that the view holds, by its two full scans.
MemoryGraph copy_of(const GraphView& view);

}  // namespace chancery::query
