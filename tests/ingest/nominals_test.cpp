// What nouns say without a verb: one test a shape of verbs/nominal.tsv, each with a phrase that it
// reads and a close one that it leaves alone.

#include <gtest/gtest.h>

#include "readings.h"

namespace chancery::ingest {
namespace {

TEST(Nominals, AnActIsOfTheOwnerOfItsNoun) {
  EXPECT_TRUE(says("Zambia's adoption of the Lusaka Cable Act came late.",
                   "state:zm ADOPTED inst:lusaka-cable-act"));
  EXPECT_TRUE(says("The Zambian ratification of the Lusaka Cable Convention came late.",
                   "state:zm ADOPTED inst:lusaka-cable-convention"));
  EXPECT_FALSE(says("Zambia's rejection of the Lusaka Cable Act came late.",
                    "state:zm ADOPTED inst:lusaka-cable-act"));
  EXPECT_FALSE(says("Zambia noted the adoption of the Lusaka Cable Act.",
                    "state:zm ADOPTED inst:lusaka-cable-act"));
}

TEST(Nominals, AnActWithoutOwnerIsOfTheIssuersInTheName) {
  const auto shared = read(of_three("We note the launch of the Trilateral Cable Programme."));
  EXPECT_TRUE(says(shared, "state:cl ESTABLISHED prog:trilateral-cable-programme"));
  EXPECT_TRUE(says(shared, "state:uy ESTABLISHED prog:trilateral-cable-programme"));
  EXPECT_FALSE(says(of_three("We note the launch of the Nordic Cable Programme."),
                    "state:cl ESTABLISHED prog:nordic-cable-programme"));
}

TEST(Nominals, HostingAndChairingAreActs) {
  EXPECT_TRUE(says("Portugal's hosting of the Atlantic Cable Conference is near.",
                   "state:pt HOSTED event:atlantic-cable-conference"));
  EXPECT_FALSE(says("Portugal's view of the Atlantic Cable Conference is known.",
                    "state:pt HOSTED event:atlantic-cable-conference"));
  EXPECT_TRUE(says("Greece's chairmanship of the Atlantic Cable Conference went well.",
                   "state:gr CHAIRED event:atlantic-cable-conference"));
  EXPECT_FALSE(says("Greece met under the chairmanship of the Atlantic Cable Conference.",
                    "state:gr CHAIRED event:atlantic-cable-conference"));
}

TEST(Nominals, ParticipationAndAccessionAreActs) {
  EXPECT_TRUE(says("Montenegro's participation in the Baltic Cable Conference is new.",
                   "state:me PARTICIPATED_IN event:baltic-cable-conference"));
  EXPECT_TRUE(says("Montenegro's accession to NATO is new.", "state:me MEMBER_OF org:nato"));
  EXPECT_FALSE(says("Montenegro's letter to NATO is new.", "state:me MEMBER_OF org:nato"));
}

TEST(Nominals, ATextRestsOnWhatItIsPursuantTo) {
  EXPECT_TRUE(says("The Gulf Cable Plan, submitted pursuant to the Tunis Memorandum, is new.",
                   "inst:gulf-cable-plan BASED_ON inst:tunis-memorandum"));
  EXPECT_FALSE(says("The Gulf Cable Plan, submitted together with the Tunis Memorandum, is new.",
                    "inst:gulf-cable-plan BASED_ON inst:tunis-memorandum"));
  EXPECT_FALSE(says("Exports pursuant to the Tunis Memorandum fell.",
                    "inst:tunis-memorandum ADDRESSES topic:encryption"));
}

TEST(Nominals, WhatIsSetOutInATextTheTextAddresses) {
  const auto contained = read("Thailand welcomed due diligence set out in the Tunis Memorandum.");
  EXPECT_TRUE(says(contained, "inst:tunis-memorandum ADDRESSES topic:due-diligence"));
  EXPECT_TRUE(says(contained, "state:th SUPPORTS topic:due-diligence"));
  EXPECT_FALSE(says(contained, "state:th SUPPORTS inst:tunis-memorandum"));
  EXPECT_FALSE(says("Thailand welcomed due diligence and the Tunis Memorandum.",
                    "inst:tunis-memorandum ADDRESSES topic:due-diligence"));
}

TEST(Nominals, ATextThatReflectsAConceptIsAnObjectBesideIt) {
  const auto reflected = read("Thailand welcomed due diligence reflected in the Tunis Memorandum.");
  EXPECT_TRUE(says(reflected, "inst:tunis-memorandum ADDRESSES topic:due-diligence"));
  EXPECT_TRUE(says(reflected, "state:th SUPPORTS inst:tunis-memorandum"));
}

TEST(Nominals, ATextRestsOnTheProcessItWasDevelopedWithin) {
  const auto code = read("Georgia welcomed the Riga Cable Code developed within the Riga Process.");
  EXPECT_TRUE(says(code, "inst:riga-cable-code BASED_ON proc:riga-process"));
  EXPECT_FALSE(says(code, "inst:riga-cable-code ADDRESSES proc:riga-process"));
  EXPECT_FALSE(says(code, "state:ge SUPPORTS proc:riga-process"));
}

TEST(Nominals, AnAllyIsAMember) {
  EXPECT_TRUE(says("NATO ally Montenegro is small.", "state:me MEMBER_OF org:nato"));
  EXPECT_TRUE(says("NATO Ally, Montenegro, is small.", "state:me MEMBER_OF org:nato"));
  EXPECT_FALSE(says("NATO neighbour Montenegro is small.", "state:me MEMBER_OF org:nato"));
}

TEST(Nominals, AsMembersOfABodyTheyAreMembers) {
  EXPECT_TRUE(says("As members of ASEAN, Malaysia and Thailand promote encryption.",
                   "state:th MEMBER_OF org:asean"));
  EXPECT_FALSE(says("As friends of ASEAN, Chile and Peru promote encryption.",
                    "state:pe MEMBER_OF org:asean"));
  EXPECT_TRUE(
      says(of_three("As members of APEC, we promote encryption."), "state:uy MEMBER_OF org:apec"));
}

TEST(Nominals, TheyAreMembers) {
  EXPECT_TRUE(says("Malaysia and Thailand are members of ASEAN.", "state:my MEMBER_OF org:asean"));
  EXPECT_TRUE(
      says("Montenegro's status as a member of NATO is new.", "state:me MEMBER_OF org:nato"));
  EXPECT_FALSE(says("Chile and Peru met the members of ASEAN.", "state:cl MEMBER_OF org:asean"));
}

TEST(Nominals, OurMeetingIsOfTheIssuers) {
  EXPECT_TRUE(says(of_three("Our Andean Cable Summit was long."),
                   "state:pe PARTICIPATED_IN event:andean-cable-summit"));
  EXPECT_FALSE(says(of_three("The Andean Cable Summit was long."),
                    "state:pe PARTICIPATED_IN event:andean-cable-summit"));
}

TEST(Nominals, ATrilateralExerciseIsOfTheIssuers) {
  EXPECT_TRUE(says(of_three("The trilateral exercise Locked Shields was long."),
                   "state:pe PARTICIPATED_IN event:locked-shields"));
  EXPECT_FALSE(says(of_three("The annual exercise Locked Shields was long."),
                    "state:pe PARTICIPATED_IN event:locked-shields"));
}

TEST(Nominals, ABodyHasItsSeatWhereItsNameIsFollowedByIn) {
  EXPECT_TRUE(says("Experts of the Coastal Cable Centre (CCC) in Riga spoke.",
                   "org:coastal-cable-centre LOCATED_IN place:riga"));
  EXPECT_FALSE(says("Experts of the Coastal Cable Centre (CCC) spoke in Riga.",
                    "org:coastal-cable-centre LOCATED_IN place:riga"));
}

TEST(Nominals, ACommitmentToTheDefenceOfAStateHelpsIt) {
  EXPECT_TRUE(
      says("Iceland's commitment to the defence of Georgia is firm.", "state:is ASSISTS state:ge"));
  EXPECT_FALSE(
      says("Iceland's commitment to the shores of Georgia is firm.", "state:is ASSISTS state:ge"));
}

TEST(Nominals, OnlyAStateInABodysNameOwnsIt) {
  EXPECT_TRUE(says("The Malta Cable Agency is new.", "org:malta-cable-agency PART_OF state:mt"));
  EXPECT_FALSE(
      says("The Indian Ocean Commission is new.", "org:indian-ocean-commission PART_OF state:in"));
}

TEST(Nominals, CooperationTiesThoseItIsBetween) {
  EXPECT_TRUE(
      says("Cooperation between Chile and Peru is close.", "state:cl COOPERATES_WITH state:pe"));
  EXPECT_FALSE(
      says("Rivalry between Chile and Peru is close.", "state:cl COOPERATES_WITH state:pe"));
}

TEST(Nominals, ACompoundTiesItsParts) {
  EXPECT_TRUE(says("Chile-Peru cooperation is close.", "state:pe COOPERATES_WITH state:cl"));
  EXPECT_FALSE(says("Chile-Peru rivalry is close.", "state:pe COOPERATES_WITH state:cl"));
}

TEST(Nominals, AGroupsMembersAreListedBehindIt) {
  EXPECT_TRUE(says("The Riga Process members of Latvia, Malta and Cyprus met.",
                   "state:cy MEMBER_OF proc:riga-process"));
  EXPECT_FALSE(says("The Riga Process friends of Latvia, Malta and Cyprus met.",
                    "state:cy MEMBER_OF proc:riga-process"));
}

TEST(Nominals, PartnersOfEachOtherCooperate) {
  EXPECT_TRUE(
      says("The Andean partners of Chile and Peru met.", "state:cl COOPERATES_WITH state:pe"));
  EXPECT_FALSE(
      says("The Andean rivals of Chile and Peru met.", "state:cl COOPERATES_WITH state:pe"));
}

TEST(Nominals, ATextIsByItsAuthors) {
  EXPECT_TRUE(says("The Joint Cable Statement by Latvia and Malta is new.",
                   "state:mt ADOPTED inst:joint-cable-statement"));
  EXPECT_FALSE(says("The Joint Cable Statement, printed near Latvia and Malta, is new.",
                    "state:mt ADOPTED inst:joint-cable-statement"));
}

TEST(Nominals, APlaceLiesInTheStateBehindItsComma) {
  EXPECT_TRUE(says("They met in Riga, Latvia.", "place:riga LOCATED_IN state:lv"));
  EXPECT_FALSE(
      says("They flew to Riga, Latvia and Malta agreed.", "place:riga LOCATED_IN state:lv"));
}

TEST(Nominals, NoOwnerStandsBeyondAMark) {
  EXPECT_FALSE(says("In Zambia's ports, adoption of the Lusaka Cable Act came late.",
                    "state:zm ADOPTED inst:lusaka-cable-act"));
}

}  // namespace
}  // namespace chancery::ingest
