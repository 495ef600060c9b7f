#pragma once

// Writes very many nodes and relationships, all or nothing, in memory that does not grow with
// them. It makes the same rows as a transaction would, but each goes into a sorted file at once:
// nodes and relationships come in the order of their ids, steps and entries of property indexes
// are sorted outside of memory.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/graph.h"
#include "store/batch.h"
#include "store/catalog.h"
#include "store/external_sort.h"
#include "store/operation_log.h"
#include "store/relationship_block.h"
#include "store/sorted_rows.h"
#include "store/step_sort.h"
#include "store/text_index.h"

namespace chancery {

class GraphStore;
class StoreSnapshot;

/// For one thread. Has the store's turn to write until it commits or dies.
class BulkWriter {
 public:
  /// `memory_bytes`: for sorting. Throws Error(read_only) on an edition.
  BulkWriter(Graph& graph, std::size_t memory_bytes);
  ~BulkWriter();
  BulkWriter(const BulkWriter&) = delete;
  BulkWriter& operator=(const BulkWriter&) = delete;

  LabelId intern_label(std::string_view name) { return catalog_.intern_label(name); }
  TypeId intern_type(std::string_view name) { return catalog_.intern_type(name); }
  KeyId intern_key(std::string_view name) { return catalog_.intern_key(name); }

  /// Properties are those of PropertyWriter; no label twice. Ids are given one after the other,
  /// from first_node() and first_relationship() on.
  void create_node(const std::vector<LabelId>& labels, std::string_view properties);
  /// The ends are nodes of this writer or of the store.
  void connect(NodeId start, TypeId type, NodeId end, std::string_view properties);
  /// Before the first node that belongs in it, or of nodes in the store. False where it exists.
  bool create_index(LabelId label, KeyId key);
  NodeId first_node() const { return first_node_; }
  RelationshipId first_relationship() const { return first_relationship_; }

  /// Once, and as the last call. Throws Error(io_error).
  void commit();

 private:
  void add_to_label(LabelId label, NodeId node);
  void add_to_indexes(LabelId label, NodeId node, std::string_view properties);
  void add_to_index(IndexState& index, NodeId node, const Value& value);
  void turn_to(RelationshipId block);
  void end_block();
  void write_steps();
  std::unique_ptr<SortedRows> rows_of_steps(std::size_t stretch);
  void write_entries();

  std::shared_ptr<GraphStore> store_;
  std::shared_ptr<const StoreSnapshot> base_;
  Catalog catalog_;
  NodeId first_node_;
  RelationshipId first_relationship_;
  Batch batch_;  // of rows that are few: dictionary, counts, labels; and of full text
  TextIndexWriter texts_;
  OperationLog log_;
  std::unique_ptr<SortedRows> rows_;

  std::optional<RelationshipId> block_;  // of relationships, that is put together
  RelationshipPlace place_;
  std::string block_bytes_;
  StepSort steps_;
  ExternalSort entries_;
};

}  // namespace chancery
