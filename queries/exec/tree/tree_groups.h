#pragma once

// The groups of matches: by the numbers of their keys, which become values when a group is put out.

#include <cstdint>
#include <deque>
#include <functional>
#include <unordered_map>
#include <vector>

#include "exec/aggregate_cells.h"
#include "exec/tree/match_count.h"
#include "exec/tree/tree_key.h"

namespace chancery::query {

class TreeGroups {
 public:
  /// Of the aggregates, those that `counted` has are numbers of matches. `op` and `context` must
  /// outlive it.
  TreeGroups(const TreeAggregation& op, std::vector<bool> counted, TreeKey::Nodes nodes,
             ExecContext& context);

  /// Must be called before the first match of each row below.
  void begin_row();
  void clear();

  /// The group of a match. `row` is the row below; nodes that keys read are put into it. `root` is
  /// the place of the match's root among all roots, or another number that never becomes less.
  std::uint32_t group_of(Row& row, const TreeKey::Bound& bound, std::uint32_t root = 0);
  void count(std::uint32_t group, std::size_t aggregate, MatchCount matches);
  void add(std::uint32_t group, std::size_t aggregate, Row& row, MatchCount matches) {
    cells_.add(cells_of_[place_of(group, aggregate)], aggregate, row, matches);
  }

  /// Takes over the groups of others, as if their matches had come here in the order of their
  /// roots; no root is that of two of them. All aggregates must be counted.
  void take(const std::vector<const TreeGroups*>& parts);

  /// After the last row: without keys there is a group even where there was no match.
  void finish();
  /// Puts out no group that has `count` groups before it by the number of a counted aggregate.
  void keep_best(std::size_t aggregate, bool descending, std::uint64_t count);
  /// Puts keys and results of the next group, in order of appearance, into the row.
  bool emit(Row& row);

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t group_and_one = 0;  ///< 0 where nothing is
  };

  std::size_t place_of(std::uint32_t group, std::size_t aggregate) const {
    return group * places_of_group_[counted_[aggregate]] + place_in_group_[aggregate];
  }
  std::uint32_t find_or_add(bool& added);
  void grow();
  void keep_shown(std::uint32_t group, Row& row, const TreeKey::Bound& bound);
  Value shown(std::uint32_t group, std::size_t key) const;
  void take_group(const TreeGroups& part, std::uint32_t group,
                  const std::vector<std::vector<std::uint32_t>>& numbers);
  std::vector<std::vector<std::uint32_t>> numbers_here(const TreeGroups& part);

  ExecContext& context_;
  HeldMemory memory_;
  std::deque<TreeKey> keys_;
  std::vector<std::size_t> key_slots_;
  std::vector<bool> counted_;                ///< by aggregate
  std::vector<std::size_t> place_in_group_;  ///< by aggregate: among those counted, or the others
  std::size_t places_of_group_[2] = {};      ///< how many are not counted, and are
  AggregateCells cells_;

  std::vector<Slot> slots_;            ///< a power of two
  std::vector<std::uint32_t> wanted_;  ///< numbers of the keys of a match
  // By group, in order of appearance.
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> numbers_;  ///< of its keys
  std::vector<MatchCount> counts_;
  std::vector<Cell> cells_of_;
  std::vector<std::uint32_t> roots_;  ///< of the first match
  /// Keys of groups that do not look like the first value with their number.
  std::unordered_map<std::uint64_t, Value> shown_;
  std::uint32_t at_ = 0;
  std::function<bool(std::uint32_t group)> is_kept_;  ///< none: all are
};

}  // namespace chancery::query
