#include "chancery/projection.h"

#include <algorithm>

#include "store/graph_view.h"
#include "store/projection/builder.h"
#include "store/projection/parts.h"

namespace chancery {
namespace {

template <typename Id>
std::optional<std::uint32_t> index_of(const IndexSet& ids, std::uint64_t first, Id id) {
  const std::uint64_t number = raw(id) - first;
  if (number >= ids.bound()) return std::nullopt;
  const std::uint32_t place = ids.place(static_cast<std::uint32_t>(number));
  return place == IndexSet::kAbsent ? std::nullopt : std::optional(place);
}

}  // namespace

std::shared_ptr<const Projection> Projection::build(const GraphView& view,
                                                    const std::function<void()>& check_interrupt) {
  std::vector<Section> sections;
  const ProjectionSize size = build_sections(reads_of(view), check_interrupt, [&](Section section) {
    sections.push_back(std::move(section));
  });
  return std::make_shared<const Projection>(
      std::make_unique<const Parts>(Sections(std::move(sections)), size, Parts::Rebuild()));
}

Projection::Projection(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Projection::~Projection() = default;

std::uint32_t Projection::node_count() const { return parts_->size().nodes; }
std::uint32_t Projection::relationship_count() const { return parts_->size().relationships; }

NodeId Projection::node(NodeIndex index) const {
  return static_cast<NodeId>(parts_->first_node() + parts_->node_ids().at(index));
}

std::optional<NodeIndex> Projection::index(NodeId node) const {
  return index_of(parts_->node_ids(), parts_->first_node(), node);
}

RelationshipId Projection::relationship(RelationshipIndex index) const {
  return static_cast<RelationshipId>(parts_->first_relationship() +
                                     parts_->relationship_ids().at(index));
}

std::optional<RelationshipIndex> Projection::index(RelationshipId relationship) const {
  return index_of(parts_->relationship_ids(), parts_->first_relationship(), relationship);
}

std::span<const TypeId> Projection::types() const { return parts_->types(); }

const Adjacency* Projection::adjacency(TypeId type, bool outgoing) const {
  return parts_->adjacency(type, outgoing);
}

Steps Projection::steps(TypeId type, bool outgoing, NodeIndex node) const {
  const Adjacency* rows = adjacency(type, outgoing);
  return rows != nullptr ? rows->steps(node) : Steps();
}

std::uint32_t Projection::degree(TypeId type, bool outgoing, NodeIndex node) const {
  const Adjacency* rows = adjacency(type, outgoing);
  return rows != nullptr ? rows->degree(node) : 0;
}

TypeId Projection::type(RelationshipIndex relationship) const { return parts_->type(relationship); }

IndexedRelationship Projection::ends(RelationshipIndex relationship) const {
  return parts_->ends(relationship);
}

const IndexSet* Projection::nodes_with(LabelId label) const { return parts_->nodes_with(label); }

bool Projection::has_label(NodeIndex node, LabelId label) const {
  const IndexSet* nodes = nodes_with(label);
  return nodes != nullptr && nodes->contains(node);
}

std::span<const LabelId> Projection::labels(NodeIndex node) const { return parts_->labels(node); }

const Column* Projection::node_column(KeyId key) const {
  return parts_->column(key, Parts::Owner::node);
}

const Column* Projection::relationship_column(KeyId key) const {
  return parts_->column(key, Parts::Owner::relationship);
}

std::optional<Value> Projection::node_property(NodeIndex node, KeyId key) const {
  return parts_->property(node, key, Parts::Owner::node);
}

std::optional<Value> Projection::relationship_property(RelationshipIndex relationship,
                                                       KeyId key) const {
  return parts_->property(relationship, key, Parts::Owner::relationship);
}

std::uint32_t Projection::count(LabelId start, TypeId type, LabelId end) const {
  const auto pairs = parts_->label_pairs(type);
  const auto pair_of = [](const LabelPairCount& each) { return std::pair(each.start, each.end); };
  const auto found = std::ranges::lower_bound(pairs, std::pair(start, end), {}, pair_of);
  return found != pairs.end() && pair_of(*found) == std::pair(start, end) ? found->count : 0;
}

std::span<const std::uint32_t> Projection::degrees(TypeId type, bool outgoing) const {
  return parts_->degrees(type, outgoing);
}

}  // namespace chancery
