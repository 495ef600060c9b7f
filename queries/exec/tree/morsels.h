#pragma once

// Work on many roots by all cores.

#include <functional>
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

/// How many threads for_each_morsel() has at most.
std::size_t morsel_threads();
/// Calls `work(thread, start, end)` for stretches of the numbers below `size`: all of a thread one
/// after another, in ascending order. Throws what any of them throws.
using MorselWork = std::function<void(std::size_t thread, std::size_t start, std::size_t end)>;
void for_each_morsel(std::size_t size, const MorselWork& work);

/// `make()` yields the worker of a thread, whose `add(roots, start, end)` works on those from
/// start to end, which ascend. Yields the workers that have been made.
template <typename Make>
auto work_on_roots(const std::vector<NodeIndex>& roots, const Make& make) {
  std::vector<decltype(make())> workers(morsel_threads());
  for_each_morsel(roots.size(), [&](std::size_t thread, std::size_t start, std::size_t end) {
    if (!workers[thread]) workers[thread] = make();
    workers[thread]->add(roots, start, end);
  });
  std::erase(workers, nullptr);
  return workers;
}

}  // namespace chancery::query
