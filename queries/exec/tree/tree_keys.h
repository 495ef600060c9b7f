#pragma once

// The groups of matches by small numbers in place of values. A key that reads one node is worked
// out once for each node; where all that it reads of it is one property with a column of strings,
// once for each string.

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "chancery/projection.h"
#include "exec/grouping.h"

namespace chancery::query {

class TreeKeys {
 public:
  /// Where the node of the tree, by its number, is in a match.
  using Bound = std::function<NodeIndex(std::size_t node)>;

  /// How often a node is in the matches that groups are asked for.
  enum class Nodes : std::uint8_t { once, repeated };

  /// All must outlive it. Where nodes come once, numbers are used only for keys of few values.
  TreeKeys(const TreeAggregation& op, Nodes nodes, Grouping& grouping, ExecContext& context);

  /// Must be called before the first match of each row below.
  void begin_row();
  /// Must be called when the groups have been cleared.
  void clear();
  /// The group of a match. `row` is the row below; nodes that keys read are put into it.
  Group& group_of(Row& row, const Bound& bound);

 private:
  /// A key, and its values as numbers from 1 on, by what they depend on.
  struct Key {
    Evaluator value;
    std::size_t node;         ///< that it reads; kNone: none
    std::size_t slot;         ///< of that node
    const Column* of_string;  ///< what it reads of the node; null: anything
    std::vector<std::uint32_t> by_code;
    std::unordered_map<NodeIndex, std::uint32_t> by_node;
    std::unordered_map<HeldRow, std::uint32_t, HeldRowHash, HeldRowEquivalent> numbers;
    std::vector<Value> values;  ///< by number, from 1 on
  };

  static bool has_few_values(const Key& key);
  Key make_key(const TreeAggregation& op, const Expression& expression, ExecContext& context);
  void put_nodes(Row& row, const Bound& bound) const;
  std::uint32_t number_of(Key& key, Row& row, NodeIndex node);
  std::uint32_t number_of_value(Key& key, Row& row, NodeIndex node);
  HeldRow values() const;
  std::uint32_t& known_number(Key& key, NodeIndex node);

  const chancery::Projection& projection_;
  Grouping& grouping_;
  HeldMemory memory_;
  std::vector<Key> keys_;
  bool reads_row_ = false;                                  ///< below: numbers are those of one row
  bool is_numbered_ = true;                                 ///< no key reads several nodes
  std::vector<std::pair<std::size_t, std::size_t>> nodes_;  ///< that keys read, and their slots
  /// Of the first keys a number, of that and the next one, and so on.
  std::vector<std::unordered_map<std::uint64_t, std::uint32_t>> joined_;
  std::vector<Group*> groups_;          ///< by the number of all keys
  std::vector<std::uint32_t> numbers_;  ///< of the keys of a match
};

}  // namespace chancery::query
