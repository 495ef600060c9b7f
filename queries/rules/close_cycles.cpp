// Finds the node that closes a cycle among the common neighbours of the nodes around it.
//
//   ExpandInto (c)-->(a)         ->    ExpandIntersect (b)-->(c), (a)<--(c)
//   Expand (b)-->(c)                   ...
//   ...
//
// Filters between the two are tested above. More hops back, as in a clique, join the first ones.

#include <optional>
#include <utility>

#include "rules.h"

namespace chancery::query {
namespace {

/// The hop read from its known end towards `node`; nothing where it does not lead there.
std::optional<Hop> towards(Hop hop, Slot node) {
  if (hop.from == hop.to || (hop.from != node && hop.to != node)) return std::nullopt;
  if (hop.from == node) {
    std::swap(hop.from, hop.to);
    hop.direction = turned_round(hop.direction);
  }
  return hop;
}

/// The node that the operator finds by hops; kNoSlot where it is none of these.
Slot node_found(const Plan& plan) {
  if (const auto* several = as<ExpandIntersect>(plan)) return several->hop.to;
  const auto* one = as<Expand>(plan);
  return one && !one->hop.to_bound && one->hop.from != one->hop.to ? one->hop.to : kNoSlot;
}

void add_closing(Plan& plan, Hop closing) {
  if (const auto* one = as<Expand>(plan)) plan.op = ExpandIntersect{Hop(one->hop), {}};
  as<ExpandIntersect>(plan)->closing.push_back(std::move(closing));
}

/// Whether the link's ExpandInto went into the operator that found one of its ends.
bool close_cycle(PlanPtr& link) {
  const auto* into = as<Expand>(*link);
  if (!into || !into->hop.to_bound) return false;
  Plan* finder = link->input.get();
  while (as<Filter>(*finder)) finder = finder->input.get();
  const Slot found = node_found(*finder);
  if (found == kNoSlot) return false;
  std::optional<Hop> closing = towards(into->hop, found);
  if (!closing) return false;
  add_closing(*finder, std::move(*closing));
  PlanPtr below = std::move(link->input);
  link = std::move(below);
  return true;
}

/// From the first operator up, so that the hops of a clique meet what was made of those below.
void close_from_below(PlanPtr& chain) {
  std::vector<PlanPtr*> links;
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) links.push_back(link);
  // Taking an operator out moves only the links above it, which are still to come.
  for (auto link = links.rbegin(); link != links.rend(); ++link) close_cycle(**link);
}

}  // namespace

void close_cycles(PlanPtr& chain, const GraphView&) { close_from_below(chain); }

}  // namespace chancery::query
