#include "graph_writer.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "../complete.h"
#include "../spelling.h"
#include "chancery/error.h"

namespace chancery::query {
namespace {

[[noreturn]] void throw_wrong_target(std::string_view what, const Value& value) {
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              fmt::format("{}, not on {}.", what, with_article(value.type())));
}

constexpr std::size_t kPerWrite = 2000;     // nanoseconds, roughly
constexpr std::size_t kPerRemembered = 80;  // bytes that a container adds to an element

bool same(const Value& a, const Value& b) { return a.type() == b.type() && equivalent(a, b); }

}  // namespace

template <typename Write>
auto GraphWriter::wholly(const Write& write) {
  const Metered whole(nullptr);
  return write();
}

void GraphWriter::after_write() {
  limits_.work(kPerWrite);
  const std::size_t held = kept_ + transaction_.pending_bytes();
  if (held <= charged_) return;
  limits_.charge(held - charged_);
  charged_ = held;
}

void GraphWriter::touch(LabelId label) {
  label_in_use_.try_emplace(label, transaction_.node_count(label) > 0);
}

NodeId GraphWriter::create_node(const std::vector<std::string>& labels, const Map& properties) {
  std::vector<LabelId> ids;
  for (const std::string& label : labels) {
    ids.push_back(transaction_.intern_label(label));
    touch(ids.back());
  }
  NodeId node = wholly([&] { return transaction_.create_node(ids); });
  created_nodes_.insert(node);
  kept_ += kPerRemembered;
  after_write();
  for (const auto& [key, value] : properties) set(node, key, value, node_originals_);
  return node;
}

RelationshipId GraphWriter::create_relationship(NodeId start, const std::string& type, NodeId end,
                                                const Map& properties) {
  RelationshipId id = wholly(
      [&] { return transaction_.create_relationship(start, transaction_.intern_type(type), end); });
  created_relationships_.insert(id);
  kept_ += kPerRemembered;
  after_write();
  for (const auto& [key, value] : properties) set(id, key, value, relationship_originals_);
  return id;
}

template <typename Id>
void GraphWriter::set(Id id, const std::string& key, const Value& value,
                      Properties<Id>& originals) {
  // A key that is only removed need not come into being.
  std::optional<KeyId> known = transaction_.key_id(key);
  if (value.is_null() && !known) return;
  KeyId key_id = known ? *known : transaction_.intern_key(key);
  if (!originals.contains({id, key_id})) {
    keep_original(id, key_id, transaction_.property(id, key_id), originals);
  }
  wholly([&] { return transaction_.set_property(id, key_id, value); });
  after_write();
}

template <typename Id>
void GraphWriter::set_all(Id id, const Map& properties, bool replace, Properties<Id>& originals) {
  if (replace) {
    for (const auto& [key, value] : transaction_.properties(id)) {
      std::string name(transaction_.name(key));
      if (!properties.contains(name)) set(id, name, Value(), originals);
    }
  }
  for (const auto& [key, value] : properties) set(id, key, value, originals);
}

void GraphWriter::set_property(const Value& element, const std::string& key, const Value& value) {
  if (element.type() == ValueType::node) {
    set(element.as_node().id, key, value, node_originals_);
  } else if (element.type() == ValueType::relationship) {
    set(element.as_relationship().id, key, value, relationship_originals_);
  } else if (!element.is_null()) {
    throw_wrong_target("A property can be set on a node or a relationship", element);
  }
}

void GraphWriter::set_properties(const Value& element, const Map& properties, bool replace) {
  if (element.type() == ValueType::node) {
    set_all(element.as_node().id, properties, replace, node_originals_);
  } else if (element.type() == ValueType::relationship) {
    set_all(element.as_relationship().id, properties, replace, relationship_originals_);
  } else if (!element.is_null()) {
    throw_wrong_target("Properties can be set on a node or a relationship", element);
  }
}

void GraphWriter::add_labels(const Value& node, const std::vector<std::string>& labels) {
  if (node.is_null()) return;
  if (node.type() != ValueType::node) throw_wrong_target("A label can be set on a node", node);
  for (const std::string& label : labels) {
    LabelId id = transaction_.intern_label(label);
    touch(id);
    wholly([&] { return transaction_.add_label(node.as_node().id, id); });
    after_write();
  }
}

void GraphWriter::remove_labels(const Value& node, const std::vector<std::string>& labels) {
  if (node.is_null()) return;
  if (node.type() != ValueType::node) throw_wrong_target("A label can be removed on a node", node);
  for (const std::string& label : labels) {
    std::optional<LabelId> id = transaction_.label_id(label);
    if (!id) continue;
    touch(*id);
    wholly([&] { return transaction_.remove_label(node.as_node().id, *id); });
    after_write();
  }
}

template <typename Id>
void GraphWriter::keep_original(Id id, KeyId key, Value value, Properties<Id>& originals) {
  const std::size_t bytes = kPerRemembered + footprint(value);
  if (originals.try_emplace({id, key}, std::move(value)).second) kept_ += bytes;
}

template <typename Id>
void GraphWriter::keep_originals(Id id, Properties<Id>& originals) {
  for (auto& [key, value] : transaction_.properties(id)) {
    keep_original(id, key, std::move(value), originals);
  }
}

void GraphWriter::remove(RelationshipId relationship) {
  std::shared_ptr<const RelationshipData> data = relationship_data(transaction_, relationship);
  if (!data) return;
  kept_ += kPerRemembered + footprint(*data);
  deleted_relationships_.emplace(relationship, std::move(data));
  if (created_relationships_.erase(relationship) == 0) ++counts_.relationships_deleted;
  keep_originals(relationship, relationship_originals_);
  wholly([&] { transaction_.remove(relationship); });
  after_write();
}

void GraphWriter::remove(NodeId node, bool detach) {
  std::shared_ptr<const NodeData> data = node_data(transaction_, node);
  if (!data) return;
  if (detach) {
    std::vector<Neighbour> scratch;
    std::span<const Neighbour> steps = transaction_.neighbours(node, Direction::both, {}, scratch);
    std::vector<Neighbour> all(steps.begin(), steps.end());
    for (const Neighbour& step : all) remove(step.relationship);
  }
  for (LabelId label : transaction_.labels(node)) touch(label);
  keep_originals(node, node_originals_);
  wholly([&] { transaction_.remove(node); });
  kept_ += kPerRemembered + footprint(*data);
  deleted_nodes_.emplace(node, std::move(data));
  if (created_nodes_.erase(node) == 0) ++counts_.nodes_deleted;
  after_write();
}

void GraphWriter::remove(const std::set<NodeId>& nodes,
                         const std::set<RelationshipId>& relationships, bool detach) {
  for (RelationshipId relationship : relationships) remove(relationship);
  for (NodeId node : nodes) remove(node, detach);
}

Value GraphWriter::with_last_state(const Value& element) const {
  if (element.type() == ValueType::node) {
    auto found = deleted_nodes_.find(element.as_node().id);
    if (found != deleted_nodes_.end()) return Node{found->first, found->second};
  } else if (element.type() == ValueType::relationship) {
    auto found = deleted_relationships_.find(element.as_relationship().id);
    if (found != deleted_relationships_.end()) return Relationship{found->first, found->second};
  }
  return element;
}

template <typename Id>
void GraphWriter::count_changes(const Properties<Id>& originals, SideEffects& effects) const {
  for (const auto& [place, before] : originals) {
    limits_.work(kPerWrite);
    Value after = transaction_.property(place.first, place.second);
    if (same(before, after)) continue;
    if (!before.is_null()) ++effects.properties_removed;
    if (!after.is_null()) ++effects.properties_set;
  }
}

SideEffects GraphWriter::side_effects() const {
  SideEffects effects = counts_;
  effects.nodes_created = created_nodes_.size();
  effects.relationships_created = created_relationships_.size();
  count_changes(node_originals_, effects);
  count_changes(relationship_originals_, effects);
  for (const auto& [label, before] : label_in_use_) {
    bool after = transaction_.node_count(label) > 0;
    if (after && !before) ++effects.labels_added;
    if (before && !after) ++effects.labels_removed;
  }
  return effects;
}

}  // namespace chancery::query
