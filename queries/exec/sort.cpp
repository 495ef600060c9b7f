// Operators that hold rows back: ORDER BY, its first rows only, and the eager barrier.

#include <algorithm>
#include <utility>

#include "../eval.h"
#include "cursors.h"
#include "row_buffer.h"

namespace chancery::query {
namespace {

/// A row with what it is sorted by. Rows that compare equal keep their order of arrival.
struct SortedRow {
  HeldRow key;
  HeldRow values;
  std::uint64_t arrival = 0;
};

class SortKeys {
 public:
  SortKeys(const std::vector<const SortItem*>& items, ExecContext& context) : items_(items) {
    for (const SortItem* item : items) keys_.push_back(compile(*item->expression, context));
  }

  HeldRow of(Row& row) {
    HeldRow key;
    key.reserve(keys_.size());
    for (const Evaluator& evaluator : keys_) key.push_back(evaluator(row, scratch_));
    return key;
  }

  bool before(const SortedRow& a, const SortedRow& b) const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      std::weak_ordering ordering = order(a.key[i], b.key[i]);
      if (ordering != 0) return items_[i]->descending ? ordering > 0 : ordering < 0;
    }
    return a.arrival < b.arrival;
  }

  /// Whether no row that follows `row` in the order of the first item can come before `last`, as
  /// `row` itself does not.
  bool ends_at(const SortedRow& row, const SortedRow& last) const {
    return items_.size() == 1 || order(row.key[0], last.key[0]) != 0;
  }

 private:
  const std::vector<const SortItem*>& items_;
  std::vector<Evaluator> keys_;
  Value scratch_;
};

/// Gathers all rows at the first call, then lets them out.
class GatheringCursor : public Cursor {
 public:
  GatheringCursor(CursorPtr input, const std::vector<Slot>& slots, ExecContext& context)
      : context_(context), input_(std::move(input)), slots_(slots), memory_(context.limits()) {}

  bool next(Row& row) override {
    if (!std::exchange(gathered_, true)) gather(row);
    if (at_ == rows_.size()) return false;
    put_back(std::move(rows_[at_++].values), slots_, row);
    return true;
  }

  void reset() override {
    rows_.clear();
    at_ = 0;
    gathered_ = false;
    memory_.release();
    input_->reset();
  }

 protected:
  /// Fills rows_ in the order in which they are to leave.
  virtual void gather(Row& row) = 0;

  void charge(const SortedRow& held) {
    memory_.charge(sizeof(SortedRow) + footprint(held.key) + footprint(held.values));
  }

  ExecContext& context_;
  CursorPtr input_;
  const std::vector<Slot>& slots_;
  std::vector<SortedRow> rows_;

 private:
  HeldMemory memory_;
  std::size_t at_ = 0;
  bool gathered_ = false;
};

class EagerCursor : public GatheringCursor {
 public:
  EagerCursor(const Eager& op, CursorPtr input, ExecContext& context)
      : GatheringCursor(std::move(input), op.slots, context) {}

 protected:
  void gather(Row& row) override {
    while (input_->next(row)) {
      context_.limits().check();
      rows_.push_back({{}, hold(row, slots_), 0});
      charge(rows_.back());
    }
  }
};

class SortCursor : public GatheringCursor {
 public:
  SortCursor(const Sort& op, CursorPtr input, ExecContext& context)
      : GatheringCursor(std::move(input), op.slots, context), keys_(op.items, context) {}

 protected:
  void gather(Row& row) override {
    while (input_->next(row)) {
      context_.limits().check();
      rows_.push_back({keys_.of(row), hold(row, slots_), rows_.size()});
      charge(rows_.back());
    }
    std::sort(rows_.begin(), rows_.end(), [this](const SortedRow& a, const SortedRow& b) {
      context_.limits().check();
      return keys_.before(a, b);
    });
  }

 private:
  SortKeys keys_;
};

/// Keeps the best rows in a heap whose top is the worst of them.
class TopCursor : public GatheringCursor {
  auto before() const {
    return [this](const SortedRow& a, const SortedRow& b) {
      context_.limits().check();
      return keys_.before(a, b);
    };
  }

 public:
  TopCursor(const Top& op, CursorPtr input, ExecContext& context)
      : GatheringCursor(std::move(input), op.slots, context), op_(op), keys_(op.items, context) {}

 protected:
  void gather(Row& row) override {
    charged_ = 0;
    std::uint64_t skip = op_.skip ? row_count(*op_.skip, "SKIP", context_, row) : 0;
    std::uint64_t limit = row_count(*op_.limit, "LIMIT", context_, row);
    keep_best(limit == 0 ? 0 : skip + std::min(limit, ~skip), row);
    std::sort_heap(rows_.begin(), rows_.end(), before());
    rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(
                                                   std::min(skip, std::uint64_t{rows_.size()})));
  }

 private:
  void keep_best(std::uint64_t count, Row& row) {
    std::uint64_t arrival = 0;
    while (input_->next(row)) {
      context_.limits().check();
      if (count == 0) continue;  // the rows are asked for all the same: they may be updates
      SortedRow fresh{keys_.of(row), {}, arrival++};
      if (rows_.size() == count) {
        if (!keys_.before(fresh, rows_.front())) {
          if (op_.in_order && keys_.ends_at(fresh, rows_.front())) break;
          continue;
        }
        std::pop_heap(rows_.begin(), rows_.end(), before());
        rows_.pop_back();
      }
      fresh.values = hold(row, slots_);
      rows_.push_back(std::move(fresh));
      if (rows_.size() > charged_) {
        charge(rows_.back());
        ++charged_;
      }
      std::push_heap(rows_.begin(), rows_.end(), before());
    }
  }

  const Top& op_;
  SortKeys keys_;
  std::size_t charged_ = 0;
};

}  // namespace

CursorPtr make_cursor(const Sort& op, Sources sources, ExecContext& context) {
  return std::make_unique<SortCursor>(op, std::move(sources.input), context);
}

CursorPtr make_cursor(const Top& op, Sources sources, ExecContext& context) {
  return std::make_unique<TopCursor>(op, std::move(sources.input), context);
}

CursorPtr make_cursor(const Eager& op, Sources sources, ExecContext& context) {
  return std::make_unique<EagerCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
