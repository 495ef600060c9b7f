// MERGE: the matches of the pattern, or what it creates; row by row, so that a row finds what the
// one before it has created.

#include <utility>

#include "../expression_slots.h"
#include "cursors.h"
#include "pattern_creator.h"
#include "row_buffer.h"
#include "set_items.h"

namespace chancery::query {
namespace {

std::vector<Slot> own_slots(const PathPattern& pattern) {
  SlotSet slots = bound_slots(pattern);
  return {slots.begin(), slots.end()};
}

class MergeCursor : public Cursor {
 public:
  MergeCursor(const Merge& clause, Sources sources, ExecContext& context)
      : context_(context),
        memory_(context.limits()),
        input_(std::move(sources.input)),
        branch_(std::move(sources.branches.front())),
        slots_(own_slots(clause.pattern)),
        creator_({&clause.pattern}, context),
        on_create_(clause.on_create, context),
        on_match_(clause.on_match, context) {}

  bool next(Row& row) override {
    while (at_ == matches_.size()) {
      context_.limits().check();
      if (!input_->next(row)) return false;
      match(row);
      if (matches_.empty()) {
        creator_.create(row);
        on_create_.apply(row);
        return true;
      }
    }
    put_back(std::move(matches_[at_++]), slots_, row);
    on_match_.apply(row);
    return true;
  }

  void reset() override {
    matches_.clear();
    memory_.release();
    at_ = 0;
    input_->reset();
  }

 private:
  /// All matches are found before ON MATCH changes anything.
  void match(Row& row) {
    creator_.check_no_null(row);
    matches_.clear();
    at_ = 0;
    branch_->reset();
    memory_.release();
    while (branch_->next(row)) {
      matches_.push_back(hold(row, slots_));
      memory_.charge(footprint(matches_.back()));
    }
  }

  ExecContext& context_;
  HeldMemory memory_;
  CursorPtr input_;
  CursorPtr branch_;
  std::vector<Slot> slots_;
  PatternCreator creator_;
  SetItems on_create_;
  SetItems on_match_;
  std::vector<HeldRow> matches_;
  std::size_t at_ = 0;
};

}  // namespace

CursorPtr make_cursor(const MergePattern& op, Sources sources, ExecContext& context) {
  return std::make_unique<MergeCursor>(*op.clause, std::move(sources), context);
}

}  // namespace chancery::query
