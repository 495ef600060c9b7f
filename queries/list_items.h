#pragma once

// The items of a list that an expression gives, one at a time, for whatever goes through it once.
// Those of a range() are counted, not held: UNWIND range(1, 1000000000) needs no memory.

#include <cstdint>
#include <vector>

#include "eval.h"
#include "integer_range.h"

namespace chancery::query {

class ListItems {
 public:
  /// Both must outlive this.
  ListItems(const Expression& list, ExecContext& context);

  /// Goes to the start of the list that the expression gives for this row. Yields the type of
  /// what it gives: what is no list has no items.
  ValueType begin(Row& row);
  /// What the expression gave, where that is no list.
  const Value& value() const { return value_; }
  /// Null at the end. Valid until the next call. Keeps to the limits of the query.
  const Value* next();
  void clear();
  TextSpan span() const { return span_; }

 private:
  ValueType begin_range(Row& row);

  TextSpan span_;
  Limits* limits_;
  Evaluator list_;                 ///< unset for a range()
  std::vector<Evaluator> bounds_;  ///< the arguments of a range()
  Value scratch_;
  Value value_;
  IntegerRange range_;
  Value item_;  ///< of a range()
  std::uint64_t at_ = 0;
};

}  // namespace chancery::query
