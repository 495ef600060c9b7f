#pragma once

// Ids of the parts of a document in a property index. Those of its passages and statements begin
// with the document's id and a slash; as rows of their own they would be the most and the longest
// of the store. So what a property index holds of the nodes that a document brings is one row for
// 512 neighbouring nodes, under the common beginning:
//
//   row    := entry*              ascending by node
//   entry  := offset text         of the node in its block, a varint; the rest of the id
//
// Which entries go there depends on the document alone: texts of its fresh nodes that begin with
// its id and a slash, are not cut in keys, and have no slash before that one. So the beginnings of
// two documents never contain each other, and entries are in the order of these rows.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/batch.h"
#include "store/catalog.h"
#include "store/rocks.h"

namespace chancery {

/// Collects the ids of the document that is being written. For one thread.
class PartIdsWriter {
 public:
  /// Nodes from `fresh` on are not in the batch's base.
  PartIdsWriter(Batch& rows, NodeId fresh) : rows_(rows), fresh_(fresh) {}

  void begin_document(std::string_view document_id);
  void end_document() { beginning_.clear(); }
  /// Adds an entry of a node that is being made, the newest one. False, and nothing added, where
  /// it is to have a row of its own.
  bool add(const IndexState& index, NodeId node, std::string_view text);
  /// Takes an entry away. False where it is in no row of a document.
  bool remove(const IndexState& index, NodeId node, std::string_view text);

 private:
  /// The row to which the last entry of an index went.
  struct Open {
    LabelId label;
    KeyId key;
    NodeId block;
    PendingRows::Number row;
  };
  PendingRows::Number row_of(const IndexState& index, NodeId block);

  Batch& rows_;
  NodeId fresh_;
  std::string beginning_;  // of the ids of parts; empty outside documents
  std::vector<Open> open_;
  std::string entry_;
};

/// Appends the nodes of the entries with this text.
void find_part(const Reader& rows, LabelId label, KeyId key, std::string_view text,
               std::vector<NodeId>& nodes);

/// All entries of an index, in rows of their own and of documents, as keys of Family::properties
/// from `low`, which begins with the index, to `high`; the last one first where `backwards`. Holds
/// the ids of one document in memory.
std::unique_ptr<Cursor> scan_index(const Reader& rows, std::string_view low, std::string_view high,
                                   bool backwards = false);

/// What a row of a document's part ids holds, under the keys of scan_index(), by node. Throws
/// Error(corruption), also where the same could be written in other bytes.
std::vector<std::string> part_entries(std::string_view row_key, std::string_view row);

}  // namespace chancery
