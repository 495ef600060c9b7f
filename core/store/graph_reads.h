#pragma once

// All reads of GraphView, over any Reader and Catalog: one implementation for snapshots,
// editions and transactions.

#include <utility>

#include "chancery/graph.h"
#include "store/catalog.h"
#include "store/keys.h"
#include "store/record.h"
#include "store/relationship_block.h"
#include "store/rocks.h"

namespace chancery {

/// Refers to a reader and a catalog that outlive it.
class GraphReads {
 public:
  GraphReads(const Reader& rows, const Catalog& catalog) : rows_(rows), catalog_(catalog) {}

  const Reader& rows() const { return rows_; }
  const Catalog& catalog() const { return catalog_; }

  std::optional<std::string> node(NodeId id) const;

  bool exists(NodeId node) const { return rows_.has(Family::nodes, id_key(node)); }
  std::vector<LabelId> labels(NodeId node) const;
  bool has_label(NodeId node, LabelId label) const;
  Value property(NodeId node, KeyId key) const;
  Properties properties(NodeId node) const;

  std::optional<RelationshipRecord> relationship(RelationshipId id) const;
  /// Shows the properties of a relationship as they are stored. False where it does not exist.
  bool look_at_properties(RelationshipId id, const RowLook& look) const;
  Value property(RelationshipId id, KeyId key) const;
  Properties properties(RelationshipId id) const;

  void neighbours(NodeId node, Direction direction, std::span<const TypeId> types,
                  std::vector<Neighbour>& out) const;
  std::vector<RelationshipId> between(NodeId start, TypeId type, NodeId end) const;
  std::uint64_t degree(NodeId node, Direction direction, std::span<const TypeId> types) const;

  std::unique_ptr<NodeCursor> all_nodes() const;
  std::unique_ptr<NodeCursor> nodes_with_label(LabelId label) const;
  std::unique_ptr<RelationshipCursor> all_relationships() const;

  /// Visits (NodeId, const std::vector<LabelId>&, properties as stored) of all nodes, ascending.
  template <typename Visit>
  void scan_nodes(const Visit& visit) const;
  /// Visits (RelationshipId, const RelationshipRecord&, properties as stored) of all, ascending.
  template <typename Visit>
  void scan_relationships(const Visit& visit) const;

  std::vector<IndexInfo> indexes() const;

 private:
  const Reader& rows_;
  const Catalog& catalog_;
};

template <typename Visit>
void GraphReads::scan_nodes(const Visit& visit) const {
  std::vector<LabelId> labels;
  const auto rows = rows_.scan(Family::nodes, {}, {});
  while (rows->next()) {
    const std::string_view properties = parse_node(rows->value(), labels);
    visit(trailing_node(rows->key()), std::as_const(labels), properties);
  }
}

template <typename Visit>
void GraphReads::scan_relationships(const Visit& visit) const {
  const auto changed = rows_.scan(Family::relationship_properties, {}, {});
  const auto next_changed = [&] {
    return changed->next() ? trailing_relationship(changed->key()) : RelationshipId{UINT64_MAX};
  };
  RelationshipId hidden = next_changed();
  const auto visit_one = [&](RelationshipId id, const RelationshipFields& fields) {
    while (hidden < id) hidden = next_changed();
    visit(id, fields.ends, hidden == id ? changed->value() : fields.properties);
  };
  const auto rows = rows_.scan(Family::relationships, {}, {});
  while (rows->next()) {
    visit_relationships(trailing_relationship(rows->key()), rows->value(), visit_one);
  }
}

/// A cursor over node ids that are at hand, ascending.
std::unique_ptr<NodeCursor> cursor_over(std::vector<NodeId> nodes);

}  // namespace chancery
