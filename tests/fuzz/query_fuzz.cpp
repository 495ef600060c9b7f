// Bytes as the choices of the query generator: on one of a few small graphs, every plan of the
// query gives the rows that the oracle finds. The first byte chooses the graph and the generator.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "differential.h"
#include "generator/query_generator.h"
#include "generator/tree_query_generator.h"
#include "oracle/oracle.h"

namespace {

using namespace chancery;
using namespace chancery::query;

constexpr unsigned kGraphs = 16;

struct Graphs {
  std::unique_ptr<TempDatabase> database;
  std::vector<View> views;
  MemoryGraph copy;
};

/// Made all at once, so that they go before what the store keeps for the whole process.
const std::vector<Graphs>& graphs() {
  static const std::vector<Graphs> all = [] {
    std::vector<Graphs> made(kGraphs);
    for (unsigned seed = 0; seed < kGraphs; ++seed) {
      Dice dice(seed);
      made[seed].database = database_of(random_graph(dice));
      made[seed].views = views_of(*made[seed].database);
      made[seed].copy = copy_of(*made[seed].views.front().snapshot);
    }
    return made;
  }();
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Graphs& graph = graphs()[data[0] % kGraphs];
  Dice dice(std::span(data, size).subspan(1));
  const bool tree = data[0] / kGraphs % 4 == 3;
  const std::string query = tree ? tree_query(dice) : QueryGenerator(dice).query();
  try {
    const auto found = disagreement(graph.views, graph.copy, query);
    if (!found) return 0;
    std::fprintf(stderr, "%s\nplan: %s\n", query.c_str(), found->variant.c_str());
    for (const std::string& row : found->expected) std::fprintf(stderr, "- %s\n", row.c_str());
    for (const std::string& row : found->found) std::fprintf(stderr, "+ %s\n", row.c_str());
    std::abort();
  } catch (const TooManyRows&) {
    return 0;
  }
}
