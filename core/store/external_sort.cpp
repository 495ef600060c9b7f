#include "store/external_sort.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "store/bytes.h"

namespace chancery {
namespace {

constexpr std::size_t kLargestBlock = std::size_t{1} << 20;
constexpr std::size_t kSmallestBlock = std::size_t{4} << 10;
constexpr std::size_t kAhead = 16;  // rows that are fetched before they are asked for

// A row in memory: the sizes of key and value, then their bytes.
struct RowSizes {
  std::uint32_t key;
  std::uint32_t value;
};

RowSizes sizes_at(const char* row) {
  RowSizes sizes{};
  std::memcpy(&sizes, row, sizeof sizes);
  return sizes;
}

std::string_view key_at(const char* row) { return {row + sizeof(RowSizes), sizes_at(row).key}; }

std::string_view value_at(const char* row) {
  const RowSizes sizes = sizes_at(row);
  return {row + sizeof(RowSizes) + sizes.key, sizes.value};
}

/// Up to eight bytes from `start` on, as a number that orders as they do.
std::uint64_t head_of(std::string_view key, std::size_t start) {
  std::array<char, 8> bytes{};
  if (start < key.size())
    std::memcpy(bytes.data(), key.data() + start, std::min<std::size_t>(8, key.size() - start));
  return read_big_endian({bytes.data(), bytes.size()});
}

/// What all keys begin with, and the length of those that are longest and shortest.
struct KeyShape {
  std::size_t common;
  std::size_t longest = 0;
  std::size_t shortest;
  /// Whether eight bytes behind what is common tell all keys apart.
  bool head_decides() const { return longest == shortest && longest <= common + 8; }
};

template <typename Entries>
KeyShape shape_of(const Entries& entries) {
  const std::string_view first = key_at(entries.front().row);
  KeyShape shape{.common = first.size(), .shortest = first.size()};
  std::size_t& common = shape.common;
  for (const auto& entry : entries) {
    const std::string_view key = key_at(entry.row);
    shape.longest = std::max(shape.longest, key.size());
    shape.shortest = std::min(shape.shortest, key.size());
    common = std::min(common, key.size());
    if (std::memcmp(key.data(), first.data(), common) == 0) continue;
    common = static_cast<std::size_t>(
        std::mismatch(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(common), first.begin())
            .first -
        key.begin());
  }
  return shape;
}

/// By head, stable: a pass a byte, for those bytes that differ.
template <typename Entry>
void radix_sort(std::vector<Entry>& entries) {
  std::uint64_t varying = 0;
  for (const Entry& entry : entries) varying |= entry.head ^ entries.front().head;
  std::vector<Entry> sorted(entries.size());
  for (int shift = 0; shift < 64; shift += 8) {
    if ((varying >> shift & 255) == 0) continue;
    std::array<std::size_t, 257> starts{};
    for (const Entry& entry : entries) ++starts[(entry.head >> shift & 255) + 1];
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    for (const Entry& entry : entries) sorted[starts[entry.head >> shift & 255]++] = entry;
    entries.swap(sorted);
  }
}

}  // namespace

ExternalSort::ExternalSort(std::filesystem::path folder, std::size_t memory_bytes)
    : most_bytes_(memory_bytes), runs_(std::move(folder)) {}

char* ExternalSort::allocate(std::size_t bytes) {
  if (bytes > block_left_) {
    // A sixteenth of the memory at most lies idle.
    const std::size_t size =
        std::max(bytes, std::clamp(most_bytes_ / 16, kSmallestBlock, kLargestBlock));
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    block_at_ = blocks_.back().get();
    block_left_ = size;
    block_bytes_ += size;
  }
  block_left_ -= bytes;
  return std::exchange(block_at_, block_at_ + bytes);
}

void ExternalSort::add(std::string_view key, std::string_view value) {
  // Sorting takes the entries twice.
  const std::size_t held = block_bytes_ + 2 * entries_.size() * sizeof(Entry);
  if (held >= most_bytes_ && !entries_.empty()) write_run();
  char* row = allocate(sizeof(RowSizes) + key.size() + value.size());
  const RowSizes sizes{static_cast<std::uint32_t>(key.size()),
                       static_cast<std::uint32_t>(value.size())};
  std::memcpy(row, &sizes, sizeof sizes);
  key.copy(row + sizeof sizes, key.size());
  value.copy(row + sizeof sizes + key.size(), value.size());  // of no bytes: may be null
  entries_.push_back({0, row});
}

void ExternalSort::sort_memory() {
  if (entries_.empty()) return;
  const KeyShape shape = shape_of(entries_);
  for (Entry& entry : entries_) entry.head = head_of(key_at(entry.row), shape.common);
  radix_sort(entries_);
  if (shape.head_decides()) return;
  const auto by_key = [](const Entry& a, const Entry& b) { return key_at(a.row) < key_at(b.row); };
  for (auto at = entries_.begin(); at != entries_.end();) {
    const auto end = std::find_if(at + 1, entries_.end(),
                                  [&](const Entry& entry) { return entry.head != at->head; });
    if (!std::is_sorted(at, end, by_key)) std::stable_sort(at, end, by_key);
    at = end;
  }
}

void ExternalSort::write_run() {
  sort_memory();
  runs_.begin_run();
  for (const Entry& entry : entries_) runs_.add(key_at(entry.row), value_at(entry.row));
  entries_.clear();
  blocks_.clear();
  block_left_ = block_bytes_ = 0;
}

void ExternalSort::sort() {
  if (runs_.count() == 0) return sort_memory();
  if (!entries_.empty()) write_run();
  entries_ = {};
  runs_.merge();
}

bool ExternalSort::next() { return runs_.count() == 0 ? next_in_memory() : next_of_runs(); }

bool ExternalSort::next_in_memory() {
  if (next_entry_ == entries_.size()) return false;
  // Rows lie where they were added: each step in their order is far from the last.
  if (next_entry_ + kAhead < entries_.size())
    __builtin_prefetch(entries_[next_entry_ + kAhead].row);
  const char* row = entries_[next_entry_++].row;
  key_ = key_at(row);
  value_ = value_at(row);
  return true;
}

bool ExternalSort::next_of_runs() {
  if (!runs_.next()) return false;
  key_ = runs_.key();
  value_ = runs_.value();
  return true;
}

}  // namespace chancery
