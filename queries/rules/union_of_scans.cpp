// Finds the nodes of each alternative by a scan of its own.
//
//   Filter [a:A, a.id = 1 OR a.name = 'x']        Distinct a
//   AllNodesScan a                          ->    Union
//   Argument                                      |  IndexScan a:A(id) = 1
//                                                 |  Argument
//                                                 |  IndexScan a:A(name) = 'x'
//                                                 |  Argument
//
//   Filter [a:A|B, a.id = 1]                      Distinct a
//   AllNodesScan a                          ->    Union
//   Argument                                      |  IndexScan a:A(id) = 1
//                                                 |  Argument
//                                                 |  Filter [a.id = 1]
//                                                 |  LabelScan a:B
//                                                 |  Argument
//
// Above more than one row it does so in the branch of an Apply. Only where by the counts fewer rows
// are read than by one scan.

#include <algorithm>
#include <optional>
#include <utility>

#include "../cardinality.h"
#include "../lookup.h"
#include "node_filters.h"
#include "predicates.h"
#include "rules.h"
#include "scan_choice.h"

namespace chancery::query {
namespace {

/// Whether the predicate may be asked in every branch, of nodes that another alternative has found
/// already too.
bool may_be_repeated(const Predicate& predicate) {
  return is_deterministic(predicate) && never_fails(predicate);
}

/// Whether the predicate may help to choose the scan of a branch.
bool narrows_scan(const Predicate& predicate, Slot node) {
  return lookup_of(predicate, node) || id_lookup_of(predicate, node) ||
         !labels_of(Filter{{predicate}}, node).empty();
}

/// A chain in the place of a filter and its scan, and what of the filter it does not test.
struct Alternative {
  PlanPtr chain;
  std::vector<Predicate> rest;
  double work = 0;
};

/// The filter's disjunction as a union, with what narrows the scan in every branch.
std::optional<Alternative> unite(const Filter& filter, std::size_t disjunction, Slot node,
                                 const GraphView& graph) {
  const auto alternatives = alternatives_of(filter.predicates[disjunction], node);
  if (alternatives.empty() || !std::ranges::all_of(alternatives, [](const auto& tests) {
        return std::ranges::all_of(tests, may_be_repeated);
      })) {
    return std::nullopt;
  }
  Alternative made;
  Filter common;
  for (std::size_t i = 0; i < filter.predicates.size(); ++i) {
    if (i == disjunction) continue;
    const Predicate& predicate = filter.predicates[i];
    const bool helps = narrows_scan(predicate, node) && may_be_repeated(predicate);
    (helps ? common.predicates : made.rest).push_back(predicate);
  }
  Union op;
  op.results.resize(alternatives.size());  // all branches write the one slot
  PlanPtr united = make_plan(std::move(op), nullptr);
  for (const std::vector<Predicate>& tests : alternatives) {
    Filter own = common;
    own.predicates.insert(own.predicates.end(), tests.begin(), tests.end());
    choose_scans(united->branches.emplace_back(scan_alone(own, node)), graph);
  }
  made.chain = make_plan(Distinct{{node}}, std::move(united));
  return made;
}

void unite_best(PlanPtr& link, const GraphView& graph) {
  const auto* filter = as<Filter>(*link);
  const AllNodesScan* scan = filter ? as<AllNodesScan>(*link->input) : nullptr;
  if (!scan || may_be_joined(*filter, scan->node)) return;
  const Plan* below = link->input->input.get();
  std::optional<Alternative> best;
  for (std::size_t i = 0; i < filter->predicates.size(); ++i) {
    std::optional<Alternative> made = unite(*filter, i, scan->node, graph);
    if (!made) continue;
    made->work = work_estimate(*made->chain, below, graph);
    if (!best || made->work < best->work) best = std::move(made);
  }
  if (!best) return;
  PlanPtr alone = scan_alone(*filter, scan->node);
  choose_scans(alone, graph);
  if (best->work >= work_estimate(*alone, below, graph)) return;
  replace_scan(link, std::move(best->chain), std::move(best->rest));
}

}  // namespace

void union_of_scans(PlanPtr& chain, const GraphView& graph) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) unite_best(*link, graph);
}

}  // namespace chancery::query
