#include "word_numbers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "wide_integer.h"

namespace chancery {
namespace {

std::uint64_t eight_bytes(const char* bytes) {
  std::uint64_t number;
  std::memcpy(&number, bytes, sizeof(number));
  return number;
}

// What keeps the first bytes of eight, by how many.
constexpr std::array<std::uint64_t, 9> kFirst = [] {
  constexpr bool kFirstIsLowest = std::endian::native == std::endian::little;
  std::array<std::uint64_t, 9> masks{};
  for (std::size_t size = 1; size <= 8; ++size) {
    const std::size_t others = 8 * (8 - size);
    masks[size] = kFirstIsLowest ? ~std::uint64_t{0} >> others : ~std::uint64_t{0} << others;
  }
  return masks;
}();

// The halves of a long product together depend on all bits of both factors.
std::uint64_t hash_of(std::uint64_t head, std::uint64_t tail) {
  const auto product = WideUnsigned{head ^ 0x9e3779b97f4a7c15} * (tail ^ 0xbf58476d1ce4e5b9);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace

WordNumbers::Letters WordNumbers::letters_of(std::string_view text, std::size_t start,
                                             std::size_t size) {
  std::array<char, kShort> copy{};
  const char* bytes = text.data() + start;
  if (text.size() - start < kShort) {
    std::memcpy(copy.data(), bytes, size);
    bytes = copy.data();
  }
  return {eight_bytes(bytes) & kFirst[std::min<std::size_t>(size, 8)],
          eight_bytes(bytes + 8) & kFirst[std::max<std::size_t>(size, 8) - 8]};
}

// Of the slot that has the word, or is free for it.
std::size_t WordNumbers::place_of(Letters letters, std::size_t size) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash_of(letters.head, letters.tail) & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    const bool same = slot.letters == letters && slot.size == size;
    if (same || slot.size == kFree) return at;
  }
}

std::optional<std::uint32_t> WordNumbers::find(std::string_view text, std::size_t start,
                                               std::size_t size) const {
  if (size > kShort) {
    const auto found = long_words_.find(text.substr(start, size));
    return found == long_words_.end() ? std::nullopt : std::optional(found->second);
  }
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[place_of(letters_of(text, start, size), size)];
  return slot.size == kFree ? std::nullopt : std::optional(slot.number);
}

void WordNumbers::grow() {
  std::vector<Slot> old(std::max<std::size_t>(1024, 2 * slots_.size()));
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.size != kFree) slots_[place_of(slot.letters, slot.size)] = slot;
  }
}

void WordNumbers::add(std::string_view word, std::uint32_t number) {
  if (word.size() > kShort) {
    long_words_.emplace(word, number);
    return;
  }
  if (2 * (size_ + 1) > slots_.size()) grow();
  const Letters letters = letters_of(word, 0, word.size());
  slots_[place_of(letters, word.size())] = {letters, number,
                                            static_cast<std::uint32_t>(word.size())};
  ++size_;
}

void WordNumbers::clear() { *this = {}; }

}  // namespace chancery
