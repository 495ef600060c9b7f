#include <algorithm>
#include <string>

#include "chancery/error.h"
#include "chancery/temporal_functions.h"
#include "operators.h"

namespace chancery::query {
namespace {

[[noreturn]] void throw_type(std::string detail, const std::string& message) {
  throw Error(ErrorKind::type_error, std::move(detail), Phase::runtime, message);
}

std::string type_name(const Value& value) { return std::string(to_string(value.type())); }

[[noreturn]] void throw_deleted(std::string_view what) {
  throw Error(ErrorKind::entity_not_found, "DeletedEntityAccess", Phase::runtime,
              "The " + std::string(what) + " has been deleted.");
}

Value node_property(const GraphView& graph, NodeId node, std::string_view key) {
  const std::optional<KeyId> id = graph.key_id(key);
  Value value = id ? graph.property(node, *id) : Value();
  if (value.is_null() && !graph.exists(node)) throw_deleted("node");
  return value;
}

Value relationship_property(const GraphView& graph, RelationshipId relationship,
                            std::string_view key) {
  const std::optional<KeyId> id = graph.key_id(key);
  Value value = id ? graph.property(relationship, *id) : Value();
  if (value.is_null() && !graph.relationship(relationship)) throw_deleted("relationship");
  return value;
}

Value map_entry(const Map& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? Value() : found->second;
}

Value list_item(const List& list, const Value& key) {
  if (key.type() != ValueType::integer) {
    throw_type("ListElementAccessByNonInteger",
               "A list is indexed by an integer, not by a value of type " + type_name(key) + ".");
  }
  const auto size = static_cast<std::int64_t>(list.size());
  const std::int64_t at = key.as_integer() < 0 ? key.as_integer() + size : key.as_integer();
  return at < 0 || at >= size ? Value() : list[static_cast<std::size_t>(at)];
}

std::int64_t slice_bound(const Value& bound, std::int64_t size) {
  if (bound.type() != ValueType::integer) {
    throw_type("InvalidArgumentType",
               "The bounds of a list slice are integers, not of type " + type_name(bound) + ".");
  }
  const std::int64_t at = bound.as_integer() < 0 ? bound.as_integer() + size : bound.as_integer();
  return std::clamp<std::int64_t>(at, 0, size);
}

}  // namespace

Value property(EvalContext& context, const Value& value, std::string_view key) {
  switch (value.type()) {
    case ValueType::null:
      return value;
    case ValueType::map:
      return map_entry(value.as_map(), key);
    case ValueType::node:
      return node_property(context.graph, value.as_node().id, key);
    case ValueType::relationship:
      return relationship_property(context.graph, value.as_relationship().id, key);
    default:
      break;
  }
  if (!contains(kInstant | kDuration, value.type())) {
    throw_type("InvalidArgumentType", "A value of type " + type_name(value) +
                                          " has no properties, so '." + std::string(key) +
                                          "' cannot be read.");
  }
  return temporal_component(value, key).value_or(Value());
}

Value index(EvalContext& context, const Value& container, const Value& key) {
  if (container.is_null() || key.is_null()) return Value();
  if (container.type() == ValueType::list) return list_item(container.as_list(), key);
  if (!contains(kMap | kNode | kRelationship, container.type())) {
    throw_type("InvalidArgumentType",
               "A value of type " + type_name(container) + " cannot be indexed.");
  }
  if (key.type() != ValueType::string) {
    throw_type("MapElementAccessByNonString",
               "A " + type_name(container) + " is indexed by a string, not by a value of type " +
                   type_name(key) + ".");
  }
  return property(context, container, key.as_string());
}

Value slice(const Value& list, const Value* from, const Value* to) {
  if (list.is_null() || (from && from->is_null()) || (to && to->is_null())) return Value();
  if (list.type() != ValueType::list) {
    throw_type("InvalidArgumentType",
               "Only a list can be sliced, not a value of type " + type_name(list) + ".");
  }
  const List& items = list.as_list();
  const auto size = static_cast<std::int64_t>(items.size());
  const std::int64_t begin = from ? slice_bound(*from, size) : 0;
  const std::int64_t end = to ? slice_bound(*to, size) : size;
  if (begin >= end) return List{};
  return List(items.begin() + begin, items.begin() + end);
}

}  // namespace chancery::query
