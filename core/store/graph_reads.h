#pragma once

// All reads of GraphView, over any Reader and Catalog: one implementation for snapshots,
// editions and transactions.

#include "chancery/graph.h"
#include "store/catalog.h"
#include "store/record.h"
#include "store/rocks.h"

namespace chancery {

/// Refers to a reader and a catalog that outlive it.
class GraphReads {
 public:
  GraphReads(const Reader& rows, const Catalog& catalog) : rows_(rows), catalog_(catalog) {}

  const Reader& rows() const { return rows_; }
  const Catalog& catalog() const { return catalog_; }

  std::optional<std::string> node(NodeId id) const;
  std::optional<std::string> relationship_bytes(RelationshipId id) const;

  bool exists(NodeId node) const { return rows_.has(Family::nodes, id_key(node)); }
  std::vector<LabelId> labels(NodeId node) const;
  bool has_label(NodeId node, LabelId label) const;
  Value property(NodeId node, KeyId key) const;
  Properties properties(NodeId node) const;

  std::optional<RelationshipRecord> relationship(RelationshipId id) const;
  Value property(RelationshipId id, KeyId key) const;
  Properties properties(RelationshipId id) const;

  void neighbours(NodeId node, Direction direction, std::span<const TypeId> types,
                  std::vector<Neighbour>& out) const;
  std::vector<RelationshipId> between(NodeId start, TypeId type, NodeId end) const;
  std::uint64_t degree(NodeId node, Direction direction, std::span<const TypeId> types) const;

  std::unique_ptr<NodeCursor> all_nodes() const;
  std::unique_ptr<NodeCursor> nodes_with_label(LabelId label) const;
  std::unique_ptr<RelationshipCursor> all_relationships() const;

  std::vector<IndexInfo> indexes() const;

 private:
  const Reader& rows_;
  const Catalog& catalog_;
};

/// A cursor over node ids that are at hand, ascending.
std::unique_ptr<NodeCursor> cursor_over(std::vector<NodeId> nodes);

}  // namespace chancery
