#include "memory_graph.h"

namespace chancery::query {

MemoryGraph copy_of(const GraphView& view) {
  MemoryGraph graph;
  const auto nodes = view.all_nodes();
  for (NodeId id = nodes->next(); id != NodeId::none; id = nodes->next()) {
    MemoryNode& node = graph.nodes[id];
    for (const LabelId label : view.labels(id)) node.labels.emplace(view.name(label));
    for (const auto& [key, value] : view.properties(id)) {
      node.properties.emplace(view.name(key), value);
    }
  }
  const auto relationships = view.all_relationships();
  for (RelationshipId id = relationships->next(); id != RelationshipId::none;
       id = relationships->next()) {
    const RelationshipRecord record = *view.relationship(id);
    MemoryRelationship& relationship = graph.relationships[id];
    relationship.type = view.name(record.type);
    relationship.start = record.start;
    relationship.end = record.end;
    for (const auto& [key, value] : view.properties(id)) {
      relationship.properties.emplace(view.name(key), value);
    }
  }
  return graph;
}

}  // namespace chancery::query
