#include "small_graph.h"

#include <algorithm>
#include <array>
#include <functional>

namespace chancery::query {

SmallGraph SmallGraph::random(std::mt19937& random, std::size_t nodes, std::size_t edges,
                              int least) {
  SmallGraph graph{nodes, {}};
  const auto below = [&](std::size_t end) { return std::size_t{random()} % end; };
  for (std::size_t i = 0; i < edges; ++i) {
    const double weight = least + static_cast<double>(below(static_cast<std::size_t>(5 - least)));
    graph.edges.push_back({below(nodes), below(nodes), weight, below(3) == 0 ? "S" : "R"});
  }
  return graph;
}

SmallGraph SmallGraph::both_ways() const {
  SmallGraph both = *this;
  for (const SmallEdge& edge : edges) {
    if (edge.from != edge.to) both.edges.push_back({edge.to, edge.from, edge.weight, edge.type});
  }
  return both;
}

SmallGraph SmallGraph::turned() const {
  SmallGraph turned = *this;
  for (SmallEdge& edge : turned.edges) std::swap(edge.from, edge.to);
  return turned;
}

SmallGraph SmallGraph::unweighted() const {
  SmallGraph same = *this;
  for (SmallEdge& edge : same.edges) edge.weight = 1;
  return same;
}

SmallGraph SmallGraph::seen(Direction direction) const {
  if (direction == Direction::both) return both_ways();
  return direction == Direction::outgoing ? *this : turned();
}

Matrix distances_between(const SmallGraph& graph) {
  Matrix far(graph.nodes, std::vector<double>(graph.nodes, kFar));
  for (std::size_t i = 0; i < graph.nodes; ++i) far[i][i] = 0;
  for (const SmallEdge& edge : graph.edges) {
    far[edge.from][edge.to] = std::min(far[edge.from][edge.to], edge.weight);
  }
  for (std::size_t k = 0; k < graph.nodes; ++k) {
    for (std::size_t i = 0; i < graph.nodes; ++i) {
      for (std::size_t j = 0; j < graph.nodes; ++j) {
        far[i][j] = std::min(far[i][j], far[i][k] + far[k][j]);
      }
    }
  }
  return far;
}

Matrix shortest_path_counts(const SmallGraph& graph) {
  const Matrix far = distances_between(graph);
  Matrix counts(graph.nodes, std::vector<double>(graph.nodes, -1));
  const std::function<double(std::size_t, std::size_t)> count = [&](std::size_t from,
                                                                    std::size_t to) {
    double& known = counts[from][to];
    if (known >= 0) return known;
    known = from == to ? 1 : 0;
    if (from == to || far[from][to] >= kFar) return known;
    double sum = 0;
    for (const SmallEdge& edge : graph.edges) {
      if (edge.to == to && edge.from != to && far[from][edge.from] < kFar &&
          far[from][edge.from] + edge.weight == far[from][to]) {
        sum += count(from, edge.from);
      }
    }
    return counts[from][to] = sum;
  };
  for (std::size_t i = 0; i < graph.nodes; ++i) {
    for (std::size_t j = 0; j < graph.nodes; ++j) count(i, j);
  }
  return counts;
}

Matrix neighbours_of(const SmallGraph& graph) {
  Matrix matrix(graph.nodes, std::vector<double>(graph.nodes, 0));
  for (const SmallEdge& edge : graph.edges) {
    if (edge.from != edge.to) matrix[edge.from][edge.to] = matrix[edge.to][edge.from] = 1;
  }
  return matrix;
}

std::vector<std::uint32_t> groups_of(const std::vector<std::vector<bool>>& equivalent) {
  std::vector<std::uint32_t> groups;
  std::uint32_t fresh = 0;
  for (std::size_t i = 0; i < equivalent.size(); ++i) {
    std::size_t first = 0;
    while (first < i && !equivalent[i][first]) ++first;
    groups.push_back(first < i ? groups[first] : fresh++);
  }
  return groups;
}

std::vector<SmallPath> simple_paths(const SmallGraph& graph, std::size_t from, std::size_t to) {
  std::vector<SmallPath> found;
  std::vector<bool> visited(graph.nodes);
  SmallPath path;
  const std::function<void(std::size_t)> walk = [&](std::size_t at) {
    if (at == to) {
      found.push_back(path);
      return;
    }
    visited[at] = true;
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
      const SmallEdge& edge = graph.edges[i];
      if (edge.from != at || visited[edge.to]) continue;
      path.edges.push_back(i);
      path.length += edge.weight;
      walk(edge.to);
      path.edges.pop_back();
      path.length -= edge.weight;
    }
    visited[at] = false;
  };
  walk(from);
  return found;
}

StoredGraph::StoredGraph(const SmallGraph& graph) {
  const auto transaction = (*database_).begin();
  const KeyId weight = transaction->intern_key("w");
  const std::array<LabelId, 1> label = {transaction->intern_label("L")};
  for (std::size_t i = 0; i < graph.nodes; ++i) {
    nodes_.push_back(transaction->create_node(std::span(label).first(i % 2)));
  }
  for (const SmallEdge& edge : graph.edges) {
    relationships_.push_back(transaction->create_relationship(
        nodes_[edge.from], transaction->intern_type(edge.type), nodes_[edge.to]));
    transaction->set_property(relationships_.back(), weight, Value(edge.weight));
  }
  transaction->commit(false);
  (*database_).publish();
  edition_ = Graph::open_edition((*database_).folder());
  views_ = {(*database_).snapshot(), edition_->snapshot()};
}

std::size_t StoredGraph::index(NodeId node) const {
  return static_cast<std::size_t>(std::ranges::find(nodes_, node) - nodes_.begin());
}

std::size_t StoredGraph::index(RelationshipId relationship) const {
  return static_cast<std::size_t>(std::ranges::find(relationships_, relationship) -
                                  relationships_.begin());
}

}  // namespace chancery::query
