#pragma once

// The running state of aggregate expressions, a cell for each of them in each group.

#include <memory>
#include <unordered_set>
#include <vector>

#include "../eval.h"
#include "row_buffer.h"

namespace chancery::query {

using RowSet = std::unordered_set<HeldRow, HeldRowHash, HeldRowEquivalent>;

// What a hash table adds to each element.
inline constexpr std::size_t kPerEntry = 64;

/// The state of one aggregate expression in one group.
struct Cell {
  std::unique_ptr<Accumulator> accumulator;
  RowSet seen;  ///< of DISTINCT
};

/// The aggregate expressions of an operator, the same for every group.
class AggregateCells {
 public:
  /// What a cell takes at least, in bytes.
  static constexpr std::size_t kCellBytes = sizeof(Cell) + kPerEntry;

  /// FunctionCalls; they and `context` must outlive it.
  AggregateCells(const std::vector<const Expression*>& aggregates, ExecContext& context);

  std::size_t size() const { return columns_.size(); }
  Cell make(std::size_t aggregate) const { return {columns_[aggregate].aggregate->make(), {}}; }
  /// Adds the row, as if it came `times` times.
  void add(Cell& cell, std::size_t aggregate, Row& row, std::int64_t times);
  Value result(Cell& cell, std::size_t aggregate);
  /// Where the result belongs.
  std::size_t slot(std::size_t aggregate) const { return columns_[aggregate].slot; }
  /// What the cells hold has gone.
  void release() { memory_.release(); }

 private:
  struct Column {
    const Aggregate* aggregate = nullptr;
    bool distinct = false;
    std::vector<Evaluator> arguments;
    std::size_t slot = 0;
    TextSpan span;
  };

  ExecContext& context_;
  HeldMemory memory_;
  std::vector<Column> columns_;
  HeldRow arguments_;
  Value scratch_;
};

}  // namespace chancery::query
