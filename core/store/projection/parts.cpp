#include "store/projection/parts.h"

#include <algorithm>

#include "chancery/error.h"
#include "store/projection/columns.h"
#include "store/projection/index_sets.h"

namespace chancery {
namespace {

template <typename Id>
std::span<const Id> as_ids(std::span<const std::uint32_t> numbers) {
  static_assert(sizeof(Id) == sizeof(std::uint32_t));
  return {reinterpret_cast<const Id*>(numbers.data()), numbers.size()};
}

// What `read` yields, kept in `place`; where it yields nothing, what stands in for it.
template <typename T, typename Read, typename Otherwise>
const T* kept(std::optional<T>& place, const Read& read, const Otherwise& otherwise) {
  place = read();
  return place ? &*place : &otherwise();
}

}  // namespace

Projection::Parts::Parts(Sections sections, ProjectionSize size, Rebuild rebuild)
    : sections_(std::move(sections)), size_(size), rebuild_(std::move(rebuild)) {
  const auto base = [&](SectionKind kind) {
    const SectionEntry* entry = sections_.find(kind);
    return entry != nullptr ? static_cast<std::uint64_t>(entry->base) : 0;
  };
  first_node_ = base(SectionKind::node_ids);
  first_relationship_ = base(SectionKind::relationship_ids);
  std::uint32_t slot = 0;
  for (const SectionEntry& entry : sections_.entries(SectionKind::row_nodes)) {
    if (entry.side != 0) continue;
    types_.push_back(static_cast<TypeId>(entry.id));
    rows_.emplace_back().first_slot = slot;
    slot += entry.items;
  }
  for (const SectionEntry& entry : sections_.entries(SectionKind::label)) {
    labels_.push_back(static_cast<LabelId>(entry.id));
    of_label_.emplace_back();
  }
  for (const SectionEntry& entry : sections_.entries(SectionKind::column_present)) {
    columns_[entry.side != 0 ? 1 : 0].try_emplace(static_cast<KeyId>(entry.id));
  }
}

const Projection::Parts& Projection::Parts::rebuilt() const {
  const auto* projection = rebuilt_.get([&](auto& place) {
    if (!rebuild_) throw Error(ErrorKind::internal_error, "A projection in memory is damaged.");
    place = rebuild_();
    return &*place;
  });
  return (*projection)->parts();
}

std::optional<std::span<const std::byte>> Projection::Parts::bytes(SectionKind kind,
                                                                   std::uint32_t id,
                                                                   unsigned side) const {
  const SectionEntry* entry = sections_.find(kind, id, side);
  return entry != nullptr ? sections_.bytes(*entry) : std::nullopt;
}

std::optional<IndexSet> Projection::Parts::read_set(const SectionEntry* entry, std::uint32_t size,
                                                    std::uint32_t bound) const {
  if (entry == nullptr || entry->items != size || entry->bound != bound) return std::nullopt;
  const auto content = sections_.bytes(*entry);
  return content ? read_index_set(*entry, *content) : std::nullopt;
}

const IndexSet& Projection::Parts::node_ids() const {
  return *node_ids_.get([&](auto& place) {
    const SectionEntry* entry = sections_.find(SectionKind::node_ids);
    return kept(
        place, [&] { return read_set(entry, size_.nodes, entry != nullptr ? entry->bound : 0); },
        [&]() -> const IndexSet& { return rebuilt().node_ids(); });
  });
}

const IndexSet& Projection::Parts::relationship_ids() const {
  return *relationship_ids_.get([&](auto& place) {
    const SectionEntry* entry = sections_.find(SectionKind::relationship_ids);
    return kept(
        place,
        [&] { return read_set(entry, size_.relationships, entry != nullptr ? entry->bound : 0); },
        [&]() -> const IndexSet& { return rebuilt().relationship_ids(); });
  });
}

const Projection::Parts::TypeRows* Projection::Parts::rows_of(TypeId type) const {
  const auto found = std::ranges::lower_bound(types_, type);
  if (found == types_.end() || *found != type) return nullptr;
  return &rows_[static_cast<std::size_t>(found - types_.begin())];
}

const Adjacency* Projection::Parts::adjacency(TypeId type, bool outgoing) const {
  const TypeRows* rows = rows_of(type);
  if (rows == nullptr) return nullptr;
  const unsigned side = outgoing ? 0 : 1;
  return rows->sides[side].get([&](auto& place) {
    return kept(
        place, [&] { return read_adjacency(type, side); },
        [&]() -> const Adjacency& { return *rebuilt().adjacency(type, outgoing); });
  });
}

std::optional<Adjacency> Projection::Parts::read_adjacency(TypeId type, unsigned side) const {
  const std::uint32_t id = raw(type);
  const SectionEntry* entry = sections_.find(SectionKind::sources, id, side);
  const auto sources = read_set(entry, entry != nullptr ? entry->items : 0, size_.nodes);
  const auto starts_bytes = bytes(SectionKind::row_starts, id, side);
  const auto nodes_bytes = bytes(SectionKind::row_nodes, id, side);
  const auto relationships_bytes = bytes(SectionKind::row_relationships, id, side);
  if (!sources || !starts_bytes || !nodes_bytes || !relationships_bytes) return std::nullopt;
  const std::uint32_t steps = sections_.find(SectionKind::row_nodes, id, side)->items;
  const auto starts = numbers_of<std::uint32_t>(*starts_bytes, std::uint64_t{sources->size()} + 1);
  const auto nodes = numbers_of<NodeIndex>(*nodes_bytes, steps);
  const auto relationships = PackedNumbers::read(steps, *relationships_bytes);
  if (!starts || !nodes || !relationships || !are_starts(*starts, steps) ||
      !all_below(*nodes, size_.nodes)) {
    return std::nullopt;
  }
  if (side != 0) {
    return Adjacency(*sources, *starts, *nodes, *relationships, adjacency(type, true));
  }
  if (!relationships->all_below(size_.relationships)) return std::nullopt;
  return Adjacency(*sources, *starts, *nodes, *relationships, nullptr);
}

std::optional<PackedNumbers> Projection::Parts::read_slots() const {
  const SectionEntry* entry = sections_.find(SectionKind::slots);
  if (entry == nullptr || entry->items != size_.relationships) return std::nullopt;
  const auto content = sections_.bytes(*entry);
  return content ? PackedNumbers::read(entry->items, *content) : std::nullopt;
}

const PackedNumbers& Projection::Parts::slots() const {
  return *slots_.get([&](auto& place) {
    return kept(
        place, [&] { return read_slots(); },
        [&]() -> const PackedNumbers& { return rebuilt().slots(); });
  });
}

// The slot of a relationship is in the rows of the last type that starts before it.
TypeId Projection::Parts::type(RelationshipIndex relationship) const {
  const std::uint32_t slot = slots()[relationship];
  const auto after = std::ranges::upper_bound(rows_, slot, {}, &TypeRows::first_slot);
  return types_[static_cast<std::size_t>(after - rows_.begin() - 1)];
}

IndexedRelationship Projection::Parts::ends(RelationshipIndex relationship) const {
  const TypeId type = this->type(relationship);
  const Adjacency& rows = *adjacency(type, true);
  const std::uint32_t place = slots()[relationship] - rows_of(type)->first_slot;
  if (place >= rows.nodes().size()) {
    throw Error(ErrorKind::corruption,
                "A relationship of a projection leads nowhere; run "
                "`chancery verify`.");
  }
  const auto after = std::ranges::upper_bound(rows.offsets(), place);
  const auto row = static_cast<std::uint32_t>(after - rows.offsets().begin() - 1);
  return {type, rows.sources().at(row), rows.nodes()[place]};
}

const Column* Projection::Parts::column(KeyId key, Owner owner) const {
  const auto& columns = columns_[static_cast<unsigned>(owner)];
  const auto found = columns.find(key);
  if (found == columns.end()) return nullptr;
  return found->second.get([&](auto& place) {
    const std::uint32_t size = owner == Owner::node ? size_.nodes : size_.relationships;
    return kept(
        place, [&] { return read_column(sections_, raw(key), static_cast<unsigned>(owner), size); },
        [&]() -> const Column& { return *rebuilt().column(key, owner); });
  });
}

std::optional<Value> Projection::Parts::property(std::uint32_t index, KeyId key,
                                                 Owner owner) const {
  if (const Column* values = column(key, owner)) return values->at(index);
  const unsigned side = static_cast<unsigned>(owner);
  const bool has_values =
      sections_.find(SectionKind::key_without_column, raw(key), side) != nullptr;
  return has_values ? std::nullopt : std::optional(Value());
}

std::span<const LabelPairCount> Projection::Parts::label_pairs(TypeId type) const {
  const TypeRows* rows = rows_of(type);
  if (rows == nullptr) return {};
  return *rows->label_pairs.get([&](auto& place) {
    return kept(
        place, [&] { return read_numbers<LabelPairCount>(SectionKind::label_pairs, raw(type), 0); },
        [&]() -> const auto& {
          place = rebuilt().label_pairs(type);
          return *place;
        });
  });
}

std::span<const std::uint32_t> Projection::Parts::degrees(TypeId type, bool outgoing) const {
  const TypeRows* rows = rows_of(type);
  if (rows == nullptr) return {};
  const unsigned side = outgoing ? 0 : 1;
  return *rows->degrees[side].get([&](auto& place) {
    return kept(
        place, [&] { return read_numbers<std::uint32_t>(SectionKind::degrees, raw(type), side); },
        [&]() -> const auto& {
          place = rebuilt().degrees(type, outgoing);
          return *place;
        });
  });
}

template <typename Number>
std::optional<std::span<const Number>> Projection::Parts::read_numbers(SectionKind kind,
                                                                       std::uint32_t id,
                                                                       unsigned side) const {
  const auto content = bytes(kind, id, side);
  return content ? numbers_of<Number>(*content, content->size() / sizeof(Number)) : std::nullopt;
}

const IndexSet* Projection::Parts::nodes_with(LabelId label) const {
  const auto found = std::ranges::lower_bound(labels_, label);
  if (found == labels_.end() || *found != label) return nullptr;
  const Lazy<IndexSet>& nodes = of_label_[static_cast<std::size_t>(found - labels_.begin())];
  return nodes.get([&](auto& place) {
    const SectionEntry* entry = sections_.find(SectionKind::label, raw(label));
    return kept(
        place, [&] { return read_set(entry, entry->items, size_.nodes); },
        [&]() -> const IndexSet& { return *rebuilt().nodes_with(label); });
  });
}

std::optional<Projection::Parts::LabelLists> Projection::Parts::read_label_lists() const {
  const SectionEntry* entry = sections_.find(SectionKind::label_lists);
  const SectionEntry* of_node_entry = sections_.find(SectionKind::label_list_of_node);
  if (entry == nullptr || of_node_entry == nullptr) return std::nullopt;
  const auto content = sections_.bytes(*entry);
  const auto of_node_content = sections_.bytes(*of_node_entry);
  if (!content || !of_node_content) return std::nullopt;
  const auto words = numbers_of<std::uint32_t>(*content, content->size() / sizeof(std::uint32_t));
  const auto of_node = NarrowNumbers::read(of_node_entry->form, of_node_entry->items,
                                           of_node_entry->base, *of_node_content);
  if (!words || !of_node || of_node->size() != size_.nodes || words->size() <= entry->items) {
    return std::nullopt;
  }
  const auto starts = words->first(std::size_t{entry->items} + 1);
  const auto labels = words->subspan(starts.size());
  if (!are_starts(starts, labels.size())) return std::nullopt;
  for (NodeIndex node = 0; node < size_.nodes; ++node) {
    const std::int64_t list = (*of_node)[node];
    if (list < 0 || list >= std::int64_t{entry->items}) return std::nullopt;
  }
  return LabelLists{starts, as_ids<LabelId>(labels), *of_node};
}

const Projection::Parts::LabelLists& Projection::Parts::label_lists() const {
  return *label_lists_.get([&](auto& place) {
    return kept(
        place, [&] { return read_label_lists(); },
        [&]() -> const LabelLists& { return rebuilt().label_lists(); });
  });
}

std::span<const LabelId> Projection::Parts::labels(NodeIndex node) const {
  const LabelLists& lists = label_lists();
  const auto list = static_cast<std::size_t>(lists.of_node[node]);
  return lists.labels.subspan(lists.starts[list], lists.starts[list + 1] - lists.starts[list]);
}

}  // namespace chancery
