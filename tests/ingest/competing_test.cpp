// Readings that lost are told with the statement that was kept.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "chancery/ingest/extract.h"

namespace chancery::ingest {
namespace {

const Dictionaries& competing_dictionaries() {
  static const auto loaded =
      Dictionaries::load({{std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {}});
  return *loaded;
}

using Readings = std::vector<std::string>;

Readings dropped(const std::string& text, const std::string& triple) {
  const Annotations annotations =
      extract(read_document("note.txt", text), competing_dictionaries()).annotations;
  for (const StatementRecord& s : annotations.statements) {
    if (annotations.entities[s.subject].id + " " + s.type + " " +
            annotations.entities[s.object].id ==
        triple) {
      return s.dropped;
    }
  }
  return {"none"};
}

TEST(Competing, NamesTheReadingWhoseTypesDoNotFit) {
  EXPECT_EQ(
      dropped("Australia discussed encryption in the Indo-Pacific.",
              "state:au DISCUSSED topic:encryption"),
      Readings{"state:au DISCUSSED region:indo-pacific (clause.finite, 0.90): DISCUSSED takes "
               "no Region as object"});
}

TEST(Competing, NamesWhatIsReadAgainAndWhere) {
  EXPECT_EQ(dropped("Ghana condemned phishing.\n\nGhana condemned phishing again.",
                    "state:gh CONDEMNS topic:phishing"),
            Readings{"state:gh CONDEMNS topic:phishing (clause.finite, 0.90): read again in ¶ 2"});
}

TEST(Competing, TheLessConfidentOfTwoGoes) {
  EXPECT_EQ(
      dropped("Ghana discussed encryption and condemned phishing.\n\nGhana condemned phishing.",
              "state:gh CONDEMNS topic:phishing"),
      Readings{"state:gh CONDEMNS topic:phishing (clause.coordinated, 0.80): read again in ¶ 1"});
}

TEST(Competing, AnObjectNamedTwiceIsNoOtherReading) {
  EXPECT_EQ(dropped("Ghana condemned phishing, including phishing of banks.",
                    "state:gh CONDEMNS topic:phishing"),
            Readings{});
}

TEST(Competing, NamesACandidateBesideWhatIsSure) {
  const Readings readings = dropped("Norway supports encryption, under the Budapest Convention.",
                                    "state:no SUPPORTS topic:encryption");
  ASSERT_EQ(readings.size(), 1u);
  EXPECT_TRUE(readings[0].ends_with("too doubtful, a candidate only")) << readings[0];
}

TEST(Competing, ACandidateIsNotBeatenByAnother) {
  const std::string text =
      "Norway supports encryption, under the Budapest Convention, under the Paris Call for Trust "
      "and Security in Cyberspace.";
  EXPECT_EQ(dropped(text, "state:no SUPPORTS topic:encryption").size(), 2u);
  EXPECT_EQ(dropped(text, "state:no SUPPORTS inst:budapest-convention"), Readings{});
}

TEST(Competing, LeavesOutWhatOtherSentencesSay) {
  EXPECT_EQ(dropped("Australia condemned phishing. Australia discussed encryption in Africa.",
                    "state:au CONDEMNS topic:phishing"),
            Readings{});
}

TEST(Competing, ShowsAHandful) {
  const std::string regions =
      "in Africa, Latin America, the Caribbean, the Western Balkans, the Indo-Pacific, "
      "Southeast Asia, Central Asia and the Middle East";
  const Readings readings = dropped("Norway discussed encryption " + regions + ".",
                                    "state:no DISCUSSED topic:encryption");
  EXPECT_EQ(readings.size(), 5u);
}

}  // namespace
}  // namespace chancery::ingest
