#pragma once

// The steps that a transaction adds to the adjacency and takes out of it. They are gathered as
// they come, and become rows, in the order of their keys, when somebody reads or commits: a bulk
// load sorts them once and never looks for a row.

#include <span>
#include <string>
#include <vector>

#include "store/early_steps.h"
#include "store/pending_rows.h"
#include "store/rocks.h"

namespace chancery {

class AdjacencyChanges {
 public:
  /// `fresh`: nodes from there on have no rows in what the transaction rests on.
  explicit AdjacencyChanges(NodeId fresh) : fresh_(fresh) {}

  /// Nodes from `first` on are those of a document that is being written: their first steps share
  /// rows, see early_steps.h. Until end_document().
  void begin_document(NodeId first) { of_document_ = first; }
  void end_document() { of_document_ = kNoNode; }

  /// `relationship` comes after all that were added before.
  void add(RelationshipId relationship, TypeId type, NodeId start, NodeId end) {
    note(relationship, type, start, end, false);
  }
  void remove(RelationshipId relationship, TypeId type, NodeId start, NodeId end) {
    note(relationship, type, start, end, true);
  }

  bool empty() const { return changes_.empty(); }
  /// Of memory.
  std::size_t bytes() const;
  /// Brings the rows of the adjacency in line, which lie over those of `base`. Nobody else writes
  /// them.
  void settle(PendingRows& rows, const Reader& base);
  void clear();

 private:
  struct Change {
    NodeId node;
    NodeId other;
    RelationshipId relationship;
    TypeId type;
    bool incoming;
    bool removed;
    bool early;  ///< belongs into the block of early steps, as long as there is room
  };
  using Group = std::span<const Change>;
  static constexpr auto kNoNode = static_cast<NodeId>(~std::uint64_t{0});

  void note(RelationshipId relationship, TypeId type, NodeId start, NodeId end, bool removed) {
    changes_.push_back({start, end, relationship, type, false, removed, start >= of_document_});
    changes_.push_back({end, start, relationship, type, true, removed, end >= of_document_});
  }
  void sort();
  Group settle_early(PendingRows& rows, const Reader& base, Group block, bool first);
  void place(NodeId node, std::string_view groups, Group changes, EarlyBlockWriter& writer);
  void place_new(NodeId node, Group changes, EarlyBlockWriter& writer);
  std::vector<Change> take_early(NodeId node, std::string_view groups, Group changes);
  void settle(PendingRows& rows, Group group, bool first);
  void extend(PendingRows& rows, PendingRows::Number row, Group group);
  void rewrite(PendingRows& rows, PendingRows::Number row, NodeId node,
               const AdjacencyChange& change);
  AdjacencyStep last_step(const PendingRows& rows, PendingRows::Number row, NodeId node) const;
  void keep_last(PendingRows::Number row, const AdjacencyStep& step);

  NodeId fresh_;
  NodeId of_document_ = kNoNode;
  std::vector<Change> changes_;
  std::vector<AdjacencyStep> last_;  // by number of the row; with no relationship: not known
  std::string bytes_;
  // What is worked with while a block is settled.
  std::string block_;
  std::vector<Change> late_;
  std::vector<AdjacencyStep> steps_;
};

}  // namespace chancery
