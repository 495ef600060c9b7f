#include "domain_reading.h"

#include <array>

namespace chancery::query {

std::vector<Evidence> proofs(const GraphView& view, const Value& element) {
  if (element.type() == ValueType::relationship) {
    return chancery::evidence(view, element.as_relationship().id);
  }
  std::vector<Evidence> one;
  if (auto proof = chancery::evidence(view, element.as_node().id)) {
    one.push_back(std::move(*proof));
  }
  return one;
}

bool has_label(EvalContext& context, NodeId node, std::string_view label) {
  const std::optional<LabelId> id = context.graph.label_id(label);
  return id && context.graph.has_label(node, *id);
}

Value property_of(EvalContext& context, NodeId node, std::string_view key) {
  const std::optional<KeyId> id = context.graph.key_id(key);
  return id ? context.graph.property(node, *id) : Value();
}

std::string text_property(EvalContext& context, NodeId node, std::string_view key) {
  const Value value = property_of(context, node, key);
  return value.is_null() ? std::string{} : to_display(value);
}

std::optional<NodeId> document_of(EvalContext& context, NodeId passage) {
  const std::optional<TypeId> type = context.graph.type_id("HAS_PASSAGE");
  if (!type) return std::nullopt;
  std::vector<Neighbour> scratch;
  const std::array types = {*type};
  const auto found = context.graph.neighbours(passage, Direction::incoming, types, scratch);
  return found.empty() ? std::nullopt : std::optional(found.front().node);
}

}  // namespace chancery::query
