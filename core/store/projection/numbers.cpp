#include "store/projection/numbers.h"

#include <algorithm>
#include <bit>
#include <cstring>

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
  std::uint64_t range = 0;
  entry.items = static_cast<std::uint32_t>(numbers.size());
  if (!numbers.empty()) {
    const auto [least, most] = std::ranges::minmax_element(numbers);
    entry.base = *least;
    range = static_cast<std::uint64_t>(*most) - static_cast<std::uint64_t>(*least);
  }
  const unsigned width = width_for(range);
  entry.form = static_cast<std::uint8_t>(width);
  std::vector<std::byte> bytes(numbers.size() * width);
  std::byte* to = bytes.data();
  for (const Number number : numbers) {
    const std::uint64_t rest =
        static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(entry.base);
    if (width != 0) std::memcpy(to, &rest, width);
    to += width;
  }
  return Section::of(entry, std::move(bytes));
}

template Section narrow_numbers(SectionEntry entry, std::span<const std::uint32_t> numbers);
template Section narrow_numbers(SectionEntry entry, std::span<const std::int64_t> numbers);

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
  std::vector<std::uint32_t> head(head_bytes(blocks) / sizeof(std::uint32_t));
  std::vector<std::uint64_t> words;
  for (std::uint32_t block = 0; block < blocks; ++block) {
    const auto part = numbers.subspan(std::size_t{block} * 64);
    const auto block_numbers = part.first(std::min<std::size_t>(64, part.size()));
    const auto [least, most] = std::ranges::minmax_element(block_numbers);
    const auto width = static_cast<unsigned>(std::bit_width(*most - *least));
    head[block] = *least;
    const std::size_t start = words.size();
    words.resize(start + width);
    unsigned bit = 0;
    for (const std::uint32_t number : block_numbers) {
      const std::uint64_t rest = number - *least;
      if (width != 0) words[start + bit / 64] |= rest << bit % 64;
      if (bit % 64 + width > 64) words[start + bit / 64 + 1] |= rest >> (64 - bit % 64);
      bit += width;
    }
    head[blocks + block + 1] = static_cast<std::uint32_t>(words.size());
  }
  std::vector<std::byte> bytes(head.size() * sizeof(head[0]) + words.size() * sizeof(words[0]));
  std::memcpy(bytes.data(), head.data(), head.size() * sizeof(head[0]));
  if (!words.empty()) {
    std::memcpy(bytes.data() + head.size() * sizeof(head[0]), words.data(),
                words.size() * sizeof(words[0]));
  }
  return Section::of(entry, std::move(bytes));
}

}  // namespace chancery
