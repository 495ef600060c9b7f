// Through whom does one entity reach the others? Prints every entity that it reaches along what is
// stated, and the last one on the way that no way goes round: the dominator tree of Boost.Graph, on
// an edition as it lies in memory.
//
//   reached_through DATABASE NAME

#include <chancery/chancery.h>
#include <chancery/query/boost_graph.h>

#include <boost/graph/dominator_tree.hpp>
#include <iostream>
#include <vector>

namespace {

using chancery::query::ProjectedGraph;

void print_dominators(const chancery::GraphView& view, const ProjectedGraph& graph,
                      chancery::NodeIndex from) {
  const auto key = view.key_id("name");
  const chancery::query::ProjectedNodeId id(graph);
  const auto name = [&](chancery::NodeIndex node) {
    return key ? to_display(view.property(get(id, node), *key)) : "?";
  };
  std::vector<chancery::NodeIndex> through(num_vertices(graph), ProjectedGraph::null_vertex());
  boost::lengauer_tarjan_dominator_tree(
      graph, from,
      boost::make_iterator_property_map(through.begin(), get(boost::vertex_index, graph)));
  for (chancery::NodeIndex node = 0; node < through.size(); ++node) {
    if (through[node] == ProjectedGraph::null_vertex()) continue;
    std::cout << name(node) << " through " << name(through[node]) << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: reached_through DATABASE NAME\n";
    return 2;
  }
  try {
    auto db = chancery::Database::open(argv[1], chancery::OpenMode::read);
    const auto entity = db.entity(argv[2]);
    if (!entity) {
      std::cerr << "no entity is called " << argv[2] << "\n";
      return 1;
    }
    const auto view = db.graph()->snapshot();
    const ProjectedGraph graph(chancery::query::projection_of(view));
    print_dominators(*view, graph, *graph.projection().index(entity->node));
  } catch (const chancery::Error& error) {
    std::cerr << error.render() << "\n";
    return 1;
  }
}
