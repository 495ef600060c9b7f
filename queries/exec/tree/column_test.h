#pragma once

// A comparison of a property with a value that is the same for all nodes, asked of a column: what
// satisfies it is a range of numbers.

#include <cstdint>
#include <optional>

#include "chancery/projection.h"
#include "eval.h"
#include "exec/context.h"

namespace chancery::query {

class ColumnTest {
 public:
  /// Nothing where the predicate is no such comparison, or the property has no column.
  static std::optional<ColumnTest> of(const Predicate& predicate, Slot node,
                                      const chancery::Projection& projection, ExecContext& context);

  /// The value may be another one.
  void begin_row() { looked_ = false; }
  /// `row` holds the node.
  bool admits(NodeIndex node, Row& row);

 private:
  struct Operand {
    const Expression* value = nullptr;
    std::string_view key;
    ComparisonOperator op = ComparisonOperator::equal;
  };

  ColumnTest(const Column& column, ComparisonOperator op, Evaluator value, Test test)
      : column_(&column), op_(op), value_(std::move(value)), test_(std::move(test)) {}

  static std::optional<Operand> operand(const Predicate& predicate, Slot node);
  static std::optional<Operand> operand(const Comparison& comparison, Slot node);
  void look(Row& row);
  /// What satisfies the comparison with the value that `first` is, or would stand before.
  void allow_from(std::int64_t first, bool present);
  void allow_below(std::int64_t number);
  void allow_above(std::int64_t number);
  void allow_none();

  const Column* column_;
  ComparisonOperator op_;
  Evaluator value_;
  Test test_;            ///< the comparison itself, where the value is of another type
  bool looked_ = false;  ///< at the value
  bool in_range_ = false;
  std::int64_t low_ = 0;  ///< of the numbers that satisfy it; more than high_: none
  std::int64_t high_ = 0;
};

}  // namespace chancery::query
