#include "tree_groups.h"

#include <algorithm>
#include <utility>

namespace chancery::query {
namespace {

std::uint32_t hash_of_numbers(const std::vector<std::uint32_t>& numbers) {
  constexpr std::uint64_t kGoldenRatio = 0x9e3779b97f4a7c15;
  std::uint64_t hash = 0;
  for (const std::uint32_t number : numbers) {
    hash = (hash ^ number) * kGoldenRatio;
    hash ^= hash >> 32;
  }
  return static_cast<std::uint32_t>(hash);
}

}  // namespace

TreeGroups::TreeGroups(const TreeAggregation& op, std::vector<bool> counted, TreeKey::Nodes nodes,
                       ExecContext& context)
    : context_(context),
      memory_(context.limits()),
      counted_(std::move(counted)),
      cells_(op.aggregation.aggregates, context) {
  for (const Assignment& key : op.aggregation.keys) {
    keys_.emplace_back(*key.expression, op, nodes, context);
    key_slots_.push_back(static_cast<std::size_t>(key.slot));
  }
  for (const bool is_counted : counted_) place_in_group_.push_back(places_of_group_[is_counted]++);
  wanted_.resize(keys_.size());
}

void TreeGroups::begin_row() {
  for (TreeKey& key : keys_) key.begin_row();
}

void TreeGroups::clear() {
  slots_.clear();
  numbers_.clear();
  counts_.clear();
  cells_of_.clear();
  roots_.clear();
  shown_.clear();
  size_ = 0;
  at_ = 0;
  is_kept_ = {};
  memory_.release();
  cells_.release();
}

std::uint32_t TreeGroups::group_of(Row& row, const TreeKey::Bound& bound, std::uint32_t root) {
  for (std::size_t i = 0; i < keys_.size(); ++i) wanted_[i] = keys_[i].number(row, bound);
  bool added = false;
  const std::uint32_t group = find_or_add(added);
  if (added) {
    roots_.push_back(root);
    keep_shown(group, row, bound);
  }
  return group;
}

void TreeGroups::count(std::uint32_t group, std::size_t aggregate, MatchCount matches) {
  MatchCount& count = counts_[place_of(group, aggregate)];
  count = sum_of(count, matches);
}

// That of the wanted numbers; a new one has neither root nor values to show yet.
std::uint32_t TreeGroups::find_or_add(bool& added) {
  if ((std::size_t{size_} + 1) * 4 > slots_.size() * 3) grow();
  const std::uint32_t hash = hash_of_numbers(wanted_);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].group_and_one != 0; at = (at + 1) & mask) {
    const std::uint32_t group = slots_[at].group_and_one - 1;
    if (slots_[at].hash != hash) continue;
    const auto numbers = numbers_.begin() + static_cast<std::ptrdiff_t>(group * keys_.size());
    if (std::equal(wanted_.begin(), wanted_.end(), numbers)) return group;
  }
  added = true;
  // The arrays grow by doubling.
  memory_.charge(2 * (keys_.size() * sizeof(std::uint32_t) + sizeof(std::uint32_t) +
                      places_of_group_[true] * sizeof(MatchCount)) +
                 places_of_group_[false] * AggregateCells::kCellBytes);
  slots_[at] = {hash, size_ + 1};
  numbers_.insert(numbers_.end(), wanted_.begin(), wanted_.end());
  counts_.resize(counts_.size() + places_of_group_[true]);
  for (std::size_t i = 0; i < counted_.size(); ++i)
    if (!counted_[i]) cells_of_.push_back(cells_.make(i));
  return size_++;
}

void TreeGroups::grow() {
  std::vector<Slot> slots(std::max<std::size_t>(64, slots_.size() * 2));
  memory_.charge((slots.size() - slots_.size()) * sizeof(Slot));
  const std::size_t mask = slots.size() - 1;
  for (const Slot& each : slots_) {
    if (each.group_and_one == 0) continue;
    std::size_t at = each.hash & mask;
    while (slots[at].group_and_one != 0) at = (at + 1) & mask;
    slots[at] = each;
  }
  slots_ = std::move(slots);
}

void TreeGroups::keep_shown(std::uint32_t group, Row& row, const TreeKey::Bound& bound) {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i].is_exact(wanted_[i])) continue;
    const Value& value = keys_[i].value_of(row, bound);
    memory_.charge(footprint(value) + kPerEntry);
    shown_.emplace(std::uint64_t{group} * keys_.size() + i, value);
  }
}

Value TreeGroups::shown(std::uint32_t group, std::size_t key) const {
  const std::uint64_t place = std::uint64_t{group} * keys_.size() + key;
  if (!shown_.empty()) {
    const auto found = shown_.find(place);
    if (found != shown_.end()) return found->second;
  }
  return keys_[key].value(numbers_[place]);
}

// ---- Of several threads ------------------------------------------------------------------------

void TreeGroups::take(const std::vector<const TreeGroups*>& parts) {
  // All numbers before any group: what of a key looks alike is known then.
  std::vector<std::vector<std::vector<std::uint32_t>>> numbers;
  for (const TreeGroups* part : parts) numbers.push_back(numbers_here(*part));
  std::vector<std::uint32_t> at(parts.size());
  while (true) {
    std::size_t next = parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (at[i] == parts[i]->size_) continue;
      if (next == parts.size() || parts[i]->roots_[at[i]] < parts[next]->roots_[at[next]]) next = i;
    }
    if (next == parts.size()) return;
    context_.limits().check();
    take_group(*parts[next], at[next]++, numbers[next]);
  }
}

// By key and number of the part.
std::vector<std::vector<std::uint32_t>> TreeGroups::numbers_here(const TreeGroups& part) {
  std::vector<std::vector<std::uint32_t>> numbers(keys_.size());
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const std::uint32_t values = part.keys_[i].values();
    for (std::uint32_t number = 0; number < values; ++number)
      numbers[i].push_back(keys_[i].number_from(part.keys_[i], number));
  }
  return numbers;
}

void TreeGroups::take_group(const TreeGroups& part, std::uint32_t group,
                            const std::vector<std::vector<std::uint32_t>>& numbers) {
  const std::size_t first = group * keys_.size();
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const std::uint32_t there = part.numbers_[first + i];
    wanted_[i] = numbers[i].empty() ? there : numbers[i][there];
  }
  bool added = false;
  const std::uint32_t here = find_or_add(added);
  if (added) {
    roots_.push_back(part.roots_[group]);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (keys_[i].is_exact(wanted_[i])) continue;
      Value value = part.shown(group, i);
      memory_.charge(footprint(value) + kPerEntry);
      shown_.emplace(std::uint64_t{here} * keys_.size() + i, std::move(value));
    }
  }
  for (std::size_t i = 0; i < counted_.size(); ++i)
    count(here, i, part.counts_[part.place_of(group, i)]);
}

// ---- Out ---------------------------------------------------------------------------------------

void TreeGroups::finish() {
  bool added = false;
  if (keys_.empty() && size_ == 0) find_or_add(added);
}

void TreeGroups::keep_best(std::size_t aggregate, bool descending, std::uint64_t count) {
  if (count >= size_) return;
  if (count == 0) {
    at_ = size_;
    return;
  }
  HeldMemory memory(context_.limits());
  memory.charge(size_ * sizeof(MatchCount));
  std::vector<MatchCount> counts;
  for (std::uint32_t group = 0; group < size_; ++group)
    counts.push_back(counts_[place_of(group, aggregate)]);
  const auto last = counts.begin() + static_cast<std::ptrdiff_t>(count) - 1;
  if (descending) {
    std::ranges::nth_element(counts, last, std::greater());
  } else {
    std::ranges::nth_element(counts, last);
  }
  is_kept_ = [this, aggregate, descending, least = *last](std::uint32_t group) {
    const MatchCount number = counts_[place_of(group, aggregate)];
    return descending ? number >= least : number <= least;
  };
}

bool TreeGroups::emit(Row& row) {
  while (is_kept_ && at_ < size_ && !is_kept_(at_)) ++at_;
  if (at_ == size_) return false;
  const std::uint32_t group = at_++;
  for (std::size_t i = 0; i < keys_.size(); ++i) row[key_slots_[i]] = shown(group, i);
  for (std::size_t i = 0; i < counted_.size(); ++i) {
    const std::size_t place = place_of(group, i);
    row[cells_.slot(i)] = counted_[i] ? Value(counts_[place]) : cells_.result(cells_of_[place], i);
  }
  return true;
}

}  // namespace chancery::query
