// Packed and narrow numbers against plain ones.

#include "chancery/packed_numbers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <set>
#include <vector>

#include "store/projection/numbers.h"

namespace chancery {
namespace {

TEST(PackedNumbers, AreThoseThatWerePacked) {
  std::mt19937 random(5);
  for (const std::uint32_t size : {0u, 1u, 63u, 64u, 65u, 1000u}) {
    for (const int bits : {0, 1, 7, 22, 31, 32}) {
      std::vector<std::uint32_t> numbers;
      const std::uint32_t least = bits < 32 ? random() >> 1 : 0;
      for (std::uint32_t i = 0; i < size; ++i) {
        numbers.push_back(least +
                          (bits == 0 ? 0 : static_cast<std::uint32_t>(random()) >> (32 - bits)));
      }
      const Section section = packed_numbers({}, numbers);
      const auto packed = PackedNumbers::read(size, section.bytes);
      ASSERT_TRUE(packed);
      for (std::uint32_t i = 0; i < size; ++i) ASSERT_EQ((*packed)[i], numbers[i]);
      if (size == 0) continue;
      const std::uint32_t most = std::ranges::max(numbers);
      EXPECT_FALSE(packed->all_below(most));
      EXPECT_TRUE(most == UINT32_MAX || packed->all_below(most + 1));
      // As many bits as the range needs, and 8 bytes a block.
      const std::uint32_t blocks = (size + 63) / 64;
      EXPECT_LE(section.bytes.size(), blocks * (static_cast<unsigned>(bits) * 8 + 8) + 8);
    }
  }
}

TEST(PackedNumbers, StayInsideOfAnyBytes) {
  std::mt19937 random(6);
  std::vector<std::uint32_t> numbers(200);
  for (std::uint32_t& each : numbers) each = static_cast<std::uint32_t>(random()) % 5000;
  const Section whole = packed_numbers({}, numbers);
  for (int round = 0; round < 3000; ++round) {
    // Of exactly their size, so that a sanitizer sees a step outside.
    std::vector<std::uint64_t> damaged(whole.bytes.size() / sizeof(std::uint64_t));
    std::copy_n(reinterpret_cast<const std::uint64_t*>(whole.bytes.data()), damaged.size(),
                damaged.data());
    if (round % 3 == 0) damaged.resize(random() % (damaged.size() + 1));
    if (!damaged.empty()) damaged[random() % damaged.size()] ^= std::uint64_t{1} << random() % 64;
    const auto packed = PackedNumbers::read(200, std::as_bytes(std::span(damaged)));
    if (!packed) continue;
    std::uint32_t most = 0;
    for (std::uint32_t i = 0; i < 200; ++i) most = std::max(most, (*packed)[i]);
    EXPECT_FALSE(packed->all_below(most));
  }
}

TEST(NarrowNumbers, TakeTheWidthOfTheirRange) {
  const std::vector<std::pair<std::vector<std::int64_t>, unsigned>> cases = {
      {{}, 0},          {{-7, -7, -7}, 0},
      {{-128, 127}, 1}, {{1000000, 1000256}, 2},
      {{0, 65536}, 4},  {{INT64_MIN, INT64_MAX, 0}, 8}};
  for (const auto& [numbers, width] : cases) {
    const Section section = narrow_numbers<std::int64_t>({}, numbers);
    EXPECT_EQ(section.bytes.size(), numbers.size() * width);
    const auto narrow = NarrowNumbers::read(section.entry.form, section.entry.items,
                                            section.entry.base, section.bytes);
    ASSERT_TRUE(narrow);
    for (std::uint32_t i = 0; i < numbers.size(); ++i) EXPECT_EQ((*narrow)[i], numbers[i]);
  }
  EXPECT_FALSE(NarrowNumbers::read(3, 1, 0, std::vector<std::byte>(3)));
  EXPECT_FALSE(NarrowNumbers::read(2, 2, 0, std::vector<std::byte>(3)));
}

TEST(NumberList, CountsDifferentOnesAndMakesTheirSection) {
  std::mt19937_64 random(7);
  const auto expect_counts = [](const std::vector<std::int64_t>& numbers) {
    NumberList list;
    for (const std::int64_t each : numbers) list.add(each);
    EXPECT_EQ(list.count_distinct(), std::set(numbers.begin(), numbers.end()).size());
    const Section section = list.section({});
    const auto narrow = NarrowNumbers::read(section.entry.form, section.entry.items,
                                            section.entry.base, section.bytes);
    ASSERT_TRUE(narrow);
    ASSERT_EQ(narrow->size(), numbers.size());
    for (std::uint32_t i = 0; i < numbers.size(); ++i) ASSERT_EQ((*narrow)[i], numbers[i]);
  };
  expect_counts({});
  expect_counts({0});
  expect_counts({INT64_MIN, INT64_MAX, INT64_MIN, 0, -1, 0});
  expect_counts({INT32_MIN, INT32_MAX, 0, INT32_MIN});
  expect_counts({1, -1, INT64_C(1) << 31, 2, 1});
  expect_counts({1, -1, -(INT64_C(1) << 31) - 1, 2, 1});
  for (const std::uint64_t range : {1ull, 2ull, 64ull, 65ull, 3000ull, 1ull << 20, 1ull << 62}) {
    std::vector<std::int64_t> numbers(3000);
    for (std::int64_t& each : numbers) each = static_cast<std::int64_t>(random() % range) - 40;
    expect_counts(numbers);
    for (std::int64_t& each : numbers) {
      each = std::bit_cast<std::int64_t>(static_cast<double>(each) / 7);
    }
    expect_counts(numbers);
  }
}

}  // namespace
}  // namespace chancery
