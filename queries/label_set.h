#pragma once

// Which nodes have a label, asked of many nodes.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "exec/context.h"
#include "exec/row_buffer.h"

namespace chancery::query {

/// Asks the store node by node at first. Where that has cost as much as reading all nodes of the
/// label would, it reads these once. In a query that writes, labels change: it goes on asking.
/// Belongs to one running query.
class LabelSet {
 public:
  LabelSet(std::string label, ExecContext& context);
  bool contains(NodeId node);

 private:
  void read_all();
  bool ask(NodeId node) const;

  std::string label_;
  ExecContext& context_;
  std::optional<LabelId> id_;  ///< of a graph that does not change
  std::uint64_t asked_ = 0;
  std::vector<bool> nodes_;  ///< by id
  bool read_ = false;
  HeldMemory memory_;
};

/// Whether a node has all of some labels. Copies ask together.
class LabelSets {
 public:
  LabelSets(const std::vector<std::string>& labels, ExecContext& context);
  bool contain(NodeId node) const;

 private:
  std::vector<std::shared_ptr<LabelSet>> sets_;
};

}  // namespace chancery::query
