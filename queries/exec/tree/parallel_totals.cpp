#include "parallel_totals.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <memory>

namespace chancery::query {
namespace {

// About a millisecond of one thread.
constexpr double kStepsThatPay = 200000;
constexpr std::size_t kRootsOfMorsel = 256;

/// What a thread has of its own: all but the graph, the plan and the account of memory.
class Worker {
 public:
  Worker(const TotalsWanted& asked, const Row& row, const ExecContext& context)
      : asked_(asked),
        limits_(context.limits().for_thread()),
        context_{{context.graph(), context.eval.parameters, context.eval.now, *limits_,
                  context.eval.readable},
                 context.plan},
        row_(row),
        matcher_(asked.nodes, asked.joint, asked.wanted, *context.graph().projection(), context_),
        totals_(context.graph().projection()->node_count(), *limits_) {
    matcher_.begin_row();
  }

  void add(std::span<const NodeIndex> roots) {
    const Metered metered(limits_.get());
    limits_->check_now();
    for (const NodeIndex root : roots) {
      matcher_.match(root, row_, [this](MatchCount matches) {
        totals_.add(asked_.node == TreeShape::kNone ? 0 : matcher_.bound(asked_.node), matches);
      });
    }
  }

  const NodeTotals& totals() const { return totals_; }

 private:
  const TotalsWanted& asked_;
  std::unique_ptr<Limits> limits_;
  ExecContext context_;
  Row row_;
  TreeMatcher matcher_;
  NodeTotals totals_;
};

}  // namespace

bool pays_in_parallel(const TreeAggregation& op, const ExecContext& context) {
  // What is profiled is measured by one thread.
  return !op.root_known && op.steps >= kStepsThatPay && context.profile == nullptr;
}

void add_in_parallel(const TotalsWanted& asked, const std::vector<NodeIndex>& roots, const Row& row,
                     const ExecContext& context, NodeTotals& totals) {
  oneapi::tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers;
  const oneapi::tbb::blocked_range<std::size_t> all(0, roots.size(), kRootsOfMorsel);
  const auto add = [&](const oneapi::tbb::blocked_range<std::size_t>& morsel) {
    std::unique_ptr<Worker>& worker = workers.local();
    if (!worker) worker = std::make_unique<Worker>(asked, row, context);
    worker->add(std::span(roots).subspan(morsel.begin(), morsel.size()));
  };
  // A predicate may count in parallel too; while it waits, its thread must not begin a morsel of
  // the worker that asks it.
  oneapi::tbb::this_task_arena::isolate([&] { oneapi::tbb::parallel_for(all, add); });
  for (const std::unique_ptr<Worker>& worker : workers) {
    worker->totals().for_each(
        [&totals](NodeIndex node, MatchCount matches) { totals.add(node, matches); });
  }
}

}  // namespace chancery::query
