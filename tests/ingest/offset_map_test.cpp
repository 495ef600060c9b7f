#include <gtest/gtest.h>

#include "chancery/ingest/document.h"

namespace chancery::ingest {
namespace {

TEST(OffsetMap, JoinsNeighboursThatAdvanceTogether) {
  OffsetMap map;
  map.append({0, 10, 5, 5});
  map.append({5, 15, 3, 3});
  map.append({8, 18, 4, 2, 2, 1});
  map.append({12, 20, 2, 1, 2, 1});
  EXPECT_EQ(map.runs().size(), 2u);
  EXPECT_EQ(map.to_source({6, 8}), (TextSpan{16, 18}));
  EXPECT_EQ(map.to_source({10, 14}), (TextSpan{19, 21}));
}

TEST(OffsetMap, RoundsOutwardsToWholeUnits) {
  OffsetMap map;
  map.append({0, 0, 6, 4, 3, 2});  // two ideographs
  EXPECT_EQ(map.to_source({1, 2}), (TextSpan{0, 2}));
  EXPECT_EQ(map.to_source({2, 4}), (TextSpan{0, 4}));
  EXPECT_EQ(map.to_source({3, 6}), (TextSpan{2, 4}));
}

TEST(OffsetMap, TakesAnIndivisibleRunWhole) {
  OffsetMap map;
  map.append({0, 0, 2, 2});
  map.append({2, 2, 1, 5, 0, 0});  // &amp;
  map.append({3, 7, 2, 2});
  EXPECT_EQ(map.to_source({2, 3}), (TextSpan{2, 7}));
  EXPECT_EQ(map.to_source({1, 4}), (TextSpan{1, 8}));
}

TEST(OffsetMap, UnequalLengthsAreNeverVerbatim) {
  OffsetMap map;
  map.append({0, 0, 1, 4});
  EXPECT_FALSE(map.runs()[0].verbatim());
}

TEST(OffsetMap, InsertedTextComesFromNothing) {
  OffsetMap map;
  map.append({0, 3, 4, 4});
  map.append({6, 20, 4, 4});  // two inserted characters between
  const TextSpan gap = map.to_source({4, 6});
  EXPECT_EQ(gap.start, gap.end);
  EXPECT_EQ(map.to_source({3, 7}), (TextSpan{6, 21}));
  EXPECT_EQ(map.to_source({10, 10}), (TextSpan{24, 24}));
}

TEST(OffsetMap, AnEmptyMapAnswersWithNothing) {
  EXPECT_EQ(OffsetMap().to_source({3, 9}), (TextSpan{0, 0}));
}

TEST(OffsetMap, ComposesThroughUnits) {
  // "x é" was "x &eacute;" in UTF-8, which was two bytes a letter in UTF-16.
  OffsetMap text_to_markup;
  text_to_markup.append({0, 0, 2, 2});
  text_to_markup.append({2, 2, 2, 8, 0, 0});
  OffsetMap markup_to_file;
  markup_to_file.append({0, 2, 10, 20, 1, 2});
  const OffsetMap map = text_to_markup.then(markup_to_file);
  EXPECT_EQ(map.to_source({1, 2}), (TextSpan{4, 6}));
  EXPECT_EQ(map.to_source({2, 4}), (TextSpan{6, 22}));
}

}  // namespace
}  // namespace chancery::ingest
