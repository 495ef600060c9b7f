// Finds nodes from the pattern of an EXISTS instead of testing every node.
//
//   Filter [EXISTS { (a)-->(:B {id: 1}) }, a:A, a.x > 1]        Filter [a.x > 1]
//   AllNodesScan a                                        ->    Distinct a
//   Argument                                                    Filter [a:A]
//                                                               Expand (_2)<--(a)
//                                                               IndexScan _2:B(id) = 1
//                                                               Argument
//
// Above more than one row it does so in the branch of an Apply: a pattern between two nodes of a
// MATCH follows the relationships of the first instead of trying every second one. Only where by
// the counts fewer rows are read than by the scan alone.

#include <algorithm>
#include <optional>
#include <utility>

#include "../cardinality.h"
#include "../match_planner.h"
#include "node_filters.h"
#include "predicates.h"
#include "rules.h"
#include "scan_choice.h"

namespace chancery::query {
namespace {

struct InnerPattern {
  std::vector<const PathPattern*> patterns;
  const Expression* where = nullptr;
};

// EXISTS stops at the first match; a search from the other end goes on to the last, and of long
// trails there may be more than any estimate says.
constexpr std::uint64_t kLongestTrail = 4;

bool is_short(const PathPattern& pattern) {
  return !pattern.shortest &&
         std::ranges::all_of(pattern.relationships, [](const RelationshipPattern& hop) {
           return !hop.hops || hop.hops->most.value_or(kLongestTrail + 1) <= kLongestTrail;
         });
}

/// The pattern that the predicate says has a match.
std::optional<InnerPattern> pattern_of(const Predicate& predicate) {
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  if (!general || general->expression->slot != kNoSlot) return std::nullopt;
  if (const auto* pattern = as<PatternExpression>(*general->expression)) {
    return is_short(pattern->pattern) ? std::optional(InnerPattern{{&pattern->pattern}})
                                      : std::nullopt;
  }
  const auto* subquery = as<SubqueryExpression>(*general->expression);
  if (!subquery || subquery->kind != SubqueryKind::exists) return std::nullopt;
  const std::vector<SingleQuery>& branches = subquery->query->branches;
  if (branches.size() != 1 || branches.front().clauses.size() != 1) return std::nullopt;
  const auto* match = as<Match>(branches.front().clauses.front());
  if (!match || match->optional || !std::ranges::all_of(match->patterns, is_short)) {
    return std::nullopt;
  }
  InnerPattern inner{{}, match->where.get()};
  for (const PathPattern& pattern : match->patterns) inner.patterns.push_back(&pattern);
  return inner;
}

bool mentions(const InnerPattern& inner, Slot node) {
  return std::ranges::any_of(inner.patterns, [node](const PathPattern* pattern) {
    return std::ranges::any_of(pattern->nodes,
                               [node](const NodePattern& each) { return each.slot == node; });
  });
}

/// Joins the filter on top, as all of it is still to be pushed down.
void add_tests(PlanPtr& chain, const std::vector<Predicate>& tests) {
  if (!as<Filter>(*chain)) chain = make_plan(Filter{}, std::move(chain));
  std::vector<Predicate>& all = as<Filter>(*chain)->predicates;
  all.insert(all.end(), tests.begin(), tests.end());
}

/// A chain in the place of a filter and its scan, and what of the filter it does not test.
struct Unnested {
  PlanPtr chain;
  std::vector<Predicate> rest;
  double work = 0;
};

/// Whether all that the chain tests may be asked before the rest of the filter, and once a node.
bool may_go_first(const Plan* chain) {
  for (; chain; chain = chain->input.get()) {
    const auto* filter = as<Filter>(*chain);
    if (!filter) continue;
    for (const Predicate& predicate : filter->predicates) {
      if (!is_deterministic(predicate) || !never_fails(predicate)) return false;
    }
  }
  return true;
}

/// The nodes for which the pattern has a match, each once, as far as they have the labels that the
/// filter asks for.
std::optional<Unnested> unnested(const InnerPattern& inner, const Filter& filter,
                                 std::size_t exists, Slot node, const GraphView& graph) {
  Unnested made;
  std::vector<Predicate> labels;
  for (std::size_t i = 0; i < filter.predicates.size(); ++i) {
    if (i == exists) continue;
    const Predicate& predicate = filter.predicates[i];
    const bool of_labels = !labels_of(Filter{{predicate}}, node).empty();
    (of_labels ? labels : made.rest).push_back(predicate);
  }
  const Limits unlimited;  // one pattern, as short as its text
  MatchOptions options{graph, unlimited};
  options.sought = node;
  made.chain = plan_match(inner.patterns, inner.where, make_plan(Argument{}, nullptr), options);
  if (!may_go_first(made.chain.get())) return std::nullopt;
  add_tests(made.chain, labels);
  made.chain = make_plan(Distinct{{node}}, std::move(made.chain));
  std::vector<ExpressionPtr> none;  // a pattern renames nothing
  push_filters_down(made.chain, none);
  union_of_scans(made.chain, graph);
  choose_scans(made.chain, graph);
  return made;
}

void unnest(PlanPtr& link, const GraphView& graph) {
  const auto* filter = as<Filter>(*link);
  const AllNodesScan* scan = filter ? as<AllNodesScan>(*link->input) : nullptr;
  if (!scan || may_be_joined(*filter, scan->node)) return;
  const Plan* below = link->input->input.get();
  std::optional<Unnested> best;
  for (std::size_t i = 0; i < filter->predicates.size(); ++i) {
    const std::optional<InnerPattern> inner = pattern_of(filter->predicates[i]);
    if (!inner || !mentions(*inner, scan->node)) continue;
    std::optional<Unnested> made = unnested(*inner, *filter, i, scan->node, graph);
    if (!made) continue;
    made->work = work_estimate(*made->chain, below, graph);
    if (!best || made->work < best->work) best = std::move(made);
  }
  if (!best) return;
  // The tests of the pattern, which the scan would go on to make, are not counted.
  PlanPtr alone = scan_alone(*filter, scan->node);
  union_of_scans(alone, graph);
  choose_scans(alone, graph);
  if (best->work >= work_estimate(*alone, below, graph)) return;
  replace_scan(link, std::move(best->chain), std::move(best->rest));
}

}  // namespace

void unnest_exists(PlanPtr& chain, const GraphView& graph) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) unnest(*link, graph);
}

}  // namespace chancery::query
