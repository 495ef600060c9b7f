#include "pattern_creator.h"

#include <fmt/format.h>

#include "../spelling.h"
#include "chancery/error.h"

namespace chancery::query {

PatternCreator::PatternCreator(std::vector<const PathPattern*> patterns, ExecContext& context)
    : context_(context), patterns_(std::move(patterns)) {
  SlotSet made;
  for (const PathPattern* pattern : patterns_) add_pattern(*pattern, made);
}

void PatternCreator::add_pattern(const PathPattern& pattern, SlotSet& made) {
  for (const NodePattern& node : pattern.nodes) {
    // A variable is created where it is first mentioned.
    if (node.bound || !made.insert(node.slot).second) continue;
    NodeStep step{static_cast<std::size_t>(node.slot), {}, compile_properties(node.properties)};
    for (const Name& label : node.labels) step.labels.push_back(label.text);
    nodes_.push_back(std::move(step));
  }
  for (std::size_t i = 0; i < pattern.relationships.size(); ++i) {
    const RelationshipPattern& hop = pattern.relationships[i];
    auto left = static_cast<std::size_t>(pattern.nodes[i].slot);
    auto right = static_cast<std::size_t>(pattern.nodes[i + 1].slot);
    if (hop.direction == Direction::incoming) std::swap(left, right);
    relationships_.push_back({static_cast<std::size_t>(hop.slot), left, right,
                              hop.types.front().text, compile_properties(hop.properties)});
  }
}

PatternCreator::Properties PatternCreator::compile_properties(const ExpressionPtr& properties) {
  return properties ? Properties{compile(*properties, context_), properties->span} : Properties();
}

Map PatternCreator::evaluate(const Properties& properties, Row& row) {
  if (!properties.map) return {};
  const Value& value = properties.map(row, scratch_);
  if (value.type() == ValueType::map) return value.as_map();
  if (value.is_null()) return {};
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              fmt::format("The properties of a pattern must be a map, not {}.",
                          with_article(value.type())));
}

void PatternCreator::check_no_null(const Properties& properties, Row& row) {
  for (const auto& [key, value] : evaluate(properties, row)) {
    if (!value.is_null()) continue;
    throw Error(ErrorKind::semantic_error, "MergeReadOwnWrites", Phase::runtime,
                fmt::format("MERGE cannot use null for the property {}: what it creates would "
                            "never be found again.",
                            key));
  }
}

void PatternCreator::check_no_null(Row& row) {
  const auto check = [&](const Properties& properties) {
    placed(properties.span, [&] { check_no_null(properties, row); });
  };
  for (const NodeStep& step : nodes_) check(step.properties);
  for (const RelationshipStep& step : relationships_) check(step.properties);
}

NodeId PatternCreator::end_of(std::size_t slot, const Row& row) const {
  if (row[slot].type() == ValueType::node) return row[slot].as_node().id;
  throw Error(ErrorKind::semantic_error, "InvalidArgumentValue", Phase::runtime,
              fmt::format("A relationship cannot be created: one of its nodes is {}.",
                          with_article(row[slot].type())));
}

void PatternCreator::create(const RelationshipStep& step, Row& row) {
  NodeId start = end_of(step.start, row);
  NodeId end = end_of(step.end, row);
  RelationshipId id =
      context_.writer->create_relationship(start, step.type, end, evaluate(step.properties, row));
  row[step.slot] = Relationship{id, nullptr};
}

void PatternCreator::create(Row& row) {
  for (const NodeStep& step : nodes_) {
    NodeId node = context_.writer->create_node(step.labels, evaluate(step.properties, row));
    row[step.slot] = Node{node, nullptr};
  }
  for (const RelationshipStep& step : relationships_) create(step, row);
  for (const PathPattern* pattern : patterns_) {
    if (pattern->slot == kNoSlot) continue;
    row[static_cast<std::size_t>(pattern->slot)] = assemble_path(*pattern, row, context_.graph());
  }
}

}  // namespace chancery::query
