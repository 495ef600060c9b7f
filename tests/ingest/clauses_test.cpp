// Who says what in a sentence: one test a rule of extract/clauses.cpp, each with a sentence that
// the rule reads and a close one that it leaves alone.

#include <gtest/gtest.h>

#include "readings.h"

namespace chancery::ingest {
namespace {

TEST(Clauses, WillMakesAPromiseOfSupport) {
  const auto promise = read("Ghana will enhance encryption.");
  EXPECT_TRUE(says(promise, "state:gh COMMITS_TO topic:encryption"));
  EXPECT_FALSE(says(promise, "state:gh SUPPORTS topic:encryption"));
  const auto* statement = find(promise, "state:gh COMMITS_TO topic:encryption");
  ASSERT_NE(statement, nullptr);
  EXPECT_EQ(statement->status, "planned");
  const auto stance = read("Ghana enhances encryption.");
  EXPECT_TRUE(says(stance, "state:gh SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(stance, "state:gh COMMITS_TO topic:encryption"));
}

TEST(Clauses, WillMakesAPromiseOfAVerbThatNoListHas) {
  EXPECT_TRUE(says("Ghana will take steps to curb disinformation.",
                   "state:gh COMMITS_TO topic:disinformation"));
  EXPECT_FALSE(
      says("Ghana took steps to curb disinformation.", "state:gh COMMITS_TO topic:disinformation"));
  EXPECT_FALSE(says("Ghana may take steps to curb disinformation.",
                    "state:gh COMMITS_TO topic:disinformation"));
}

TEST(Clauses, WillLeavesActsAndStancesWhatTheyAre) {
  const auto host = read("Ghana will host the next Gulf Cable Conference.");
  EXPECT_TRUE(says(host, "state:gh HOSTED event:next-gulf-cable-conference"));
  EXPECT_FALSE(says(host, "state:gh COMMITS_TO event:next-gulf-cable-conference"));
  const auto fund = read("Ghana will establish the Gulf Resilience Fund.");
  const auto* established = find(fund, "state:gh ESTABLISHED prog:gulf-resilience-fund");
  ASSERT_NE(established, nullptr);
  EXPECT_EQ(established->status, "planned");
  EXPECT_FALSE(says(fund, "state:gh COMMITS_TO prog:gulf-resilience-fund"));
  EXPECT_TRUE(says("Ghana will condemn disinformation.", "state:gh CONDEMNS topic:disinformation"));
}

TEST(Clauses, WhatIsDoneLaterIsPlanned) {
  const auto later = read("Ghana will discuss encryption.");
  const auto* planned = find(later, "state:gh DISCUSSED topic:encryption");
  ASSERT_NE(planned, nullptr);
  EXPECT_EQ(planned->status, "planned");
  const auto now = read("Ghana discussed encryption.");
  const auto* done = find(now, "state:gh DISCUSSED topic:encryption");
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->status, "done");
}

TEST(Clauses, OnlyPartiesPromise) {
  const auto text = read("The Gulf Cable Strategy will cover encryption.");
  EXPECT_TRUE(says(text, "inst:gulf-cable-strategy ADDRESSES topic:encryption"));
  EXPECT_FALSE(says(text, "inst:gulf-cable-strategy COMMITS_TO topic:encryption"));
}

TEST(Clauses, ADeedSpeaksForWhoDoesIt) {
  EXPECT_TRUE(says("Malta's efforts promote encryption.", "state:mt SUPPORTS topic:encryption"));
  EXPECT_FALSE(says("Malta's exporters promote encryption.", "state:mt SUPPORTS topic:encryption"));
  EXPECT_TRUE(says("The work of Malta promotes encryption.", "state:mt SUPPORTS topic:encryption"));
  EXPECT_FALSE(
      says("The bankers of Malta promote encryption.", "state:mt SUPPORTS topic:encryption"));
}

TEST(Clauses, WhatADeedWillDoIsSupportAndNoPromise) {
  const auto deed = read("Malta's measures will protect encryption.");
  EXPECT_TRUE(says(deed, "state:mt SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(deed, "state:mt COMMITS_TO topic:encryption"));
}

TEST(Clauses, EffortsAreOfTheirOwner) {
  EXPECT_TRUE(says("Malta's efforts to curb disinformation go on.",
                   "state:mt SUPPORTS topic:disinformation"));
  EXPECT_FALSE(says("Malta's refusal to curb disinformation goes on.",
                    "state:mt SUPPORTS topic:disinformation"));
}

TEST(Clauses, OurJointEffortsAreOfTheIssuers) {
  const auto ours = read(of_three("Our joint efforts to protect undersea cables go on."));
  EXPECT_TRUE(says(ours, "state:cl SUPPORTS topic:undersea-cables"));
  EXPECT_TRUE(says(ours, "state:uy SUPPORTS topic:undersea-cables"));
  EXPECT_FALSE(says(of_three("Their joint efforts to protect undersea cables go on."),
                    "state:cl SUPPORTS topic:undersea-cables"));
}

TEST(Clauses, ARelativeClauseIsOfTheNameBeforeIt) {
  const auto relative =
      read("Chile welcomed the Andean Resilience Programme, which aims to promote encryption.");
  EXPECT_TRUE(says(relative, "prog:andean-resilience-programme ADDRESSES topic:encryption"));
  EXPECT_FALSE(says(relative, "state:cl COMMITS_TO topic:encryption"));
  const auto coordinated =
      read("Chile welcomed the Andean Resilience Programme, and aims to promote encryption.");
  EXPECT_TRUE(says(coordinated, "state:cl COMMITS_TO topic:encryption"));
  EXPECT_FALSE(says(coordinated, "prog:andean-resilience-programme ADDRESSES topic:encryption"));
}

TEST(Clauses, ARelativeClauseHasNoSubjectInAnOwner) {
  EXPECT_FALSE(says("Chile thanked Malta's embassy, which promotes encryption.",
                    "state:mt SUPPORTS topic:encryption"));
}

TEST(Clauses, AfterARelativeClauseTheFirstSubjectGoesOn) {
  const auto text = read(
      "Latvia welcomed the Riga Cable Arrangement, which covers encryption, and condemned "
      "disinformation.");
  EXPECT_TRUE(says(text, "inst:riga-cable-arrangement ADDRESSES topic:encryption"));
  EXPECT_TRUE(says(text, "state:lv CONDEMNS topic:disinformation"));
}

TEST(Clauses, AControlVerbLetsTheVerbUnderItSpeak) {
  EXPECT_TRUE(says("Senegal continues to be committed to encryption.",
                   "state:sn COMMITS_TO topic:encryption"));
  EXPECT_TRUE(says("Senegal wishes to promote encryption.", "state:sn SUPPORTS topic:encryption"));
  EXPECT_TRUE(says("Senegal takes this opportunity to praise encryption.",
                   "state:sn SUPPORTS topic:encryption"));
  EXPECT_FALSE(says("Senegal fails to promote encryption.", "state:sn SUPPORTS topic:encryption"));
}

TEST(Clauses, ALeadInStandsBeforeTheSubject) {
  const std::string header = "The General Assembly,\n\n";
  EXPECT_TRUE(says(header + "Finally, recognizing the importance of encryption,\n",
                   "org:unga SUPPORTS topic:encryption"));
  EXPECT_TRUE(says("In this context, welcoming digital identity, Cyprus condemned disinformation.",
                   "state:cy SUPPORTS topic:digital-identity"));
  EXPECT_FALSE(says("In a paper from a bank welcoming digital identity, Cyprus is named.",
                    "state:cy SUPPORTS topic:digital-identity"));
}

TEST(Clauses, AValueWordInAThatClauseIsSupport) {
  EXPECT_TRUE(says("Senegal emphasized that encryption is essential.",
                   "state:sn SUPPORTS topic:encryption"));
  EXPECT_FALSE(says("Senegal emphasized that encryption is expensive.",
                    "state:sn SUPPORTS topic:encryption"));
}

TEST(Clauses, TheVerbOfAThatClauseBelongsToTheVerbOverIt) {
  EXPECT_TRUE(says("Senegal and Togo agreed that the mechanism should cover encryption.",
                   "state:tg COMMITS_TO topic:encryption"));
  EXPECT_FALSE(says("Senegal and Togo agreed on it before the mechanism covered encryption.",
                    "state:tg COMMITS_TO topic:encryption"));
}

TEST(Clauses, ThesePrioritiesGoOnWithTheSentenceBefore) {
  const std::string first = "Botswana discussed cloud security. ";
  EXPECT_TRUE(says(first + "These priorities included encryption and digital identity.",
                   "state:bw DISCUSSED topic:digital-identity"));
  EXPECT_FALSE(says(first + "Other priorities included encryption and digital identity.",
                    "state:bw DISCUSSED topic:digital-identity"));
  EXPECT_FALSE(says("Botswana is large. These priorities included encryption.",
                    "state:bw DISCUSSED topic:encryption"));
}

TEST(Clauses, TheFirstAndTheSecondGoOnWithTheSentenceBefore) {
  const std::string first = "The Gulf Cable Arrangement covers three areas. ";
  const auto counted =
      read(first + "The first is vulnerability disclosure. The second area is encryption.");
  EXPECT_TRUE(
      says(counted, "inst:gulf-cable-arrangement ADDRESSES topic:vulnerability-disclosure"));
  EXPECT_TRUE(says(counted, "inst:gulf-cable-arrangement ADDRESSES topic:encryption"));
  EXPECT_FALSE(says(first + "One worry is vulnerability disclosure.",
                    "inst:gulf-cable-arrangement ADDRESSES topic:vulnerability-disclosure"));
}

TEST(Clauses, ASemicolonEndsTheObjectUnlessGerundsGoOn) {
  const auto gerunds = read(
      "Malaysia is committed to promoting encryption; countering disinformation; and building "
      "digital identity.");
  EXPECT_TRUE(says(gerunds, "state:my COMMITS_TO topic:disinformation"));
  EXPECT_TRUE(says(gerunds, "state:my COMMITS_TO topic:digital-identity"));
  const auto two = read("Malaysia is committed to promoting encryption; disinformation is rising.");
  EXPECT_TRUE(says(two, "state:my COMMITS_TO topic:encryption"));
  EXPECT_FALSE(says(two, "state:my COMMITS_TO topic:disinformation"));
}

TEST(Clauses, WeBeginsAClauseOfItsOwn) {
  const std::string first = "Cyprus condemned disinformation, and ";
  EXPECT_FALSE(
      says(first + "we thank the experts on encryption.", "state:cy CONDEMNS topic:encryption"));
  EXPECT_TRUE(says(first + "our misuse of encryption.", "state:cy CONDEMNS topic:encryption"));
}

TEST(Clauses, ANameBeforeAnUnlistedPastVerbBeginsAClauseOfItsOwn) {
  const std::string first = "Cyprus condemned disinformation, and ";
  EXPECT_FALSE(says(first + "Malta scuttled encryption.", "state:cy CONDEMNS topic:encryption"));
  EXPECT_TRUE(says(first + "phishing scuttled encryption.", "state:cy CONDEMNS topic:encryption"));
}

TEST(Clauses, AtAMeetingItsSubjectTookPart) {
  const std::string rest = "the Second Andean Cable Summit, Chile and Peru discussed encryption.";
  EXPECT_TRUE(says("At " + rest, "state:pe PARTICIPATED_IN event:second-andean-cable-summit"));
  EXPECT_FALSE(says("After " + rest, "state:pe PARTICIPATED_IN event:second-andean-cable-summit"));
}

TEST(Clauses, AConditionBeforeTheClauseConditionsIt) {
  const std::string rest = " the talks fail, Peru will protect encryption.";
  const auto text = read("If" + rest);
  const auto* conditional = find(text, "state:pe COMMITS_TO topic:encryption");
  ASSERT_NE(conditional, nullptr);
  EXPECT_EQ(conditional->status, "conditional");
  const auto later = read("When" + rest);
  const auto* planned = find(later, "state:pe COMMITS_TO topic:encryption");
  ASSERT_NE(planned, nullptr);
  EXPECT_EQ(planned->status, "planned");
}

TEST(Clauses, WillNotIsANegativePromise) {
  const auto text = read("Ghana will not repaint encryption.");
  const auto* promise = find(text, "state:gh COMMITS_TO topic:encryption");
  ASSERT_NE(promise, nullptr);
  EXPECT_EQ(promise->polarity, "negative");
}

TEST(Clauses, WhatATextUnderlinesItAddresses) {
  EXPECT_TRUE(says("The Gulf Cable Strategy underlines encryption.",
                   "inst:gulf-cable-strategy ADDRESSES topic:encryption"));
  EXPECT_TRUE(said(read("Ghana underlines encryption.")).empty());
}

TEST(Clauses, AStanceInAParticipleSharesTheSubject) {
  const auto text = read("Fiji condemned phishing, welcoming encryption.");
  EXPECT_TRUE(says(text, "state:fj SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(text, "state:fj CONDEMNS topic:encryption"));
}

TEST(Clauses, ANameBehindOurOnlySaysWhichOfOurs) {
  const std::string efforts = " continuing APEC efforts to promote encryption go on.";
  const auto ours = read(of_three("Our" + efforts));
  EXPECT_TRUE(says(ours, "state:pe SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(ours, "org:apec SUPPORTS topic:encryption"));
  EXPECT_TRUE(says(of_three("The" + efforts), "org:apec SUPPORTS topic:encryption"));
}

TEST(Clauses, ANeedBesideAThreatIsSupport) {
  const auto text = read("Fiji recognizes the threat of phishing and the need for encryption.");
  EXPECT_TRUE(says(text, "state:fj CONCERNED_ABOUT topic:phishing"));
  EXPECT_TRUE(says(text, "state:fj SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(text, "state:fj CONCERNED_ABOUT topic:encryption"));
}

TEST(Clauses, AnItemEndsWhereTheNextNumberBegins) {
  const auto text = read(
      "1. Chile and Peru intend to:\n\n(a) promote encryption;\n\n(b) curb phishing.\n\n"
      "2. Ghana supports digital identity.\n");
  EXPECT_TRUE(says(text, "state:pe COMMITS_TO topic:phishing"));
  EXPECT_TRUE(says(text, "state:gh SUPPORTS topic:digital-identity"));
  EXPECT_FALSE(says(text, "state:pe COMMITS_TO topic:digital-identity"));
}

TEST(Clauses, AVerbBehindAndGoesOnWithTheInfinitive) {
  const auto text = read("Fiji and Tonga seek to curb phishing and promote encryption.");
  EXPECT_TRUE(says(text, "state:to COMMITS_TO topic:encryption"));
  EXPECT_FALSE(says(text, "state:to SUPPORTS topic:encryption"));
  EXPECT_TRUE(says("Fiji and Tonga discuss phishing and promote encryption.",
                   "state:to SUPPORTS topic:encryption"));
}

}  // namespace
}  // namespace chancery::ingest
