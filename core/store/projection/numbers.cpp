#include "store/projection/numbers.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace chancery {
namespace {

unsigned width_for(std::uint64_t range) {
  if (range == 0) return 0;
  for (const unsigned width : {1u, 2u, 4u}) {
    if (range >> 8 * width == 0) return width;
  }
  return 8;
}

std::uint32_t blocks_for(std::uint32_t items) { return items / 64 + (items % 64 != 0 ? 1 : 0); }

std::uint64_t difference(std::int64_t number, std::int64_t less) {
  return static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(less);
}

// The least and the greatest; 0 of none.
template <typename Number>
std::pair<Number, Number> range_of(std::span<const Number> numbers) {
  if (numbers.empty()) return {};
  std::pair range(numbers.front(), numbers.front());
  for (const Number number : numbers) {
    range = {std::min(range.first, number), std::max(range.second, number)};
  }
  return range;
}

// Of numbers less `least` that are below `bound`: a bit for each that is there.
template <typename Number>
std::uint32_t count_by_bits(std::span<const Number> numbers, std::int64_t least,
                            std::uint64_t bound) {
  std::vector<std::uint64_t> words(bound / 64 + 1);
  for (const Number number : numbers) {
    const std::uint64_t bit = difference(number, least);
    words[bit / 64] |= std::uint64_t{1} << bit % 64;
  }
  std::uint32_t count = 0;
  for (const std::uint64_t word : words) count += static_cast<std::uint32_t>(std::popcount(word));
  return count;
}

// By a hash table that grows with how many differ. The first number stands for an empty place in
// it, and is the one that is counted without it.
class DifferentNumbers {
 public:
  explicit DifferentNumbers(std::int64_t first) : first_(first), places_(64, first) {}
  void add(std::int64_t number) {
    if (number == first_) return;
    std::int64_t& place = place_of(number);
    if (place == number) return;
    place = number;
    if (++count_ * 2 > places_.size()) grow();
  }
  std::uint32_t count() const { return count_; }

 private:
  std::int64_t& place_of(std::int64_t number) {
    constexpr std::uint64_t kGoldenRatio = 0x9e3779b97f4a7c15;
    const std::uint64_t hash = static_cast<std::uint64_t>(number) * kGoldenRatio;
    const std::size_t mask = places_.size() - 1;
    std::size_t at = hash >> 32 & mask;
    while (places_[at] != first_ && places_[at] != number) at = (at + 1) & mask;
    return places_[at];
  }
  void grow() {
    std::vector<std::int64_t> before(places_.size() * 2, first_);
    before.swap(places_);
    for (const std::int64_t number : before) {
      if (number != first_) place_of(number) = number;
    }
  }

  std::int64_t first_;
  std::vector<std::int64_t> places_;  // a power of two
  std::uint32_t count_ = 1;
};

// How many of them differ.
template <typename Number>
std::uint32_t count_different(std::span<const Number> numbers) {
  if (numbers.empty()) return 0;
  const auto [least, most] = range_of(numbers);
  const std::uint64_t range = difference(most, least);
  // Bits of up to the size of 64-bit numbers.
  if (range / 64 <= numbers.size()) return count_by_bits(numbers, least, range);
  DifferentNumbers different(numbers.front());
  for (const Number number : numbers) different.add(number);
  return different.count();
}

// The bits of the numbers of a block, less the least of them, one after the other.
void pack(std::span<const std::uint32_t> numbers, std::uint32_t least, unsigned width,
          std::uint64_t* words) {
  std::uint64_t word = 0;
  unsigned bit = 0;
  for (const std::uint32_t number : numbers) {
    const std::uint64_t rest = number - least;
    word |= rest << bit;
    bit += width;
    if (bit < 64) continue;
    *words++ = word;
    bit -= 64;
    word = bit == 0 ? 0 : rest >> (width - bit);
  }
  if (bit != 0) *words = word;
}

// Of the two arrays before the words.
std::uint64_t head_bytes(std::uint32_t blocks) {
  return (std::uint64_t{blocks} * 2 + 1) * sizeof(std::uint32_t) + sizeof(std::uint32_t);
}

}  // namespace

std::optional<NarrowNumbers> NarrowNumbers::read(unsigned width, std::uint32_t size,
                                                 std::int64_t base,
                                                 std::span<const std::byte> bytes) {
  if (width > 8 || (width != 0 && !std::has_single_bit(width))) return std::nullopt;
  if (bytes.size() != std::uint64_t{size} * width) return std::nullopt;
  NarrowNumbers result;
  result.bytes_ = bytes.data();
  result.size_ = size;
  result.width_ = width;
  result.base_ = base;
  return result;
}

// Blocks whose bits could not reach the bound even if all were set need no look.
bool PackedNumbers::all_below(std::uint32_t bound) const {
  for (std::uint32_t block = 0; block < blocks_for(size_); ++block) {
    const std::uint32_t width = starts_[block + 1] - starts_[block];
    if (least_[block] + (std::uint64_t{1} << width) <= bound) continue;
    const std::uint64_t end = std::min<std::uint64_t>(size_, (std::uint64_t{block} + 1) * kBlock);
    for (std::uint64_t i = std::uint64_t{block} * kBlock; i < end; ++i) {
      if ((*this)[static_cast<std::uint32_t>(i)] >= bound) return false;
    }
  }
  return true;
}

template <typename Number>
Section narrow_numbers(SectionEntry entry, std::span<const Number> numbers) {
  entry.items = static_cast<std::uint32_t>(numbers.size());
  const auto [least, most] = range_of(numbers);
  entry.base = least;
  const auto less_base = [&](auto width) {
    std::vector<decltype(width)> narrow(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      narrow[i] = static_cast<decltype(width)>(difference(numbers[i], entry.base));
    }
    return Section::of(entry, std::move(narrow));
  };
  entry.form = static_cast<std::uint8_t>(width_for(difference(most, least)));
  switch (entry.form) {
    case 0:
      return Section::of(entry, std::vector<std::byte>());
    case 1:
      return less_base(std::uint8_t{});
    case 2:
      return less_base(std::uint16_t{});
    case 4:
      return less_base(std::uint32_t{});
    default:
      return less_base(std::uint64_t{});
  }
}

template Section narrow_numbers(SectionEntry entry, std::span<const std::uint32_t> numbers);

void NumberList::add_large(std::int64_t number) {
  if (large_.empty()) {
    large_.assign(small_.begin(), small_.end());
    small_ = {};
  }
  large_.push_back(number);
}

std::uint32_t NumberList::count_distinct() const {
  return large_.empty() ? count_different<std::int32_t>(small_)
                        : count_different<std::int64_t>(large_);
}

Section NumberList::section(const SectionEntry& entry) const {
  return large_.empty() ? narrow_numbers<std::int32_t>(entry, small_)
                        : narrow_numbers<std::int64_t>(entry, large_);
}

std::optional<PackedNumbers> PackedNumbers::read(std::uint32_t size,
                                                 std::span<const std::byte> bytes) {
  const std::uint32_t blocks = blocks_for(size);
  const std::uint64_t head = head_bytes(blocks);
  if (bytes.size() < head || (bytes.size() - head) % sizeof(std::uint64_t) != 0) {
    return std::nullopt;
  }
  const std::uint64_t words = (bytes.size() - head) / sizeof(std::uint64_t);
  PackedNumbers result;
  result.size_ = size;
  result.least_ = reinterpret_cast<const std::uint32_t*>(bytes.data());
  result.starts_ = result.least_ + blocks;
  result.words_ = reinterpret_cast<const std::uint64_t*>(bytes.data() + head);
  if (result.starts_[0] != 0 || result.starts_[blocks] != words) return std::nullopt;
  for (std::uint32_t block = 0; block < blocks; ++block) {
    const std::uint32_t start = result.starts_[block];
    const std::uint32_t end = result.starts_[block + 1];
    if (end < start || end - start > 32 || end > words) return std::nullopt;
  }
  return result;
}

Section packed_numbers(SectionEntry entry, std::span<const std::uint32_t> numbers) {
  entry.items = static_cast<std::uint32_t>(numbers.size());
  const std::uint32_t blocks = blocks_for(entry.items);
  const auto block_at = [&](std::uint32_t block) {
    const auto part = numbers.subspan(std::size_t{block} * PackedNumbers::kBlock);
    return part.first(std::min<std::size_t>(PackedNumbers::kBlock, part.size()));
  };
  std::vector<std::uint32_t> head(head_bytes(blocks) / sizeof(std::uint32_t));
  std::uint32_t* const starts = head.data() + blocks;
  for (std::uint32_t block = 0; block < blocks; ++block) {
    const auto [least, most] = range_of(block_at(block));
    head[block] = least;
    starts[block + 1] = starts[block] + static_cast<std::uint32_t>(std::bit_width(most - least));
  }
  const std::size_t words_at = head.size() * sizeof(head[0]) / sizeof(std::uint64_t);
  std::vector<std::uint64_t> all(words_at + starts[blocks]);
  std::memcpy(all.data(), head.data(), head.size() * sizeof(head[0]));
  for (std::uint32_t block = 0; block < blocks; ++block) {
    pack(block_at(block), head[block], starts[block + 1] - starts[block],
         all.data() + words_at + starts[block]);
  }
  return Section::of(entry, std::move(all));
}

}  // namespace chancery
