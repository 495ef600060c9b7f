#include "part.h"
#include "per_node.h"
#include "projected_part.h"

namespace chancery::query {

Degrees degrees(const GraphView& view, const GraphPart& part) {
  WorkingMemory memory;
  Degrees result;
  if (const auto projected = ProjectedPart::of(view, part)) {
    memory.charge<double>(3 * std::size_t{projected->size()});
    result.nodes = projected->ids();
    projected->for_each_node([&](NodeIndex node) {
      report_work(work_of_steps(0));
      result.outgoing.push_back(out_degree(node, projected->graph()));
      result.incoming.push_back(in_degree(node, projected->graph()));
    });
    return result;
  }
  StepGraph graph = read_steps(view, part, Direction::outgoing);
  memory.charge<double>(2 * graph.nodes.size());
  result.outgoing.resize(graph.nodes.size());
  result.incoming.resize(graph.nodes.size());
  std::uint64_t position = 0;
  for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
    report_work(work_of_steps(row(graph.rows, node).size()));
    for (const NodeIndex other : row(graph.rows, node)) {
      result.outgoing[node] += graph.weight(position);
      result.incoming[other] += graph.weight(position++);
    }
  }
  result.nodes = std::move(graph.nodes);
  return result;
}

}  // namespace chancery::query
