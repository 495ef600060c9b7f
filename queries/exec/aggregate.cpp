// Grouping and DISTINCT: hashing by openCypher's equivalence.

#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "../eval.h"
#include "cursors.h"
#include "row_buffer.h"

namespace chancery::query {
namespace {

using RowSet = std::unordered_set<HeldRow, HeldRowHash, HeldRowEquivalent>;

// What a hash table adds to each element.
constexpr std::size_t kPerEntry = 64;

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

/// One aggregate expression; the same for every group.
struct Column {
  const Aggregate* aggregate = nullptr;
  bool distinct = false;
  std::vector<Evaluator> arguments;
  std::size_t slot = 0;
  TextSpan span;
};

/// The state of one aggregate expression in one group.
struct Cell {
  std::unique_ptr<Accumulator> accumulator;
  RowSet seen;  ///< of DISTINCT
};

struct Group {
  HeldRow key;
  std::vector<Cell> cells;
};

Column make_column(const Expression& expression, ExecContext& context) {
  const auto& call = *as<FunctionCall>(expression);
  Column column{call.aggregate,
                call.distinct,
                {},
                static_cast<std::size_t>(expression.slot),
                expression.span};
  for (const ExpressionPtr& argument : call.arguments) {
    column.arguments.push_back(compile(*argument, context));
  }
  return column;
}

class AggregationCursor : public Cursor {
 public:
  AggregationCursor(const Aggregation& op, CursorPtr input, ExecContext& context)
      : context_(context),
        input_(std::move(input)),
        in_order_(op.in_order),
        memory_(context.limits()) {
    for (const Assignment& key : op.keys) {
      keys_.push_back(compile(*key.expression, context));
      key_slots_.push_back(key.slot);
    }
    for (const Expression* aggregate : op.aggregates) {
      columns_.push_back(make_column(*aggregate, context));
    }
  }

  bool next(Row& row) override {
    if (!std::exchange(gathered_, true)) gather(row);
    if (at_ == groups_.size()) return false;
    emit(*groups_[at_], row);
    groups_[at_++] = nullptr;
    return true;
  }

  void reset() override {
    groups_.clear();
    index_.clear();
    at_ = 0;
    gathered_ = false;
    memory_.release();
    input_->reset();
  }

 private:
  void gather(Row& row) {
    while (input_->next(row)) {
      context_.limits().check();
      Group& group = group_of(row);
      for (std::size_t i = 0; i < columns_.size(); ++i) add(columns_[i], group.cells[i], row);
      if (in_order_ && !result_of_first(group).is_null()) break;
    }
    if (keys_.empty() && groups_.empty()) new_group({});
    index_.clear();
  }

  Value result_of_first(const Group& group) {
    return group.cells.front().accumulator->result(context_.eval);
  }

  Group& group_of(Row& row) {
    HeldRow key;
    key.reserve(keys_.size());
    for (const Evaluator& evaluator : keys_) key.push_back(evaluator(row, scratch_));
    auto found = index_.find(key);
    if (found != index_.end()) return *groups_[found->second];
    index_.emplace(key, groups_.size());
    return new_group(std::move(key));
  }

  Group& new_group(HeldRow key) {
    memory_.charge(2 * footprint(key) + kPerEntry + columns_.size() * (sizeof(Cell) + kPerEntry));
    auto group = std::make_unique<Group>();
    group->key = std::move(key);
    for (const Column& column : columns_) group->cells.push_back({column.aggregate->make(), {}});
    groups_.push_back(std::move(group));
    return *groups_.back();
  }

  void add(const Column& column, Cell& cell, Row& row) {
    arguments_.clear();
    for (const Evaluator& argument : column.arguments) {
      arguments_.push_back(argument(row, scratch_));
    }
    if (column.distinct) {
      auto [place, fresh] = cell.seen.insert(arguments_);
      if (!fresh) return;
      memory_.charge(footprint(*place) + kPerEntry);
    }
    placed(column.span, [&] { cell.accumulator->add(context_.eval, arguments_); });
  }

  void emit(Group& group, Row& row) {
    put_back(std::move(group.key), key_slots_, row);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      row[columns_[i].slot] = placed(
          columns_[i].span, [&] { return group.cells[i].accumulator->result(context_.eval); });
    }
  }

  ExecContext& context_;
  CursorPtr input_;
  bool in_order_;
  HeldMemory memory_;
  std::vector<Evaluator> keys_;
  std::vector<Slot> key_slots_;
  std::vector<Column> columns_;
  std::vector<std::unique_ptr<Group>> groups_;  ///< in order of appearance
  std::unordered_map<HeldRow, std::size_t, HeldRowHash, HeldRowEquivalent> index_;
  std::size_t at_ = 0;
  bool gathered_ = false;
  HeldRow arguments_;
  Value scratch_;
};

}  // namespace

CursorPtr make_cursor(const Distinct& op, Sources sources, ExecContext& context) {
  return std::make_unique<DistinctCursor>(op, std::move(sources.input), context);
}

CursorPtr make_cursor(const Aggregation& op, Sources sources, ExecContext& context) {
  return std::make_unique<AggregationCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
