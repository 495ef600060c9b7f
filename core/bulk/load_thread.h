#pragma once

// One thread reads and converts, another one writes: rows go over in batches.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/bulk_writer.h"

namespace chancery::bulk {

/// Labels of a node that many have together; a number of LoadThread.
using LabelSet = std::uint32_t;

/// Hands rows to a writer that works on a thread of its own. Whoever adds is one thread. What the
/// writer throws is thrown by a later call.
class LoadThread {
 public:
  explicit LoadThread(BulkWriter& writer);
  ~LoadThread();
  LoadThread(const LoadThread&) = delete;
  LoadThread& operator=(const LoadThread&) = delete;

  LabelSet add_label_set(std::vector<LabelId> labels);
  /// The id that the next add_node() gives.
  NodeId next_node() const { return next_node_; }
  void add_node(LabelSet labels, std::string_view properties);
  void add_relationship(NodeId start, TypeId type, NodeId end, std::string_view properties);
  /// The writer, when it has written all there was: nothing else uses it until the next add.
  BulkWriter& idle_writer();

 private:
  struct NodeRow {
    LabelSet labels;
    std::size_t properties_end;
  };
  struct RelationshipRow {
    NodeId start;
    NodeId end;
    TypeId type;
    std::size_t properties_end;
  };
  struct Batch {
    std::string properties;  // of the nodes, then of the relationships: a batch has one of them
    std::vector<NodeRow> nodes;
    std::vector<RelationshipRow> relationships;
  };

  void hand_over();
  void work();
  void write(const Batch& batch);
  bool is_full() const;

  BulkWriter& writer_;
  NodeId next_node_;
  Batch batch_;
  std::vector<std::vector<LabelId>> label_sets_;  // changed only while the writer is idle

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> waiting_;  // guarded by mutex_, as all below
  bool busy_ = false;
  bool ended_ = false;
  std::exception_ptr failure_;
  std::thread thread_;  // last: it uses the others
};

}  // namespace chancery::bulk
