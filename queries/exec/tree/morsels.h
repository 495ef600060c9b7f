#pragma once

// Work on many roots by all cores.

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

#include "chancery/projection.h"
#include "exec/context.h"
#include "query_limits.h"

namespace chancery::query {

/// What a thread has of its own: all but the graph, the plan and the account of memory.
struct ThreadContext {
  ThreadContext(const Row& below, const ExecContext& context)
      : limits(context.limits().for_thread()),
        exec{{context.graph(), context.eval.parameters, context.eval.now, *limits,
              context.eval.readable},
             context.plan},
        row(below) {}

  std::unique_ptr<Limits> limits;
  ExecContext exec;
  Row row;
};

/// `make()` yields the worker of a thread, whose `add(roots, start, end)` works on those from
/// start to end; of each worker in ascending order. Throws what any of them throws.
template <typename Make>
auto work_on_roots(const std::vector<NodeIndex>& roots, const Make& make) {
  constexpr std::size_t kRootsOfMorsel = 256;
  std::vector<decltype(make())> workers(
      static_cast<std::size_t>(oneapi::tbb::this_task_arena::max_concurrency()));
  std::atomic<std::size_t> next = 0;
  const auto work = [&](std::size_t thread) {
    try {
      for (std::size_t start; (start = next.fetch_add(kRootsOfMorsel)) < roots.size();) {
        if (!workers[thread]) workers[thread] = make();
        workers[thread]->add(roots, start, std::min(start + kRootsOfMorsel, roots.size()));
      }
    } catch (...) {
      next = roots.size();  // so that the others end too
      throw;
    }
  };
  // A predicate may count in parallel too; while it waits, its thread must not begin a morsel of
  // the worker that asks it.
  oneapi::tbb::this_task_arena::isolate(
      [&] { oneapi::tbb::parallel_for(std::size_t{0}, workers.size(), work); });
  std::erase(workers, nullptr);
  return workers;
}

}  // namespace chancery::query
