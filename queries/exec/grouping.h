#pragma once

// Groups of rows with equivalent keys.

#include <memory>
#include <unordered_map>
#include <vector>

#include "aggregate_cells.h"

namespace chancery::query {

struct Group {
  HeldRow key;
  std::vector<Cell> cells;
};

class Grouping {
 public:
  /// Both must outlive it.
  Grouping(const Aggregation& op, ExecContext& context);

  /// The group that the row belongs to; it stays where it is until it is emitted.
  Group& group_of(Row& row);
  /// Adds the row to all aggregates.
  void add(Group& group, Row& row);
  /// Of the first aggregate, so far.
  Value result_of_first(Group& group) { return cells_.result(group.cells.front(), 0); }

  /// After the last row: without keys there is a group even where there was no row.
  void finish();
  /// Puts keys and results of the next group, in order of appearance, into the row.
  bool emit(Row& row);
  void clear();

 private:
  Group& group_with(const HeldRow& key);
  Group& new_group(HeldRow key);
  void put_out(Group& group, Row& row);

  HeldMemory memory_;
  std::vector<Evaluator> keys_;
  std::vector<Slot> key_slots_;
  AggregateCells cells_;
  std::vector<std::unique_ptr<Group>> groups_;  ///< in order of appearance
  std::unordered_map<HeldRow, std::size_t, HeldRowHash, HeldRowEquivalent> index_;
  Group* last_ = nullptr;  ///< that a row belonged to
  std::size_t at_ = 0;
  HeldRow key_;
  Value scratch_;
};

}  // namespace chancery::query
