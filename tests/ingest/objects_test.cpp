// What a clause is about: one test a rule of extract/objects.cpp, each with a sentence that the
// rule reads and a close one that it leaves alone.

#include <gtest/gtest.h>

#include "readings.h"

namespace chancery::ingest {
namespace {

TEST(Objects, ACallIsMadeOnTheNameInItsGap) {
  const auto call = read("Fiji invited Tonga to protect undersea cables.");
  EXPECT_TRUE(says(call, "state:fj CALLS_ON state:to"));
  EXPECT_TRUE(says(call, "state:fj SUPPORTS topic:undersea-cables"));
  const auto nobody = read("Fiji invited experts to protect undersea cables.");
  EXPECT_TRUE(says(nobody, "state:fj SUPPORTS topic:undersea-cables"));
  EXPECT_FALSE(says("Fiji saw Tonga protect undersea cables.", "state:fj CALLS_ON state:to"));
}

TEST(Objects, AnAdjectiveInAGapIsNotAddressed) {
  EXPECT_FALSE(says("Fiji invited the Tongan authorities to protect undersea cables.",
                    "state:fj CALLS_ON state:to"));
}

TEST(Objects, ACallGovernsAllThatItAsksFor) {
  const auto call =
      read("Fiji called on Tonga to promote encryption and to counter disinformation.");
  EXPECT_TRUE(says(call, "state:fj SUPPORTS topic:encryption"));
  EXPECT_TRUE(says(call, "state:fj SUPPORTS topic:disinformation"));
  EXPECT_FALSE(says(call, "state:to SUPPORTS topic:encryption"));
  const auto launch = read("Fiji called on Tonga to launch the Reef Cable Programme.");
  EXPECT_TRUE(says(launch, "state:fj SUPPORTS prog:reef-cable-programme"));
  EXPECT_FALSE(says(launch, "state:fj ESTABLISHED prog:reef-cable-programme"));
}

TEST(Objects, ACallUnderAStanceIsACall) {
  const auto call = read("Ghana's efforts include rallying Togo to promote encryption.");
  EXPECT_TRUE(says(call, "state:gh CALLS_ON state:tg"));
  EXPECT_FALSE(says("Ghana's efforts include meeting Togo to promote encryption.",
                    "state:gh CALLS_ON state:tg"));
}

TEST(Objects, WhoDidWhatIsCondemnedIsCondemned) {
  const auto blame = read("Latvia condemned violations of state sovereignty by Belarus and Syria.");
  EXPECT_TRUE(says(blame, "state:lv CONDEMNS topic:state-sovereignty"));
  EXPECT_TRUE(says(blame, "state:lv CONDEMNS state:by"));
  EXPECT_TRUE(says(blame, "state:lv CONDEMNS state:sy"));
  EXPECT_TRUE(says("Latvia condemned violations by the Government of Belarus.",
                   "state:lv CONDEMNS state:by"));
  EXPECT_FALSE(says("Latvia condemned violations of state sovereignty in Belarus.",
                    "state:lv CONDEMNS state:by"));
  EXPECT_FALSE(says("Latvia welcomed reforms of state sovereignty by Belarus.",
                    "state:lv SUPPORTS state:by"));
}

TEST(Objects, WhoseConductWorriesIsMeant) {
  EXPECT_TRUE(says("Latvia expressed concern over Belarus's methods.",
                   "state:lv CONCERNED_ABOUT state:by"));
  EXPECT_FALSE(
      says("Latvia expressed hope over Belarus's methods.", "state:lv CONCERNED_ABOUT state:by"));
}

TEST(Objects, AnAttackHasSaidWhatItsOwnerDid) {
  for (const char* stance : {"condemned", "expressed concern over"}) {
    const auto text = read(std::string("Latvia ") + stance + " Belarus's attack on Georgia.");
    EXPECT_TRUE(says(text, "state:by ATTACKED state:ge"));
    EXPECT_FALSE(says(text, "state:lv CONDEMNS state:by"));
    EXPECT_FALSE(says(text, "state:lv CONCERNED_ABOUT state:by"));
    EXPECT_FALSE(says(text, "state:lv CONDEMNS state:ge"));
  }
}

TEST(Objects, TheBodyWhoseRulesAreBrokenIsNotCondemned) {
  EXPECT_FALSE(says("Latvia condemned violations of ASEAN rules.", "state:lv CONDEMNS org:asean"));
  EXPECT_TRUE(says("Latvia condemned ASEAN.", "state:lv CONDEMNS org:asean"));
}

TEST(Objects, ItIsTheOperationToldOfLast) {
  const std::string condemned = " Hungary condemned it.";
  EXPECT_TRUE(says("The NotPetya attack spread to ports." + condemned,
                   "state:hu CONDEMNS incident:notpetya"));
  EXPECT_FALSE(says("The Baltic Cable Conference dealt with NotPetya." + condemned,
                    "state:hu CONDEMNS event:baltic-cable-conference"));
}

TEST(Objects, SupportOfARecoveryHelpsItsOwner) {
  const auto help = read("Iceland supports Georgia's recovery.");
  EXPECT_TRUE(says(help, "state:is ASSISTS state:ge"));
  EXPECT_FALSE(says(help, "state:is SUPPORTS state:ge"));
  EXPECT_FALSE(says("Iceland supports Georgia's candidacy.", "state:is ASSISTS state:ge"));
  EXPECT_FALSE(says("Iceland discussed Georgia's recovery.", "state:is ASSISTS state:ge"));
  EXPECT_TRUE(says("Iceland supports Georgia.", "state:is SUPPORTS state:ge"));
}

TEST(Objects, ACommitmentToCapacitiesHelpsTheirOwner) {
  const auto help = read("Iceland is committed to Georgia's cyber resilience.");
  EXPECT_TRUE(says(help, "state:is ASSISTS state:ge"));
  EXPECT_TRUE(says(help, "state:is COMMITS_TO topic:cyber-resilience"));
}

TEST(Objects, SanctionsStrikeThoseNamed) {
  EXPECT_TRUE(says("Latvia sanctioned LockBit.", "state:lv SANCTIONED actor:lockbit"));
  EXPECT_TRUE(says("Latvia sanctioned APT28 and LockBit.", "state:lv SANCTIONED actor:lockbit"));
  EXPECT_FALSE(says("Latvia sanctioned two affiliates of the group LockBit.",
                    "state:lv SANCTIONED actor:lockbit"));
  EXPECT_FALSE(
      says("Latvia sanctioned APT28 for work with LockBit.", "state:lv SANCTIONED actor:lockbit"));
  const auto member = read("Latvia sanctioned Maria Sundqvist, a member of LockBit.");
  EXPECT_TRUE(says(member, "state:lv SANCTIONED person:maria-sundqvist"));
  EXPECT_FALSE(says(member, "state:lv SANCTIONED actor:lockbit"));
}

TEST(Objects, PartiesThatCooperateWithNobodyElseCooperateWithEachOther) {
  const auto two = read("Fiji and Tonga cooperate on encryption.");
  EXPECT_TRUE(says(two, "state:fj COOPERATES_WITH state:to"));
  EXPECT_TRUE(says(two, "state:to SUPPORTS topic:encryption"));
  const auto partner = read("Fiji and Tonga cooperate with Samoa.");
  EXPECT_TRUE(says(partner, "state:to COOPERATES_WITH state:ws"));
  EXPECT_FALSE(says(partner, "state:fj COOPERATES_WITH state:to"));
}

TEST(Objects, CooperationUnderAStanceIsMutual) {
  EXPECT_TRUE(says("Fiji and Tonga committed to working together on encryption.",
                   "state:fj COOPERATES_WITH state:to"));
  EXPECT_FALSE(says("Fiji and Tonga committed to working on encryption.",
                    "state:fj COOPERATES_WITH state:to"));
  const auto deeper = read("Fiji and Tonga are committed to deeper cooperation, also with Samoa.");
  EXPECT_TRUE(says(deeper, "state:fj COOPERATES_WITH state:to"));
  EXPECT_TRUE(says(deeper, "state:fj COOPERATES_WITH state:ws"));
  EXPECT_FALSE(says(deeper, "state:fj COMMITS_TO topic:international-cooperation"));
}

TEST(Objects, AmongManyPartiesCooperationIsNotMultipliedOut) {
  const std::string six = "Fiji, Tonga, Samoa, Kiribati, Tuvalu";
  EXPECT_TRUE(says(six + " and Nauru cooperate.", "state:fj COOPERATES_WITH state:nr"));
  EXPECT_FALSE(says(six + ", Nauru and Palau cooperate.", "state:fj COOPERATES_WITH state:nr"));
}

TEST(Objects, WhoTookPartTookPartInTheMeetingToldOf) {
  const std::string part = " Tonga and Samoa took part";
  const auto implied = read("Fiji hosted the Second Reef Dialogue." + part + ".");
  EXPECT_TRUE(says(implied, "state:to PARTICIPATED_IN event:second-reef-dialogue"));
  EXPECT_TRUE(says(implied, "state:ws PARTICIPATED_IN event:second-reef-dialogue"));
  const auto named =
      read("Fiji hosted the Second Reef Dialogue." + part + " in the Third Cable Summit.");
  EXPECT_TRUE(says(named, "state:to PARTICIPATED_IN event:third-cable-summit"));
  EXPECT_FALSE(says(named, "state:to PARTICIPATED_IN event:second-reef-dialogue"));
  EXPECT_TRUE(said(read("Fiji issued the Reef Cable Strategy." + part + ".")) ==
              std::set<std::string>{"state:fj ADOPTED inst:reef-cable-strategy"});
}

TEST(Objects, WhoSignsWithAPartnerSharesTheText) {
  EXPECT_TRUE(says("Armenia signed the Cable Data Agreement with ENISA.",
                   "org:enisa ADOPTED inst:cable-data-agreement"));
  EXPECT_FALSE(says("Armenia discussed the Cable Data Agreement with ENISA.",
                    "org:enisa ADOPTED inst:cable-data-agreement"));
}

TEST(Objects, WhoConvenedWhatIsWelcomeIsNoObject) {
  EXPECT_FALSE(says("Hungary welcomed consultations convened by ASEAN on encryption.",
                    "state:hu SUPPORTS org:asean"));
  EXPECT_TRUE(says("Hungary welcomed ASEAN.", "state:hu SUPPORTS org:asean"));
}

TEST(Objects, MembersOfABodyAreNotTheBody) {
  EXPECT_FALSE(says("Hungary supports ASEAN members.", "state:hu SUPPORTS org:asean"));
  EXPECT_TRUE(says("Hungary supports ASEAN.", "state:hu SUPPORTS org:asean"));
}

TEST(Objects, AStateInACompoundIsNoObject) {
  EXPECT_FALSE(says("Hungary welcomed Peru-Ecuador talks.", "state:hu SUPPORTS state:pe"));
  EXPECT_TRUE(says("Hungary welcomed Peru.", "state:hu SUPPORTS state:pe"));
}

TEST(Objects, APersonsVisionIsHisAndHisEffortsAreNot) {
  EXPECT_TRUE(says("Hungary supports Maria Sundqvist's vision.",
                   "state:hu SUPPORTS person:maria-sundqvist"));
  EXPECT_FALSE(says("Hungary supports Maria Sundqvist's efforts.",
                    "state:hu SUPPORTS person:maria-sundqvist"));
}

TEST(Objects, WhoJoinsACallSupportsWhatItCallsFor) {
  const auto both = read("Hungary joined in Slovakia's call for encryption.");
  EXPECT_TRUE(says(both, "state:hu SUPPORTS topic:encryption"));
  EXPECT_TRUE(says(both, "state:sk SUPPORTS topic:encryption"));
  EXPECT_FALSE(says("Hungary discussed Slovakia's call for encryption.",
                    "state:hu SUPPORTS topic:encryption"));
}

TEST(Objects, AnActIsDoneToWhatFollowsIt) {
  EXPECT_TRUE(
      says("Malta launched the Cable Repair Fund.", "state:mt ESTABLISHED prog:cable-repair-fund"));
  EXPECT_FALSE(says("Malta launched talks on the Cable Repair Fund.",
                    "state:mt ESTABLISHED prog:cable-repair-fund"));
}

TEST(Objects, ANameWithAVerbOfItsOwnIsNoObject) {
  EXPECT_FALSE(says("Malta announced the Cable Agency will repair cables.",
                    "state:mt ESTABLISHED org:cable-agency"));
  EXPECT_TRUE(says("Malta announced the Cable Agency.", "state:mt ESTABLISHED org:cable-agency"));
}

TEST(Objects, WhoFundsAProgrammeSupportsIt) {
  EXPECT_TRUE(says("Iceland funds the Reef Cable Programme.",
                   "state:is SUPPORTS prog:reef-cable-programme"));
  EXPECT_TRUE(says("Iceland funds Georgia.", "state:is ASSISTS state:ge"));
}

TEST(Objects, WherePartiesMeetIsSaidOfTheirMeetingOnly) {
  EXPECT_TRUE(says("The Reef Dialogue met in Riga.", "event:reef-dialogue LOCATED_IN place:riga"));
  EXPECT_TRUE(said(read("The leaders of Chile and Peru met in Riga.")).empty());
}

TEST(Objects, AStateInAnAdjectiveIsNoObject) {
  EXPECT_FALSE(says("Hungary condemned Belarusian trawlers.", "state:hu CONDEMNS state:by"));
  EXPECT_TRUE(says("Hungary condemned Belarus.", "state:hu CONDEMNS state:by"));
}

TEST(Objects, AnOwnerFurtherInsideThePhraseIsNotBlamed) {
  EXPECT_FALSE(
      says("Hungary condemned leaks about Belarus's methods.", "state:hu CONDEMNS state:by"));
}

TEST(Objects, APartnerStandsBehindWith) {
  const std::string deeper = "Fiji is committed to deeper cooperation ";
  EXPECT_TRUE(says(deeper + "with Samoa.", "state:fj COOPERATES_WITH state:ws"));
  EXPECT_FALSE(says(deeper + "near Samoa.", "state:fj COOPERATES_WITH state:ws"));
}

}  // namespace
}  // namespace chancery::ingest
