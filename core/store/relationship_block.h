#pragma once

// Up to 64 relationships with neighbouring ids: the value of a row of the relationships.
//
//   block         := relationship*        from the block's first id on; none behind the last
//   relationship  := 00                   there is none with this id
//                  | type start end length properties
//
// Start and end are signed differences to those of the relationship before, at first to 0; numbers
// are varints. Properties that were changed later have a row of their own, which hides those here.

#include <optional>
#include <string>
#include <string_view>

#include "store/record.h"

namespace chancery {

inline constexpr std::uint64_t kBlockRelationships = 64;

/// The id that a block is called after: its first, whether it is there or not.
inline RelationshipId block_of(RelationshipId id) {
  return static_cast<RelationshipId>(raw(id) & ~(kBlockRelationships - 1));
}

[[noreturn]] void fail_block();

/// What the next relationship of a block counts from.
struct RelationshipPlace {
  std::uint64_t count = 0;  ///< ids so far
  NodeId start = NodeId::none;
  NodeId end = NodeId::none;
};

/// Visits (id, RelationshipFields) of a block, ascending, and yields its end. Throws
/// Error(corruption).
template <typename Visit>
RelationshipPlace visit_relationships(RelationshipId block, std::string_view bytes,
                                      const Visit& visit) {
  RelationshipPlace place;
  ByteReader reader(bytes);
  for (; !reader.at_end(); ++place.count) {
    if (place.count == kBlockRelationships) fail_block();
    const std::uint64_t type = reader.varint();
    if (type == 0) continue;
    place.start =
        static_cast<NodeId>(raw(place.start) + static_cast<std::uint64_t>(reader.signed_varint()));
    place.end =
        static_cast<NodeId>(raw(place.end) + static_cast<std::uint64_t>(reader.signed_varint()));
    visit(static_cast<RelationshipId>(raw(block) + place.count),
          RelationshipFields{{static_cast<TypeId>(type), place.start, place.end}, reader.string()});
  }
  return place;
}

/// Where it is there. Throws Error(corruption).
std::optional<RelationshipFields> find_relationship(std::string_view block, RelationshipId id);

/// Appends a relationship to its block, which has ended at `place`.
void append_relationship(std::string& block, RelationshipPlace& place, RelationshipId id,
                         const RelationshipFields& fields);
/// The block without one; empty where nothing is left.
std::string without_relationship(std::string_view block, RelationshipId id);

}  // namespace chancery
