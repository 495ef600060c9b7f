#pragma once

// All reads of GraphView, over any Reader and Catalog: one implementation for snapshots,
// editions and transactions.

#include <memory>
#include <optional>
#include <utility>

#include "chancery/graph.h"
#include "store/catalog.h"
#include "store/keys.h"
#include "store/record.h"
#include "store/relationship_block.h"
#include "store/rocks.h"

namespace chancery {

/// Rows that some ids have, which end their keys: met on the way while ids ascend.
class RowsBeside {
 public:
  explicit RowsBeside(std::unique_ptr<Cursor> rows) : rows_(std::move(rows)) { step(); }

  /// The row of an id that is not smaller than any before, until the next call; nullopt where it
  /// has none. After an Error none has one.
  std::optional<std::string_view> of(std::uint64_t id) {
    while (more_ && id_ < id) step();
    return more_ && id_ == id ? std::optional(rows_->value()) : std::nullopt;
  }

 private:
  void step() {
    more_ = false;
    if (!rows_->next()) return;
    id_ = raw(trailing_node(rows_->key()));
    more_ = true;
  }

  std::unique_ptr<Cursor> rows_;
  std::uint64_t id_ = 0;
  bool more_ = false;
};

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
  const auto rows = rows_.scan_all(Family::nodes);
  while (rows->next()) {
    const std::string_view properties = parse_node(rows->value(), labels);
    visit(trailing_node(rows->key()), std::as_const(labels), properties);
  }
}

template <typename Visit>
void GraphReads::scan_relationships(const Visit& visit) const {
  RowsBeside changed(rows_.scan_all(Family::relationship_properties));
  const auto visit_one = [&](RelationshipId id, const RelationshipFields& fields) {
    visit(id, fields.ends, changed.of(raw(id)).value_or(fields.properties));
  };
  const auto rows = rows_.scan_all(Family::relationships);
  while (rows->next()) {
    visit_relationships(trailing_relationship(rows->key()), rows->value(), visit_one);
  }
}

/// A cursor over node ids that are at hand, ascending.
std::unique_ptr<NodeCursor> cursor_over(std::vector<NodeId> nodes);

}  // namespace chancery
