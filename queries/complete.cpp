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

std::size_t footprint(const Map& properties) {
  constexpr std::size_t kEntry = sizeof(Map::value_type) + 48;
  std::size_t bytes = 0;
  for (const auto& [key, value] : properties) bytes += kEntry + key.size() + value.own_bytes();
  return bytes;
}

class Completion {
 public:
  Completion(const GraphView& graph, HeldMemory& memory) : graph_(graph), memory_(memory) {}

  Node of(Node node) {
    if (node.data) return node;
    node.data = node_data(graph_, node.id);
    if (node.data) memory_.charge(query::footprint(*node.data));
    return node;
  }

  Relationship of(Relationship relationship) {
    if (relationship.data) return relationship;
    relationship.data = relationship_data(graph_, relationship.id);
    if (relationship.data) memory_.charge(query::footprint(*relationship.data));
    return relationship;
  }

  Path of(Path path) {
    for (Node& node : path.nodes) node = of(std::move(node));
    for (Relationship& step : path.relationships) step = of(std::move(step));
    return path;
  }

  /// What holds no elements is shared with the original.
  Value of(const Value& value) {
    if (!value.holds_elements()) return value;
    report_work(kPerCompleted);
    switch (value.type()) {
      case ValueType::node:
        return of(value.as_node());
      case ValueType::relationship:
        return of(value.as_relationship());
      case ValueType::path:
        return of(value.as_path());
      case ValueType::list:
        return of(value.as_list());
      default:
        return of(value.as_map());
    }
  }

 private:
  static constexpr std::size_t kPerCompleted = 500;  // nanoseconds, roughly

  List of(List list) {
    for (Value& element : list) element = of(element);
    return list;
  }

  Map of(Map map) {
    for (auto& [key, element] : map) element = of(element);
    return map;
  }

  const GraphView& graph_;
  HeldMemory& memory_;
};

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

std::size_t footprint(const NodeData& data) {
  std::size_t bytes = sizeof(NodeData) + footprint(data.properties);
  for (const std::string& label : data.labels) bytes += sizeof(label) + label.size();
  return bytes;
}

std::size_t footprint(const RelationshipData& data) {
  return sizeof(RelationshipData) + data.type.size() + footprint(data.properties);
}

Value complete(const Value& value, const GraphView& graph, HeldMemory& memory) {
  return Completion(graph, memory).of(value);
}

}  // namespace chancery::query
