#pragma once

// Entities as several documents know them. Each document contributes a record of each of its
// entities; equal records are kept once and counted. The node is what the records say together,
// a function of their set, so that the order of ingest does not matter.

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "chancery/statements.h"
#include "statements_words.h"
#include "store/transaction.h"

namespace chancery {

/// Records of one entity as one. A known record wins over others. Of unknown ones: the longest
/// name (of equally long ones the first in byte order), all other names as aliases, sorted, and
/// each property from the first record that has it. nullopt for none.
std::optional<EntityRecord> merge_records(std::vector<EntityRecord> records);

/// The records that documents contribute for an entity.
std::vector<EntityRecord> contributed_records(const Reader& rows, std::string_view entity_id);

/// (entity id, digest of a record): what the row of a document lists.
using ContributionSet = std::set<std::pair<std::string, std::string>>;
ContributionSet parse_contributions(std::string_view row);

/// What a node of this record carries; without the labels.
Map entity_properties(const EntityRecord& record);
/// "Entity", its type, and of an Organization its kind: "civil-society" is CivilSociety.
std::vector<std::string> entity_labels(const EntityRecord& record);

/// Replaces what one document contributes and keeps the nodes in line.
class EntityLedger {
 public:
  EntityLedger(StoreTransaction& transaction, const KnowledgeWords& words)
      : transaction_(transaction), words_(words) {}

  /// Makes and updates the nodes of `entities`. No entities: the document goes.
  void replace(std::string_view document_id, std::span<const EntityRecord> entities);
  /// The node of an entity that this document has contributed.
  NodeId node_of(const std::string& entity_id) const { return nodes_.at(entity_id); }
  /// Removes the nodes that no document knows any more and nothing is tied to.
  void remove_forgotten();

 private:
  void change_count(const std::string& entity_id, const std::string& digest,
                    const std::string& record, int step);
  void note_old_record(const std::string& entity_id);
  void replace_rows(std::string_view document_id, std::span<const EntityRecord> entities);
  NodeId find(std::string_view entity_id) const;
  NodeId existing_node(const std::string& entity_id);
  void remove_old(NodeId node, const EntityRecord& before, std::span<const LabelId> labels,
                  const Map& properties);
  NodeId write_node(const std::string& entity_id, const std::optional<EntityRecord>& before,
                    const EntityRecord& after);

  StoreTransaction& transaction_;
  const KnowledgeWords& words_;
  std::map<std::string, std::optional<EntityRecord>> changed_;  // with the record before
  std::map<std::string, NodeId> nodes_;
  std::set<std::string> forgotten_;
};

}  // namespace chancery
