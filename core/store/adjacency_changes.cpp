#include "store/adjacency_changes.h"

#include <algorithm>
#include <functional>
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

// Visits the stretches of changes that have the same key.
template <typename Changes, typename Key, typename Visit>
void visit_groups(const Changes& changes, const Key& key, const Visit& visit) {
  for (auto at = changes.begin(); at != changes.end();) {
    const auto end = std::find_if(at, changes.end(), [&](const auto& change) {
      return std::invoke(key, change) != std::invoke(key, *at);
    });
    visit(Changes(at, end));
    at = end;
  }
}

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

void AdjacencyChanges::settle(PendingRows& rows, const Reader& base) {
  if (changes_.empty()) return;
  sort();
  const bool first = rows.empty();
  for (auto at = changes_.begin(); at != changes_.end();) {
    const NodeId block = early_block_of(at->node);
    const auto end = std::find_if(at, changes_.end(), [block](const Change& change) {
      return early_block_of(change.node) != block;
    });
    visit_groups(settle_early(rows, base, {at, end}, first), row_of,
                 [&](Group group) { settle(rows, group, first); });
    at = end;
  }
  changes_.clear();
}

// Writes the row with the early steps of a block of nodes, and yields what is left for their own.
AdjacencyChanges::Group AdjacencyChanges::settle_early(PendingRows& rows, const Reader& base,
                                                       Group block, bool first) {
  const bool concerned = std::ranges::any_of(
      block, [](const Change& change) { return change.early || change.removed; });
  if (!concerned) return block;
  const NodeId name = early_block_of(block.front().node);
  const std::string key = id_key(name);
  const PendingRows::Number row = first ? PendingRows::kNone : rows.find(key);
  std::string old;
  if (row != PendingRows::kNone) old = rows[row].value;
  if (row == PendingRows::kNone && name < fresh_)
    old = base.get(Family::adjacency, key).value_or(std::string());
  block_.clear();
  late_.clear();
  EarlyBlockWriter writer(block_);
  const auto no_groups = [&](Group group) { place(group.front().node, {}, group, writer); };
  auto at = block.begin();
  const auto changes_until = [&](NodeId node) {
    const auto begin = at;
    at = std::find_if(at, block.end(), [node](const Change& each) { return each.node >= node; });
    return Group(begin, at);
  };
  visit_early_sections(name, old, [&](const EarlySection& section) {
    visit_groups(changes_until(section.node), &Change::node, no_groups);
    const Group changes = changes_until(static_cast<NodeId>(raw(section.node) + 1));
    if (changes.empty()) return writer.copy(section);
    place(section.node, section.groups, changes, writer);
  });
  visit_groups(Group(at, block.end()), &Change::node, no_groups);
  if (!block_.empty())
    first ? rows.put_new(key, block_) : rows.put(key, block_);
  else if (!old.empty())
    rows.erase(key);
  return late_;
}

// Adds changes of a node to its early steps, as far as they belong there; the others become late.
void AdjacencyChanges::place(NodeId node, std::string_view groups, Group changes,
                             EarlyBlockWriter& writer) {
  const auto early = std::ranges::count_if(changes, &Change::early);
  const bool only_new = groups.empty() && static_cast<std::size_t>(early) <= kMostEarlySteps &&
                        std::ranges::none_of(changes, &Change::removed);
  if (only_new) return place_new(node, changes, writer);
  const std::vector<Change> steps = take_early(node, groups, changes);
  visit_groups(Group(steps), row_of_node, [&](Group group) {
    steps_.clear();
    for (const Change& each : group) steps_.push_back({each.relationship, each.other});
    writer.add_group({node, !group.front().incoming, group.front().type}, steps_);
  });
  writer.end_section(node);
}

void AdjacencyChanges::place_new(NodeId node, Group changes, EarlyBlockWriter& writer) {
  visit_groups(changes, row_of_node, [&](Group group) {
    steps_.clear();
    for (const Change& each : group) {
      if (each.early)
        steps_.push_back({each.relationship, each.other});
      else
        late_.push_back(each);
    }
    if (!steps_.empty())
      writer.add_group({node, !group.front().incoming, group.front().type}, steps_);
  });
  writer.end_section(node);
}

// What the early steps of a node become, by side and type; the other changes become late.
std::vector<AdjacencyChanges::Change> AdjacencyChanges::take_early(NodeId node,
                                                                   std::string_view groups,
                                                                   Group changes) {
  constexpr auto which = [](const Change& change) {
    return std::tuple(change.relationship, change.incoming);
  };
  const auto before = static_cast<std::ptrdiff_t>(late_.size());
  std::vector<Change> steps, gone;
  visit_early_groups(node, groups, [&](const AdjacencyKey& key, std::string_view row) {
    visit_steps(node, row, [&](const AdjacencyStep& step) {
      steps.push_back({node, step.other, step.relationship, key.type, !key.outgoing, false, true});
    });
  });
  for (const Change& each : changes) {
    if (each.removed)
      gone.push_back(each);
    else
      (each.early ? steps : late_).push_back(each);
  }
  std::ranges::sort(gone, {}, which);
  std::ranges::sort(steps, {}, which);
  std::vector<Change> kept, late;
  std::ranges::set_difference(steps, gone, std::back_inserter(kept), {}, which, which);
  std::ranges::set_difference(gone, steps, std::back_inserter(late), {}, which, which);
  late_.insert(late_.end(), late.begin(), late.end());
  if (kept.size() > kMostEarlySteps) {
    late_.insert(late_.end(), kept.begin() + kMostEarlySteps, kept.end());
    kept.resize(kMostEarlySteps);
  }
  std::ranges::sort(late_.begin() + before, late_.end(), {}, [](const Change& change) {
    return std::tuple(change.incoming, change.type, change.relationship);
  });
  std::ranges::stable_sort(kept, {}, row_of_node);
  return kept;
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
