// graph.*: algorithms over the whole graph or the part that the options name. Here those that say
// something of every node; path_procedures.cpp has those that say something of relationships.

#include <algorithm>
#include <functional>
#include <numeric>

#include "graph_options.h"

namespace chancery::query {
namespace {

constexpr std::int64_t kMostIterations = 10'000;

std::uint64_t count_of(const ProcedureOptions& options, std::string_view name,
                       std::uint64_t otherwise, std::int64_t least, std::int64_t most) {
  return static_cast<std::uint64_t>(
      options.integer(name, static_cast<std::int64_t>(otherwise), least, most));
}

NodeColumns run_pagerank(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options =
      part_options("graph.pagerank", arguments[0], {"damping", "iterations", "tolerance"});
  PageRankOptions settings;
  settings.damping = options.number("damping", settings.damping, 0, 0.999999);
  settings.tolerance = options.number("tolerance", settings.tolerance, 0, 1);
  settings.iterations = count_of(options, "iterations", settings.iterations, 1, kMostIterations);
  return columns_of(pagerank(context.view, part_of(options), settings), "score");
}

NodeColumns run_degree(const ProcedureContext& context, Arguments arguments) {
  const GraphPart part = part_of(part_options("graph.degree", arguments[0]));
  Degrees found = degrees(context.view, part);
  std::vector<double> sums = found.outgoing;
  std::ranges::transform(sums, found.incoming, sums.begin(), std::plus());
  return {std::move(found.nodes),
          {sum_column("degree", part, std::move(sums)),
           sum_column("outgoing", part, std::move(found.outgoing)),
           sum_column("incoming", part, std::move(found.incoming))}};
}

NodeColumns run_betweenness(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.betweenness", arguments[0],
                                                {"direction", "samples", "seed", "normalized"});
  BetweennessOptions settings;
  settings.direction = direction_of(options);
  settings.samples = count_of(options, "samples", 0, 0, std::numeric_limits<std::int64_t>::max());
  settings.seed = count_of(options, "seed", 1, 0, std::numeric_limits<std::int64_t>::max());
  settings.normalized = options.boolean("normalized", false);
  return columns_of(betweenness(context.view, part_of(options), settings), "score");
}

NodeColumns run_closeness(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.closeness", arguments[0], {"direction"});
  Closeness found = closeness(context.view, part_of(options), direction_of(options));
  return {std::move(found.nodes),
          {number_column("score", std::move(found.scores)),
           number_column("harmonic", std::move(found.harmonic))}};
}

NodeColumns run_core_numbers(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.coreNumbers", arguments[0]);
  return columns_of(core_numbers(context.view, part_of(options)), "core");
}

NodeColumns run_components(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.components", arguments[0]);
  return columns_of(connected_components(context.view, part_of(options)), "component");
}

NodeColumns run_strong_components(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.strongComponents", arguments[0]);
  return columns_of(strong_components(context.view, part_of(options)), "component");
}

NodeColumns run_louvain(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options =
      part_options("graph.louvain", arguments[0], {"resolution", "iterations"});
  LouvainOptions settings;
  settings.resolution = options.number("resolution", settings.resolution, 0, 1e6);
  settings.iterations = count_of(options, "iterations", settings.iterations, 1, kMostIterations);
  Communities found = louvain(context.view, part_of(options), settings);
  std::vector<double> modularity(found.nodes.size(), found.modularity);
  return {std::move(found.nodes),
          {number_column("community", std::move(found.communities)),
           number_column("modularity", std::move(modularity))}};
}

NodeColumns run_label_propagation(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options =
      part_options("graph.labelPropagation", arguments[0], {"iterations"});
  return columns_of(label_propagation(context.view, part_of(options),
                                      count_of(options, "iterations", 100, 1, kMostIterations)),
                    "community");
}

NodeColumns run_triangles(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.triangles", arguments[0]);
  Triangles found = triangles(context.view, part_of(options));
  return {std::move(found.nodes),
          {number_column("triangles", std::move(found.triangles)),
           number_column("coefficient", std::move(found.coefficients))}};
}

SimilarityOptions::Measure measure_of(const ProcedureOptions& options) {
  using Measure = SimilarityOptions::Measure;
  const std::string word = options.choice("measure", {"jaccard", "overlap", "cosine"}, "jaccard");
  if (word == "jaccard") return Measure::jaccard;
  return word == "overlap" ? Measure::overlap : Measure::cosine;
}

ProcedureRows run_similarity(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.similarity", arguments[0],
                                                {"measure", "direction", "node", "top", "cutoff"});
  SimilarityOptions settings;
  settings.measure = measure_of(options);
  settings.direction = direction_of(options);
  settings.node = options.node("node");
  settings.top = count_of(options, "top", settings.top, 1, 1'000'000);
  settings.cutoff = options.number("cutoff", settings.cutoff, 0, 1);
  std::vector<SimilarNodes> found = similarity(context.view, part_of(options), settings);
  const std::size_t count = found.size();
  return rows_from(std::move(found), count,
                   [](const std::vector<SimilarNodes>& all, std::size_t i) {
                     return std::vector<Value>{Node{all[i].node, nullptr},
                                               Node{all[i].other, nullptr}, all[i].score};
                   });
}

NodeColumns run_topological_order(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options = part_options("graph.topologicalOrder", arguments[0]);
  std::vector<NodeId> found = topological_order(context.view, part_of(options));
  std::vector<std::int64_t> positions(found.size());
  std::iota(positions.begin(), positions.end(), std::int64_t{0});
  return {std::move(found), {{"position", std::move(positions)}}};
}

constexpr std::string_view kDirection = "direction ('outgoing', 'incoming', 'both')";

void add_centralities(std::vector<Procedure>& procedures) {
  procedures.push_back(
      {.name = "graph.pagerank",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"score", "FLOAT"}},
       .text = with_options("PageRank of every node; the scores sum to 1.",
                            "damping (0.85), iterations (at most 100), tolerance (1e-9)"),
       .example = "CALL graph.pagerank({labels: ['Entity'], weight: 'statements'}) "
                  "YIELD node, score RETURN node.name AS who, score ORDER BY score DESC LIMIT 5",
       .columns = run_pagerank});
  procedures.push_back(
      {.name = "graph.degree",
       .inputs = {options_field()},
       .outputs =
           {{"node", "NODE"}, {"degree", "NUMBER"}, {"outgoing", "NUMBER"}, {"incoming", "NUMBER"}},
       .text = with_options("How many relationships every node has, or the sum of their weights; a "
                            "loop counts as outgoing and as incoming."),
       .example = "CALL graph.degree({labels: ['Entity'], types: ['SUPPORTS']}) YIELD node, degree "
                  "RETURN node.name AS who, degree ORDER BY degree DESC, who LIMIT 5",
       .columns = run_degree});
  procedures.push_back(
      {.name = "graph.betweenness",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"score", "FLOAT"}},
       .text = with_options(
           "On how many shortest paths between two others every node lies, counted by shares where "
           "there are several; weights, above 0, are lengths. Looks from every node, or from a "
           "sample, scaled up.",
           std::string(kDirection) + ", samples (0: all), seed (1), normalized (false)"),
       .example = "CALL graph.betweenness({labels: ['Entity'], direction: 'both', samples: 100}) "
                  "YIELD node, score RETURN node.name AS who, score ORDER BY score DESC LIMIT 5",
       .columns = run_betweenness});
  procedures.push_back(
      {.name = "graph.closeness",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"score", "FLOAT"}, {"harmonic", "FLOAT"}},
       .text =
           with_options("How near every node is to those it reaches, r of n others at distances "
                        "that sum to s: r / s * r / n; harmonic is the mean of 1 / distance. "
                        "Weights, above 0, are lengths.",
                        kDirection),
       .example = "CALL graph.closeness({labels: ['Entity'], direction: 'both'}) YIELD node, score "
                  "RETURN node.name AS who, score ORDER BY score DESC LIMIT 5",
       .columns = run_closeness});
  procedures.push_back(
      {.name = "graph.coreNumbers",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"core", "INTEGER"}},
       .text = with_options("The greatest k such that every node of some group that it belongs to "
                            "has k neighbours within the group. Directions and weights do not "
                            "count."),
       .example = "CALL graph.coreNumbers({labels: ['Entity']}) YIELD node, core "
                  "RETURN core, count(*) AS members ORDER BY core DESC LIMIT 3",
       .columns = run_core_numbers});
}

void add_groups(std::vector<Procedure>& procedures) {
  procedures.push_back(
      {.name = "graph.components",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"component", "INTEGER"}},
       .text = with_options("The connected component of every node, directions aside."),
       .example = "CALL graph.components({labels: ['Entity']}) YIELD component "
                  "RETURN component, count(*) AS members ORDER BY members DESC LIMIT 3",
       .columns = run_components});
  procedures.push_back(
      {.name = "graph.strongComponents",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"component", "INTEGER"}},
       .text = with_options("The component of every node whose members all reach each other along "
                            "outgoing relationships."),
       .example = "CALL graph.strongComponents({labels: ['Entity']}) YIELD component "
                  "RETURN component, count(*) AS members ORDER BY members DESC LIMIT 3",
       .columns = run_strong_components});
  procedures.push_back(
      {.name = "graph.louvain",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"community", "INTEGER"}, {"modularity", "FLOAT"}},
       .text = with_options("The community of every node by Louvain's method, directions aside, "
                            "and the modularity of the whole.",
                            "resolution (1; above it communities are smaller), iterations (at most "
                            "100 a level)"),
       .example = "CALL graph.louvain({labels: ['Entity'], weight: 'statements'}) "
                  "YIELD node, community RETURN community, count(*) AS members, "
                  "collect(node.name)[..3] AS some ORDER BY members DESC LIMIT 3",
       .columns = run_louvain});
  procedures.push_back(
      {.name = "graph.labelPropagation",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"community", "INTEGER"}},
       .text = with_options("The community of every node: that of most of its neighbours, "
                            "directions aside.",
                            "iterations (at most 100)"),
       .example = "CALL graph.labelPropagation({labels: ['Entity']}) YIELD community "
                  "RETURN community, count(*) AS members ORDER BY members DESC LIMIT 3",
       .columns = run_label_propagation});
}

void add_neighbourhoods(std::vector<Procedure>& procedures) {
  procedures.push_back(
      {.name = "graph.triangles",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"triangles", "INTEGER"}, {"coefficient", "FLOAT"}},
       .text = with_options("In how many triangles every node is, and its clustering coefficient: "
                            "which share of pairs of its neighbours are neighbours. Directions and "
                            "weights do not count."),
       .example = "CALL graph.triangles({labels: ['Entity']}) YIELD node, triangles, coefficient "
                  "RETURN node.name AS who, triangles, coefficient ORDER BY triangles DESC LIMIT 5",
       .columns = run_triangles});
  procedures.push_back(
      {.name = "graph.similarity",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"other", "NODE"}, {"score", "FLOAT"}},
       .text = with_options(
           "Pairs of nodes that have neighbours in common, best first: which share of their "
           "neighbours. With a weight neighbours count by it.",
           std::string("measure ('jaccard', 'overlap', 'cosine'), ") + std::string(kDirection) +
               ", node (only pairs with it), top (10 pairs a node), cutoff (0)"),
       .example = "CALL graph.similarity({labels: ['Entity'], node: entity('CISA')}) "
                  "YIELD other, score RETURN other.name AS who, score LIMIT 5",
       .call = run_similarity});
  procedures.push_back(
      {.name = "graph.topologicalOrder",
       .inputs = {options_field()},
       .outputs = {{"node", "NODE"}, {"position", "INTEGER"}},
       .text = with_options("The nodes in an order in which every relationship leads onward; an "
                            "error where relationships go in a circle."),
       .example = "CALL graph.topologicalOrder({types: ['HAS_PASSAGE', 'MENTIONS']}) "
                  "YIELD node, position RETURN labels(node) AS labels, min(position) AS first",
       .columns = run_topological_order});
}

}  // namespace

void add_graph_procedures(std::vector<Procedure>& procedures) {
  add_centralities(procedures);
  add_groups(procedures);
  add_neighbourhoods(procedures);
  add_path_procedures(procedures);
}

}  // namespace chancery::query
