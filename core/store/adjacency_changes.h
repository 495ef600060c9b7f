#pragma once

// The steps that a transaction adds to the adjacency and takes out of it. They are gathered as
// they come, and become rows, in the order of their keys, when somebody reads or commits: a bulk
// load sorts them once and never looks for a row. The early steps of a document become rows when it
// ends, while they are still at hand.

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
  explicit AdjacencyChanges(NodeId fresh) : fresh_(fresh), without_rows_(fresh) {}

  /// Nodes from `first` on are those of a document that is being written: their first steps share
  /// rows, see early_steps.h. Until end_document().
  void begin_document(NodeId first);
  /// `rows` and `base` as in settle().
  void end_document(PendingRows& rows, const Reader& base);

  /// `relationship` comes after all that were added before.
  void add(RelationshipId relationship, TypeId type, NodeId start, NodeId end) {
    note(relationship, type, start, end, false);
  }
  void remove(RelationshipId relationship, TypeId type, NodeId start, NodeId end) {
    document_removes_ = true;
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

    /// Of a step out of `from`.
    void set(RelationshipId id, TypeId its_type, NodeId from, NodeId to, bool is_removed,
             bool is_early) {
      node = from;
      other = to;
      relationship = id;
      type = its_type;
      incoming = false;
      removed = is_removed;
      early = is_early;
    }
    /// Orders the rows of a node.
    std::uint64_t row() const { return std::uint64_t{incoming} << 32 | raw(type); }
  };
  using Group = std::span<const Change>;
  static constexpr auto kNoNode = static_cast<NodeId>(~std::uint64_t{0});

  void note(RelationshipId relationship, TypeId type, NodeId start, NodeId end, bool removed) {
    // Written in place: a copy would wait for what has just been put together.
    const std::size_t size = changes_.size();
    changes_.resize(size + 2);
    changes_[size].set(relationship, type, start, end, removed, start >= of_document_);
    changes_[size + 1].set(relationship, type, end, start, removed, end >= of_document_);
    changes_[size + 1].incoming = true;
  }
  void sort_by_node(std::vector<Change>& changes);
  void write_early(PendingRows& rows, const Reader& base, std::span<Change> block);
  PendingRows::Number row_of_block(PendingRows& rows, const Reader& base, NodeId block);
  Group settle_early(PendingRows& rows, const Reader& base, Group block);
  void place(NodeId node, std::string_view groups, Group changes, EarlyBlockWriter& writer);
  std::vector<Change> take_early(NodeId node, std::string_view groups, Group changes);
  void write_groups(NodeId node, Group steps, EarlyBlockWriter& writer);
  void settle(PendingRows& rows, Group group, bool first);
  PendingRows::Number put_new(PendingRows& rows, const AdjacencyKey& key, Group group);
  void extend(PendingRows& rows, PendingRows::Number row, Group group);
  void write_steps(AdjacencyStep& last, Group group);
  void rewrite(PendingRows& rows, PendingRows::Number row, NodeId node,
               const AdjacencyChange& change);
  AdjacencyStep last_step(const PendingRows& rows, PendingRows::Number row, NodeId node) const;
  void keep_last(PendingRows::Number row, const AdjacencyStep& step);

  NodeId fresh_;
  NodeId of_document_ = kNoNode;
  NodeId without_rows_;             // nodes from there on have no rows at all
  std::size_t document_begin_ = 0;  // the changes of the document that is being written
  bool document_removes_ = false;
  std::size_t document_rows_ = 0;  // that end_document() has made
  NodeId last_block_ = kNoNode;    // that it has written
  PendingRows::Number last_block_row_ = PendingRows::kNone;
  std::vector<Change> changes_;
  std::vector<AdjacencyStep> last_;  // by number of the row; with no relationship: not known
  std::string bytes_;
  // What is worked with while changes are sorted and settled.
  std::vector<std::uint32_t> ends_;
  std::vector<Change> sorted_;
  std::vector<Change> early_;
  std::string block_;
  std::vector<Change> late_;
  std::vector<AdjacencyStep> steps_;
};

}  // namespace chancery
