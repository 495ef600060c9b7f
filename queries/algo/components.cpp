#include <boost/pending/disjoint_sets.hpp>
#include <unordered_map>

#include "algorithms.h"

namespace chancery::query {

std::vector<std::uint32_t> connected_components(const Subgraph& graph) {
  boost::disjoint_sets_with_storage<> sets(graph.nodes.size());
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) sets.make_set(node);
  for (const auto& [start, end] : graph.edges) sets.union_set(start, end);
  std::vector<std::uint32_t> components;
  components.reserve(graph.nodes.size());
  std::unordered_map<std::size_t, std::uint32_t> numbers;
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
    auto fresh = static_cast<std::uint32_t>(numbers.size());
    components.push_back(numbers.try_emplace(sets.find_set(node), fresh).first->second);
  }
  return components;
}

}  // namespace chancery::query
