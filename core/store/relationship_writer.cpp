#include "store/relationship_writer.h"

#include "store/keys.h"

namespace chancery {

void RelationshipWriter::turn_to(RelationshipId block) {
  if (block_ == block) return;
  row_ = rows_.open(Family::relationships, id_key(block), block < fresh_);
  place_ = visit_relationships(block, rows_.of(Family::relationships)[row_].value,
                               [](RelationshipId, const RelationshipFields&) {});
  block_ = block;
}

void RelationshipWriter::add(RelationshipId id, const RelationshipFields& fields) {
  turn_to(block_of(id));
  bytes_.clear();
  append_relationship(bytes_, place_, id, fields);
  rows_.append(Family::relationships, row_, bytes_);
}

void RelationshipWriter::remove(RelationshipId id) {
  const std::string key = id_key(block_of(id));
  const PendingRows::Number row = rows_.open(Family::relationships, key);
  const std::string rest = without_relationship(rows_.of(Family::relationships)[row].value, id);
  if (rest.empty()) {
    rows_.erase(Family::relationships, key);
  } else {
    rows_.put(Family::relationships, key, rest);
  }
  block_.reset();
}

}  // namespace chancery
