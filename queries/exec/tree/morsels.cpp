#include "morsels.h"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>

namespace chancery::query {
namespace {

constexpr std::size_t kMorsel = 256;

}  // namespace

std::size_t morsel_threads() {
  return static_cast<std::size_t>(oneapi::tbb::this_task_arena::max_concurrency());
}

void for_each_morsel(std::size_t size, const MorselWork& work) {
  std::atomic<std::size_t> next = 0;
  const auto take = [&](std::size_t thread) {
    try {
      for (std::size_t start; (start = next.fetch_add(kMorsel)) < size;) {
        work(thread, start, std::min(start + kMorsel, size));
      }
    } catch (...) {
      next = size;  // so that the others end too
      throw;
    }
  };
  // A predicate may count in parallel too; while it waits, its thread must not begin the work of
  // another thread of the query that asks it.
  oneapi::tbb::this_task_arena::isolate(
      [&] { oneapi::tbb::parallel_for(std::size_t{0}, morsel_threads(), take); });
}

}  // namespace chancery::query
