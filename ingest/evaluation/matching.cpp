#include "evaluation/matching.h"

#include <algorithm>
#include <tuple>

namespace chancery::ingest {
namespace {

/// The entities of a type that have a surface; of a topic, the id is its one surface.
using SurfaceIndex =
    std::map<std::pair<std::string, std::string>, std::vector<const ScoredEntity*>>;

std::set<std::string> surfaces_to_match(const ScoredEntity& entity) {
  return entity.type == "Topic" ? std::set<std::string>{entity.id} : entity.surfaces;
}

SurfaceIndex index_surfaces(const ScoredAnnotations& annotations) {
  SurfaceIndex index;
  for (const ScoredEntity& entity : annotations.entities) {
    for (const auto& surface : surfaces_to_match(entity)) {
      index[{entity.type, surface}].push_back(&entity);
    }
  }
  return index;
}

}  // namespace

EntityLinks match_entities(const ScoredAnnotations& reference, const ScoredAnnotations& system) {
  const SurfaceIndex index = index_surfaces(reference);
  std::vector<std::tuple<std::size_t, const ScoredEntity*, const ScoredEntity*>> pairs;
  for (const ScoredEntity& given : system.entities) {
    std::map<const ScoredEntity*, std::size_t> shared;
    for (const auto& surface : surfaces_to_match(given)) {
      const auto at = index.find({given.type, surface});
      if (at == index.end()) continue;
      for (const ScoredEntity* wanted : at->second) ++shared[wanted];
    }
    for (const auto& [wanted, count] : shared) pairs.emplace_back(count, &given, wanted);
  }
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
    const auto& [count_a, given_a, wanted_a] = a;
    const auto& [count_b, given_b, wanted_b] = b;
    return std::tie(count_b, given_a->id, wanted_a->id) <
           std::tie(count_a, given_b->id, wanted_b->id);
  });
  EntityLinks links;
  std::set<const ScoredEntity*> taken;
  for (const auto& [count, given, wanted] : pairs) {
    if (links.contains(given->id) || !taken.insert(wanted).second) continue;
    links.emplace(given->id, wanted->id);
  }
  return links;
}

}  // namespace chancery::ingest
