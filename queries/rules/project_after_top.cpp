// Computes what ORDER BY does not look at for the rows that LIMIT lets out only.
//
//   Top r.since limit 3                   Project a.id
//   Project a.id, r.since AS since  ->    Top since limit 3
//   Expand (a)-[r]->(b)                   Project r.since AS since
//                                         Expand (a)-[r]->(b)

#include <algorithm>
#include <utility>

#include "../expression_slots.h"
#include "rules.h"

namespace chancery::query {
namespace {

/// Takes out of the projection what is not among these slots.
Project take_unread(Project& projection, const SlotSet& reads) {
  Project taken;
  std::vector<Assignment> kept;
  for (Assignment& item : projection.items) {
    (reads.contains(item.slot) ? kept : taken.items).push_back(item);
  }
  projection.items = std::move(kept);
  return taken;
}

/// Moves what it can of the projection right below the operator above it.
bool project_later(PlanPtr& link) {
  PlanPtr& below = link->input;
  auto* projection = as<Project>(*below);
  if (!projection) return false;
  Project later = take_unread(*projection, read_slots(*link));
  if (later.items.empty()) return false;
  const bool all = projection->items.empty();
  if (all) {
    PlanPtr rest = std::move(below->input);
    below = std::move(rest);
  }
  link = make_plan(std::move(later), std::move(link));
  return all;
}

}  // namespace

void project_after_top(PlanPtr& chain, const GraphView&) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    if (!as<Top>(**link)) continue;
    // What a projection that went up reads, is projected below it.
    while (project_later(*link)) link = &(*link)->input;
  }
}

}  // namespace chancery::query
