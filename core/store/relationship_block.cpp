#include "store/relationship_block.h"

namespace chancery {

void fail_block() { throw Error(ErrorKind::corruption, "A row of relationships does not read."); }

std::optional<RelationshipFields> find_relationship(std::string_view block, RelationshipId id) {
  std::optional<RelationshipFields> found;
  const auto look = [&](RelationshipId each, const RelationshipFields& fields) {
    if (each == id) found = fields;
  };
  visit_relationships(block_of(id), block, look);
  return found;
}

void append_relationship(std::string& block, RelationshipPlace& place, RelationshipId id,
                         const RelationshipFields& fields) {
  const std::uint64_t offset = raw(id) - raw(block_of(id));
  block.append(offset - place.count, '\0');
  append_varint(block, raw(fields.ends.type));
  append_signed(block, static_cast<std::int64_t>(raw(fields.ends.start) - raw(place.start)));
  append_signed(block, static_cast<std::int64_t>(raw(fields.ends.end) - raw(place.end)));
  append_string(block, fields.properties);
  place = {offset + 1, fields.ends.start, fields.ends.end};
}

std::string without_relationship(std::string_view block, RelationshipId id) {
  std::string rest;
  RelationshipPlace place;
  const auto keep = [&](RelationshipId each, const RelationshipFields& fields) {
    if (each != id) append_relationship(rest, place, each, fields);
  };
  visit_relationships(block_of(id), block, keep);
  return rest;
}

}  // namespace chancery
