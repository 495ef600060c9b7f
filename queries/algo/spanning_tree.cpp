// Kruskal (1956). Own code: kruskal_minimum_spanning_tree of Boost takes the edges out of a queue
// one by one, which costs twice as much as to sort them.

#include "forest.h"
#include "part.h"
#include "work_lots.h"

namespace chancery::query {
namespace {

/// A step with what it is sorted by.
struct WeighedStep {
  double weight;
  RelationshipId relationship;
  NodeIndex from;
  NodeIndex to;
};

std::vector<WeighedStep> sorted_steps(const StepGraph& graph, WorkLots& work) {
  std::vector<WeighedStep> steps;
  steps.reserve(num_edges(graph.rows));
  for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
    for (const NodeIndex other : row(graph.rows, node)) {
      const std::size_t position = steps.size();
      steps.push_back({graph.weight(position), graph.relationships[position], node, other});
    }
    work.add(work_of_steps(row(graph.rows, node).size()));
  }
  std::ranges::sort(steps, [&work](const WeighedStep& a, const WeighedStep& b) {
    work.add(4);
    return a.weight != b.weight ? a.weight < b.weight : a.relationship < b.relationship;
  });
  return steps;
}

}  // namespace

SpanningTree spanning_tree(const GraphView& view, const GraphPart& part) {
  const StepGraph graph =
      read_steps(view, part, Direction::outgoing, WeightRule::any, StepDetail::relationships);
  WorkingMemory memory;
  memory.charge<WeighedStep>(num_edges(graph.rows));
  memory.charge<std::uint64_t>(3 * graph.nodes.size());
  WorkLots work;
  Forest forest(graph.nodes.size());
  SpanningTree tree;
  for (const WeighedStep& step : sorted_steps(graph, work)) {
    work.add(work_of_steps(1));
    if (!forest.link(step.from, step.to)) continue;
    tree.relationships.push_back(step.relationship);
    tree.weights.push_back(step.weight);
  }
  work.report();
  return tree;
}

}  // namespace chancery::query
