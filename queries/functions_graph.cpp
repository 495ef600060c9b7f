// Nodes, relationships and paths.

#include <array>

#include "chancery/error.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

[[noreturn]] void throw_deleted(std::string_view what) {
  throw Error(ErrorKind::entity_not_found, "DeletedEntityAccess", Phase::runtime,
              "The " + std::string(what) + " has been deleted.");
}

void require_node(EvalContext& context, NodeId node) {
  if (!context.graph.exists(node)) throw_deleted("node");
}

RelationshipRecord record_of(EvalContext& context, const Value& value) {
  const auto record = context.graph.relationship(value.as_relationship().id);
  if (!record) throw_deleted("relationship");
  return *record;
}

Value id(EvalContext&, Arguments arguments) {
  const Value& value = arguments[0];
  return static_cast<std::int64_t>(
      value.type() == ValueType::node ? raw(value.as_node().id) : raw(value.as_relationship().id));
}

Value element_id(EvalContext& context, Arguments arguments) {
  return to_display(id(context, arguments));
}

Value labels(EvalContext& context, Arguments arguments) {
  const NodeId node = arguments[0].as_node().id;
  require_node(context, node);
  List names;
  for (LabelId label : context.graph.labels(node)) names.emplace_back(context.graph.name(label));
  return names;
}

// The type of a deleted relationship stays known where the value carries it.
Value type(EvalContext& context, Arguments arguments) {
  const Relationship& relationship = arguments[0].as_relationship();
  if (const auto record = context.graph.relationship(relationship.id)) {
    return context.graph.name(record->type);
  }
  if (relationship.data) return relationship.data->type;
  throw_deleted("relationship");
}

Map properties_map(EvalContext& context, const Value& value) {
  const bool is_node = value.type() == ValueType::node;
  if (is_node) require_node(context, value.as_node().id);
  if (!is_node) record_of(context, value);
  const auto stored = is_node ? context.graph.properties(value.as_node().id)
                              : context.graph.properties(value.as_relationship().id);
  Map map;
  for (const auto& [key, item] : stored) map.emplace(context.graph.name(key), item);
  return map;
}

Value properties(EvalContext& context, Arguments arguments) {
  if (arguments[0].type() == ValueType::map) return arguments[0];
  return properties_map(context, arguments[0]);
}

Value keys(EvalContext& context, Arguments arguments) {
  const Value map = properties(context, arguments);
  List names;
  for (const auto& [key, item] : map.as_map()) names.emplace_back(key);
  return names;
}

Value nodes(EvalContext&, Arguments arguments) {
  const Path& path = arguments[0].as_path();
  return List(path.nodes.begin(), path.nodes.end());
}

Value relationships(EvalContext&, Arguments arguments) {
  const Path& path = arguments[0].as_path();
  return List(path.relationships.begin(), path.relationships.end());
}

Value length(EvalContext&, Arguments arguments) {
  return static_cast<std::int64_t>(arguments[0].as_path().relationships.size());
}

Value start_node(EvalContext& context, Arguments arguments) {
  return Node{record_of(context, arguments[0]).start, nullptr};
}

Value end_node(EvalContext& context, Arguments arguments) {
  return Node{record_of(context, arguments[0]).end, nullptr};
}

// The number of relationships of a node, of one type where it is named.
Value degree(EvalContext& context, Arguments arguments) {
  const NodeId node = arguments[0].as_node().id;
  require_node(context, node);
  std::vector<TypeId> types;
  if (arguments.size() > 1) {
    const auto wanted = context.graph.type_id(arguments[1].as_string());
    if (!wanted) return 0;
    types.push_back(*wanted);
  }
  return static_cast<std::int64_t>(context.graph.degree(node, Direction::both, types));
}

constexpr Function of_graph(std::string_view name, std::string_view signature,
                            std::string_view text, std::string_view example,
                            Value (*call)(EvalContext&, Arguments), TypeSet accepts,
                            TypeSet yields) {
  return Function{.name = name,
                  .signature = signature,
                  .text = text,
                  .example = example,
                  .min_args = 1,
                  .max_args = 1,
                  .call = call,
                  .accepts = {accepts},
                  .yields = yields};
}

const std::array kGraphFunctions = {
    of_graph("id", "id(element :: NODE | RELATIONSHIP) :: INTEGER",
             "The number by which the database knows a node or relationship.",
             "MATCH (d:Document) RETURN id(d) AS number LIMIT 1", id, kNode | kRelationship,
             kInteger),
    of_graph("elementId", "elementId(element :: NODE | RELATIONSHIP) :: STRING",
             "As id(), as a text.", "MATCH (d:Document) RETURN elementId(d) AS number LIMIT 1",
             element_id, kNode | kRelationship, kString),
    of_graph("labels", "labels(node :: NODE) :: LIST<STRING>", "The labels of a node.",
             "RETURN labels(entity('ENISA')) AS labels", labels, kNode, kList),
    of_graph("type", "type(relationship :: RELATIONSHIP) :: STRING", "The type of a relationship.",
             "MATCH (:Organization)-[r]->(:Instrument) RETURN DISTINCT type(r) AS type", type,
             kRelationship, kString),
    of_graph("properties", "properties(element :: NODE | RELATIONSHIP | MAP) :: MAP",
             "All properties of a node or relationship.",
             "RETURN properties(entity('ENISA')) AS known", properties,
             kNode | kRelationship | kMap, kMap),
    of_graph("keys", "keys(element :: NODE | RELATIONSHIP | MAP) :: LIST<STRING>",
             "The names of the properties of a node or relationship, or of a map's entries.",
             "RETURN keys(entity('ENISA')) AS names", keys, kNode | kRelationship | kMap, kList),
    of_graph(
        "nodes", "nodes(path :: PATH) :: LIST<NODE>", "The nodes of a path, in order.",
        "MATCH path = (:Document)-[:HAS_PASSAGE]->(:Passage) RETURN nodes(path) AS nodes LIMIT 1",
        nodes, kPath, kList),
    of_graph("relationships", "relationships(path :: PATH) :: LIST<RELATIONSHIP>",
             "The relationships of a path, in order.",
             "MATCH path = (:Statement)-[:SUBJECT]->(:Entity) RETURN relationships(path) AS steps "
             "LIMIT 1",
             relationships, kPath, kList),
    of_graph("length", "length(path :: PATH) :: INTEGER", "The number of relationships of a path.",
             "MATCH path = (:Document)-[:HAS_PASSAGE]->()-[:MENTIONS]->(:Topic) RETURN "
             "length(path) AS steps LIMIT 1",
             length, kPath, kInteger),
    of_graph("startNode", "startNode(relationship :: RELATIONSHIP) :: NODE",
             "The node a relationship starts from.",
             "MATCH (:State)-[r:SUPPORTS]->() RETURN startNode(r).name AS who LIMIT 1", start_node,
             kRelationship, kNode),
    of_graph("endNode", "endNode(relationship :: RELATIONSHIP) :: NODE",
             "The node a relationship ends at.",
             "MATCH (:State)-[r:SUPPORTS]->() RETURN endNode(r).name AS what LIMIT 1", end_node,
             kRelationship, kNode),
    Function{.name = "degree",
             .signature = "degree(node :: NODE [, type :: STRING]) :: INTEGER",
             .text = "The number of relationships of a node, of one type where it is named.",
             .example = "RETURN degree(entity('ENISA'), 'MENTIONS') AS mentions",
             .min_args = 1,
             .max_args = 2,
             .call = degree,
             .accepts = {kNode, kString},
             .yields = kInteger},
};

}  // namespace

std::span<const Function> graph_functions() { return kGraphFunctions; }

}  // namespace chancery::query
