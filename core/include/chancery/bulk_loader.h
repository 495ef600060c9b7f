#pragma once

// Nodes and relationships in bulk from a program, all or nothing: for data that comes from neither
// files nor Arrow, which import.h reads.
//
//   chancery::BulkLoader load(*database.graph());
//   const auto person = load.label("Person");
//   const auto name = load.key("name");
//   const chancery::LabelId labels[] = {person};
//   const auto ada = load.add_node(labels);
//   load.add_relationship(ada, load.type("KNOWS"), ada);
//   load.commit();

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "chancery/export.h"
#include "chancery/graph.h"
#include "chancery/value.h"

namespace chancery CHANCERY_API {

/// Rows go into sorted files as they come, which the store takes over when all are there: faster
/// than a transaction, and in bounded memory. Has the store's turn to write until it
/// commits or dies; without commit() it leaves nothing. For one thread.
class BulkLoader {
 public:
  /// Properties in any order, no key twice; nulls are left out.
  using Properties = std::span<const std::pair<KeyId, Value>>;

  /// `memory_bytes`: for sorting; what does not fit is sorted on disk. Waits for other writers.
  /// Throws Error(read_only) on an edition.
  explicit BulkLoader(Graph& graph, std::size_t memory_bytes = std::size_t{512} << 20);
  ~BulkLoader();
  BulkLoader(BulkLoader&&) noexcept;

  // Names get an id where they have none.
  LabelId label(std::string_view name);
  TypeId type(std::string_view name);
  KeyId key(std::string_view name);

  /// A property index, as of CREATE INDEX; false where there is one. Called before the nodes of
  /// this load that belong in it.
  bool create_index(LabelId label, KeyId key);

  /// Throws Error(type_error, "InvalidPropertyType") for what cannot be a property.
  NodeId add_node(std::span<const LabelId> labels, Properties properties = {});
  /// Between nodes of this load, or of the store before it. Throws Error(entity_not_found) where
  /// one is missing, and as above.
  RelationshipId add_relationship(NodeId start, TypeId type, NodeId end,
                                  Properties properties = {});

  /// Shows all of it at once, on the disk when it returns; afterwards nothing more may be added.
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace CHANCERY_API
