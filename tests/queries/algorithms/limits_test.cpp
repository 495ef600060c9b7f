// Every algorithm ends wherever it is told to, gives back its memory, and works within it.

#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "algo/part.h"
#include "chancery/error.h"
#include "chancery/work.h"
#include "small_graph.h"

namespace chancery::query {
namespace {

struct Stopped {};
struct Refused {};

/// Counts the looks at the clock, and ends the work at one of them.
class CountingMeter : public Meter {
 public:
  explicit CountingMeter(std::size_t memory, std::size_t stop_at)
      : Meter(memory), stop_at_(stop_at) {}
  std::size_t looks() const { return looks_; }

 protected:
  void look() const override {
    if (++looks_ == stop_at_) throw Stopped();
  }
  [[noreturn]] void refuse_memory() const override { throw Refused(); }

 private:
  std::size_t stop_at_;
  mutable std::size_t looks_ = 0;
};

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

struct Algorithm {
  const char* name;
  std::function<void(const GraphView& view, const GraphPart& part, const StoredGraph& graph)> run;
};

const std::vector<Algorithm>& algorithms() {
  using Graph = const StoredGraph&;
  using View = const GraphView&;
  using Part = const GraphPart&;
  static const std::vector<Algorithm> all = {
      {"pagerank", [](View view, Part part, Graph) { pagerank(view, part); }},
      {"betweenness",
       [](View view, Part part, Graph) {
         BetweennessOptions options;
         options.samples = 5;
         betweenness(view, part, options);
       }},
      {"closeness", [](View view, Part part, Graph) { closeness(view, part); }},
      {"core_numbers", [](View view, Part part, Graph) { core_numbers(view, part); }},
      {"connected_components",
       [](View view, Part part, Graph) { connected_components(view, part); }},
      {"strong_components", [](View view, Part part, Graph) { strong_components(view, part); }},
      {"louvain", [](View view, Part part, Graph) { louvain(view, part); }},
      {"label_propagation", [](View view, Part part, Graph) { label_propagation(view, part); }},
      {"triangles", [](View view, Part part, Graph) { triangles(view, part); }},
      {"similarity", [](View view, Part part, Graph) { similarity(view, part); }},
      {"distances",
       [](View view, Part part, Graph graph) { distances(view, part, graph.node(0)); }},
      {"shortest_paths",
       [](View view, Part part, Graph graph) {
         shortest_paths(view, part, graph.node(0), graph.node(1), 3);
       }},
      {"spanning_tree", [](View view, Part part, Graph) { spanning_tree(view, part); }},
      {"max_flow", [](View view, Part part,
                      Graph graph) { max_flow(view, part, graph.node(0), graph.node(1)); }},
      {"topological_order", [](View view, Part part, Graph) {
         try {
           topological_order(view, part);
         } catch (const Error&) {  // there may be a circle
         }
       }}};
  return all;
}

SmallGraph large_graph() {
  std::mt19937 random(1);
  return SmallGraph::random(random, 1000, 8000, 1);
}

TEST(AlgorithmLimits, WorkIsReportedBeyondTheReading) {
  const StoredGraph graph(large_graph());
  const GraphView& live = *graph.views().front();
  CountingMeter reading(kNever, kNever);
  {
    const Metered metered(&reading);
    read_steps(live, {}, Direction::outgoing);
  }
  for (const Algorithm& algorithm : algorithms()) {
    if (std::string_view(algorithm.name) == "topological_order") continue;  // ends at a circle
    CountingMeter meter(kNever, kNever);
    const Metered metered(&meter);
    algorithm.run(live, {}, graph);
    EXPECT_GT(meter.looks(), reading.looks()) << algorithm.name;
    EXPECT_EQ(meter.used(), 0U) << algorithm.name;
  }
}

TEST(AlgorithmLimits, EachIsStoppedAnywhere) {
  const StoredGraph graph(large_graph());
  for (const auto& view : graph.views()) {
    for (const GraphPart& part : {GraphPart(), weighted()}) {
      for (const Algorithm& algorithm : algorithms()) {
        CountingMeter whole(kNever, kNever);
        {
          const Metered metered(&whole);
          algorithm.run(*view, part, graph);
        }
        const std::size_t stride = whole.looks() / 7 + 1;
        for (std::size_t at = 1; at <= whole.looks(); at += stride) {
          CountingMeter meter(kNever, at);
          const Metered metered(&meter);
          EXPECT_THROW(algorithm.run(*view, part, graph), Stopped) << algorithm.name << " " << at;
          EXPECT_EQ(meter.used(), 0U) << algorithm.name;
        }
      }
    }
  }
}

TEST(AlgorithmLimits, MemoryIsChargedBeforeItIsTaken) {
  const StoredGraph graph(large_graph());
  for (const auto& view : graph.views()) {
    for (const Algorithm& algorithm : algorithms()) {
      CountingMeter meter(2000, kNever);
      const Metered metered(&meter);
      EXPECT_THROW(algorithm.run(*view, {}, graph), Refused) << algorithm.name;
      EXPECT_EQ(meter.used(), 0U) << algorithm.name;
    }
  }
}

// A path of a hundred thousand nodes would overflow the stack of what recurses along it.
TEST(AlgorithmLimits, DepthIsNoMatter) {
  SmallGraph path{100'000, {}};
  for (std::size_t i = 0; i + 1 < path.nodes; ++i) path.edges.push_back({i, i + 1});
  const StoredGraph graph(path);
  const GraphView& view = *graph.views().back();
  EXPECT_EQ(strong_components(view).values.back(), path.nodes - 1);
  EXPECT_EQ(topological_order(view).front(), graph.node(0));
  EXPECT_EQ(connected_components(view).values.back(), 0U);
  EXPECT_EQ(core_numbers(view).values.back(), 1U);
  const auto found = shortest_paths(view, {}, graph.node(0), graph.node(path.nodes - 1), 1).front();
  EXPECT_EQ(found.length, static_cast<double>(path.nodes - 1));
  EXPECT_EQ(max_flow(view, {}, graph.node(0), graph.node(path.nodes - 1)).value, 1);
}

}  // namespace
}  // namespace chancery::query
