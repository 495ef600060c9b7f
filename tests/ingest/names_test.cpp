// Names in English texts: each test is a sentence of the genre and what is named in it.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "chancery/ingest/extract.h"

namespace chancery::ingest {
namespace {

const Dictionaries& all_dictionaries() {
  static const auto loaded =
      Dictionaries::load({{std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {}});
  return *loaded;
}

Annotations read_text(const std::string& text) {
  return extract(read_document("note.txt", text), all_dictionaries()).annotations;
}

/// The entity that has the surface among its mentions, as "Type id"; "" where none has it.
std::string named(const Annotations& annotations, const std::string& surface) {
  for (const EntityRecord& e : annotations.entities) {
    const bool here = std::find(e.aliases.begin(), e.aliases.end(), surface) != e.aliases.end();
    if (here) return e.type + " " + e.id;
  }
  return {};
}

std::string type_of(const std::string& text, const std::string& surface) {
  const std::string found = named(read_text(text), surface);
  return found.substr(0, found.find(' '));
}

TEST(Names, OfPersonsAreKnownByTheirParts) {
  const std::string text =
      "Fiji sanctioned Aleksei Morozenko, Zhang Shiwen and Maria del Carpintero last week.";
  EXPECT_EQ(type_of(text, "Aleksei Morozenko"), "Person");
  EXPECT_EQ(type_of(text, "Zhang Shiwen"), "Person");
  EXPECT_EQ(type_of(text, "Maria del Carpintero"), "Person");
}

TEST(Names, OfPersonsLeaveTheFieldOfTheOfficeOut) {
  const std::string text =
      "Secretary of Economy Tatiana Brookfeld met the Chief Information Officer.";
  EXPECT_EQ(type_of(text, "Tatiana Brookfeld"), "Person");
  EXPECT_EQ(type_of(text, "Information Officer"), "");
}

TEST(Names, OfPersonsWithCapitalSurnamesAreNoAcronymsBehindAWord) {
  EXPECT_EQ(type_of("Joanneke BALFENT, Director for Ports, met Togo.", "Joanneke BALFENT"),
            "Person");
  EXPECT_EQ(type_of("Togo wants to Support LGBTQI groups.", "Support LGBTQI"), "");
  EXPECT_EQ(type_of("Togo met the Arizona HIDTA task force.", "Arizona HIDTA"), "");
}

TEST(Names, AreSingledOutByTheirNumbers) {
  const auto found = read_text(
      "Kenya spoke at the fifth, sixth and seventh substantive sessions of the open-ended working "
      "group and at its 41st plenary meeting.");
  const std::string fifth = named(found, "fifth, sixth and seventh substantive sessions");
  EXPECT_EQ(fifth, "Event event:proc-oewg-2021-2025-fifth-session");
  EXPECT_EQ(named(found, "seventh substantive sessions"),
            "Event event:proc-oewg-2021-2025-seventh-session");
  EXPECT_EQ(named(found, "41st plenary meeting"), "Event event:doc-note-41st-meeting");
}

TEST(Names, AreSingledOutByADateOrAnOwner) {
  const auto found = read_text(
      "Chile recalled the joint declaration of 10 March 2023, the 2021 report and the report of "
      "the "
      "Secretary-General.");
  EXPECT_EQ(named(found, "joint declaration of 10 March 2023").substr(0, 10), "Instrument");
  EXPECT_EQ(named(found, "2021 report").substr(0, 10), "Instrument");
  EXPECT_EQ(named(found, "report of the Secretary-General").substr(0, 10), "Instrument");
}

TEST(Names, OfTextsKnownByTheirNumber) {
  const auto found = read_text(
      "Togo cited Regulation (EU) 2031/4411, Executive Order (E.O.) 19999 and Security Council "
      "resolution 2999 (2031), but no Regulation 5 and no resolution 2999.");
  EXPECT_EQ(named(found, "Regulation (EU) 2031/4411"), "Instrument inst:eu-2031-4411");
  EXPECT_EQ(named(found, "Executive Order (E.O.) 19999"), "Instrument inst:eo-19999");
  EXPECT_EQ(named(found, "resolution 2999 (2031)"), "Instrument inst:unsc-res-2999");
  EXPECT_EQ(named(found, "Regulation 5"), "");
}

TEST(Names, SingledOutStandInHeadingsToo) {
  EXPECT_EQ(type_of("Chile spoke.\n\n41st plenary meeting\n", "41st plenary meeting"), "Event");
}

TEST(Names, SingledOutKeepJoinedWordsWhole) {
  EXPECT_EQ(type_of("Chile spoke at the second in-person summit.", "second in-person summit"),
            "Event");
}

TEST(Names, OfAReportNeedAnArticle) {
  EXPECT_EQ(type_of("Chile asked for any report of the First Committee.",
                    "report of the First Committee"),
            "");
}

TEST(Names, ThatTheTextAbbreviatesAreFoundByTheirInitials) {
  const std::string text = "Peru joined the Resilient Ocean Enhancement Deal (ROED) partnership.";
  EXPECT_EQ(type_of(text, "ROED"), "Organization");
  EXPECT_EQ(type_of("Traffic went over Harbour Gateway Routing (HGR) tables.", "HGR"), "");
}

TEST(Names, EndWithANounThatIsWrittenSmall) {
  EXPECT_EQ(
      type_of("Malta funds the Young Harbour Leaders program.", "Young Harbour Leaders program"),
      "Programme");
  EXPECT_EQ(type_of("Malta follows the Financial Action Task Force recommendations.",
                    "Financial Action Task Force recommendations"),
            "Instrument");
}

TEST(Names, HoldCapitalPrepositions) {
  EXPECT_EQ(
      type_of("Malta amended the Violence Against Sailors Act.", "Violence Against Sailors Act"),
      "Instrument");
}

TEST(Names, StopBeforeADayOrAPerson) {
  const auto found = read_text(
      "Malta cited the Harbour Safety Declaration of June 2017 and the Ports Statement of "
      "Thierry Dubrovnik.");
  EXPECT_EQ(named(found, "Harbour Safety Declaration").substr(0, 10), "Instrument");
  EXPECT_EQ(named(found, "Ports Statement").substr(0, 10), "Instrument");
}

TEST(Names, OfWorkingGroupsAreProcesses) {
  EXPECT_EQ(type_of("Fiji chairs the Harbour Data Working Group.", "Harbour Data Working Group"),
            "Process");
}

TEST(Names, OfADialogueAreASeriesOrOneMeeting) {
  EXPECT_EQ(
      type_of("Fiji and Malta welcome the Pacific Harbour Dialogue.", "Pacific Harbour Dialogue"),
      "Process");
  EXPECT_EQ(
      type_of("Fiji and Malta held the Pacific Harbour Dialogue.", "Pacific Harbour Dialogue"),
      "Event");
}

TEST(Names, OfBodiesMayBeAnAdjective) {
  EXPECT_EQ(type_of("Fiji and Tonga founded the Trilateral Secretariat.", "Trilateral Secretariat"),
            "Organization");
  EXPECT_EQ(type_of("Fiji and Tonga wrote a Joint Statement on it.", "Public Policy"), "");
}

TEST(Names, OfOneCapitalWordStandForTheLastThingSoHeaded) {
  const auto found = read_text(
      "Fiji founded the Harbour Protection Agency in 2020.\n\nMalta thanked the Agency for its "
      "help.");
  EXPECT_EQ(named(found, "Agency"), named(found, "Harbour Protection Agency"));
}

TEST(Names, OfSeatsArePlacesWhereSomethingTookPlace) {
  EXPECT_EQ(type_of("Chad met Togo at the White House.", "White House"), "Place");
  EXPECT_EQ(type_of("The White House condemned phishing.", "White House"), "Organization");
}

TEST(Names, OfAProcessTakeItsYearsIn) {
  const auto found = read_text("Chad supports the 2021-2025 open-ended working group.");
  EXPECT_EQ(named(found, "2021-2025 open-ended working group"), "Process proc:oewg-2021-2025");
}

TEST(Names, TakeNoArticleBehindThem) {
  EXPECT_EQ(named(read_text("On ransomware the report is short."), "ransomware the"), "");
}

TEST(Names, AreNotAbbreviatedByLettersOfALongerOne) {
  const auto found = read_text("The Maritime and Cargo Bank of China (MCBC) was attacked.");
  EXPECT_EQ(named(found, "MCBC").find("state:"), std::string::npos);
}

TEST(Names, LoseTheNumberOfAFootnote) {
  const auto found = read_text("Chad thanked the open-ended working group3 and Togo.");
  EXPECT_EQ(named(found, "open-ended working group"), "Process proc:oewg-2021-2025");
}

TEST(Operations, AreSingledOutByCountAndTime) {
  EXPECT_EQ(type_of("Togo recovered from two major ransomware attacks in the spring of 2022.",
                    "two major ransomware attacks in the spring of 2022"),
            "Incident");
  EXPECT_EQ(type_of("Togo suffered from the cyberattacks of hackers.", "cyberattacks"), "Topic");
}

TEST(Concepts, AreToldByQualitiesInAnyOrder) {
  const auto found = read_text("Togo wants a stable, free, fair, safe and open cyberspace.");
  EXPECT_EQ(named(found, "stable, free, fair, safe and open cyberspace"),
            "Topic topic:open-internet");
}

TEST(Concepts, OfSecurityAndResilienceStandBesideEachOther) {
  const auto found = read_text("Togo builds a safe and resilient online environment.");
  EXPECT_EQ(named(found, "safe and resilient online environment"), "Topic topic:cybersecurity");
  EXPECT_EQ(named(found, "resilient online environment"), "Topic topic:cyber-resilience");
}

TEST(Concepts, WithAmbiguousWordsNeedAnotherBesideThem) {
  EXPECT_EQ(type_of("Togo discussed phishing and the workforce.", "workforce"), "Topic");
  EXPECT_EQ(type_of("Togo thanked the workforce.", "workforce"), "");
}

TEST(Concepts, AreNoneInTheFieldOfAnOffice) {
  EXPECT_EQ(type_of("Mary Poe, Director for Digital Trade and Encryption, met Togo.", "Encryption"),
            "");
}

}  // namespace
}  // namespace chancery::ingest
