#include <algorithm>
#include <set>
#include <tuple>

#include "level_search.h"
#include "part.h"
#include "projected_part.h"
#include "searches.h"

namespace chancery::query {
namespace {

template <typename Search>
PerNode<double> distances_from(NodeIndex source, Search search, const StepGraph& graph) {
  search.run(source);
  std::vector<NodeIndex> reached(search.order().begin(), search.order().end());
  std::ranges::sort(reached);
  PerNode<double> result;
  for (const NodeIndex node : reached) {
    result.nodes.push_back(graph.nodes[node]);
    result.values.push_back(search.distance(node));
  }
  return result;
}

PerNode<double> distances_from(NodeIndex source, Direction direction, const ProjectedPart& part) {
  const std::vector<std::uint32_t> levels = levels_from(source, direction, part.graph());
  std::vector<NodeIndex> reached;
  PerNode<double> result;
  for (NodeIndex node = 0; node < levels.size(); ++node) {
    if (levels[node] == kNoLevel) continue;
    reached.push_back(node);
    result.values.push_back(levels[node]);
  }
  result.nodes = part.ids_of(reached);
  return result;
}

/// A path on its way to the answer, in the order in which paths are answered.
struct Route {
  PathLength length;
  std::vector<NodeIndex> nodes;
  std::vector<RelationshipId> relationships;
  std::vector<Step> steps;

  bool operator<(const Route& other) const {
    if (length != other.length) return length < other.length;
    return std::tie(nodes, relationships) < std::tie(other.nodes, other.relationships);
  }
};

std::size_t bytes_of(const Route& route) {
  return sizeof(Route) +
         route.steps.size() * (sizeof(Step) + sizeof(RelationshipId) + sizeof(NodeIndex));
}

// Lengths are added from the start on, so that a path has one length however it was found.
Route route_of(const StepGraph& graph, NodeIndex source, std::vector<Step> steps) {
  Route route{{0, 0}, {source}, {}, {}};
  for (const Step& step : steps) {
    route.length = route.length.plus(graph.weight(step.idx));
    route.nodes.push_back(target(step, graph.rows));
    route.relationships.push_back(graph.relationships[step.idx]);
  }
  route.steps = std::move(steps);
  return route;
}

WeightedPath answer(const StepGraph& graph, Route route) {
  WeightedPath path{route.length.length, {}, std::move(route.relationships)};
  for (const NodeIndex node : route.nodes) path.nodes.push_back(graph.nodes[node]);
  return path;
}

/// Yen (1971): the next path leaves one that was found before at some node, by a step that none
/// found before takes there.
class RankedRoutes {
 public:
  RankedRoutes(const StepGraph& graph, NodeIndex source, NodeIndex target)
      : graph_(graph), target_(target), search_(graph) {
    search_.run(source, target);
    if (search_.distance(target) < kUnreached)
      offer(route_of(graph, source, search_.path_to(target)));
  }

  /// The next shortest one; nullopt where there is none left.
  std::optional<Route> next() {
    if (!found_.empty()) leave(found_.back());
    if (offered_.empty()) return std::nullopt;
    found_.push_back(std::move(offered_.extract(offered_.begin()).value()));
    return found_.back();
  }

 private:
  void offer(Route route) {
    memory_.charge<char>(bytes_of(route));
    offered_.insert(std::move(route));
  }

  void leave(const Route& route) {
    for (std::size_t at = 0; at < route.steps.size(); ++at) {
      const std::span root = std::span(route.steps).first(at);
      search_.set_blocked_steps(taken_after(root));
      search_.run(route.nodes[at], target_);
      if (search_.distance(target_) < kUnreached) {
        std::vector<Step> steps(root.begin(), root.end());
        const std::vector<Step> rest = search_.path_to(target_);
        steps.insert(steps.end(), rest.begin(), rest.end());
        offer(route_of(graph_, route.nodes.front(), std::move(steps)));
      }
      search_.block(route.nodes[at]);
    }
    for (const NodeIndex node : route.nodes) search_.unblock(node);
  }

  /// The steps that paths found before take after this beginning.
  std::vector<std::uint64_t> taken_after(std::span<const Step> root) const {
    std::vector<std::uint64_t> taken;
    for (const Route& route : found_) {
      report_work(work_of_steps(root.size()));
      if (route.steps.size() > root.size() &&
          std::ranges::equal(root, std::span(route.steps).first(root.size()))) {
        taken.push_back(route.steps[root.size()].idx);
      }
    }
    std::ranges::sort(taken);
    return taken;
  }

  const StepGraph& graph_;
  NodeIndex target_;
  DijkstraSearch search_;
  std::vector<Route> found_;
  std::set<Route> offered_;
  WorkingMemory memory_;
};

}  // namespace

PerNode<double> distances(const GraphView& view, const GraphPart& part, NodeId source,
                          Direction direction) {
  WorkingMemory memory;
  if (const auto projected = ProjectedPart::of(view, part)) {
    memory.charge<std::uint64_t>(4 * std::size_t{projected->vertex_count()});
    return distances_from(projected->vertex_of(source, "source"), direction, *projected);
  }
  const StepGraph graph = read_steps(view, part, direction, WeightRule::not_negative);
  const NodeIndex from = vertex_of(graph, source, "source");
  memory.charge<char>(graph.nodes.size() * DijkstraSearch::kBytesPerNode);
  return graph.weights.empty() ? distances_from(from, BreadthFirstSearch(graph.rows), graph)
                               : distances_from(from, DijkstraSearch(graph), graph);
}

std::optional<WeightedPath> shortest_path(const GraphView& view, const GraphPart& part,
                                          NodeId source, NodeId target, Direction direction) {
  std::vector<WeightedPath> one = shortest_paths(view, part, source, target, 1, direction);
  return one.empty() ? std::nullopt : std::optional(std::move(one.front()));
}

std::vector<WeightedPath> shortest_paths(const GraphView& view, const GraphPart& part,
                                         NodeId source, NodeId target, std::uint64_t count,
                                         Direction direction) {
  const StepGraph graph =
      read_steps(view, part, direction, WeightRule::not_negative, StepDetail::relationships);
  const NodeIndex from = vertex_of(graph, source, "source");
  const NodeIndex to = vertex_of(graph, target, "target");
  WorkingMemory memory;
  memory.charge<char>(graph.nodes.size() * DijkstraSearch::kBytesPerNode);
  RankedRoutes routes(graph, from, to);
  std::vector<WeightedPath> paths;
  while (paths.size() < count) {
    std::optional<Route> route = routes.next();
    if (!route) break;
    paths.push_back(answer(graph, std::move(*route)));
  }
  return paths;
}

}  // namespace chancery::query
