// graph.*: algorithms that answer with paths and relationships.

#include "graph_options.h"

namespace chancery::query {
namespace {

NodeId node_of(const Value& value) { return value.as_node().id; }

Value relationship_value(RelationshipId id) { return Relationship{id, nullptr}; }

Value path_value(const WeightedPath& found) {
  Path path;
  for (const NodeId node : found.nodes) path.nodes.push_back({node, nullptr});
  for (const RelationshipId id : found.relationships) path.relationships.push_back({id, nullptr});
  return path;
}

NodeColumns run_distances(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.distances", arguments[1], {"direction"});
  const GraphPart part = part_of(options);
  PerNode<double> found =
      distances(context.view, part, node_of(arguments[0]), direction_of(options));
  return {std::move(found.nodes), {sum_column("distance", part, std::move(found.values))}};
}

ProcedureRows rows_of_paths(const GraphPart& part, std::vector<WeightedPath> paths) {
  const std::size_t count = paths.size();
  return rows_from(std::move(paths), count,
                   [part](const std::vector<WeightedPath>& all, std::size_t i) {
                     return std::vector<Value>{path_value(all[i]), sum_value(part, all[i].length)};
                   });
}

ProcedureRows run_shortest_path(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.shortestPath", arguments[2], {"direction"});
  const GraphPart part = part_of(options);
  std::vector<WeightedPath> paths;
  if (auto path = shortest_path(context.view, part, node_of(arguments[0]), node_of(arguments[1]),
                                direction_of(options))) {
    paths.push_back(std::move(*path));
  }
  return rows_of_paths(part, std::move(paths));
}

ProcedureRows run_shortest_paths(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options =
      part_options("graph.shortestPaths", arguments[2], {"direction", "count"});
  const GraphPart part = part_of(options);
  const auto count = static_cast<std::uint64_t>(options.integer("count", 3, 1, 100'000));
  return rows_of_paths(part, shortest_paths(context.view, part, node_of(arguments[0]),
                                            node_of(arguments[1]), count, direction_of(options)));
}

ProcedureRows run_spanning_tree(const ProcedureContext& context, Arguments arguments) {
  const GraphPart part = part_of(part_options("graph.spanningTree", arguments[0]));
  SpanningTree found = spanning_tree(context.view, part);
  const std::size_t count = found.relationships.size();
  return rows_from(std::move(found), count, [part](const SpanningTree& tree, std::size_t i) {
    return std::vector<Value>{relationship_value(tree.relationships[i]),
                              sum_value(part, tree.weights[i])};
  });
}

/// The one row of a flow.
std::vector<Value> flow_row(const GraphPart& part, const Flow& flow) {
  List carried;
  for (std::size_t i = 0; i < flow.amounts.size(); ++i) {
    carried.emplace_back(Map{{"relationship", relationship_value(flow.relationships[i])},
                             {"amount", sum_value(part, flow.amounts[i])}});
  }
  List cut;
  for (const RelationshipId id : flow.cut) cut.push_back(relationship_value(id));
  return {sum_value(part, flow.value), Value(std::move(carried)), Value(std::move(cut))};
}

ProcedureRows run_max_flow(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.maxFlow", arguments[2], {"direction"});
  const GraphPart part = part_of(options);
  const Flow flow = max_flow(context.view, part, node_of(arguments[0]), node_of(arguments[1]),
                             direction_of(options));
  return rows_of({flow_row(part, flow)});
}

constexpr std::string_view kDirectionOption = "direction ('outgoing', 'incoming', 'both')";

void add_shortest_paths(std::vector<Procedure>& procedures) {
  procedures.push_back(
      {.name = "graph.distances",
       .inputs = {{"source", "NODE"}, options_field()},
       .outputs = {{"node", "NODE"}, {"distance", "NUMBER"}},
       .text = with_options("How far every node is that the source reaches, itself included: in "
                            "relationships, or in the sum of weights, which must not be negative.",
                            kDirectionOption),
       .example = "CALL graph.distances(entity('CISA'), {labels: ['Entity'], direction: 'both'}) "
                  "YIELD distance RETURN distance, count(*) AS entities ORDER BY distance",
       .columns = run_distances});
  procedures.push_back(
      {.name = "graph.shortestPath",
       .inputs = {{"source", "NODE"}, {"target", "NODE"}, options_field()},
       .outputs = {{"path", "PATH"}, {"length", "NUMBER"}},
       .text = with_options("A shortest path: by the sum of weights, which must not be negative, "
                            "then by the number of relationships, then by ids. No row where there "
                            "is none.",
                            kDirectionOption),
       .example = "CALL graph.shortestPath(entity('CISA'), entity('ENISA'), "
                  "{labels: ['Entity'], direction: 'both'}) YIELD path, length "
                  "RETURN [n IN nodes(path) | n.name] AS names, length",
       .call = run_shortest_path});
  procedures.push_back(
      {.name = "graph.shortestPaths",
       .inputs = {{"source", "NODE"}, {"target", "NODE"}, options_field()},
       .outputs = {{"path", "PATH"}, {"length", "NUMBER"}},
       .text = with_options("The shortest paths that have no node twice, shortest first; see "
                            "graph.shortestPath().",
                            std::string(kDirectionOption) + ", count (3)"),
       .example = "CALL graph.shortestPaths(entity('CISA'), entity('ENISA'), "
                  "{labels: ['Entity'], direction: 'both', count: 2}) YIELD path "
                  "RETURN [n IN nodes(path) | n.name] AS names",
       .call = run_shortest_paths});
}

void add_trees_and_flows(std::vector<Procedure>& procedures) {
  procedures.push_back(
      {.name = "graph.spanningTree",
       .inputs = {options_field()},
       .outputs = {{"relationship", "RELATIONSHIP"}, {"weight", "NUMBER"}},
       .text = with_options("The relationships of least weight that connect all that is connected, "
                            "directions aside: a tree for each component."),
       .example = "CALL graph.spanningTree({labels: ['Entity'], weight: 'statements'}) "
                  "YIELD relationship RETURN type(relationship) AS type, count(*) AS count "
                  "ORDER BY count DESC LIMIT 3",
       .call = run_spanning_tree});
  procedures.push_back(
      {.name = "graph.maxFlow",
       .inputs = {{"source", "NODE"}, {"target", "NODE"}, options_field()},
       .outputs = {{"flow", "NUMBER"}, {"carried", "LIST OF MAP"}, {"cut", "LIST OF RELATIONSHIP"}},
       .text = with_options("The greatest flow from source to target, weights being capacities; "
                            "carried lists {relationship, amount}, amounts below 0 against the "
                            "relationship; cut is a smallest set of relationships without which "
                            "there is no way.",
                            kDirectionOption),
       .example = "CALL graph.maxFlow(entity('CISA'), entity('ENISA'), "
                  "{labels: ['Entity'], direction: 'both'}) YIELD flow, cut "
                  "RETURN flow, [r IN cut | type(r)] AS cut",
       .call = run_max_flow});
}

}  // namespace

void add_path_procedures(std::vector<Procedure>& procedures) {
  add_shortest_paths(procedures);
  add_trees_and_flows(procedures);
}

}  // namespace chancery::query
