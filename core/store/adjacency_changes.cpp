#include "store/adjacency_changes.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

#include "store/keys.h"

namespace chancery {
namespace {

constexpr std::uint64_t kNodesPerChange = 4;  // farther apart they are compared

constexpr auto row_of_node = [](const auto& change) { return change.row(); };
constexpr auto row_of = [](const auto& change) { return std::pair(change.node, change.row()); };
constexpr auto block_of_change = [](const auto& change) { return early_block_of(change.node); };

// Stable. Most nodes have few changes, which are not worth the memory that others need.
template <typename Change>
void sort_by_row(std::span<Change> of_node) {
  constexpr std::size_t kFew = 32;
  if (of_node.size() > kFew) {
    std::ranges::stable_sort(of_node, {}, row_of_node);
    return;
  }
  for (std::size_t i = 1; i < of_node.size(); ++i) {
    if (of_node[i - 1].row() <= of_node[i].row()) continue;
    const Change moved = of_node[i];
    std::size_t place = i;
    for (; place > 0 && of_node[place - 1].row() > moved.row(); --place)
      of_node[place] = of_node[place - 1];
    of_node[place] = moved;
  }
}

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
  return (changes_.size() + sorted_.size()) * sizeof(Change) + last_.size() * sizeof(AdjacencyStep);
}

void AdjacencyChanges::clear() {
  changes_.clear();
  last_.clear();
  without_rows_ = fresh_;
  document_begin_ = 0;
  document_rows_ = 0;
  last_block_ = kNoNode;
}

void AdjacencyChanges::begin_document(NodeId first) {
  of_document_ = first;
  document_begin_ = changes_.size();
  document_removes_ = false;
}

// Where the document's nodes have no rows yet, as is the rule, its early steps are just appended.
// Otherwise settle() will find their places.
void AdjacencyChanges::end_document(PendingRows& rows, const Reader& base) {
  const NodeId first = std::exchange(of_document_, kNoNode);
  if (document_removes_ || first < without_rows_) return;
  early_.clear();
  auto kept = changes_.begin() + static_cast<std::ptrdiff_t>(document_begin_);
  for (auto each = kept; each != changes_.end(); ++each) {
    if (each->early)
      early_.push_back(*each);
    else
      *kept++ = *each;
  }
  changes_.erase(kept, changes_.end());
  if (early_.empty()) return;
  sort_by_node(early_);
  visit_groups(std::span(early_), block_of_change,
               [&](std::span<Change> block) { write_early(rows, base, block); });
  without_rows_ = static_cast<NodeId>(raw(early_.back().node) + 1);
}

// Appends steps of nodes that have none to their block. What is beyond the room becomes late.
void AdjacencyChanges::write_early(PendingRows& rows, const Reader& base, std::span<Change> block) {
  block_.clear();
  EarlyBlockWriter writer(block_);
  visit_groups(block, &Change::node, [&](std::span<Change> changes) {
    const std::size_t room = std::min(changes.size(), kMostEarlySteps);
    for (Change& late : changes.subspan(room)) {
      late.early = false;
      changes_.push_back(late);
    }
    const std::span<Change> steps = changes.first(room);
    sort_by_row(steps);
    write_groups(steps.front().node, steps, writer);
  });
  rows.append(row_of_block(rows, base, early_block_of(block.front().node)), block_);
}

// The row is there afterwards.
PendingRows::Number AdjacencyChanges::row_of_block(PendingRows& rows, const Reader& base,
                                                   NodeId block) {
  if (std::exchange(last_block_, block) == block) return last_block_row_;
  const std::size_t before = rows.size();
  const std::string key = id_key(block);
  const bool fresh = block >= without_rows_;
  last_block_row_ = fresh ? PendingRows::kNone : rows.find(key);
  if (last_block_row_ == PendingRows::kNone) {
    const auto old = block < fresh_ ? base.get(Family::adjacency, key) : std::nullopt;
    last_block_row_ = fresh ? rows.put_new(key, {}) : rows.put(key, old.value_or(std::string()));
  } else if (rows[last_block_row_].erased) {
    rows.put(key, {});
  }
  document_rows_ += rows.size() - before;
  return last_block_row_;
}

// By node; those of a node stay in their order. Where nodes are close together, as those of a
// document are, each finds its place by counting.
void AdjacencyChanges::sort_by_node(std::vector<Change>& changes) {
  const auto [first, last] = std::ranges::minmax(changes, {}, &Change::node);
  const NodeId low = first.node;
  const std::uint64_t nodes = raw(last.node) - raw(low) + 1;
  if (nodes > kNodesPerChange * changes.size()) {
    std::ranges::stable_sort(changes, {}, &Change::node);
    return;
  }
  const auto slot = [low](const Change& change) { return raw(change.node) - raw(low); };
  ends_.assign(nodes + 1, 0);
  for (const Change& change : changes) ++ends_[slot(change) + 1];
  std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
  sorted_.resize(changes.size());
  for (const Change& change : changes) sorted_[ends_[slot(change)]++] = change;
  changes.swap(sorted_);
}

void AdjacencyChanges::settle(PendingRows& rows, const Reader& base) {
  if (changes_.empty()) return;
  sort_by_node(changes_);
  visit_groups(std::span(changes_), &Change::node,
               [](std::span<Change> of_node) { sort_by_row(of_node); });
  without_rows_ = std::max(without_rows_, static_cast<NodeId>(raw(changes_.back().node) + 1));
  const bool first = rows.size() == document_rows_;
  last_block_ = kNoNode;
  visit_groups(Group(changes_), block_of_change, [&](Group block) {
    visit_groups(settle_early(rows, base, block), row_of,
                 [&](Group group) { settle(rows, group, first); });
  });
  changes_.clear();
  document_begin_ = 0;
}

// Writes the row with the early steps of a block of nodes, and yields what is left for their own.
AdjacencyChanges::Group AdjacencyChanges::settle_early(PendingRows& rows, const Reader& base,
                                                       Group block) {
  const bool concerned = std::ranges::any_of(
      block, [](const Change& change) { return change.early || change.removed; });
  if (!concerned) return block;
  const NodeId name = early_block_of(block.front().node);
  const std::string key = id_key(name);
  const PendingRows::Number row = rows.find(key);
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
    rows.put(key, block_);
  else if (!old.empty())
    rows.erase(key);
  return late_;
}

// Adds changes of a node to its early steps, as far as they belong there; the others become late.
void AdjacencyChanges::place(NodeId node, std::string_view groups, Group changes,
                             EarlyBlockWriter& writer) {
  write_groups(node, take_early(node, groups, changes), writer);
}

// `steps` are by row.
void AdjacencyChanges::write_groups(NodeId node, Group steps, EarlyBlockWriter& writer) {
  visit_groups(steps, row_of_node, [&](Group group) {
    steps_.clear();
    for (const Change& each : group) steps_.push_back({each.relationship, each.other});
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
  sort_by_row(std::span(kept));
  return kept;
}

// `first`: no node has a row of its own yet.
void AdjacencyChanges::settle(PendingRows& rows, Group group, bool first) {
  const Change& any = group.front();
  const AdjacencyKey key{any.node, !any.incoming, any.type};
  const PendingRows::Number row = first ? PendingRows::kNone : rows.find(adjacency_key(key));
  const bool removes = std::ranges::any_of(group, &Change::removed);
  if (row != PendingRows::kNone && (removes || rows[row].erased)) {
    rewrite(rows, row, any.node, change_of(group));
  } else if (row != PendingRows::kNone) {
    extend(rows, row, group);
  } else if (removes) {
    rewrite(rows, put_new(rows, key, {}), any.node, change_of(group));
  } else {
    put_new(rows, key, group);
  }
}

PendingRows::Number AdjacencyChanges::put_new(PendingRows& rows, const AdjacencyKey& key,
                                              Group group) {
  const bool whole = key.node >= fresh_;
  AdjacencyStep last = before_first_step(key.node);
  // A change begins with the number of what it takes out.
  bytes_.assign(whole ? 0 : 1, '\0');
  write_steps(last, group);
  const PendingRows::Number row = rows.put_new(adjacency_key(key), bytes_, !whole);
  keep_last(row, last);
  return row;
}

void AdjacencyChanges::extend(PendingRows& rows, PendingRows::Number row, Group group) {
  AdjacencyStep last = last_step(rows, row, group.front().node);
  bytes_.clear();
  write_steps(last, group);
  rows.append(row, bytes_);
  keep_last(row, last);
}

// Appends them to the bytes. `last` comes before them, and is the last of them afterwards.
void AdjacencyChanges::write_steps(AdjacencyStep& last, Group group) {
  const std::size_t begin = bytes_.size();
  bytes_.resize(begin + group.size() * kMostStepBytes);
  char* end = bytes_.data() + begin;
  for (const Change& each : group) {
    const AdjacencyStep step{each.relationship, each.other};
    end = write_step(end, last, step);
    last = step;
  }
  bytes_.resize(static_cast<std::size_t>(end - bytes_.data()));
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
