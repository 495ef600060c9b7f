#pragma once

// One key of the groups of matches, as a small number that leads back to its value:
//
//   a node                                       its index
//   a property with a column of strings, or of   its code, or what is stored in the column, from 1
//   integers, booleans or dates in few bytes     on; 0 where the property is missing
//   anything else                                values are numbered as they come, equivalent ones
//                                                alike; what reads one node is worked out once for
//                                                each node, or once for each string of a column

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "chancery/projection.h"
#include "exec/tree/node_numbers.h"

namespace chancery::query {

class TreeKey {
 public:
  /// Where the node of the tree, by its number, is in a match.
  using Bound = std::function<NodeIndex(std::size_t node)>;

  /// How often a node is in the matches that numbers are asked for.
  enum class Nodes : std::uint8_t { once, repeated };

  /// All must outlive it.
  TreeKey(const Expression& expression, const TreeAggregation& op, Nodes nodes,
          ExecContext& context);

  /// Must be called before the first match of each row below.
  void begin_row();

  /// Of a match. `row` is the row below; nodes that the key reads are put into it.
  std::uint32_t number(Row& row, const Bound& bound);
  /// A value with the number.
  Value value(std::uint32_t number) const;
  /// Whether all its values so far are the same; those of one group may be 1 and 1.0, and it shows
  /// the one that came first.
  bool is_exact(std::uint32_t number) const;
  /// Of a match, worked out anew; valid until the row changes or the next one is asked for.
  const Value& value_of(Row& row, const Bound& bound);

  /// How many numbers have been given to values; 0 where numbers do not depend on what came.
  std::uint32_t values() const { return static_cast<std::uint32_t>(values_.size()); }
  /// The number here of what has a number of the same key elsewhere.
  std::uint32_t number_from(const TreeKey& other, std::uint32_t number);

 private:
  enum class Way : std::uint8_t { node, column, by_string, by_node, by_row, by_match };

  Way way_for(const Expression& expression, Nodes nodes, const GraphView& graph);
  std::uint32_t number_in_column(NodeIndex node) const;
  /// What is known of a string of the column, or of a node without one; 0: nothing.
  std::uint32_t& known_of_string(NodeIndex node);
  std::uint32_t number_known(std::uint32_t& known, Row& row, const Bound& bound);
  std::uint32_t number_of_value(const Value& value);

  const chancery::Projection& projection_;
  Evaluator evaluator_;
  Value scratch_;
  HeldMemory memory_;
  std::vector<std::pair<std::size_t, std::size_t>> nodes_;  ///< that it reads, and their slots
  bool reads_row_ = false;                                  ///< below
  const Column* column_ = nullptr;
  Way way_ = Way::by_match;
  // What is known holds numbers from 1 on.
  std::vector<std::uint32_t> by_string_;
  NodeNumbers by_node_;
  std::uint32_t by_row_ = 0;
  std::unordered_map<Value, std::uint32_t, ValueHash, ValueEquivalent> numbers_;
  std::vector<const Value*> values_;  ///< by number, the first one
  std::vector<bool> exact_;           ///< by number
};

}  // namespace chancery::query
