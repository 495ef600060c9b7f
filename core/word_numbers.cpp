#include "word_numbers.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

namespace chancery {
namespace {

template <typename Number>
std::uint64_t load(const char* bytes) {
  Number number;
  std::memcpy(&number, bytes, sizeof(number));
  return number;
}

}  // namespace

// Words are short: their first and last bytes are all of them.
std::uint64_t WordNumbers::hash_of(std::string_view word) {
  const char* const begin = word.data();
  const std::size_t size = word.size();
  std::uint64_t first = 0, last = 0;
  if (size > 16) {
    first = std::hash<std::string_view>()(word);
  } else if (size >= 8) {
    first = load<std::uint64_t>(begin);
    last = load<std::uint64_t>(begin + size - 8);
  } else if (size >= 4) {
    first = load<std::uint32_t>(begin);
    last = load<std::uint32_t>(begin + size - 4);
  } else if (size > 0) {
    first = static_cast<unsigned char>(begin[0]) | load<std::uint8_t>(begin + size / 2) << 8;
    last = load<std::uint8_t>(begin + size - 1);
  }
  std::uint64_t hash = (first + size) * 0x9e3779b97f4a7c15;
  hash = (std::rotl(hash, 29) ^ last) * 0xbf58476d1ce4e5b9;
  return hash ^ hash >> 32;
}

std::optional<std::uint32_t> WordNumbers::find(std::string_view word) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint64_t hash = hash_of(word);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.length == kFree) return std::nullopt;
    if (slot.hash == static_cast<std::uint32_t>(hash) && slot.length == word.size() &&
        word == std::string_view(letters_).substr(slot.start, slot.length)) {
      return slot.number;
    }
  }
}

void WordNumbers::insert(const Slot& slot) {
  const std::string_view word = std::string_view(letters_).substr(slot.start, slot.length);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_of(word) & mask;
  while (slots_[at].length != kFree) at = (at + 1) & mask;
  slots_[at] = slot;
}

void WordNumbers::add(std::string_view word, std::uint32_t number) {
  if (2 * (size_ + 1) > slots_.size()) {
    std::vector<Slot> old(std::max<std::size_t>(1024, 2 * slots_.size()));
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.length != kFree) insert(slot);
    }
  }
  const auto start = static_cast<std::uint32_t>(letters_.size());
  letters_.append(word);
  insert({static_cast<std::uint32_t>(hash_of(word)), number, start,
          static_cast<std::uint32_t>(word.size())});
  ++size_;
}

void WordNumbers::clear() {
  slots_.clear();
  letters_.clear();
  size_ = 0;
}

}  // namespace chancery
