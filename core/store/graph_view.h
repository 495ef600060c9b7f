#pragma once

// GraphView over GraphReads: what snapshots and transactions have in common.

#include "chancery/graph.h"
#include "store/graph_reads.h"
#include "store/name_index.h"
#include "store/ordered_index.h"
#include "store/property_index.h"
#include "store/text_index.h"

namespace chancery {

/// The rows behind a view, for the parts of core that keep rows of their own beside the graph.
class HasReads {
 public:
  virtual ~HasReads() = default;
  virtual const GraphReads& reads() const = 0;
};

/// Throws Error(internal_error) for a view that is not of this store.
const GraphReads& reads_of(const GraphView& view);

/// `Base` is GraphView or Transaction; the reader and the catalog outlive the view.
template <typename Base>
class StoreView : public Base, public HasReads {
 public:
  const GraphReads& reads() const final { return reads_; }

  std::optional<LabelId> label_id(std::string_view name) const final {
    return found<LabelId>(dictionary().labels, name);
  }
  std::optional<TypeId> type_id(std::string_view name) const final {
    return found<TypeId>(dictionary().types, name);
  }
  std::optional<KeyId> key_id(std::string_view name) const final {
    return found<KeyId>(dictionary().keys, name);
  }
  std::string_view name(LabelId id) const final { return dictionary().labels.name(raw(id)); }
  std::string_view name(TypeId id) const final { return dictionary().types.name(raw(id)); }
  std::string_view name(KeyId id) const final { return dictionary().keys.name(raw(id)); }
  std::vector<LabelId> labels() const final { return all<LabelId>(dictionary().labels); }
  std::vector<TypeId> types() const final { return all<TypeId>(dictionary().types); }
  std::vector<KeyId> keys() const final { return all<KeyId>(dictionary().keys); }

  bool exists(NodeId node) const override { return reads_.exists(node); }
  std::vector<LabelId> labels(NodeId node) const override { return reads_.labels(node); }
  bool has_label(NodeId node, LabelId label) const override {
    return reads_.has_label(node, label);
  }
  Value property(NodeId node, KeyId key) const override { return reads_.property(node, key); }
  Properties properties(NodeId node) const final { return reads_.properties(node); }

  std::optional<RelationshipRecord> relationship(RelationshipId id) const override {
    return reads_.relationship(id);
  }
  Value property(RelationshipId id, KeyId key) const override { return reads_.property(id, key); }
  Properties properties(RelationshipId id) const final { return reads_.properties(id); }

  std::span<const Neighbour> neighbours(NodeId node, Direction direction,
                                        std::span<const TypeId> types,
                                        std::vector<Neighbour>& scratch) const override {
    reads_.neighbours(node, direction, types, scratch);
    return scratch;
  }
  std::vector<RelationshipId> between(NodeId start, TypeId type, NodeId end) const override {
    return reads_.between(start, type, end);
  }
  std::uint64_t degree(NodeId node, Direction direction,
                       std::span<const TypeId> types) const override {
    return reads_.degree(node, direction, types);
  }

  std::unique_ptr<NodeCursor> all_nodes() const override { return reads_.all_nodes(); }
  std::unique_ptr<NodeCursor> nodes_with_label(LabelId label) const override {
    return reads_.nodes_with_label(label);
  }
  std::unique_ptr<RelationshipCursor> all_relationships() const override {
    return reads_.all_relationships();
  }

  std::vector<IndexInfo> indexes() const final { return reads_.indexes(); }
  bool has_index(IndexInfo::Kind kind, LabelId label, KeyId key) const final {
    return reads_.catalog().find_index(kind, label, key) != nullptr;
  }
  std::vector<NodeId> find(LabelId label, KeyId key, const Value& value) const final {
    return find_in_index(reads_, label, key, value);
  }
  std::unique_ptr<NodeCursor> find_range(LabelId label, KeyId key,
                                         const ValueRange& range) const final {
    return cursor_over(find_range_in_index(reads_, label, key, range));
  }
  std::unique_ptr<NodeCursor> find_prefix(LabelId label, KeyId key,
                                          std::string_view prefix) const final {
    return cursor_over(find_prefix_in_index(reads_, label, key, prefix));
  }
  std::unique_ptr<NodeCursor> in_order(LabelId label, KeyId key, IndexOrder walk) const final {
    return index_in_order(reads_, label, key, std::move(walk));
  }
  std::vector<TextHit> search_text(LabelId label, KeyId key, std::string_view query,
                                   std::size_t limit) const final {
    return search_text_index(reads_, label, key, query, limit);
  }
  std::vector<NodeId> find_name(std::string_view name) const final {
    return find_by_name(reads_.rows(), name);
  }
  std::vector<std::string> complete_name(std::string_view prefix, std::size_t limit) const final {
    return chancery::complete_name(reads_.rows(), prefix, limit);
  }

  std::uint64_t node_count() const final { return reads_.catalog().nodes; }
  std::uint64_t relationship_count() const final { return reads_.catalog().relationships; }
  std::uint64_t node_count(LabelId label) const final { return reads_.catalog().nodes_with(label); }
  std::uint64_t relationship_count(TypeId type) const final {
    return reads_.catalog().relationships_of(type);
  }

  std::optional<std::string> document_text(std::string_view document_id) const final {
    return reads_.rows().get(Family::documents, document_key(DocumentRow::text, document_id));
  }

 protected:
  StoreView(const Reader& rows, const Catalog& catalog) : reads_(rows, catalog) {}

 private:
  const Dictionary& dictionary() const { return reads_.catalog().dictionary(); }

  template <typename Id>
  static std::optional<Id> found(const Names& names, std::string_view name) {
    const std::uint32_t id = names.find(name);
    return id == 0 ? std::nullopt : std::optional(static_cast<Id>(id));
  }

  template <typename Id>
  static std::vector<Id> all(const Names& names) {
    std::vector<Id> ids;
    for (std::uint32_t id = 1; id <= names.size(); ++id) ids.push_back(static_cast<Id>(id));
    return ids;
  }

  GraphReads reads_;
};

/// A frozen state of the store.
class StoreSnapshot : public StoreView<GraphView> {
 public:
  StoreSnapshot(std::shared_ptr<const Reader> rows, std::shared_ptr<const Catalog> catalog)
      : StoreView(*rows, *catalog), rows_(std::move(rows)), catalog_(std::move(catalog)) {}

  const std::shared_ptr<const Reader>& rows() const { return rows_; }
  const std::shared_ptr<const Catalog>& catalog() const { return catalog_; }

 private:
  std::shared_ptr<const Reader> rows_;
  std::shared_ptr<const Catalog> catalog_;
};

}  // namespace chancery
