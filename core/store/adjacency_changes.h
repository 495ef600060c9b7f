#pragma once

// The steps that a transaction adds to the adjacency and takes out of it. They are gathered as
// they come, and become rows, in the order of their keys, when somebody reads or commits: a bulk
// load sorts them once and never looks for a row.

#include <vector>

#include "store/adjacency_row.h"
#include "store/pending_rows.h"

namespace chancery {

class AdjacencyChanges {
 public:
  /// `fresh`: nodes from there on have no rows in what the transaction rests on.
  explicit AdjacencyChanges(NodeId fresh) : fresh_(fresh) {}

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
  /// Brings the rows of the adjacency in line. Nobody else writes them.
  void settle(PendingRows& rows);
  void clear();

 private:
  struct Change {
    NodeId node;
    NodeId other;
    RelationshipId relationship;
    TypeId type;
    bool incoming;
    bool removed;
  };
  using Group = std::span<const Change>;

  void note(RelationshipId relationship, TypeId type, NodeId start, NodeId end, bool removed) {
    changes_.push_back({start, end, relationship, type, false, removed});
    changes_.push_back({end, start, relationship, type, true, removed});
  }
  void sort();
  void settle(PendingRows& rows, Group group, bool first);
  void extend(PendingRows& rows, PendingRows::Number row, Group group);
  void rewrite(PendingRows& rows, PendingRows::Number row, NodeId node,
               const AdjacencyChange& change);
  AdjacencyStep last_step(const PendingRows& rows, PendingRows::Number row, NodeId node) const;
  void keep_last(PendingRows::Number row, const AdjacencyStep& step);

  NodeId fresh_;
  std::vector<Change> changes_;
  std::vector<AdjacencyStep> last_;  // by number of the row; with no relationship: not known
  std::string bytes_;
};

}  // namespace chancery
