#include "store/pending_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <limits>
#include <utility>

#include "chancery/error.h"
#include "store/text_sort.h"

namespace chancery {
namespace {

constexpr std::size_t kChunk = 512;
constexpr std::size_t kFirstSlots = 64;

// Above this share of the sorted rows, new ones are sorted and merged at once.
constexpr std::size_t kMergeShare = 8;

std::uint32_t checked_size(std::size_t size) {
  if (size <= std::numeric_limits<std::uint32_t>::max()) return static_cast<std::uint32_t>(size);
  throw Error(ErrorKind::argument_error, "A stored value has more than 4 GiB; cut it in pieces.");
}

std::uint32_t hash_of(std::string_view key) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>()(key));
}

}  // namespace

void PendingRows::Walk::next() {
  if (++place_ < rows_->order_[chunk_].size()) return;
  place_ = 0;
  ++chunk_;
}

char* PendingRows::allocate(std::size_t bytes) {
  allocated_ += bytes;
  return static_cast<char*>(memory_.allocate(bytes, 1));
}

PendingRows::Row PendingRows::operator[](Number number) const {
  const Cell& cell = cells_[number];
  return {{cell.key, cell.key_size}, {cell.value, cell.value_size}, cell.erased, cell.change};
}

PendingRows::Number PendingRows::find(std::string_view key, std::uint32_t hash) const {
  if (hashed_ < cells_.size()) hash_all();
  if (slots_.empty()) return kNone;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.number == kNone) return kNone;
    if (slot.hash == hash && key_of(slot.number) == key) return slot.number;
  }
}

// Rows that are in order can be searched: hashing them all pays when it spares many searches.
bool PendingRows::is_worth_hashing() const {
  constexpr std::size_t kRowsPerSearch = 16;
  const std::size_t waiting = cells_.size() - hashed_;
  return sorted_ < cells_.size() || ++searches_ * kRowsPerSearch >= waiting;
}

PendingRows::Number PendingRows::search(std::string_view key) const {
  const Walk place = first_not([key](std::string_view each) { return each < key; });
  if (place.at_end() || (*place).key != key) return kNone;
  return order_[place.chunk_][place.place_];
}

PendingRows::Number PendingRows::find(std::string_view key) const {
  if (hashed_ < cells_.size() && !is_worth_hashing()) return search(key);
  return find(key, hash_of(key));
}

void PendingRows::place(Slot slot) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = slot.hash & mask;
  while (slots_[at].number != kNone) at = (at + 1) & mask;
  slots_[at] = slot;
}

// Keys are not looked at again: hashes say where their slots go.
void PendingRows::grow() const {
  const std::vector<Slot> old = std::exchange(
      slots_, std::vector<Slot>(std::max(kFirstSlots, std::bit_ceil(3 * cells_.size()))));
  for (const Slot& slot : old)
    if (slot.number != kNone) place(slot);
}

// Gives every cell a slot, of twice as many as there are cells and more.
void PendingRows::hash_all() const {
  searches_ = 0;
  if (2 * cells_.size() > slots_.size()) grow();
  for (; hashed_ < cells_.size(); ++hashed_) {
    const auto number = static_cast<Number>(hashed_);
    place({hash_of(key_of(number)), number});
  }
}

PendingRows::Number PendingRows::add(std::string_view key) {
  char* copy = allocate(key.size());
  std::memcpy(copy, key.data(), key.size());
  const auto number = static_cast<Number>(cells_.size());
  cells_.push_back({copy, nullptr, checked_size(key.size()), 0, 0, false, false});
  // Rows that come in order are in order.
  if (sorted_ == number && (number == 0 || key_of(order_.back().back()) < key)) {
    if (order_.empty() || order_.back().size() == kChunk) order_.emplace_back().reserve(kChunk);
    order_.back().push_back(number);
    ++sorted_;
  }
  return number;
}

// A value that grows gets twice the room, so that what it leaves behind stays less than it is.
void PendingRows::reserve(Cell& cell, std::size_t size, std::size_t kept) {
  if (size <= cell.capacity) return;
  const std::size_t room = cell.value == nullptr ? size : 2 * size;
  const std::uint32_t capacity = checked_size(room);
  char* value = allocate(capacity);
  if (kept > 0) std::memcpy(value, cell.value, kept);
  cell.value = value;
  cell.capacity = capacity;
}

void PendingRows::set(Number number, std::string_view value, bool change) {
  Cell& cell = cells_[number];
  reserve(cell, value.size(), 0);
  if (!value.empty()) std::memmove(cell.value, value.data(), value.size());
  cell.value_size = static_cast<std::uint32_t>(value.size());
  cell.erased = false;
  cell.change = change;
}

PendingRows::Number PendingRows::put(std::string_view key, std::string_view value, bool change) {
  const std::uint32_t hash = hash_of(key);
  Number number = find(key, hash);
  if (number == kNone) {
    number = add(key);
    if (2 * cells_.size() > slots_.size()) grow();
    place({hash, number});
    ++hashed_;
  }
  set(number, value, change);
  return number;
}

PendingRows::Number PendingRows::put_new(std::string_view key, std::string_view value,
                                         bool change) {
  const Number number = add(key);
  set(number, value, change);
  return number;
}

void PendingRows::erase(std::string_view key) {
  Cell& cell = cells_[put(key, {})];
  cell.erased = true;
}

void PendingRows::append(Number number, std::string_view bytes) {
  Cell& cell = cells_[number];
  reserve(cell, cell.value_size + bytes.size(), cell.value_size);
  std::memcpy(cell.value + cell.value_size, bytes.data(), bytes.size());
  cell.value_size += static_cast<std::uint32_t>(bytes.size());
}

void PendingRows::overwrite(Number number, std::size_t at, std::string_view bytes) {
  std::memcpy(cells_[number].value + at, bytes.data(), bytes.size());
}

std::size_t PendingRows::bytes() const {
  return allocated_ + cells_.size() * (sizeof(Cell) + sizeof(Number)) +
         slots_.size() * sizeof(Slot);
}

void PendingRows::clear() {
  cells_.clear();
  slots_.clear();
  hashed_ = 0;
  searches_ = 0;
  order_.clear();
  sorted_ = 0;
  memory_.release();
  allocated_ = 0;
}

// The numbers from `first` on, in the order of their keys.
PendingRows::Chunk PendingRows::in_order(std::size_t first) const {
  std::vector<TextPiece> pieces(cells_.size() - first);
  for (std::size_t i = 0; i < pieces.size(); ++i) pieces[i].number = static_cast<Number>(first + i);
  sort_texts(pieces, [this](Number number) { return key_of(number); });
  Chunk numbers(pieces.size());
  std::ranges::transform(pieces, numbers.begin(), &TextPiece::number);
  return numbers;
}

void PendingRows::merge(const Chunk& fresh) const {
  Chunk old;
  old.reserve(cells_.size() - fresh.size());
  for (const Chunk& chunk : order_) old.insert(old.end(), chunk.begin(), chunk.end());
  Chunk all(old.size() + fresh.size());
  std::merge(old.begin(), old.end(), fresh.begin(), fresh.end(), all.begin(),
             [this](Number a, Number b) { return key_of(a) < key_of(b); });
  order_.clear();
  for (auto at = all.begin(); at != all.end();) {
    const auto end = at + std::min<std::ptrdiff_t>(kChunk, all.end() - at);
    order_.emplace_back(at, end);
    at = end;
  }
}

void PendingRows::insert(Number number) const {
  const std::string_view key = key_of(number);
  Walk place = first_not([key](std::string_view each) { return each < key; });
  if (place.at_end()) place = {*this, order_.size() - 1, order_.back().size()};
  Chunk& chunk = order_[place.chunk_];
  chunk.insert(chunk.begin() + static_cast<std::ptrdiff_t>(place.place_), number);
  if (chunk.size() <= kChunk) return;
  const auto middle = chunk.begin() + static_cast<std::ptrdiff_t>(chunk.size() / 2);
  Chunk upper(middle, chunk.end());
  chunk.erase(middle, chunk.end());
  order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(place.chunk_) + 1, std::move(upper));
}

void PendingRows::sort() const {
  const std::size_t fresh = cells_.size() - sorted_;
  if (fresh == 0) return;
  if (fresh > sorted_ / kMergeShare) {
    merge(in_order(sorted_));
  } else {
    for (std::size_t number = sorted_; number < cells_.size(); ++number) {
      insert(static_cast<Number>(number));
    }
  }
  sorted_ = cells_.size();
}

// The first row for which `before` does not hold.
template <typename Before>
PendingRows::Walk PendingRows::first_not(const Before& before) const {
  const auto chunk = std::partition_point(
      order_.begin(), order_.end(), [&](const Chunk& each) { return before(key_of(each.back())); });
  if (chunk == order_.end()) return {*this, order_.size(), 0};
  const auto place = std::partition_point(chunk->begin(), chunk->end(),
                                          [&](Number number) { return before(key_of(number)); });
  return {*this, static_cast<std::size_t>(chunk - order_.begin()),
          static_cast<std::size_t>(place - chunk->begin())};
}

PendingRows::Walk PendingRows::from(std::string_view key) const {
  sort();
  return first_not([key](std::string_view each) { return each < key; });
}

PendingRows::Walk PendingRows::after(std::string_view key) const {
  sort();
  return first_not([key](std::string_view each) { return each <= key; });
}

PendingRows::Walk PendingRows::begin() const {
  sort();
  return {*this, 0, 0};
}

}  // namespace chancery
