// Parts that run on a projection as it lies there say what the same parts of the live store say,
// which are read into rows of their own.

#include "algo/projected_part.h"

#include <gtest/gtest.h>

#include <deque>
#include <random>

#include "algo/level_search.h"
#include "chancery/error.h"
#include "small_graph.h"

namespace chancery::query {
namespace {

/// Nodes with A, B, both or none; relationships IN between nodes with A, OUT between nodes
/// without, MIX between any, and B between nodes with A or B.
class LabelledGraph {
 public:
  LabelledGraph(std::uint32_t seed, std::size_t nodes, std::size_t tries) : random_(seed) {
    const auto transaction = (*database_).begin();
    const LabelId a = transaction->intern_label("A");
    const LabelId b = transaction->intern_label("B");
    const std::vector<LabelId> choices[] = {{}, {a}, {b}, {a, b}};
    for (std::size_t i = 0; i < nodes; ++i) {
      // The first half alike: their nodes lie side by side.
      kinds_.push_back(i < nodes / 2 ? 1 : random_() % 4);
      nodes_.push_back(transaction->create_node(choices[kinds_.back()]));
    }
    for (std::size_t i = 0; i < tries; ++i) add(*transaction);
    transaction->commit(false);
    (*database_).publish();
    edition_ = Graph::open_edition((*database_).folder());
    live_ = (*database_).snapshot();
    projected_ = edition_->snapshot();
  }

  const GraphView& live() const { return *live_; }
  const GraphView& projected() const { return *projected_; }
  const std::vector<NodeId>& nodes() const { return nodes_; }

 private:
  void add(Transaction& transaction) {
    const std::size_t start = random_() % nodes_.size();
    const std::size_t end = random_() % nodes_.size();
    const std::size_t both = kinds_[start] & kinds_[end];
    const std::size_t either = kinds_[start] | kinds_[end];
    const auto relate = [&](const char* type) {
      transaction.create_relationship(nodes_[start], transaction.intern_type(type), nodes_[end]);
    };
    relate("MIX");
    if ((both & 1) != 0) relate("IN");
    if ((either & 1) == 0) relate("OUT");
    if (kinds_[start] != 0 && kinds_[end] != 0) relate("B");
  }

  std::mt19937 random_;
  TempDatabase database_;
  std::vector<std::size_t> kinds_;
  std::vector<NodeId> nodes_;
  std::shared_ptr<Graph> edition_;
  std::shared_ptr<const Snapshot> live_;
  std::shared_ptr<const Snapshot> projected_;
};

const std::vector<GraphPart>& parts() {
  static const std::vector<GraphPart> all = {
      {},
      {.types = {"IN"}},
      {.types = {"IN", "OUT", "None"}},
      {.labels = {"A"}},
      {.labels = {"A"}, .types = {"IN"}},
      {.labels = {"A"}, .types = {"IN", "OUT"}},
      {.labels = {"A"}, .types = {"OUT"}},
      {.labels = {"A"}, .types = {"MIX"}},
      {.labels = {"B"}, .types = {"IN"}},
      {.labels = {"A", "B"}, .types = {"IN"}},
      {.labels = {"B", "A", "A"}, .types = {"B"}},
      {.labels = {"None"}, .types = {"MIX"}},
      {.labels = {"None", "A"}, .types = {"IN", "MIX"}},
  };
  return all;
}

template <typename Number>
void expect_equal(const PerNode<Number>& one, const PerNode<Number>& other) {
  EXPECT_EQ(one.nodes, other.nodes);
  EXPECT_EQ(one.values, other.values);
}

void expect_same_numbers(const LabelledGraph& graph, const GraphPart& part) {
  expect_equal(connected_components(graph.projected(), part),
               connected_components(graph.live(), part));
  expect_equal(strong_components(graph.projected(), part), strong_components(graph.live(), part));
  const Degrees live = degrees(graph.live(), part);
  const Degrees projected = degrees(graph.projected(), part);
  EXPECT_EQ(projected.nodes, live.nodes);
  EXPECT_EQ(projected.outgoing, live.outgoing);
  EXPECT_EQ(projected.incoming, live.incoming);
  const PerNode<double> ranks = pagerank(graph.projected(), part);
  const PerNode<double> expected = pagerank(graph.live(), part);
  ASSERT_EQ(ranks.nodes, expected.nodes);
  for (std::size_t i = 0; i < ranks.values.size(); ++i) {
    EXPECT_NEAR(ranks.values[i], expected.values[i], 1e-9);
  }
}

void expect_same_distances(const LabelledGraph& graph, const GraphPart& part) {
  for (const NodeId source : {graph.nodes().front(), graph.nodes().back()}) {
    for (const Direction direction : kDirections) {
      const auto found = [&](const GraphView& view) -> std::optional<PerNode<double>> {
        try {
          return distances(view, part, source, direction);
        } catch (const Error& error) {  // the source is not in the part
          EXPECT_EQ(error.kind(), ErrorKind::procedure_error);
          return std::nullopt;
        }
      };
      const auto live = found(graph.live());
      const auto projected = found(graph.projected());
      ASSERT_EQ(projected.has_value(), live.has_value());
      if (live) expect_equal(*projected, *live);
    }
  }
}

TEST(ProjectedPart, SaysWhatTheStoreSays) {
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    for (const std::size_t tries : {0, 30, 300}) {
      const LabelledGraph graph(seed, 60, tries);
      for (const GraphPart& part : parts()) {
        SCOPED_TRACE(::testing::Message()
                     << seed << " " << tries << " part " << &part - &parts()[0]);
        expect_same_numbers(graph, part);
        expect_same_distances(graph, part);
      }
    }
  }
}

TEST(ProjectedPart, NeedsTypesThatStayWithinTheLabelsOrOutside) {
  const LabelledGraph graph(1, 60, 300);
  const auto size = [&](const GraphPart& part) -> std::optional<std::uint32_t> {
    const auto found = ProjectedPart::of(graph.projected(), part);
    return found ? std::optional(num_edges(found->graph())) : std::nullopt;
  };
  const Projection& projection = *graph.projected().projection();
  const auto all = [&](const char* type) {
    return projection.count(LabelId::none, *graph.projected().type_id(type), LabelId::none);
  };
  EXPECT_EQ(size({.labels = {"A"}, .types = {"IN"}}), all("IN"));
  EXPECT_EQ(size({.labels = {"A"}, .types = {"IN", "OUT"}}), all("IN"));
  EXPECT_EQ(size({.labels = {"A"}, .types = {"OUT"}}), 0U);
  EXPECT_EQ(size({.types = {"IN", "OUT"}}), all("IN") + all("OUT"));
  EXPECT_EQ(size({.labels = {"A"}, .types = {"MIX"}}), std::nullopt);
  EXPECT_EQ(size({.labels = {"A"}}), std::nullopt);
  EXPECT_EQ(size({.types = {"IN"}, .from = "2023"}), std::nullopt);
  EXPECT_FALSE(ProjectedPart::of(graph.live(), {}));
}

/// By a queue.
std::vector<std::uint32_t> plain_levels(const ProjectedGraph& graph, NodeIndex source,
                                        Direction direction) {
  std::vector<std::uint32_t> levels(num_vertices(graph), kNoLevel);
  levels[source] = 0;
  std::deque<NodeIndex> queue = {source};
  while (!queue.empty()) {
    const NodeIndex node = queue.front();
    queue.pop_front();
    const auto visit = [&](NodeIndex other) {
      if (levels[other] != kNoLevel) return;
      levels[other] = levels[node] + 1;
      queue.push_back(other);
    };
    if (direction != Direction::incoming) graph.for_each_step(node, true, visit);
    if (direction != Direction::outgoing) graph.for_each_step(node, false, visit);
  }
  return levels;
}

// Dense enough that levels are looked for from both sides, and sparse enough that many are not
// reached.
TEST(ProjectedPart, LevelsAreThoseOfAQueue) {
  for (const std::size_t tries : {300, 700, 2000, 9000}) {
    const LabelledGraph graph(7, 600, tries);
    for (const GraphPart& part : {GraphPart(), GraphPart{.types = {"MIX"}}}) {
      const auto projected = ProjectedPart::of(graph.projected(), part);
      ASSERT_TRUE(projected);
      for (const NodeIndex source : {0U, 299U, 599U}) {
        for (const Direction direction : kDirections) {
          EXPECT_EQ(levels_from(source, direction, projected->graph()),
                    plain_levels(projected->graph(), source, direction));
        }
      }
    }
  }
}

}  // namespace
}  // namespace chancery::query
