// How a statement's names were found where they do not stand right beside the verb.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "chancery/ingest/extract.h"

namespace chancery::ingest {
namespace {

const Dictionaries& trail_dictionaries() {
  static const auto loaded =
      Dictionaries::load({{std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {}});
  return *loaded;
}

using Steps = std::vector<std::string>;

/// The chain of the first statement with these ends and type; "none" where there is no such one.
Steps trail(const std::string& text, const std::string& triple) {
  const Annotations annotations =
      extract(read_document("note.txt", text), trail_dictionaries()).annotations;
  for (const StatementRecord& s : annotations.statements) {
    if (annotations.entities[s.subject].id + " " + s.type + " " +
            annotations.entities[s.object].id ==
        triple) {
      return s.trail;
    }
  }
  return {"none"};
}

TEST(Trails, ASubjectRightBeforeItsVerbNeedsNone) {
  EXPECT_EQ(trail("Ghana condemned phishing.", "state:gh CONDEMNS topic:phishing"), Steps{});
}

TEST(Trails, ACoordinatedVerbNamesTheVerbThatHasTheSubject) {
  const std::string text =
      "Ghana discussed phishing, expressed concern about botnets and condemned ransomware.";
  const Steps step{"subject of “discussed” -> state:gh"};
  EXPECT_EQ(trail(text, "state:gh CONCERNED_ABOUT topic:malware"), step);
  EXPECT_EQ(trail(text, "state:gh CONDEMNS topic:ransomware"), step);
}

TEST(Trails, ASharedSubjectKeepsItsOwnAntecedent) {
  const std::string text =
      "We, the leaders of Japan and Canada, met today.\n\n"
      "We support human rights and condemn ransomware.";
  EXPECT_EQ(trail(text, "state:ca SUPPORTS topic:human-rights"), Steps{"We -> state:jp, state:ca"});
  EXPECT_EQ(trail(text, "state:ca CONDEMNS topic:ransomware"),
            (Steps{"subject of “support” -> state:jp, state:ca", "We -> state:jp, state:ca"}));
}

TEST(Trails, AHeaderSubjectSaysWhichLine) {
  const std::string text =
      "Resolution on the matter.\n\nThe General Assembly,\n\nExpressing concern about "
      "ransomware,\n\n"
      "1. Welcomes the exchange of best practices;\n";
  const Steps header{"header “The General Assembly” in ¶ 2 -> org:unga"};
  EXPECT_EQ(trail(text, "org:unga CONCERNED_ABOUT topic:ransomware"), header);
  EXPECT_EQ(trail(text, "org:unga SUPPORTS topic:best-practices"), header);
}

TEST(Trails, AnItemOfAListNamesTheLineAboveIt) {
  const std::string text =
      "Kenya and Peru intend to:\n\n- promote encryption;\n- fight phishing.\n";
  EXPECT_EQ(trail(text, "state:pe COMMITS_TO topic:encryption"),
            Steps{"item under “Kenya and Peru intend to” in ¶ 1 -> state:ke, state:pe"});
}

TEST(Trails, AnItemThatOpensAListOfItsOwnIsNamedOnce) {
  const std::string text =
      "Kenya and Peru intend to:\n\n- the first area:\n\n- encryption and phishing.\n";
  EXPECT_EQ(trail(text, "state:pe COMMITS_TO topic:encryption"),
            Steps{"item under “Kenya and Peru intend to” in ¶ 1 -> state:ke, state:pe"});
}

TEST(Trails, AFrontedParticipleWaitsForTheMainVerb) {
  EXPECT_EQ(trail("Underlining the importance of encryption, Ghana condemned phishing.",
                  "state:gh SUPPORTS topic:encryption"),
            Steps{"subject of “condemned” -> state:gh"});
}

TEST(Trails, ASubjectBehindAnAsideOrAPhraseShowsTheWords) {
  EXPECT_EQ(trail("Ghana, together with its partners, condemned phishing.",
                  "state:gh CONDEMNS topic:phishing"),
            Steps{"Ghana, together with its partners -> state:gh"});
  EXPECT_EQ(trail("The efforts of Ghana and Peru promote encryption.",
                  "state:pe SUPPORTS topic:encryption"),
            Steps{"efforts of Ghana and Peru -> state:gh, state:pe"});
}

TEST(Trails, APostWithoutABodySaysWhichStateItStandsFor) {
  EXPECT_EQ(
      trail("Prime Minister Edi Rama visited Norway.", "person:edi-rama HOLDS_POSITION state:al"),
      Steps{"Prime Minister -> state:al"});
}

TEST(Trails, ADescriptionSaysWhatItStandsFor) {
  EXPECT_EQ(trail("Chad launched the Desert Resilience Fund. Norway endorsed the fund.",
                  "state:no SUPPORTS prog:desert-resilience-fund"),
            Steps{"the fund -> prog:desert-resilience-fund"});
}

TEST(Trails, AShortFormSaysWhoseItIs) {
  EXPECT_EQ(trail("Maria SUNDQVIST, Director for Harbour Policy, European External Action Service "
                  "(EEAS), spoke. Sundqvist condemned phishing.",
                  "person:maria-sundqvist CONDEMNS topic:phishing"),
            Steps{"Sundqvist -> person:maria-sundqvist"});
}

TEST(Trails, AListBeforeCompanionsShowsTheWords) {
  EXPECT_EQ(trail("CISA, ENISA and agencies of many countries condemned ransomware.",
                  "org:enisa CONDEMNS topic:ransomware"),
            Steps{"CISA, ENISA and agencies of many countries -> org:cisa, org:enisa"});
}

TEST(Trails, APronounAsObjectSaysWhatItStandsFor) {
  EXPECT_EQ(trail("The NotPetya attack struck in 2017. Norway condemned it.",
                  "state:no CONDEMNS incident:notpetya"),
            Steps{"it -> incident:notpetya"});
}

TEST(Trails, AreOfTheirOwnSubjectOnly) {
  // The Strategy, not "we", is what addresses the concept.
  const std::string text =
      "We, the leaders of Japan and Canada, met today.\n\n"
      "We adopted the Harbour Security Strategy on ransomware.";
  EXPECT_EQ(trail(text, "inst:harbour-security-strategy ADDRESSES topic:ransomware"), Steps{});
}

TEST(Trails, StayShortHoweverDeepListsGo) {
  std::string text = "We, the leaders of Japan and Canada, met today.\n\nWe intend to:\n\n";
  for (int i = 0; i < 40; ++i) text += "- continue to:\n\n";
  text += "- promote encryption.\n";
  const Steps steps = trail(text, "state:ca COMMITS_TO topic:encryption");
  ASSERT_GT(steps.size(), 1u);
  EXPECT_LE(steps.size(), 6u);
  EXPECT_EQ(steps.back(), "We -> state:jp, state:ca");
}

TEST(Trails, CutLongWordsBetweenThem) {
  std::string names = "Fiji";
  for (const char* name : {"Tonga", "Samoa", "Kenya", "Ghana", "Chile", "Peru", "Norway", "Malta",
                           "Latvia", "Sweden", "Japan"}) {
    names += std::string(", ") + name;
  }
  const Steps steps = trail("The efforts of " + names + " and Italy promote encryption.",
                            "state:it SUPPORTS topic:encryption");
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0],
            "efforts of Fiji, Tonga, Samoa, Kenya, Ghana, Chile, Peru, … -> state:fj, state:to, "
            "state:ws, state:ke, state:gh, state:cl, ...");
}

}  // namespace
}  // namespace chancery::ingest
