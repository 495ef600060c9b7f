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
  const auto difference = [](NodeId from, NodeId to) {
    return folded_sign(static_cast<std::int64_t>(raw(to) - raw(from)));
  };
  char head[4 * kMostVarintBytes];
  char* end = write_varint(head, raw(fields.ends.type));
  end = write_varint(end, difference(place.start, fields.ends.start));
  end = write_varint(end, difference(place.end, fields.ends.end));
  end = write_varint(end, fields.properties.size());
  block.append(head, static_cast<std::size_t>(end - head));
  block.append(fields.properties);
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
