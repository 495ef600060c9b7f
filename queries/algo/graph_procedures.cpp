// graph.*: algorithms over the whole graph or the part that the options name.

#include <memory>
#include <utility>

#include "../builtin_procedures.h"
#include "../procedure_options.h"
#include "algorithms.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

Subgraph read_part(const ProcedureContext& context, const ProcedureOptions& options) {
  return read_subgraph(context.view, {options.texts("labels"), options.texts("types")},
                       context.check_interrupt);
}

/// One row per node, with what the algorithm found for it.
template <typename Number, typename MakeValue>
ProcedureRows rows_per_node(std::vector<NodeId> nodes, std::vector<Number> found,
                            MakeValue make_value) {
  auto held = std::make_shared<std::pair<std::vector<NodeId>, std::vector<Number>>>(
      std::move(nodes), std::move(found));
  return [held, make_value, at = std::size_t{0}](std::vector<Value>& row) mutable {
    if (at == held->first.size()) return false;
    row = {Node{held->first[at], nullptr}, make_value(held->second[at])};
    ++at;
    return true;
  };
}

ProcedureRows run_page_rank(const ProcedureContext& context, Arguments arguments) {
  ProcedureOptions options("graph.pagerank", arguments[0],
                           {"labels", "types", "damping", "iterations", "tolerance"});
  PageRankOptions settings;
  settings.damping = options.number("damping", settings.damping, 0, 0.999999);
  settings.tolerance = options.number("tolerance", settings.tolerance, 0, 1);
  settings.iterations = static_cast<std::uint64_t>(
      options.integer("iterations", static_cast<std::int64_t>(settings.iterations), 1, 10'000));
  Subgraph graph = read_part(context, options);
  std::vector<double> ranks = page_rank(graph, settings, context.check_interrupt);
  return rows_per_node(std::move(graph.nodes), std::move(ranks),
                       [](double rank) { return Value(rank); });
}

ProcedureRows run_components(const ProcedureContext& context, Arguments arguments) {
  ProcedureOptions options("graph.components", arguments[0], {"labels", "types"});
  Subgraph graph = read_part(context, options);
  std::vector<std::uint32_t> components = connected_components(graph);
  return rows_per_node(std::move(graph.nodes), std::move(components),
                       [](std::uint32_t number) { return Value(std::int64_t{number}); });
}

}  // namespace

void add_graph_procedures(std::vector<Procedure>& procedures) {
  const std::vector<ProcedureField> inputs = {{"options", "MAP?", Value(Map())}};
  procedures.push_back(
      {"graph.pagerank",
       inputs,
       {{"node", "NODE"}, {"score", "FLOAT"}},
       "PageRank of every node; the scores sum to 1. Options: labels and types restrict the "
       "graph; damping (0.85), iterations (at most 100), tolerance (1e-9).",
       "CALL graph.pagerank({labels: ['Entity']}) YIELD node, score "
       "RETURN node.name AS who, score ORDER BY score DESC LIMIT 5",
       false,
       run_page_rank});
  procedures.push_back({"graph.components",
                        inputs,
                        {{"node", "NODE"}, {"component", "INTEGER"}},
                        "The connected component of every node, directions aside. Options: labels "
                        "and types restrict the graph.",
                        "CALL graph.components({labels: ['Entity']}) YIELD component "
                        "RETURN component, count(*) AS members ORDER BY members DESC LIMIT 3",
                        false,
                        run_components});
}

}  // namespace chancery::query
