// Operators with branches.

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

#include "../eval.h"
#include "../list_items.h"
#include "chancery/error.h"
#include "cursors.h"
#include "row_buffer.h"

namespace chancery::query {
namespace {

/// Runs the branch anew for each input row.
class ApplyCursor : public Cursor {
 public:
  explicit ApplyCursor(Sources sources)
      : input_(std::move(sources.input)), branch_(std::move(sources.branches.front())) {}

  bool next(Row& row) override {
    while (true) {
      if (running_ && branch_->next(row)) return true;
      running_ = input_->next(row);
      if (!running_) return false;
      branch_->reset();
    }
  }
  void reset() override {
    running_ = false;
    input_->reset();
  }

 private:
  CursorPtr input_;
  CursorPtr branch_;
  bool running_ = false;
};

class ApplyUnitCursor : public Cursor {
 public:
  explicit ApplyUnitCursor(Sources sources)
      : input_(std::move(sources.input)), branch_(std::move(sources.branches.front())) {}

  bool next(Row& row) override {
    if (!input_->next(row)) return false;
    branch_->reset();
    while (branch_->next(row)) {
    }
    return true;
  }
  void reset() override { input_->reset(); }

 private:
  CursorPtr input_;
  CursorPtr branch_;
};

class ApplyToEachCursor : public Cursor {
 public:
  ApplyToEachCursor(const ApplyToEach& op, Sources sources, ExecContext& context)
      : op_(op),
        input_(std::move(sources.input)),
        branch_(std::move(sources.branches.front())),
        items_(*op.list, context) {}

  bool next(Row& row) override {
    if (!input_->next(row)) return false;
    begin(row);
    while (const Value* element = items_.next()) {
      row[static_cast<std::size_t>(op_.slot)] = *element;
      branch_->reset();
      while (branch_->next(row)) {
      }
    }
    return true;
  }
  void reset() override { input_->reset(); }

 private:
  void begin(Row& row) {
    const ValueType type = items_.begin(row);
    if (type == ValueType::list || type == ValueType::null) return;
    ErrorPlace place;
    place.span = op_.list->span;
    throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
                fmt::format("FOREACH takes List, not {}.", to_string(type)), place);
  }

  const ApplyToEach& op_;
  CursorPtr input_;
  CursorPtr branch_;
  ListItems items_;
};

class OptionalCursor : public Cursor {
 public:
  OptionalCursor(const Optional& op, Sources sources)
      : nulls_(op.nulls),
        input_(std::move(sources.input)),
        branch_(std::move(sources.branches.front())) {}

  bool next(Row& row) override {
    while (true) {
      if (running_) {
        if (branch_->next(row)) {
          found_ = true;
          return true;
        }
        running_ = false;
        if (!found_) return put_nulls(row);
      }
      if (!input_->next(row)) return false;
      branch_->reset();
      running_ = true;
      found_ = false;
    }
  }
  void reset() override {
    running_ = false;
    input_->reset();
  }

 private:
  bool put_nulls(Row& row) const {
    for (Slot slot : nulls_) row[static_cast<std::size_t>(slot)] = Value();
    return true;
  }

  const std::vector<Slot>& nulls_;
  CursorPtr input_;
  CursorPtr branch_;
  bool running_ = false;
  bool found_ = false;
};

class HashJoinCursor : public Cursor {
 public:
  HashJoinCursor(const HashJoin& op, Sources sources, ExecContext& context)
      : op_(op),
        context_(context),
        input_(std::move(sources.input)),
        branch_(std::move(sources.branches.front())),
        probe_(compile(*op.probe, context)),
        build_(compile(*op.build, context)),
        memory_(context.limits()) {}

  bool next(Row& row) override {
    if (!std::exchange(built_, true)) build(row);
    while (true) {
      context_.limits().check();
      while (at_ != end_) {
        const auto& [key, held] = *at_++;
        if (!equal(key, value_).value_or(false)) continue;
        put_back(held, op_.slots, row);
        return true;
      }
      if (!input_->next(row)) return false;
      value_ = Value(probe_(row, scratch_));
      std::tie(at_, end_) = table_.equal_range(value_);
    }
  }

  void reset() override {
    table_.clear();
    at_ = end_ = {};
    built_ = false;
    memory_.release();
    input_->reset();
    branch_->reset();
  }

 private:
  using Table = std::unordered_multimap<Value, HeldRow, ValueHash, ValueEquivalent>;

  void build(Row& row) {
    while (branch_->next(row)) {
      context_.limits().check();
      Value key = build_(row, scratch_);
      if (key.is_null()) continue;
      HeldRow held = hold(row, op_.slots);
      memory_.charge(footprint(key) + footprint(held) + 64);
      table_.emplace(std::move(key), std::move(held));
    }
  }

  const HashJoin& op_;
  ExecContext& context_;
  CursorPtr input_;
  CursorPtr branch_;
  Evaluator probe_;
  Evaluator build_;
  HeldMemory memory_;
  Table table_;
  Table::const_iterator at_;
  Table::const_iterator end_;
  Value value_;
  Value scratch_;
  bool built_ = false;
};

class UnionCursor : public Cursor {
 public:
  UnionCursor(const Union& op, Sources sources) : op_(op), branches_(std::move(sources.branches)) {}

  bool next(Row& row) override {
    for (; at_ < branches_.size(); ++at_) {
      if (branches_[at_]->next(row)) {
        move_results(row);
        return true;
      }
    }
    return false;
  }

  void reset() override {
    at_ = 0;
    for (const CursorPtr& branch : branches_) branch->reset();
  }

 private:
  void move_results(Row& row) const {
    if (at_ == 0) return;
    for (std::size_t i = 0; i < op_.results[at_].size(); ++i) {
      row[static_cast<std::size_t>(op_.results[0][i])] =
          row[static_cast<std::size_t>(op_.results[at_][i])];
    }
  }

  const Union& op_;
  std::vector<CursorPtr> branches_;
  std::size_t at_ = 0;
};

}  // namespace

CursorPtr make_cursor(const Apply&, Sources sources, ExecContext&) {
  return std::make_unique<ApplyCursor>(std::move(sources));
}

CursorPtr make_cursor(const ApplyUnit&, Sources sources, ExecContext&) {
  return std::make_unique<ApplyUnitCursor>(std::move(sources));
}

CursorPtr make_cursor(const ApplyToEach& op, Sources sources, ExecContext& context) {
  return std::make_unique<ApplyToEachCursor>(op, std::move(sources), context);
}

CursorPtr make_cursor(const Optional& op, Sources sources, ExecContext&) {
  return std::make_unique<OptionalCursor>(op, std::move(sources));
}

CursorPtr make_cursor(const HashJoin& op, Sources sources, ExecContext& context) {
  return std::make_unique<HashJoinCursor>(op, std::move(sources), context);
}

CursorPtr make_cursor(const Union& op, Sources sources, ExecContext&) {
  return std::make_unique<UnionCursor>(op, std::move(sources));
}

}  // namespace chancery::query
