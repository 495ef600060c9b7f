// Which words are verbs where they stand: one test a rule of extract/cues.cpp. What is no verb
// neither says its own relation nor ends the phrase that it stands in.

#include <gtest/gtest.h>

#include "readings.h"

namespace chancery::ingest {
namespace {

TEST(Cues, ANounBehindANounIsNoVerb) {
  const auto noun = read("Peru discussed technology issues and the Lima Cable Act.");
  EXPECT_TRUE(says(noun, "state:pe DISCUSSED inst:lima-cable-act"));
  EXPECT_FALSE(says(noun, "state:pe ADOPTED inst:lima-cable-act"));
  EXPECT_TRUE(says("Peru issues the Lima Cable Act.", "state:pe ADOPTED inst:lima-cable-act"));
}

TEST(Cues, ACapitalFormBehindAVerbIsNoVerb) {
  EXPECT_TRUE(
      says("Ghana discussed State conduct and encryption.", "state:gh DISCUSSED topic:encryption"));
  EXPECT_FALSE(says("Ghana discussed what experts state and encryption.",
                    "state:gh DISCUSSED topic:encryption"));
}

TEST(Cues, TheSecondPartOfACompoundIsNoVerb) {
  EXPECT_TRUE(says("Ghana discussed nation-states, encryption and phishing.",
                   "state:gh DISCUSSED topic:encryption"));
  EXPECT_TRUE(says("Latvia praised industry-hosted talks at the Riga Cable Conference.",
                   "state:lv SUPPORTS event:riga-cable-conference"));
  EXPECT_TRUE(says("Latvia co-hosted the Riga Cable Conference.",
                   "state:lv HOSTED event:riga-cable-conference"));
}

TEST(Cues, PartnersAreNoVerb) {
  EXPECT_FALSE(says("Chile thanked international partners with offices in Peru.",
                    "state:cl COOPERATES_WITH state:pe"));
  EXPECT_TRUE(says("Chile partners with Peru.", "state:cl COOPERATES_WITH state:pe"));
  EXPECT_TRUE(says("Chile calls on international partners to back encryption.",
                   "state:cl SUPPORTS topic:encryption"));
}

TEST(Cues, AParticipleBehindANounDescribesIt) {
  const auto described = read("Chile discussed experts focused on encryption.");
  EXPECT_TRUE(says(described, "state:cl DISCUSSED topic:encryption"));
  EXPECT_FALSE(says(described, "state:cl ADDRESSES topic:encryption"));
}

TEST(Cues, APastFormBeforeByDescribesTheNameBeforeIt) {
  const auto policy = read("The Gulf Cable Strategy, endorsed by Malta and Cyprus, is new.");
  EXPECT_TRUE(says(policy, "state:mt SUPPORTS inst:gulf-cable-strategy"));
  EXPECT_TRUE(says(policy, "state:cy SUPPORTS inst:gulf-cable-strategy"));
  const auto sent = read("The Gulf Cable Strategy, printed by Malta and Cyprus, is new.");
  EXPECT_FALSE(says(sent, "state:mt SUPPORTS inst:gulf-cable-strategy"));
}

TEST(Cues, ADescribedPartyIsNotItsOwnAgent) {
  const auto text = read("Peru discussed the Gulf Cable Strategy, endorsed by Malta.");
  EXPECT_TRUE(says(text, "state:mt SUPPORTS inst:gulf-cable-strategy"));
  EXPECT_FALSE(says(text, "state:pe SUPPORTS inst:gulf-cable-strategy"));
}

TEST(Cues, TheCommitmentOfAnotherIsNotTheSubjects) {
  const auto other = read("Malta reaffirmed Tunisia's commitment to encryption.");
  EXPECT_TRUE(says(other, "state:tn COMMITS_TO topic:encryption"));
  EXPECT_FALSE(says(other, "state:mt COMMITS_TO topic:encryption"));
  EXPECT_TRUE(says("Malta reaffirmed its commitment to encryption.",
                   "state:mt COMMITS_TO topic:encryption"));
}

TEST(Cues, AGapHoldsCommasAndAmounts) {
  EXPECT_TRUE(says("Iceland provided training, equipment and funding to Georgia.",
                   "state:is ASSISTS state:ge"));
  EXPECT_TRUE(
      says("Iceland provided $3 million in assistance to Georgia.", "state:is ASSISTS state:ge"));
  EXPECT_FALSE(says("Iceland provided a text; it weighs assistance to Georgia.",
                    "state:is ASSISTS state:ge"));
}

TEST(Cues, AGapEndsAtThat) {
  EXPECT_FALSE(
      says("Iceland provided proof that assistance to Georgia grew.", "state:is ASSISTS state:ge"));
  EXPECT_FALSE(says("Iceland reaffirmed that experts share support for encryption.",
                    "state:is SUPPORTS topic:encryption"));
  EXPECT_TRUE(says("Iceland reaffirmed its strong and lasting support for encryption.",
                   "state:is SUPPORTS topic:encryption"));
}

TEST(Cues, AnAgentlessPassiveIsOfTheIssuersInItsName) {
  const auto ours = read(of_three("The Chile-Peru Cable Programme was launched."));
  EXPECT_TRUE(says(ours, "state:cl ESTABLISHED prog:chile-peru-cable-programme"));
  EXPECT_TRUE(says(ours, "state:pe ESTABLISHED prog:chile-peru-cable-programme"));
  EXPECT_FALSE(says(ours, "state:uy ESTABLISHED prog:chile-peru-cable-programme"));
  EXPECT_FALSE(says(of_three("The Nordic Cable Programme was launched."),
                    "state:cl ESTABLISHED prog:nordic-cable-programme"));
}

TEST(Cues, AnAdjectiveBehindAndSharesTheSubject) {
  const auto text = read("Fiji is proud of encryption and committed to digital identity.");
  EXPECT_TRUE(says(text, "state:fj COMMITS_TO topic:digital-identity"));
  EXPECT_FALSE(says(text, "state:fj SUPPORTS topic:digital-identity"));
}

}  // namespace
}  // namespace chancery::ingest
