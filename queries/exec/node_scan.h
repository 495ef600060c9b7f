#pragma once

// What all scans of nodes share: for every input row, a node in turn.

#include <memory>
#include <utility>

#include "cursor.h"

namespace chancery::query {

/// Opens itself anew for each input row.
class NodeScan : public Cursor {
 public:
  NodeScan(CursorPtr input, Slot node, ExecContext& context)
      : context_(context), input_(std::move(input)), node_(static_cast<std::size_t>(node)) {}

  bool next(Row& row) override {
    while (true) {
      context_.limits().check();
      const NodeId node = nodes_ ? nodes_->next() : NodeId::none;
      if (node != NodeId::none) {
        row[node_] = Node{node, nullptr};
        return true;
      }
      if (!input_->next(row)) return false;
      nodes_ = open(row);
    }
  }

  void reset() override {
    nodes_ = nullptr;
    input_->reset();
  }

 protected:
  /// Null where there is nothing to scan.
  virtual std::unique_ptr<NodeCursor> open(Row& row) = 0;
  ExecContext& context_;

 private:
  CursorPtr input_;
  std::size_t node_;
  std::unique_ptr<NodeCursor> nodes_;
};

}  // namespace chancery::query
