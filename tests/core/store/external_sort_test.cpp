#include "store/external_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "temp_database.h"

namespace chancery {
namespace {

using Row = std::pair<std::string, std::string>;

std::vector<Row> sorted(const std::vector<Row>& rows, std::size_t memory, std::size_t* runs) {
  const TempFolder folder;
  ExternalSort sort(folder.path(), memory);
  for (const auto& [key, value] : rows) sort.add(key, value);
  sort.sort();
  *runs = sort.run_count();
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  std::vector<Row> out;
  while (sort.next()) out.emplace_back(sort.key(), sort.value());
  return out;
}

/// Few letters, so that keys share beginnings and come more than once.
std::vector<Row> random_rows(std::size_t count, std::size_t longest, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < count; ++i) {
    std::string key;
    for (std::size_t size = random() % longest; key.size() < size;)
      key.push_back("\0ab\xff"[random() % 4]);
    rows.emplace_back(std::move(key), std::to_string(i));
  }
  return rows;
}

TEST(ExternalSort, IsAStableSortByBytesWhateverTheMemory) {
  for (const std::size_t longest : {3, 14, 40}) {
    const std::vector<Row> rows = random_rows(60'000, longest, 7);
    std::vector<Row> expected = rows;
    std::ranges::stable_sort(expected, {}, &Row::first);
    std::size_t runs = 0;
    EXPECT_EQ(sorted(rows, std::size_t{1} << 30, &runs), expected);
    EXPECT_EQ(runs, 0u);
    EXPECT_EQ(sorted(rows, std::size_t{1} << 20, &runs), expected);
    EXPECT_GE(runs, 2u);
  }
}

TEST(ExternalSort, RowsMayBeLargerThanItsBlocksAndBuffers) {
  const std::string large(std::size_t{3} << 20, 'v');
  std::vector<Row> rows = {{"b", large}, {"a", ""}, {"c", large}, {"a", "2"}};
  std::vector<Row> expected = {{"a", ""}, {"a", "2"}, {"b", large}, {"c", large}};
  std::size_t runs = 0;
  EXPECT_EQ(sorted(rows, std::size_t{2} << 20, &runs), expected);
  EXPECT_GE(runs, 2u);
}

TEST(ExternalSort, NothingIsSortedToo) {
  std::size_t runs = 0;
  EXPECT_TRUE(sorted({}, 1 << 20, &runs).empty());
}

}  // namespace
}  // namespace chancery
