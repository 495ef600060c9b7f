#pragma once

// Appends relationships to the rows of their blocks.

#include "store/batch.h"
#include "store/relationship_block.h"

namespace chancery {

class RelationshipWriter {
 public:
  /// `fresh`: relationships from there on are not in what the batch rests on.
  RelationshipWriter(Batch& rows, RelationshipId fresh) : rows_(rows), fresh_(fresh) {}

  /// `id` comes after all before.
  void add(RelationshipId id, const RelationshipFields& fields);
  void remove(RelationshipId id);

 private:
  void turn_to(RelationshipId block);

  Batch& rows_;
  RelationshipId fresh_;
  // The row that is written to, and where it ends.
  std::optional<RelationshipId> block_;
  PendingRows::Number row_ = PendingRows::kNone;
  RelationshipPlace place_;
  std::string bytes_;
};

}  // namespace chancery
