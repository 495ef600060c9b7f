#include "word_numbers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "wide_integer.h"

namespace chancery {
namespace {

constexpr std::size_t kFirstSlots = 1024;
constexpr std::size_t kReadBytes = 2 * sizeof(std::uint64_t);  // of a short word, more or less

static_assert(std::endian::native == std::endian::little, "bytes are copied as they are");

std::uint64_t eight_bytes(const char* bytes) {
  std::uint64_t number;
  std::memcpy(&number, bytes, sizeof(number));
  return number;
}

struct TwoNumbers {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
};

// What keeps the first bytes of sixteen, by how many: a branch for it would be taken by chance.
constexpr std::array<TwoNumbers, 16> kFirst = [] {
  std::array<TwoNumbers, 16> masks{};
  for (std::size_t size = 1; size < masks.size(); ++size) {
    const std::size_t tail = size > 8 ? size - 8 : 0;
    masks[size].head = ~std::uint64_t{0} >> 8 * (8 - (size - tail));
    masks[size].tail = tail == 0 ? 0 : ~std::uint64_t{0} >> 8 * (8 - tail);
  }
  return masks;
}();

// The halves of a long product together depend on all bits of both factors.
std::uint64_t hash_of(std::uint64_t head, std::uint64_t tail) {
  const auto product = WideUnsigned{head ^ 0x9e3779b97f4a7c15} * (tail ^ 0xbf58476d1ce4e5b9);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace

inline WordNumbers::Letters WordNumbers::letters_at(const char* bytes, std::size_t size) {
  const TwoNumbers& first = kFirst[size];
  return {eight_bytes(bytes) & first.head,
          (eight_bytes(bytes + 8) & first.tail) | std::uint64_t{size + 1} << 56};
}

WordNumbers::Letters WordNumbers::letters_of(std::string_view word) {
  std::array<char, kReadBytes> copy{};
  word.copy(copy.data(), word.size());
  return letters_at(copy.data(), word.size());
}

inline std::size_t WordNumbers::first_place_of(Letters letters) const {
  return hash_of(letters.head, letters.tail) & (slots_.size() - 1);
}

// The slot that has the word, or a free one.
inline const WordNumbers::Slot& WordNumbers::slot_of(Letters letters,
                                                     std::size_t first_place) const {
  for (std::size_t at = first_place;; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.letters == letters || slot.letters == Letters()) return slot;
  }
}

WordNumbers::Number WordNumbers::find_long(std::string_view word) const {
  const auto found = long_words_.find(word);
  return found == long_words_.end() ? kUnknown : found->second;
}

WordNumbers::Number WordNumbers::find(std::string_view word) const {
  if (word.size() > kShort) return find_long(word);
  if (slots_.empty()) return kUnknown;
  const Letters letters = letters_of(word);
  return slot_of(letters, first_place_of(letters)).number;
}

constexpr std::size_t kFewWords = 16;

// What stands behind a word in its text is at hand, and so most can be taken eight bytes at a time.
void WordNumbers::find_few(std::string_view text, std::span<const Word> words,
                           std::span<Number> numbers) const {
  std::array<Letters, kFewWords> letters;
  std::array<std::size_t, kFewWords> places;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t size = words[i].end - words[i].start;
    longest = std::max(longest, size);
    const std::size_t short_size = std::min(size, kShort);
    letters[i] = text.size() - words[i].start >= kReadBytes
                     ? letters_at(text.data() + words[i].start, short_size)
                     : letters_of(text.substr(words[i].start, short_size));
    places[i] = first_place_of(letters[i]);
    __builtin_prefetch(&slots_[places[i]]);
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    numbers[i] = slot_of(letters[i], places[i]).number;
  }
  for (std::size_t i = 0; longest > kShort && i < words.size(); ++i) {
    const std::size_t size = words[i].end - words[i].start;
    if (size > kShort) numbers[i] = find_long(text.substr(words[i].start, size));
  }
}

void WordNumbers::find(std::string_view text, std::span<const Word> words,
                       std::span<Number> numbers) const {
  if (slots_.empty()) {
    std::ranges::fill(numbers, kUnknown);
    return;
  }
  for (std::size_t i = 0; i < words.size(); i += kFewWords) {
    const std::size_t count = std::min(kFewWords, words.size() - i);
    find_few(text, words.subspan(i, count), numbers.subspan(i, count));
  }
}

void WordNumbers::put(const Slot& slot) {
  std::size_t at = first_place_of(slot.letters);
  while (slots_[at].letters != Letters()) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = slot;
}

void WordNumbers::grow() {
  std::vector<Slot> old(std::max(kFirstSlots, 2 * slots_.size()));
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.letters != Letters()) put(slot);
  }
}

void WordNumbers::add(std::string_view word, Number number) {
  if (slots_.empty() || 2 * (size_ + 1) > slots_.size()) grow();
  if (word.size() > kShort) {
    long_words_.emplace(word, number);
    return;
  }
  put({letters_of(word), number});
  ++size_;
}

void WordNumbers::clear() { *this = {}; }

}  // namespace chancery
