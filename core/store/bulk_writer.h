#pragma once

// Writes very many nodes and relationships, all or nothing.

#include <memory>
#include <span>
#include <string_view>

#include "chancery/graph.h"
#include "store/transaction.h"

namespace chancery {

/// For one thread. Has the store's turn to write until it commits or dies.
class BulkWriter {
 public:
  explicit BulkWriter(Graph& graph);

  LabelId intern_label(std::string_view name) { return writes().intern_label(name); }
  TypeId intern_type(std::string_view name) { return writes().intern_type(name); }
  KeyId intern_key(std::string_view name) { return writes().intern_key(name); }

  /// Properties are those of PropertyWriter. Ids are given one after the other, from
  /// first_node() and first_relationship() on.
  void create_node(std::span<const LabelId> labels, std::string_view properties);
  /// The ends are nodes of this writer or of the store.
  void connect(NodeId start, TypeId type, NodeId end, std::string_view properties);
  /// Before the first node that belongs in it, or of nodes in the store. False where it exists.
  bool create_index(LabelId label, KeyId key);
  NodeId first_node() const { return first_node_; }
  RelationshipId first_relationship() const { return first_relationship_; }

  void commit();

 private:
  StoreTransaction& writes() { return store_transaction(*transaction_); }

  std::unique_ptr<Transaction> transaction_;
  NodeId first_node_;
  RelationshipId first_relationship_;
};

}  // namespace chancery
