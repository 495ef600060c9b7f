// Plan to cursors, from the first operator up.

#include <chrono>
#include <utility>

#include "cursors.h"

namespace chancery::query {
namespace {

/// What PROFILE puts on top of every cursor.
class MeasuredCursor : public Cursor {
 public:
  MeasuredCursor(CursorPtr cursor, OperatorProfile& profile)
      : cursor_(std::move(cursor)), profile_(profile) {}

  bool next(Row& row) override {
    const std::uint64_t hits = store_rows_read();
    auto start = std::chrono::steady_clock::now();
    bool found = cursor_->next(row);
    profile_.store_hits += store_rows_read() - hits;
    std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    profile_.milliseconds += taken.count();
    if (found) ++profile_.rows;
    return found;
  }
  void reset() override { cursor_->reset(); }

 private:
  CursorPtr cursor_;
  OperatorProfile& profile_;
};

/// The operators of a chain, the first one first.
std::vector<const Plan*> chain_of(const Plan& last) {
  std::vector<const Plan*> chain;
  for (const Plan* plan = &last; plan; plan = plan->input.get()) chain.push_back(plan);
  return {chain.rbegin(), chain.rend()};
}

CursorPtr make_one(const Plan& plan, CursorPtr input, ExecContext& context) {
  Sources sources{std::move(input), {}};
  const auto* quantified = as<ExpandQuantified>(plan);
  for (const PlanPtr& branch : plan.branches) {
    // A quantified pattern makes one for each repetition it is in.
    if (!quantified) sources.branches.push_back(make_cursor(*branch, context));
  }
  CursorPtr cursor =
      quantified
          ? make_quantified_cursor(*quantified, *plan.branches.front(), std::move(sources.input),
                                   context)
          : std::visit([&](const auto& op) { return make_cursor(op, std::move(sources), context); },
                       plan.op);
  if (!context.profile) return cursor;
  return std::make_unique<MeasuredCursor>(std::move(cursor), (*context.profile)[&plan]);
}

}  // namespace

CursorPtr make_cursor(const Plan& plan, ExecContext& context) {
  CursorPtr cursor;
  for (const Plan* step : chain_of(plan)) cursor = make_one(*step, std::move(cursor), context);
  return cursor;
}

}  // namespace chancery::query
