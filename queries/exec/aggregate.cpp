// Grouping and DISTINCT: hashing by openCypher's equivalence.

#include <memory>
#include <utility>

#include "cursors.h"
#include "grouping.h"
#include "row_buffer.h"

namespace chancery::query {
namespace {

class DistinctCursor : public Cursor {
 public:
  DistinctCursor(const Distinct& op, CursorPtr input, ExecContext& context)
      : slots_(op.slots),
        limits_(context.limits()),
        input_(std::move(input)),
        memory_(context.limits()) {}

  bool next(Row& row) override {
    while (input_->next(row)) {
      limits_.check();
      auto [place, fresh] = seen_.insert(hold(row, slots_));
      if (!fresh) continue;
      memory_.charge(footprint(*place) + kPerEntry);
      return true;
    }
    return false;
  }

  void reset() override {
    seen_.clear();
    memory_.release();
    input_->reset();
  }

 private:
  const std::vector<Slot>& slots_;
  Limits& limits_;
  CursorPtr input_;
  HeldMemory memory_;
  RowSet seen_;
};

class AggregationCursor : public Cursor {
 public:
  AggregationCursor(const Aggregation& op, CursorPtr input, ExecContext& context)
      : context_(context),
        input_(std::move(input)),
        in_order_(op.in_order),
        grouping_(op, context) {}

  bool next(Row& row) override {
    if (!std::exchange(gathered_, true)) gather(row);
    return grouping_.emit(row);
  }

  void reset() override {
    grouping_.clear();
    gathered_ = false;
    input_->reset();
  }

 private:
  void gather(Row& row) {
    while (input_->next(row)) {
      context_.limits().check();
      Group& group = grouping_.group_of(row);
      grouping_.add(group, row);
      if (in_order_ && !grouping_.result_of_first(group).is_null()) break;
    }
    grouping_.finish();
  }

  ExecContext& context_;
  CursorPtr input_;
  bool in_order_;
  Grouping grouping_;
  bool gathered_ = false;
};

}  // namespace

CursorPtr make_cursor(const Distinct& op, Sources sources, ExecContext& context) {
  return std::make_unique<DistinctCursor>(op, std::move(sources.input), context);
}

CursorPtr make_cursor(const Aggregation& op, Sources sources, ExecContext& context) {
  return std::make_unique<AggregationCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
