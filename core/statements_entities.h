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
#include "statements_memory.h"
#include "store/digest.h"
#include "store/transaction.h"

namespace chancery {

/// Records of one entity as one. A known record wins over others. Of unknown ones: the longest
/// name (of equally long ones the first in byte order), all other names as aliases, sorted, and
/// each property from the first record that has it. nullopt for none.
std::optional<EntityRecord> merge_records(std::vector<EntityRecord> records);

/// A record that documents contribute for an entity, and how many of them do.
struct Contribution {
  std::string_view digest;  ///< of the record
  std::uint64_t count = 0;
  std::string_view record;
};

/// What documents contribute for an entity, by digest: the value of a row, which outlives it.
std::vector<Contribution> parse_contributions(std::string_view row);

/// The records of an entity as one.
std::optional<EntityRecord> merge_contributions(std::string_view row, std::string_view entity_id);

/// (entity id, digest of a record): what the row of a document lists.
using ContributionSet = std::set<std::pair<std::string, std::string>>;
ContributionSet parse_contribution_set(std::string_view row);

/// What a node of this record carries; without the labels.
Map entity_properties(const EntityRecord& record);
/// "Entity", its type, and of an Organization its kind: "civil-society" is CivilSociety.
std::vector<std::string> entity_labels(const EntityRecord& record);

/// Replaces what one document contributes and keeps the nodes in line.
class EntityLedger {
 public:
  explicit EntityLedger(StoreTransaction& transaction)
      : transaction_(transaction), memory_(memory_of(transaction)) {}

  /// Makes and updates the nodes of `entities`. No entities: the document goes.
  void replace(std::string_view document_id, std::span<const EntityRecord> entities);
  /// Those of the entities that were given to replace(), in their order.
  const std::vector<NodeId>& nodes() const { return nodes_; }
  /// Removes the nodes that no document knows any more and nothing is tied to.
  void remove_forgotten();

 private:
  /// An entity whose contributions have changed.
  struct Change {
    std::optional<EntityRecord> before;
    bool fresh = false;  ///< nobody had contributed to it, and this document did once
  };

  /// What a document says of an entity, as it is stored.
  struct Contributing {
    std::string_view digest;  ///< of the record
    std::string_view record;
    bool first = false;  ///< nobody has contributed to the entity before
  };
  struct OfDocument {
    const std::string* entity_id;
    std::shared_ptr<const DocumentMemory::Contributed> what;
    bool first;
  };

  std::shared_ptr<const DocumentMemory::Contributed> contributed(
      const EntityRecord& entity, std::shared_ptr<const DocumentMemory::Contributed>& last);
  std::vector<OfDocument> contributions_of(std::span<const EntityRecord> entities);
  void change_count(const std::string& entity_id, const Contributing& what, int step);
  std::optional<EntityRecord> record_after(const Change& change, const std::string& entity_id,
                                           const EntityRecord* contributed) const;
  void replace_rows(std::string_view document_id, std::span<const EntityRecord> entities);
  NodeId find(const std::string& entity_id) const;
  NodeId existing_node(const std::string& entity_id);
  void update_node(const std::string& entity_id, const std::optional<EntityRecord>& before,
                   const EntityRecord& after);
  NodeId create_node(std::span<const LabelId> labels, Map properties);
  void remove_old(NodeId node, const EntityRecord& before, std::span<const LabelId> labels,
                  const Map& properties);
  NodeId write_node(const std::string& entity_id, const std::optional<EntityRecord>& before,
                    const EntityRecord& after);

  StoreTransaction& transaction_;
  std::shared_ptr<DocumentMemory> memory_;
  std::map<std::string, Change> changed_;
  std::vector<NodeId> nodes_;
  std::set<std::string> forgotten_;
  Sha256 digest_;
};

}  // namespace chancery
