// Who a clause is about: one test a rule of extract/subjects.cpp, each with a sentence that the
// rule reads and a close one that it leaves alone.

#include <gtest/gtest.h>

#include "readings.h"

namespace chancery::ingest {
namespace {

TEST(Subjects, AnAsideStandsBetweenSubjectAndVerb) {
  for (const char* aside : {"together with its partners", "along with experts", "in line with law",
                            "jointly with experts"}) {
    EXPECT_TRUE(says(std::string("Malta, ") + aside + ", condemned disinformation.",
                     "state:mt CONDEMNS topic:disinformation"));
  }
  EXPECT_FALSE(says("Traders from Malta, together with partners, condemned disinformation.",
                    "state:mt CONDEMNS topic:disinformation"));
}

TEST(Subjects, CompanionsLeaveTheNamedPartyItsVerb) {
  EXPECT_TRUE(says("The European Union and its Member States condemned disinformation.",
                   "org:eu CONDEMNS topic:disinformation"));
  EXPECT_TRUE(says("Ghana, Togo and other partners condemned disinformation.",
                   "state:tg CONDEMNS topic:disinformation"));
  EXPECT_FALSE(says("Lawyers of Ghana and other partners condemned disinformation.",
                    "state:gh CONDEMNS topic:disinformation"));
}

TEST(Subjects, ItIsOneAndTheyAreSeveral) {
  const std::string one = "Ecuador joined talks on encryption. ";
  const std::string two = "Ecuador and Panama joined talks on encryption. ";
  EXPECT_TRUE(
      says(one + "It supports digital identity.", "state:ec SUPPORTS topic:digital-identity"));
  EXPECT_TRUE(
      says(two + "They support digital identity.", "state:pa SUPPORTS topic:digital-identity"));
  EXPECT_FALSE(
      says(two + "It supports digital identity.", "state:pa SUPPORTS topic:digital-identity"));
}

TEST(Subjects, ItIsTheTextThatPartiesMade) {
  const auto text = read("Ecuador and Panama signed the Quito Arrangement. It covers encryption.");
  EXPECT_TRUE(says(text, "inst:quito-arrangement ADDRESSES topic:encryption"));
  EXPECT_FALSE(says("Ecuador and Panama signed the Quito Arrangement. They cover encryption.",
                    "inst:quito-arrangement ADDRESSES topic:encryption"));
}

TEST(Subjects, SheIsThePersonNamedLast) {
  EXPECT_TRUE(says("Maria Sundqvist visited Malta. She discussed encryption.",
                   "person:maria-sundqvist DISCUSSED topic:encryption"));
  EXPECT_FALSE(says("Maria Sundqvist visited Malta. It discussed encryption.",
                    "person:maria-sundqvist DISCUSSED topic:encryption"));
}

TEST(Subjects, PersonsListedWithTheirPostsShareTheVerb) {
  const std::string maria = "Maria Sundqvist, Director of the Malta Port Agency, ";
  const std::string peter = "Peter Holm, Head of the Cyprus Cable Office, ";
  const auto shared = read(maria + "and " + peter + "signed the Valletta Memorandum.");
  EXPECT_TRUE(says(shared, "person:maria-sundqvist ADOPTED inst:valletta-memorandum"));
  EXPECT_TRUE(says(shared, "person:peter-holm ADOPTED inst:valletta-memorandum"));
  const auto alone = read(maria + "left. " + peter + "signed the Valletta Memorandum.");
  EXPECT_FALSE(says(alone, "person:maria-sundqvist ADOPTED inst:valletta-memorandum"));
  EXPECT_TRUE(says(alone, "person:peter-holm ADOPTED inst:valletta-memorandum"));
}

TEST(Subjects, APlaceBeforeTheCommaIsNoParty) {
  const auto visit = read("While in Latvia, Maria Sundqvist discussed encryption.");
  EXPECT_TRUE(says(visit, "person:maria-sundqvist DISCUSSED topic:encryption"));
  EXPECT_FALSE(says(visit, "state:lv DISCUSSED topic:encryption"));
  EXPECT_TRUE(says("Latvia, Malta and Cyprus discussed encryption.",
                   "state:lv DISCUSSED topic:encryption"));
}

TEST(Subjects, TheNameThatOpensALongPhraseIsItsHead) {
  EXPECT_TRUE(says("The Riga Process on the safety of ports at sea covers encryption.",
                   "proc:riga-process ADDRESSES topic:encryption"));
  EXPECT_FALSE(says("The end of the Riga Process on the safety of ports at sea covers encryption.",
                    "proc:riga-process ADDRESSES topic:encryption"));
}

TEST(Subjects, SomeDelegationsAreNotTheIssuers) {
  EXPECT_TRUE(
      says(of_three("The participants support encryption."), "state:uy SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(of_three("Many participants support encryption."),
                    "state:uy SUPPORTS topic:encryption"));
}

TEST(Subjects, WeWithAnAppositionAreTheIssuers) {
  EXPECT_TRUE(says("We, the ministers of Chile and Peru, support encryption.",
                   "state:pe SUPPORTS topic:encryption"));
  EXPECT_FALSE(says("They, the ministers of Chile and Peru, support encryption.",
                    "state:pe SUPPORTS topic:encryption"));
}

TEST(Subjects, ANameBetweenCommasBehindAnOfficeIsTheSubject) {
  EXPECT_TRUE(says("The Foreign Minister, Maria Sundqvist, welcomed encryption.",
                   "person:maria-sundqvist SUPPORTS topic:encryption"));
  EXPECT_TRUE(says("The Foreign Minister of Uruguay, Maria Sundqvist, welcomed encryption.",
                   "person:maria-sundqvist SUPPORTS topic:encryption"));
  EXPECT_FALSE(says("The guide, with Maria Sundqvist, welcomed encryption.",
                    "person:maria-sundqvist SUPPORTS topic:encryption"));
}

TEST(Subjects, CooperationBetweenPartiesIsTheirs) {
  EXPECT_TRUE(says("Cooperation between Chile and Peru promotes encryption.",
                   "state:pe SUPPORTS topic:encryption"));
  EXPECT_FALSE(
      says("Books from Chile and Peru promote encryption.", "state:pe SUPPORTS topic:encryption"));
}

TEST(Subjects, TheParticipantsOfAMeetingAreTheIssuers) {
  const auto text = read(of_three("The Andean Cable Summit participants support encryption."));
  EXPECT_TRUE(says(text, "state:uy SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(of_three("The Andean Cable Summit musicians support encryption."),
                    "state:uy SUPPORTS topic:encryption"));
}

}  // namespace
}  // namespace chancery::ingest
