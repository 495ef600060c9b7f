#include "graph_state.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace cypher_tests {
namespace {

template <typename Set>
std::uint64_t count_missing(const Set& from, const Set& in) {
  std::vector<typename Set::value_type> missing;
  std::set_difference(from.begin(), from.end(), in.begin(), in.end(), std::back_inserter(missing));
  return missing.size();
}

template <typename Set>
void compare(Effects& effects, const std::string& what, const Set& before, const Set& after) {
  if (const std::uint64_t added = count_missing(after, before)) effects["+" + what] = added;
  if (const std::uint64_t removed = count_missing(before, after)) effects["-" + what] = removed;
}

}  // namespace

GraphState read_state(const chancery::GraphView& view) {
  GraphState state;
  const auto add_properties = [&](char kind, std::uint64_t id, const auto& properties) {
    for (const auto& [key, value] : properties) {
      state.properties.emplace(kind, id, std::string(view.name(key)), chancery::to_cypher(value));
    }
  };
  const auto nodes = view.all_nodes();
  for (auto node = nodes->next(); node != chancery::NodeId::none; node = nodes->next()) {
    state.nodes.insert(raw(node));
    for (const chancery::LabelId label : view.labels(node)) {
      state.labels.insert(std::string(view.name(label)));
    }
    add_properties('n', raw(node), view.properties(node));
  }
  const auto relationships = view.all_relationships();
  for (auto id = relationships->next(); id != chancery::RelationshipId::none;
       id = relationships->next()) {
    state.relationships.insert(raw(id));
    add_properties('r', raw(id), view.properties(id));
  }
  return state;
}

Effects difference(const GraphState& before, const GraphState& after) {
  Effects effects;
  compare(effects, "nodes", before.nodes, after.nodes);
  compare(effects, "relationships", before.relationships, after.relationships);
  compare(effects, "labels", before.labels, after.labels);
  compare(effects, "properties", before.properties, after.properties);
  return effects;
}

}  // namespace cypher_tests
