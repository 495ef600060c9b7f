#include <boost/graph/kruskal_min_spanning_tree.hpp>

#include "part.h"

namespace chancery::query {
namespace {

/// What the steps are taken in the order of. Boost asks for it whenever it compares two.
struct TreeWeights : boost::put_get_helper<std::pair<double, RelationshipId>, TreeWeights> {
  using key_type = Step;
  using value_type = std::pair<double, RelationshipId>;
  using reference = value_type;
  using category = boost::readable_property_map_tag;
  explicit TreeWeights(const StepGraph& of) : graph(&of) {}
  value_type operator[](const Step& step) const {
    report_work(4);
    return {graph->weight(step.idx), graph->relationships[step.idx]};
  }
  const StepGraph* graph;
};

}  // namespace

SpanningTree spanning_tree(const GraphView& view, const GraphPart& part) {
  const StepGraph graph = read_steps(view, part, Direction::outgoing);
  WorkingMemory memory;
  memory.charge<Step>(2 * num_edges(graph.rows));  // a queue that grows
  memory.charge<std::uint64_t>(3 * graph.nodes.size());
  SpanningTree tree;
  if (graph.nodes.empty()) return tree;
  std::vector<Step> steps;
  boost::kruskal_minimum_spanning_tree(
      graph.rows, std::back_inserter(steps),
      boost::weight_map(TreeWeights(graph)).vertex_index_map(get(boost::vertex_index, graph.rows)));
  for (const Step& step : steps) {
    tree.relationships.push_back(graph.relationships[step.idx]);
    tree.weights.push_back(graph.weight(step.idx));
  }
  return tree;
}

}  // namespace chancery::query
