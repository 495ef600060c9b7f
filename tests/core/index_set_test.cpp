// Index sets in each of their forms against plain sorted numbers.

#include "chancery/index_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "store/projection/index_sets.h"

namespace chancery {
namespace {

Section section_of(const std::vector<std::uint32_t>& numbers, std::uint32_t bound) {
  SectionEntry entry;
  entry.bound = bound;
  return index_set(entry, numbers);
}

void expect_holds(const std::vector<std::uint32_t>& numbers, std::uint32_t bound,
                  IndexSet::Form form) {
  const Section section = section_of(numbers, bound);
  const auto set = read_index_set(section.entry, section.bytes);
  ASSERT_TRUE(set);
  EXPECT_EQ(set->form(), form);
  EXPECT_EQ(set->size(), numbers.size());
  std::uint32_t place = 0;
  for (std::uint32_t number = 0; number < bound + 3; ++number) {
    const bool in = place < numbers.size() && numbers[place] == number;
    ASSERT_EQ(set->contains(number), in) << number;
    ASSERT_EQ(set->place(number), in ? place : IndexSet::kAbsent) << number;
    if (!in) continue;
    ASSERT_EQ(set->at(place++), number);
  }
  EXPECT_FALSE(set->contains(IndexSet::kAbsent - 1));
  IndexSet::Walk walk(*set);
  std::vector<std::uint32_t> walked;
  for (auto each = walk.next(); each != IndexSet::kAbsent; each = walk.next()) {
    walked.push_back(each);
  }
  EXPECT_EQ(walked, numbers);
}

std::vector<std::uint32_t> some_below(std::uint32_t bound, unsigned one_in) {
  std::mt19937 random(bound + one_in);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = 0; number < bound; ++number) {
    if (random() % one_in == 0) numbers.push_back(number);
  }
  return numbers;
}

TEST(IndexSet, TakesTheSmallestForm) {
  expect_holds({}, 0, IndexSet::Form::all);
  expect_holds({}, 10, IndexSet::Form::list);
  expect_holds({0, 1, 2}, 3, IndexSet::Form::all);
  expect_holds({9}, 10, IndexSet::Form::list);
  expect_holds({0, 5000, 9999}, 10000, IndexSet::Form::list);
  expect_holds(some_below(10000, 3), 10000, IndexSet::Form::bitmap);
  expect_holds(some_below(256, 2), 256, IndexSet::Form::bitmap);
  expect_holds(some_below(257, 2), 257, IndexSet::Form::bitmap);
  expect_holds(some_below(40000, 500), 40000, IndexSet::Form::list);
  std::vector<std::uint32_t> runs;
  for (std::uint32_t number = 0; number < 10000; ++number) {
    if (number % 4000 > 10) runs.push_back(number);
  }
  expect_holds(runs, 10000, IndexSet::Form::runs);
}

// What a damaged file may say, with a checksum that is right by chance or by intent.
TEST(IndexSet, IsNotReadFromBytesThatAreNone) {
  std::mt19937 random(3);
  for (const auto& numbers : {some_below(3000, 3), some_below(3000, 300), some_below(3000, 1)}) {
    const Section whole = section_of(numbers, 3001);
    std::vector<std::byte> bytes(whole.bytes.begin(), whole.bytes.end());
    for (int round = 0; round < 2000; ++round) {
      std::vector<std::byte> damaged = bytes;
      SectionEntry entry = whole.entry;
      if (random() % 4 == 0) entry.items = random() % 4000;
      if (random() % 4 == 0) entry.form = static_cast<std::uint8_t>(random() % 6);
      if (random() % 4 == 0) damaged.resize(random() % (damaged.size() + 1));
      if (!damaged.empty()) damaged[random() % damaged.size()] ^= std::byte(1 << random() % 8);
      const auto set = read_index_set(entry, damaged);
      if (!set) continue;
      // Should it read, it is a set: in order, and below its bound.
      IndexSet::Walk walk(*set);
      std::uint32_t count = 0;
      std::uint64_t least = 0;
      for (auto each = walk.next(); each != IndexSet::kAbsent; each = walk.next()) {
        ASSERT_GE(each, least);
        ASSERT_LT(each, set->bound());
        ASSERT_EQ(set->place(each), count++);
        least = std::uint64_t{each} + 1;
      }
      ASSERT_EQ(count, set->size());
    }
  }
}

}  // namespace
}  // namespace chancery
