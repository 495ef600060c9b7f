#include "update_oracle.h"

#include <algorithm>

namespace chancery::query {
namespace {

template <typename Id, typename Element>
Id next_id(const std::map<Id, Element>& elements) {
  return static_cast<Id>(elements.empty() ? 1 : raw(elements.rbegin()->first) + 1);
}

void set_or_remove(Map& properties, const std::string& key, const Value& value) {
  if (value.is_null()) {
    properties.erase(key);
  } else {
    properties.insert_or_assign(key, value);
  }
}

std::set<std::string> labels_in_use(const MemoryGraph& graph) {
  std::set<std::string> labels;
  for (const auto& [id, node] : graph.nodes) labels.insert(node.labels.begin(), node.labels.end());
  return labels;
}

template <typename Id, typename Element>
std::uint64_t missing(const std::map<Id, Element>& elements, const std::map<Id, Element>& from) {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      elements, [&from](const auto& entry) { return !from.contains(entry.first); }));
}

/// Properties of `elements` that `others` do not have with the same value.
template <typename Id, typename Element>
std::uint64_t changed(const std::map<Id, Element>& elements, const std::map<Id, Element>& others) {
  std::uint64_t count = 0;
  for (const auto& [id, element] : elements) {
    const auto other = others.find(id);
    for (const auto& [key, value] : element.properties) {
      if (other != others.end()) {
        const auto at = other->second.properties.find(key);
        if (at != other->second.properties.end() && at->second.type() == value.type() &&
            equivalent(at->second, value)) {
          continue;
        }
      }
      ++count;
    }
  }
  return count;
}

}  // namespace

void UpdateOracle::run(const Query& query) { run(query, {{}}); }

void UpdateOracle::run(const Query& query, std::vector<Bindings> rows) {
  for (const Clause& clause : query.branches.at(0).clauses) {
    if (const auto* made = as<Create>(clause)) {
      for (Bindings& row : rows) {
        for (const PathPattern& pattern : made->patterns) row = create(pattern, std::move(row));
      }
    } else if (const auto* merged = as<Merge>(clause)) {
      rows = merge(*merged, rows);
    } else if (const auto* changes = as<Set>(clause)) {
      for (const Bindings& row : rows) set(changes->items, row);
    } else if (const auto* removal = as<Remove>(clause)) {
      for (const Bindings& row : rows) {
        for (const RemoveItem& item : removal->items) remove(item, row);
      }
    } else if (const auto* deletion = as<Delete>(clause)) {
      remove(*deletion, rows);
    } else if (const auto* loop = as<Foreach>(clause)) {
      for (const Bindings& row : rows) run(*loop, row);
    } else {
      rows = read(clause, rows);
    }
  }
}

void UpdateOracle::run(const Foreach& loop, const Bindings& row) {
  const Value list = evaluate(*loop.list, row);
  if (list.is_null()) return;
  for (const Value& element : list.as_list()) {
    Bindings inside = row;
    inside.emplace(loop.variable.text, element);
    run(*loop.updates, {std::move(inside)});
  }
}

Map UpdateOracle::properties(const ExpressionPtr& map, const Bindings& row) {
  Map properties;
  if (!map) return properties;
  const Value written = evaluate(*map, row);
  for (const auto& [key, value] : written.as_map()) set_or_remove(properties, key, value);
  return properties;
}

Map& UpdateOracle::properties_of(const Value& element) {
  return element.type() == ValueType::node
             ? graph_.nodes.at(element.as_node().id).properties
             : graph_.relationships.at(element.as_relationship().id).properties;
}

Value UpdateOracle::create_node(const NodePattern& pattern, const Bindings& row) {
  const NodeId id = next_id(graph_.nodes);
  MemoryNode node;
  for (const Name& label : pattern.labels) node.labels.insert(label.text);
  node.properties = properties(pattern.properties, row);
  graph_.nodes.emplace(id, std::move(node));
  return Node{id, nullptr};
}

Value UpdateOracle::create_relationship(const RelationshipPattern& pattern, const Value& left,
                                        const Value& right, const Bindings& row) {
  const RelationshipId id = next_id(graph_.relationships);
  NodeId start = left.as_node().id;
  NodeId end = right.as_node().id;
  if (pattern.direction == Direction::incoming) std::swap(start, end);
  graph_.relationships[id] = {pattern.types.at(0).text, start, end,
                              properties(pattern.properties, row)};
  return Relationship{id, nullptr};
}

Bindings UpdateOracle::create(const PathPattern& pattern, Bindings row) {
  std::vector<Value> nodes;
  for (const NodePattern& node : pattern.nodes) {
    const auto known = node.variable ? row.find(node.variable->text) : row.end();
    nodes.push_back(known != row.end() ? known->second : create_node(node, row));
    if (node.variable) row.emplace(node.variable->text, nodes.back());
  }
  for (std::size_t i = 0; i < pattern.relationships.size(); ++i) {
    const RelationshipPattern& hop = pattern.relationships[i];
    const Value made = create_relationship(hop, nodes[i], nodes[i + 1], row);
    if (hop.variable) row.emplace(hop.variable->text, made);
  }
  return row;
}

std::vector<Bindings> UpdateOracle::merge(const Merge& clause, const std::vector<Bindings>& rows) {
  std::vector<Bindings> result;
  for (const Bindings& row : rows) {
    std::vector<Bindings> found;
    match({&clause.pattern, 1}, nullptr, row,
          [&found](const Bindings& each) { found.push_back(each); });
    if (found.empty()) {
      result.push_back(create(clause.pattern, row));
      set(clause.on_create, result.back());
    }
    for (Bindings& each : found) {
      set(clause.on_match, each);
      result.push_back(std::move(each));
    }
  }
  return result;
}

void UpdateOracle::set(const std::vector<SetItem>& items, const Bindings& row) {
  for (const SetItem& item : items) {
    const Value target = evaluate(*item.target, row);
    if (target.is_null()) continue;
    if (item.kind == SetItem::Kind::labels) {
      MemoryNode& node = graph_.nodes.at(target.as_node().id);
      for (const Name& label : item.labels) node.labels.insert(label.text);
      continue;
    }
    const Value value = evaluate(*item.value, row);
    Map& properties = properties_of(target);
    if (item.kind == SetItem::Kind::property) {
      set_or_remove(properties, item.key.text, value);
      continue;
    }
    if (item.kind == SetItem::Kind::replace) properties.clear();
    for (const auto& [key, each] : value.as_map()) set_or_remove(properties, key, each);
  }
}

void UpdateOracle::remove(const RemoveItem& item, const Bindings& row) {
  const Value target = evaluate(*item.target, row);
  if (target.is_null()) return;
  if (item.key) {
    properties_of(target).erase(item.key->text);
    return;
  }
  for (const Name& label : item.labels) {
    graph_.nodes.at(target.as_node().id).labels.erase(label.text);
  }
}

void UpdateOracle::remove(const Delete& clause, const std::vector<Bindings>& rows) {
  std::set<NodeId> nodes;
  for (const Bindings& row : rows) {
    for (const ExpressionPtr& each : clause.targets) {
      const Value target = evaluate(*each, row);
      if (target.type() == ValueType::node) nodes.insert(target.as_node().id);
      if (target.type() == ValueType::relationship) {
        graph_.relationships.erase(target.as_relationship().id);
      }
    }
  }
  const auto touches = [&nodes](const auto& entry) {
    return nodes.contains(entry.second.start) || nodes.contains(entry.second.end);
  };
  if (clause.detach) std::erase_if(graph_.relationships, touches);
  if (std::ranges::any_of(graph_.relationships, touches)) throw StillConnected();
  for (const NodeId node : nodes) graph_.nodes.erase(node);
}

SideEffects difference(const MemoryGraph& before, const MemoryGraph& after) {
  SideEffects effects;
  effects.nodes_created = missing(after.nodes, before.nodes);
  effects.nodes_deleted = missing(before.nodes, after.nodes);
  effects.relationships_created = missing(after.relationships, before.relationships);
  effects.relationships_deleted = missing(before.relationships, after.relationships);
  effects.properties_set =
      changed(after.nodes, before.nodes) + changed(after.relationships, before.relationships);
  effects.properties_removed =
      changed(before.nodes, after.nodes) + changed(before.relationships, after.relationships);
  const std::set<std::string> old_labels = labels_in_use(before);
  const std::set<std::string> new_labels = labels_in_use(after);
  for (const std::string& label : new_labels) effects.labels_added += !old_labels.contains(label);
  for (const std::string& label : old_labels) effects.labels_removed += !new_labels.contains(label);
  return effects;
}

}  // namespace chancery::query
