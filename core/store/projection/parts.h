#pragma once

// What a projection is made of: views on its sections, each checked when it is first used.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "chancery/projection.h"
#include "store/projection/builder.h"
#include "store/projection/lazy.h"
#include "store/projection/numbers.h"
#include "store/projection/sections.h"
#include "store/projection/statistics.h"

namespace chancery {

/// Thread-safe. A section that turns out to be damaged is taken from a projection built anew, so
/// that whoever reads a file of any bytes gets right answers.
class Projection::Parts {
 public:
  using Rebuild = std::function<std::shared_ptr<const Projection>()>;

  /// `rebuild` makes the same projection in memory; it is called once, if at all, and not needed
  /// for sections in memory.
  Parts(Sections sections, ProjectionSize size, Rebuild rebuild);

  const ProjectionSize& size() const { return size_; }
  const Sections& sections() const { return sections_; }

  std::uint64_t first_node() const { return first_node_; }
  std::uint64_t first_relationship() const { return first_relationship_; }
  const IndexSet& node_ids() const;
  const IndexSet& relationship_ids() const;

  std::span<const TypeId> types() const { return types_; }
  /// Null where there is none.
  const Adjacency* adjacency(TypeId type, bool outgoing) const;
  TypeId type(RelationshipIndex relationship) const;
  IndexedRelationship ends(RelationshipIndex relationship) const;

  const IndexSet* nodes_with(LabelId label) const;
  std::span<const LabelId> labels(NodeIndex node) const;

  /// Whose properties a column has; a section's side.
  enum class Owner : std::uint8_t { node = 0, relationship = 1 };
  /// Null where there is none.
  const Column* column(KeyId key, Owner owner) const;
  /// Nullopt where only the store knows.
  std::optional<Value> property(std::uint32_t index, KeyId key, Owner owner) const;

  std::span<const LabelPairCount> label_pairs(TypeId type) const;
  std::span<const std::uint32_t> degrees(TypeId type, bool outgoing) const;

 private:
  struct LabelLists {
    std::span<const std::uint32_t> starts;
    std::span<const LabelId> labels;
    NarrowNumbers of_node;
  };
  struct TypeRows {
    std::uint32_t first_slot = 0;
    Lazy<Adjacency> sides[2];
    Lazy<std::span<const LabelPairCount>> label_pairs;
    Lazy<std::span<const std::uint32_t>> degrees[2];
  };

  const Projection::Parts& rebuilt() const;
  std::optional<std::span<const std::byte>> bytes(SectionKind kind, std::uint32_t id = 0,
                                                  unsigned side = 0) const;
  template <typename Number>
  std::optional<std::span<const Number>> read_numbers(SectionKind kind, std::uint32_t id,
                                                      unsigned side) const;
  std::optional<IndexSet> read_set(const SectionEntry* entry, std::uint32_t size,
                                   std::uint32_t bound) const;
  std::optional<Adjacency> read_adjacency(TypeId type, unsigned side) const;
  std::optional<LabelLists> read_label_lists() const;
  std::optional<PackedNumbers> read_slots() const;
  const LabelLists& label_lists() const;
  const PackedNumbers& slots() const;
  const TypeRows* rows_of(TypeId type) const;

  Sections sections_;
  ProjectionSize size_;
  Rebuild rebuild_;
  std::uint64_t first_node_ = 0;
  std::uint64_t first_relationship_ = 0;
  std::vector<TypeId> types_;
  std::vector<LabelId> labels_;
  std::deque<TypeRows> rows_;                 // by place in types_
  std::deque<Lazy<IndexSet>> of_label_;       // by place in labels_
  std::map<KeyId, Lazy<Column>> columns_[2];  // by owner
  Lazy<IndexSet> node_ids_;
  Lazy<IndexSet> relationship_ids_;
  Lazy<LabelLists> label_lists_;
  Lazy<PackedNumbers> slots_;
  Lazy<std::shared_ptr<const Projection>> rebuilt_;
};

}  // namespace chancery
