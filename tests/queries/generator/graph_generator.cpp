#include "graph_generator.h"

namespace chancery::query {
namespace {

std::string mixed_value(Dice& dice) {
  switch (dice.roll(8)) {
    case 0:
      return "'v" + std::to_string(dice.roll(3)) + "'";
    case 1:
      return dice.chance(50) ? "true" : "false";
    case 2:
      return std::to_string(dice.roll(3)) + ".5";
    default:
      return std::to_string(dice.roll(3));
  }
}

std::string node_text(Dice& dice, unsigned number) {
  std::string text;
  for (const char* label : kLabels) {
    if (dice.chance(40)) text += std::string(":") + label;
  }
  text += " {id: " + std::to_string(number);
  if (dice.chance(70)) text += ", x: " + mixed_value(dice);
  if (dice.chance(50)) text += ", y: 'v" + std::to_string(dice.roll(3)) + "'";
  if (dice.chance(40)) text += ", d: date('2020-01-0" + std::to_string(1 + dice.roll(3)) + "')";
  if (dice.chance(30)) text += dice.chance(50) ? ", l: [0, 1]" : ", l: []";
  return text + "}";
}

}  // namespace

std::string GraphText::create() const {
  std::string text;
  for (const Node& node : nodes) {
    text += (text.empty() ? "CREATE (n" : ", (n") + std::to_string(node.number) + node.text + ")";
  }
  for (const Relationship& relationship : relationships) {
    text += ", (n" + std::to_string(relationship.start) + ")-[" + relationship.text + "]->(n" +
            std::to_string(relationship.end) + ")";
  }
  return text;
}

GraphText GraphText::without(std::size_t element) const {
  GraphText less = *this;
  if (element >= nodes.size()) {
    less.relationships.erase(less.relationships.begin() +
                             static_cast<std::ptrdiff_t>(element - nodes.size()));
    return less;
  }
  const unsigned number = nodes[element].number;
  less.nodes.erase(less.nodes.begin() + static_cast<std::ptrdiff_t>(element));
  std::erase_if(less.relationships, [number](const Relationship& relationship) {
    return relationship.start == number || relationship.end == number;
  });
  return less;
}

GraphText random_graph(Dice& dice) {
  GraphText graph;
  const unsigned nodes = 3 + dice.roll(5);
  for (unsigned i = 0; i < nodes; ++i) graph.nodes.push_back({i, node_text(dice, i)});
  const unsigned relationships = nodes + dice.roll(nodes);
  for (unsigned i = 0; i < relationships; ++i) {
    std::string text = ":" + dice.pick(kTypes);
    if (dice.chance(70)) text += " {w: " + std::to_string(dice.roll(3)) + "}";
    const unsigned start = dice.roll(nodes);
    graph.relationships.push_back({start, dice.roll(nodes), text});
  }
  return graph;
}

}  // namespace chancery::query
