#include "store/adjacency_changes.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "store/keys.h"

namespace chancery {
namespace {

constexpr std::uint64_t kNodesPerChange = 4;  // farther apart they are compared

constexpr auto row_of_node = [](const auto& change) {
  return std::tuple(change.incoming, change.type);
};
constexpr auto row_of = [](const auto& change) {
  return std::tuple(change.node, change.incoming, change.type);
};

// What is added and taken out again by the same changes has never been there.
template <typename Change>
AdjacencyChange change_of(std::span<const Change> group) {
  std::vector<RelationshipId> came, gone, old;
  std::vector<AdjacencyStep> added;
  for (const Change& each : group) {
    (each.removed ? gone : came).push_back(each.relationship);
    if (!each.removed) added.push_back({each.relationship, each.other});
  }
  std::ranges::sort(gone);
  apply_change({gone, {}}, added);
  std::ranges::set_difference(gone, came, std::back_inserter(old));
  return {std::move(old), std::move(added)};
}

}  // namespace

std::size_t AdjacencyChanges::bytes() const {
  return changes_.size() * sizeof(Change) + last_.size() * sizeof(AdjacencyStep);
}

void AdjacencyChanges::clear() {
  changes_.clear();
  last_.clear();
}

// By row; those of a row stay in their order. Where nodes are close together, as those of a
// document are, each finds its place by counting.
void AdjacencyChanges::sort() {
  const auto [first, last] = std::ranges::minmax(changes_, {}, &Change::node);
  const NodeId low = first.node;
  const std::uint64_t nodes = raw(last.node) - raw(low) + 1;
  if (nodes > kNodesPerChange * changes_.size()) {
    std::ranges::stable_sort(changes_, {}, row_of);
    return;
  }
  const auto slot = [low](const Change& change) { return raw(change.node) - raw(low); };
  std::vector<std::uint32_t> ends(nodes + 1);
  for (const Change& change : changes_) ++ends[slot(change) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<Change> sorted(changes_.size());
  for (const Change& change : changes_) sorted[ends[slot(change)]++] = change;
  changes_ = std::move(sorted);
  auto at = changes_.begin();
  for (std::uint64_t node = 0; node < nodes; ++node) {  // each end has become the next one's begin
    const auto end = changes_.begin() + ends[node];
    if (end - at > 1 && !std::ranges::is_sorted(at, end, {}, row_of_node))
      std::ranges::stable_sort(at, end, {}, row_of_node);
    at = end;
  }
}

void AdjacencyChanges::settle(PendingRows& rows) {
  sort();
  const bool first = rows.empty();
  for (auto at = changes_.begin(); at != changes_.end();) {
    const auto end = std::find_if(
        at, changes_.end(), [&](const Change& change) { return row_of(change) != row_of(*at); });
    settle(rows, {at, end}, first);
    at = end;
  }
  changes_.clear();
}

void AdjacencyChanges::settle(PendingRows& rows, Group group, bool first) {
  const Change& any = group.front();
  const std::string key = adjacency_key({any.node, !any.incoming, any.type});
  PendingRows::Number row = first ? PendingRows::kNone : rows.find(key);
  if (row == PendingRows::kNone) {
    const bool whole = any.node >= fresh_;
    // A change begins with the number of what it takes out.
    row = rows.put_new(key, std::string_view("\0", whole ? 0 : 1), !whole);
    keep_last(row, before_first_step(any.node));
  }
  const bool removes = std::ranges::any_of(group, &Change::removed);
  if (removes || rows[row].erased) {
    rewrite(rows, row, any.node, change_of(group));
  } else {
    extend(rows, row, group);
  }
}

void AdjacencyChanges::extend(PendingRows& rows, PendingRows::Number row, Group group) {
  AdjacencyStep before = last_step(rows, row, group.front().node);
  bytes_.clear();
  for (const Change& each : group) {
    const AdjacencyStep step{each.relationship, each.other};
    append_step(bytes_, before, step);
    before = step;
  }
  rows.append(row, bytes_);
  keep_last(row, before);
}

void AdjacencyChanges::rewrite(PendingRows& rows, PendingRows::Number row, NodeId node,
                               const AdjacencyChange& change) {
  const PendingRows::Row old = rows[row];
  if (old.change) {
    AdjacencyChange all = read_change(node, old.value);
    combine(all, change);
    rows.put(old.key, change_bytes(node, all), true);
  } else {
    std::vector<AdjacencyStep> steps = read_steps(node, old.value);
    apply_change(change, steps);
    steps.empty() ? rows.erase(old.key) : void(rows.put(old.key, steps_row(node, steps)));
  }
  keep_last(row, {});
}

AdjacencyStep AdjacencyChanges::last_step(const PendingRows& rows, PendingRows::Number row,
                                          NodeId node) const {
  if (row < last_.size() && last_[row].other != NodeId::none) return last_[row];
  const PendingRows::Row old = rows[row];
  const std::vector<AdjacencyStep> steps =
      old.change ? read_change(node, old.value).added : read_steps(node, old.value);
  return steps.empty() ? before_first_step(node) : steps.back();
}

void AdjacencyChanges::keep_last(PendingRows::Number row, const AdjacencyStep& step) {
  if (row >= last_.size()) last_.resize(row + 1);
  last_[row] = step;
}

}  // namespace chancery
