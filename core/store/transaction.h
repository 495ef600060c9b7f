#pragma once

// The one writer's view: a batch over the last committed state.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "store/batch.h"
#include "store/graph_view.h"
#include "store/operation_log.h"
#include "store/part_ids.h"
#include "store/relationship_writer.h"

namespace chancery {

class GraphStore;

/// The right to write, one holder at a time. Unlike a mutex it may be given back by another
/// thread than took it: a transaction can be dropped anywhere.
class WriterTurn {
 public:
  /// Waits for the holder before.
  void take();
  void give_back();

 private:
  std::mutex mutex_;
  std::condition_variable free_;
  bool taken_ = false;
};

class StoreTransaction final : public StoreView<Transaction> {
 public:
  /// Takes the store's turn and keeps it until it commits, rolls back or dies.
  explicit StoreTransaction(std::shared_ptr<GraphStore> store);
  ~StoreTransaction() override;

  LabelId intern_label(std::string_view name) override;
  TypeId intern_type(std::string_view name) override;
  KeyId intern_key(std::string_view name) override;
  NodeId create_node(std::span<const LabelId> labels) override;
  RelationshipId create_relationship(NodeId start, TypeId type, NodeId end) override;
  bool set_property(NodeId node, KeyId key, const Value& value) override;
  bool set_property(RelationshipId id, KeyId key, const Value& value) override;
  bool add_label(NodeId node, LabelId label) override;
  bool remove_label(NodeId node, LabelId label) override;
  void remove(NodeId node) override;
  void remove(RelationshipId id) override;
  bool create_index(IndexInfo::Kind kind, LabelId label, KeyId key) override;
  bool drop_index(IndexInfo::Kind kind, LabelId label, KeyId key) override;
  void set_names(NodeId node, std::span<const std::string> names) override;
  void set_document_text(std::string_view document_id,
                         std::optional<std::string_view> text) override;
  std::size_t pending_bytes() const override { return batch_.bytes(); }
  void commit(bool sync) override;
  void rollback() override;

  /// As that of the interface, with its properties at once, as they are stored.
  NodeId create_node(std::span<const LabelId> labels, std::string_view properties);
  /// Gives a node that is there other labels, no two the same, and properties. `record` is what it
  /// has now, as reads().node() yields it.
  void rewrite(NodeId node, std::string_view record, const std::vector<LabelId>& labels,
               std::string_view properties);
  /// A relationship between nodes that are known to be there, with its properties.
  RelationshipId connect(NodeId start, TypeId type, NodeId end, std::string_view properties = {});

  /// As that of the interface, for a node that is there. `fresh`: it never had names.
  void set_names(NodeId node, std::span<const std::string_view> names, bool fresh);
  /// Writes all properties of a relationship that is there.
  void set_properties(RelationshipId id, std::string_view properties);

  /// Kept for the writer of documents for as long as nothing else is written, from one transaction
  /// to the next.
  std::shared_ptr<void>& document_memory();
  void forget_documents();
  /// `settle` writes the rows that the memory holds back: before the commit, or before the memory
  /// is dropped.
  void hold_back(std::function<void()> settle) { settle_documents_ = std::move(settle); }
  /// Where the writer of documents looks for what it does not remember: in the committed state, as
  /// long as it remembers all that this transaction has written, which is faster.
  const GraphView& view_beside_memory() const {
    return remembers_all_ ? static_cast<const GraphView&>(*base_) : *this;
  }

  /// Rows beside the graph: evidence and contributions. They do not count for the fingerprint.
  Batch& rows();
  /// Runs `writes`, which all belong to one document: in the fingerprint they count as its
  /// digests and not one by one. nullopt where the document goes.
  void write_document(std::string_view document_id, const std::optional<std::string>& digests,
                      const std::function<void()>& writes);

 private:
  StoreTransaction(std::shared_ptr<GraphStore> store, std::shared_ptr<const StoreSnapshot> base);
  void require_open() const;
  void close();
  std::string node_bytes(NodeId node);
  RelationshipRecord ends_of(RelationshipId id);
  void add_to_label(LabelId label, NodeId node);
  void remove_from_label(LabelId label, NodeId node);
  void update_index(IndexState& index, NodeId node, std::string_view before,
                    std::string_view after);
  void update_indexes(LabelId label, NodeId node, std::string_view before, std::string_view after);
  /// Of a node that is being made.
  void add_to_indexes(LabelId label, NodeId fresh, std::string_view properties);
  void write_properties(NodeId node, const NodeFields& fields, KeyId key,
                        const std::string& properties);
  void end_document();
  void fill_index(IndexState& index);
  void settle_documents();
  void erase_rows(const IndexState& index);
  void erase_prefix(Family family, std::string_view prefix);
  void log(char operation, std::initializer_list<std::uint64_t> ids,
           std::initializer_list<std::string_view> fields = {});

  std::shared_ptr<GraphStore> store_;
  std::shared_ptr<const StoreSnapshot> base_;
  Catalog catalog_;
  Batch batch_;
  RelationshipWriter relationships_;
  PartIdsWriter part_ids_;
  TextIndexWriter texts_;
  std::shared_ptr<void> document_memory_;
  std::function<void()> settle_documents_;
  bool remembers_all_ = true;
  bool asked_for_memory_ = false;
  OperationLog log_;
  bool in_document_ = false;
  bool open_ = true;
};

/// The transaction behind the interface; there is no other implementation.
StoreTransaction& store_transaction(Transaction& transaction);

}  // namespace chancery
