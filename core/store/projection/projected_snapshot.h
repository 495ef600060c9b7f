#pragma once

// The view of an edition: topology and labels from its projection, the rest from its store.

#include "chancery/projection.h"
#include "store/graph_view.h"

namespace chancery {

class ProjectedSnapshot final : public StoreSnapshot {
 public:
  /// `projection` is of the same state as `store`.
  ProjectedSnapshot(const StoreSnapshot& store, std::shared_ptr<const Projection> projection)
      : StoreSnapshot(store.rows(), store.catalog()), projection_(std::move(projection)) {}

  const Projection* projection() const override { return projection_.get(); }

  bool exists(NodeId node) const override { return projection_->index(node).has_value(); }
  using StoreSnapshot::labels;
  std::vector<LabelId> labels(NodeId node) const override;
  bool has_label(NodeId node, LabelId label) const override;

  Value property(NodeId node, KeyId key) const override;

  std::optional<RelationshipRecord> relationship(RelationshipId id) const override;
  Value property(RelationshipId id, KeyId key) const override;

  std::span<const Neighbour> neighbours(NodeId node, Direction direction,
                                        std::span<const TypeId> types,
                                        std::vector<Neighbour>& scratch) const override;
  std::vector<RelationshipId> between(NodeId start, TypeId type, NodeId end) const override;
  std::uint64_t degree(NodeId node, Direction direction,
                       std::span<const TypeId> types) const override;

  std::unique_ptr<NodeCursor> all_nodes() const override;
  std::unique_ptr<NodeCursor> nodes_with_label(LabelId label) const override;
  std::unique_ptr<RelationshipCursor> all_relationships() const override;

 private:
  std::shared_ptr<const Projection> projection_;
};

}  // namespace chancery
