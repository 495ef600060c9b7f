// Finds nodes by a property index instead of testing every node of a label.
//
//   Filter [a.id = 'x']          ->    IndexScan a:Person(id) = 'x'
//   LabelScan a:Person
//
//   Filter [a.id = 1 OR a.id = 2]    ->    IndexScan a:Person(id) IN [1, 2]
//   LabelScan a:Person
//
// Equality comes first, then IN, then a prefix, then a range; the rest of the filter stays.

#include <algorithm>
#include <optional>
#include <utility>

#include "../cardinality.h"
#include "../lookup.h"
#include "node_filters.h"
#include "rules.h"

namespace chancery::query {
namespace {

bool indexed(const GraphView& graph, const std::string& label, const std::string& key) {
  std::optional<LabelId> label_id = graph.label_id(label);
  std::optional<KeyId> key_id = graph.key_id(key);
  return label_id && key_id && graph.has_index(IndexInfo::Kind::property, *label_id, *key_id);
}

IndexScan make_scan(const Lookup& lookup, Slot node, const std::string& label) {
  return {node,       label,       lookup.key,           lookup.kind,           lookup.value,
          lookup.low, lookup.high, lookup.low_inclusive, lookup.high_inclusive, lookup.values};
}

struct Choice {
  IndexScan scan;
  std::size_t predicate = 0;
};

/// The predicate that an index answers with the fewest nodes.
std::optional<Choice> best_choice(const Filter& filter, Slot node,
                                  const std::vector<std::string>& labels, const GraphView& graph) {
  std::optional<Choice> best;
  for (std::size_t i = 0; i < filter.predicates.size(); ++i) {
    std::optional<Lookup> lookup = lookup_of(filter.predicates[i], node);
    if (!lookup) continue;
    for (const std::string& label : labels) {
      if (!indexed(graph, label, lookup->key)) continue;
      IndexScan scan = make_scan(*lookup, node, label);
      if (best && lookup_estimate(graph, scan) >= lookup_estimate(graph, best->scan)) continue;
      best = Choice{std::move(scan), i};
    }
  }
  return best;
}

/// Joins the other bound of a range to it: `low <= n.key < high` reads one stretch of the index.
void take_other_bound(IndexScan& scan, Filter& filter) {
  if (scan.kind != IndexScan::Kind::range) return;
  for (std::size_t i = 0; i < filter.predicates.size(); ++i) {
    std::optional<Lookup> other = lookup_of(filter.predicates[i], scan.node);
    if (!other || other->kind != IndexScan::Kind::range || other->key != scan.key) continue;
    if ((other->low && scan.low) || (other->high && scan.high)) continue;
    if (other->low) {
      scan.low = other->low;
      scan.low_inclusive = other->low_inclusive;
    } else {
      scan.high = other->high;
      scan.high_inclusive = other->high_inclusive;
    }
    filter.predicates.erase(filter.predicates.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

/// Puts the label that was scanned so far back among the tests, unless the index has it.
void keep_label(Filter& filter, Slot node, const std::string& scanned, const std::string& used) {
  if (scanned == used) return;
  filter.predicates.insert(filter.predicates.begin(), LabelPredicate{node, {scanned}});
}

}  // namespace

void scan_by_index(PlanPtr& chain, const GraphView& graph) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    auto* filter = as<Filter>(**link);
    const LabelScan* scan = filter ? as<LabelScan>(*(*link)->input) : nullptr;
    if (!scan) continue;
    Slot node = scan->node;
    std::string label = scan->label;
    std::vector<std::string> labels = labels_of(*filter, node);
    labels.push_back(label);
    std::optional<Choice> choice = best_choice(*filter, node, labels, graph);
    if (!choice) continue;
    filter->predicates.erase(filter->predicates.begin() +
                             static_cast<std::ptrdiff_t>(choice->predicate));
    take_other_bound(choice->scan, *filter);
    keep_label(*filter, node, label, choice->scan.label);
    std::string used = choice->scan.label;
    (*link)->input->op = std::move(choice->scan);
    drop_label(*link, node, used);
  }
}

}  // namespace chancery::query
