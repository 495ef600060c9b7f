#include "parallel_matches.h"

#include <memory>

#include "exec/tree/morsels.h"

namespace chancery::query {
namespace {

// About a millisecond of one thread.
constexpr double kStepsThatPay = 200000;

/// Adds up matches by node.
class TotalsWorker {
 public:
  TotalsWorker(const TotalsWanted& asked, const Row& row, const ExecContext& context)
      : asked_(asked),
        thread_(row, context),
        matcher_(asked.nodes, asked.joint, asked.wanted, *context.graph().projection(),
                 thread_.exec),
        totals_(context.graph().projection()->node_count(), *thread_.limits) {
    matcher_.begin_row();
  }

  void add(const std::vector<NodeIndex>& roots, std::size_t start, std::size_t end) {
    const Metered metered(thread_.limits.get());
    thread_.limits->check_now();
    for (std::size_t i = start; i < end; ++i) {
      matcher_.match(roots[i], thread_.row, [this](MatchCount matches) {
        totals_.add(asked_.node == TreeShape::kNone ? 0 : matcher_.bound(asked_.node), matches);
      });
    }
  }

  const NodeTotals& totals() const { return totals_; }

 private:
  const TotalsWanted& asked_;
  ThreadContext thread_;
  TreeMatcher matcher_;
  NodeTotals totals_;
};

/// Counts matches by group.
class GroupsWorker {
 public:
  GroupsWorker(const TreeAggregation& op, const TreeGathering& gathering, const Row& row,
               const ExecContext& context)
      : aggregates_(gathering.counted.size()),
        thread_(row, context),
        matcher_(op.nodes, op.joint, gathering.wanted, *context.graph().projection(), thread_.exec),
        groups_(op, gathering.counted, gathering.nodes, thread_.exec) {
    matcher_.begin_row();
    groups_.begin_row();
  }

  void add(const std::vector<NodeIndex>& roots, std::size_t start, std::size_t end) {
    const Metered metered(thread_.limits.get());
    thread_.limits->check_now();
    for (std::size_t i = start; i < end; ++i) {
      matcher_.match(roots[i], thread_.row, [this, i](MatchCount matches) {
        thread_.limits->check();
        const std::uint32_t group =
            groups_.group_of(thread_.row, bound_, static_cast<std::uint32_t>(i));
        for (std::size_t k = 0; k < aggregates_; ++k) groups_.count(group, k, matches);
      });
    }
  }

  const TreeGroups& groups() const { return groups_; }

 private:
  std::size_t aggregates_;
  ThreadContext thread_;
  TreeMatcher matcher_;
  TreeGroups groups_;
  TreeKey::Bound bound_ = [this](std::size_t node) { return matcher_.bound(node); };
};

}  // namespace

bool pays_in_parallel(const TreeAggregation& op, const ExecContext& context) {
  // What is profiled is measured by one thread.
  return !op.root_known && op.steps >= kStepsThatPay && context.profile == nullptr;
}

void add_in_parallel(const TotalsWanted& asked, const std::vector<NodeIndex>& roots, const Row& row,
                     const ExecContext& context, NodeTotals& totals) {
  const auto workers =
      work_on_roots(roots, [&] { return std::make_unique<TotalsWorker>(asked, row, context); });
  for (const auto& worker : workers) {
    worker->totals().for_each(
        [&totals](NodeIndex node, MatchCount matches) { totals.add(node, matches); });
  }
}

void group_in_parallel(const TreeAggregation& op, const TreeGathering& gathering,
                       const std::vector<NodeIndex>& roots, const Row& row,
                       const ExecContext& context, TreeGroups& groups) {
  const auto workers = work_on_roots(
      roots, [&] { return std::make_unique<GroupsWorker>(op, gathering, row, context); });
  std::vector<const TreeGroups*> parts;
  for (const auto& worker : workers) parts.push_back(&worker->groups());
  groups.take(parts);
}

}  // namespace chancery::query
