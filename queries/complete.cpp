#include "complete.h"

#include <optional>
#include <string>
#include <utility>

namespace chancery::query {
namespace {

Map named(std::vector<std::pair<KeyId, Value>> properties, const GraphView& graph) {
  Map map;
  for (auto& [key, value] : properties) {
    map.emplace(std::string(graph.name(key)), std::move(value));
  }
  return map;
}

Node completed(Node node, const GraphView& graph) {
  if (!node.data) node.data = node_data(graph, node.id);
  return node;
}

Relationship completed(Relationship relationship, const GraphView& graph) {
  if (!relationship.data) relationship.data = relationship_data(graph, relationship.id);
  return relationship;
}

Path completed(Path path, const GraphView& graph) {
  for (Node& node : path.nodes) node = completed(std::move(node), graph);
  for (Relationship& step : path.relationships) step = completed(std::move(step), graph);
  return path;
}

/// Plain values of a list are shared with the original; only what holds elements is rebuilt.
bool holds_elements(const Value& value) {
  switch (value.type()) {
    case ValueType::list:
    case ValueType::map:
    case ValueType::node:
    case ValueType::relationship:
    case ValueType::path:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::shared_ptr<const NodeData> node_data(const GraphView& graph, NodeId node) {
  if (!graph.exists(node)) return nullptr;
  auto data = std::make_shared<NodeData>();
  for (LabelId label : graph.labels(node)) data->labels.emplace_back(graph.name(label));
  data->properties = named(graph.properties(node), graph);
  return data;
}

std::shared_ptr<const RelationshipData> relationship_data(const GraphView& graph,
                                                          RelationshipId relationship) {
  std::optional<RelationshipRecord> record = graph.relationship(relationship);
  if (!record) return nullptr;
  auto data = std::make_shared<RelationshipData>();
  data->type = std::string(graph.name(record->type));
  data->start = record->start;
  data->end = record->end;
  data->properties = named(graph.properties(relationship), graph);
  return data;
}

Value complete(const Value& value, const GraphView& graph) {
  switch (value.type()) {
    case ValueType::node:
      return completed(value.as_node(), graph);
    case ValueType::relationship:
      return completed(value.as_relationship(), graph);
    case ValueType::path:
      return completed(value.as_path(), graph);
    case ValueType::list: {
      List list = value.as_list();
      for (Value& element : list) {
        if (holds_elements(element)) element = complete(element, graph);
      }
      return list;
    }
    case ValueType::map: {
      Map map = value.as_map();
      for (auto& [key, element] : map) {
        if (holds_elements(element)) element = complete(element, graph);
      }
      return map;
    }
    default:
      return value;
  }
}

}  // namespace chancery::query
