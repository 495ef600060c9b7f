#pragma once

// All changes of one updating query, and their counts as the TCK defines them: the difference
// between the graph before and after. A property set twice counts once, a node created and
// deleted not at all, a label when the first node gets it or the last one loses it.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "../query_limits.h"
#include "chancery/graph.h"
#include "chancery/query/engine.h"
#include "chancery/value.h"

namespace chancery::query {

class GraphWriter {
 public:
  GraphWriter(Transaction& transaction, Limits& limits)
      : transaction_(transaction), limits_(limits), charged_(transaction.pending_bytes()) {}

  NodeId create_node(const std::vector<std::string>& labels, const Map& properties);
  RelationshipId create_relationship(NodeId start, const std::string& type, NodeId end,
                                     const Map& properties);

  // `element` is a node or a relationship; null is left alone. Throws
  // Error(type_error, "InvalidArgumentType") for anything else.
  void set_property(const Value& element, const std::string& key, const Value& value);
  /// Sets all of `properties`, a null removes; with `replace`, removes all others.
  void set_properties(const Value& element, const Map& properties, bool replace);
  void add_labels(const Value& node, const std::vector<std::string>& labels);
  void remove_labels(const Value& node, const std::vector<std::string>& labels);

  /// Relationships first, then nodes; what is gone already is passed over. With `detach`, the
  /// nodes' relationships go too.
  void remove(const std::set<NodeId>& nodes, const std::set<RelationshipId>& relationships,
              bool detach);

  /// The element as it was, where this query has deleted it: what is left to show of it.
  Value with_last_state(const Value& element) const;

  SideEffects side_effects() const;

 private:
  /// What `write` does to the transaction. It is done as a whole, whatever the limits of the
  /// query; these are looked at afterwards.
  template <typename Write>
  auto wholly(const Write& write);
  void after_write();

  template <typename Id>
  using Properties = std::map<std::pair<Id, KeyId>, Value>;

  template <typename Id>
  void set(Id id, const std::string& key, const Value& value, Properties<Id>& originals);
  template <typename Id>
  void set_all(Id id, const Map& properties, bool replace, Properties<Id>& originals);
  template <typename Id>
  void keep_original(Id id, KeyId key, Value value, Properties<Id>& originals);
  template <typename Id>
  void keep_originals(Id id, Properties<Id>& originals);
  template <typename Id>
  void count_changes(const Properties<Id>& originals, SideEffects& effects) const;

  void touch(LabelId label);
  void remove(NodeId node, bool detach);
  void remove(RelationshipId relationship);

  Transaction& transaction_;
  Limits& limits_;
  std::size_t kept_ = 0;  ///< bytes of what is remembered below
  std::size_t charged_;   ///< for that and for what the transaction holds
  SideEffects counts_;    ///< of nodes and relationships; the rest is found at the end
  std::unordered_set<NodeId> created_nodes_;
  std::unordered_set<RelationshipId> created_relationships_;
  Properties<NodeId> node_originals_;
  Properties<RelationshipId> relationship_originals_;
  std::map<LabelId, bool> label_in_use_;  ///< before the first change
  std::unordered_map<NodeId, std::shared_ptr<const NodeData>> deleted_nodes_;
  std::unordered_map<RelationshipId, std::shared_ptr<const RelationshipData>>
      deleted_relationships_;
};

}  // namespace chancery::query
