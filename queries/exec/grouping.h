#pragma once

// Groups of rows with equivalent keys, and the running state of their aggregates.

#include <memory>
#include <unordered_map>
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
  /// The group with these values of the keys.
  Group& group_with(const HeldRow& key);
  /// Adds the row to all aggregates, as if it came `times` times.
  void add(Group& group, Row& row, std::int64_t times = 1);
  void add_to(Group& group, std::size_t aggregate, Row& row, std::int64_t times);
  /// Adds rows to an aggregate that counts them.
  void add_rows(Group& group, std::size_t aggregate, std::int64_t times);
  /// Of the first aggregate, so far.
  Value result_of_first(const Group& group) {
    return group.cells.front().accumulator->result(context_.eval);
  }

  /// After the last row: without keys there is a group even where there was no row.
  void finish();
  /// Puts keys and results of the next group, in order of appearance, into the row.
  bool emit(Row& row);
  void clear();

 private:
  /// One aggregate expression; the same for every group.
  struct Column {
    const Aggregate* aggregate = nullptr;
    bool distinct = false;
    std::vector<Evaluator> arguments;
    std::size_t slot = 0;
    TextSpan span;
  };

  static Column make_column(const Expression& expression, ExecContext& context);
  Group& new_group(HeldRow key);
  void put_out(Group& group, Row& row);

  ExecContext& context_;
  HeldMemory memory_;
  std::vector<Evaluator> keys_;
  std::vector<Slot> key_slots_;
  std::vector<Column> columns_;
  std::vector<std::unique_ptr<Group>> groups_;  ///< in order of appearance
  std::unordered_map<HeldRow, std::size_t, HeldRowHash, HeldRowEquivalent> index_;
  Group* last_ = nullptr;  ///< that a row belonged to
  std::size_t at_ = 0;
  HeldRow key_;
  HeldRow arguments_;
  Value scratch_;
};

}  // namespace chancery::query
