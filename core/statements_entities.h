#pragma once

// Entities as several documents know them: which records each document contributes, and the nodes
// that are what the records of an entity say together (statements_records.h).

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/statements.h"
#include "statements_memory.h"
#include "statements_records.h"
#include "store/transaction.h"

namespace chancery {

/// Replaces what one document contributes and keeps the nodes in line.
class EntityLedger {
 public:
  EntityLedger(StoreTransaction& transaction, std::shared_ptr<DocumentMemory> memory)
      : transaction_(transaction), memory_(std::move(memory)) {}

  /// Makes and updates the nodes of `entities`. No entities: the document goes.
  void replace(const std::string& document_id, std::span<const EntityRecord> entities);
  /// Those of the entities that were given to replace(), in their order.
  const std::vector<NodeId>& nodes() const { return nodes_; }
  /// Removes the nodes that no document knows any more and nothing is tied to.
  void remove_forgotten();

 private:
  /// A record that the document contributes.
  struct OfDocument {
    KnownEntity* entity;
    std::string_view digest;
    std::string_view record;
  };
  /// An entity of which another set of records is told than before the document.
  struct Change {
    KnownEntity* entity;
    std::string_view before;  ///< what they said together
    std::string_view added;   ///< the one record that has come; empty where more has changed
  };

  OfDocument contribution_of(KnownEntity& entity, const EntityRecord& record);
  OfDocument stored_as(KnownEntity& entity, const EntityRecord& record);
  std::vector<OfDocument> contributions_of(std::span<const EntityRecord> entities);
  std::string contributed_before(const std::string& document_id) const;
  void write_row(std::string_view document_id, std::span<const OfDocument> contributions);
  std::string_view merge(const KnownEntity& entity);
  void note_change(KnownEntity& entity, std::string_view added);
  void count(const OfDocument& what);
  void discount(KnownEntity& entity, std::string_view digest);
  void count_all(std::span<const OfDocument> now, std::string_view row_before);
  void read_labels(const StoredRecord& record, std::vector<LabelId>& labels);
  void read_properties(std::string_view id, const StoredRecord& record, PropertyWriter& out);
  void update_node(const KnownEntity& entity, std::string_view before);
  void write_node(KnownEntity& entity, std::string_view before);
  bool changes_nothing(const Change& change);
  void settle(const Change& change);

  StoreTransaction& transaction_;
  std::shared_ptr<DocumentMemory> memory_;
  std::vector<KnownEntity*> entities_;  // of the document, in its order
  std::vector<Change> changes_;         // by entity id
  std::vector<KnownEntity*> forgotten_;
  std::vector<NodeId> nodes_;
  std::string bytes_, given_;
  StoredRecord record_, before_;
  std::vector<LabelId> labels_, old_labels_;
  std::vector<std::string_view> names_;
  PropertyWriter properties_, old_properties_, all_properties_;
};

}  // namespace chancery
