// Posts of persons, and persons known by surname and time in office.

#include <gtest/gtest.h>

#include "readings.h"

namespace chancery::ingest {
namespace {

TEST(Posts, AMinisterServesTheStateNamedAfterTheField) {
  const std::string post = "person:maria-sundqvist HOLDS_POSITION state:mn";
  const auto text =
      read("The panel heard Maria Sundqvist, Minister of Digital Development of Mongolia.");
  ASSERT_TRUE(says(text, post));
  EXPECT_EQ(find(text, post)->title, "Minister of Digital Development");
  EXPECT_TRUE(
      says("The panel heard Minister for Communications of Mongolia Maria Sundqvist.", post));
  EXPECT_FALSE(
      says("The panel heard Maria Sundqvist, Minister of Digital Development, on Mongolia.", post));
}

TEST(Posts, ANameMayFollowTheStateBehindAComma) {
  const std::string post = "person:maria-sundqvist HOLDS_POSITION state:uy";
  EXPECT_TRUE(says("The panel heard Foreign Minister of Uruguay, Maria Sundqvist.", post));
  EXPECT_FALSE(says("The panel heard guests of Uruguay, Maria Sundqvist.", post));
}

TEST(Posts, AFormOfAddressIsNoPost) {
  const auto text = read("May 4, 2023\n\nMr. Boric spoke.");
  EXPECT_NE(entity(text, "Gabriel Boric"), nullptr);
  EXPECT_TRUE(said(text).empty());
}

TEST(Posts, AHeadOfStateIsKnownBySurnameTitleAndDate) {
  const std::string name = "President Boric condemned disinformation.";
  const auto in_office = read("May 4, 2023\n\n" + name);
  EXPECT_TRUE(says(in_office, "person:gabriel-boric CONDEMNS topic:disinformation"));
  EXPECT_TRUE(says(in_office, "person:gabriel-boric HOLDS_POSITION state:cl"));
  const auto before = read("May 4, 2019\n\n" + name);
  EXPECT_EQ(entity(before, "Gabriel Boric"), nullptr);
  EXPECT_FALSE(says(before, "person:boric HOLDS_POSITION state:cl"));
}

TEST(Posts, ASurnameWithoutTitleIsNobody) {
  const auto bare = read("May 4, 2023\n\nBoric condemned disinformation.");
  EXPECT_EQ(entity(bare, "Gabriel Boric"), nullptr);
  EXPECT_TRUE(said(bare).empty());
}

TEST(Posts, TheTimeInOfficeEndsWithItsLastDay) {
  EXPECT_NE(entity(read("May 20, 2022\n\nPrime Minister Morrison spoke."), "Scott Morrison"),
            nullptr);
  EXPECT_EQ(entity(read("June 20, 2022\n\nPrime Minister Morrison spoke."), "Scott Morrison"),
            nullptr);
}

TEST(Posts, AFullNameNeedsNoTitle) {
  EXPECT_TRUE(says("Gabriel Boric condemned disinformation.",
                   "person:gabriel-boric CONDEMNS topic:disinformation"));
}

TEST(Posts, ABodyBeforeTheOfficeIsServed) {
  EXPECT_TRUE(says("Malta Port Agency Director Maria Sundqvist spoke.",
                   "person:maria-sundqvist HOLDS_POSITION org:malta-port-agency"));
  EXPECT_FALSE(says("Malta Port Agency visitor Maria Sundqvist spoke.",
                    "person:maria-sundqvist HOLDS_POSITION org:malta-port-agency"));
}

TEST(Posts, OfTwoBodiesTheNearestIsServedAndIsPartOfTheOther) {
  const auto text =
      read("Maria Sundqvist, Director of the Malta Port Agency, European Commission, spoke.");
  EXPECT_TRUE(says(text, "person:maria-sundqvist HOLDS_POSITION org:malta-port-agency"));
  EXPECT_FALSE(says(text, "person:maria-sundqvist HOLDS_POSITION org:european-commission"));
  EXPECT_TRUE(says(text, "org:malta-port-agency PART_OF org:european-commission"));
}

}  // namespace
}  // namespace chancery::ingest
