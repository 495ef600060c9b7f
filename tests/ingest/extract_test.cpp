#include "chancery/ingest/extract.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "chancery/folding.h"
#include "readings.h"

namespace chancery::ingest {
namespace {

std::string cut(const Annotations& annotations, TextSpan span) {
  const std::string& text = annotations.document.text;
  const auto begin = byte_offset(text, span.start), end = byte_offset(text, span.end);
  return text.substr(begin, end - begin);
}

TEST(Extract, GivesAJointSubjectItsVerbAndEachObject) {
  const auto found = said(read("France and Kenya condemned ransomware and disinformation."));
  for (const char* triple :
       {"state:fr CONDEMNS topic:ransomware", "state:ke CONDEMNS topic:ransomware",
        "state:fr CONDEMNS topic:disinformation", "state:ke CONDEMNS topic:disinformation"}) {
    EXPECT_TRUE(found.contains(triple)) << triple;
  }
}

TEST(Extract, CountsCodePointsWhateverStandsBefore) {
  std::string before;
  for (const char* letter :
       {"x", "\u00e9", "\u2013", "\u6f22", "\U0001F600", "\u00df", "y", "\u20ac"}) {
    for (int i = 0; i < 9; ++i) {
      before += letter;
      const Annotations annotations = read(before + " and France condemned ransomware.");
      ASSERT_FALSE(annotations.mentions.empty()) << before;
      EXPECT_EQ(cut(annotations, annotations.mentions.front().span), "France") << before;
      EXPECT_EQ(cut(annotations, annotations.passages.back().span).back(), '.') << before;
    }
  }
}

TEST(Extract, TellsANameOnceHoweverItsLinesAreBroken) {
  const Annotations annotations =
      read("The United\nNations met. The United  Nations met. The United Nations met. The UN met.");
  const auto un = std::find_if(annotations.entities.begin(), annotations.entities.end(),
                               [](const EntityRecord& e) { return e.id == "org:un"; });
  ASSERT_NE(un, annotations.entities.end());
  ASSERT_GE(un->aliases.size(), 2u);
  EXPECT_EQ(un->aliases[0], "United Nations");
  EXPECT_EQ(un->aliases[1], "UN");
  EXPECT_EQ(std::count(un->aliases.begin(), un->aliases.end(), "United Nations"), 1);
}

TEST(Extract, LetsTheOutermostStanceDecide) {
  const auto found = said(read("Norway reaffirmed its commitment to promote capacity building."));
  EXPECT_TRUE(found.contains("state:no COMMITS_TO topic:capacity-building"));
  EXPECT_FALSE(found.contains("state:no SUPPORTS topic:capacity-building"));
}

TEST(Extract, CarriesTheSubjectOverACoordinatedVerb) {
  const auto found = said(read("Ghana discussed phishing and expressed concern about botnets."));
  EXPECT_TRUE(found.contains("state:gh DISCUSSED topic:phishing"));
  EXPECT_TRUE(found.contains("state:gh CONCERNED_ABOUT topic:malware"));
}

TEST(Extract, CarriesAHeaderSubjectToTheClausesUnderIt) {
  const auto annotations = read(
      "The General Assembly,\n\nExpressing concern about ransomware,\n\n"
      "1. Welcomes the exchange of best practices;\n");
  const auto found = said(annotations);
  EXPECT_TRUE(found.contains("org:unga CONCERNED_ABOUT topic:ransomware"));
  EXPECT_TRUE(found.contains("org:unga SUPPORTS topic:best-practices"));
  EXPECT_EQ(annotations.document.issuers, (std::vector<std::string>{"org:unga"}));
}

TEST(Extract, ResolvesWeToTheIssuersAndSaysSo) {
  const auto annotations =
      read("We, the leaders of Japan and Canada, met today.\n\nWe support human rights.");
  const StatementRecord* statement = find(annotations, "state:ca SUPPORTS topic:human-rights");
  ASSERT_NE(statement, nullptr);
  ASSERT_EQ(statement->trail.size(), 1u);
  EXPECT_EQ(statement->trail[0], "We -> state:jp, state:ca");
}

TEST(Extract, ReadsAPassiveBackwards) {
  const auto found = said(read("The 3rd Baltic Harbour Dialogue was hosted by Latvia."));
  EXPECT_TRUE(found.contains("state:lv HOSTED event:3rd-baltic-harbour-dialogue"));
}

TEST(Extract, ReadsBeingCommittedAsAStanceOfEachParty) {
  const auto found = said(read("Fiji, Tonga and Samoa are committed to advancing encryption."));
  EXPECT_TRUE(found.contains("state:fj COMMITS_TO topic:encryption"));
  EXPECT_TRUE(found.contains("state:ws COMMITS_TO topic:encryption"));
  EXPECT_FALSE(found.contains("state:fj COMMITS_TO state:to"));
}

TEST(Extract, DoesNotTakeAReducedRelativeForAMainVerb) {
  const auto found = said(read("Peru discussed the crisis, condemned by Chile."));
  EXPECT_FALSE(found.contains("state:pe CONDEMNS state:cl"));
}

TEST(Extract, DoesNotTakeAModifierOfTheSubjectForTheSubject) {
  const auto found = said(read("Students from Italy and Spain support encryption."));
  EXPECT_FALSE(found.contains("state:es SUPPORTS topic:encryption"));
}

TEST(Extract, MarksNegationAndFuture) {
  const auto annotations = read(
      "Sweden did not support encryption. Malta will host the next "
      "Harbour Security Conference in Valletta.");
  const auto* negative = find(annotations, "state:se SUPPORTS topic:encryption");
  ASSERT_NE(negative, nullptr);
  EXPECT_EQ(negative->polarity, "negative");
  const auto* planned = find(annotations, "state:mt HOSTED event:next-harbour-security-conference");
  ASSERT_NE(planned, nullptr);
  EXPECT_EQ(planned->status, "planned");
}

TEST(Extract, FindsPersonsWithTheirPosts) {
  const auto annotations = read(
      "The talks were led by Maria SUNDQVIST, Director for Harbour Policy, European External "
      "Action Service (EEAS).");
  const auto* post = find(annotations, "person:maria-sundqvist HOLDS_POSITION org:eeas");
  ASSERT_NE(post, nullptr);
  EXPECT_EQ(post->title, "Director for Harbour Policy");
}

TEST(Extract, KeepsALongNameWhole) {
  const auto annotations =
      read("Kenya and Japan signed the Nairobi Memorandum on Harbour Security.");
  EXPECT_NE(entity(annotations, "Nairobi Memorandum on Harbour Security"), nullptr);
  EXPECT_TRUE(
      said(annotations).contains("state:jp ADOPTED inst:nairobi-memorandum-on-harbour-security"));
}

TEST(Extract, LearnsAcronymsThatTheTextDefines) {
  const auto annotations = read("Chad launched the Desert Resilience Fund (DRF). The DRF helps.");
  const EntityRecord* fund = entity(annotations, "Desert Resilience Fund");
  ASSERT_NE(fund, nullptr);
  EXPECT_NE(std::find(fund->aliases.begin(), fund->aliases.end(), "DRF"), fund->aliases.end());
}

TEST(Extract, PlacesAndDatesAnEvent) {
  const auto annotations =
      read("Fiji and Tonga held the 2nd Pacific Harbour Dialogue in Suva, Fiji, March 3-4, 2021.");
  const EntityRecord* event = entity(annotations, "2nd Pacific Harbour Dialogue");
  ASSERT_NE(event, nullptr);
  EXPECT_EQ(event->properties.at("date").as_string(), "2021-03-03/2021-03-04");
}

TEST(Extract, FindsNamesAndConceptsInOtherLanguages) {
  for (const char* text : {"La France soutient le renforcement des capacités.",
                           "Представители России и Франции обсудили вопросы.",
                           "中国和法国讨论了网络安全。", "فرنسا والصين"}) {
    EXPECT_NE(entity(read(text), "France"), nullptr) << text;
  }
}

TEST(Extract, PassagesAreInOrderAndHoldTheirMentions) {
  const auto annotations =
      read("# Harbour talks\n\nChile met Peru. They agreed.\n\n- one\n- two\n", "note.md");
  std::uint32_t last = 0;
  for (const PassageRecord& passage : annotations.passages) {
    EXPECT_LE(last, passage.span.start);
    EXPECT_LT(passage.span.start, passage.span.end);
    last = passage.span.end;
  }
  for (const MentionRecord& mention : annotations.mentions) {
    const TextSpan passage = annotations.passages[mention.passage].span;
    EXPECT_LE(passage.start, mention.span.start);
    EXPECT_LE(mention.span.end, passage.end);
  }
}

TEST(Extract, CountsOffsetsInCodePoints) {
  const auto annotations = read("Größe über Österreich: Austria condemned phishing.");
  const auto* statement = find(annotations, "state:at CONDEMNS topic:phishing");
  ASSERT_NE(statement, nullptr);
  EXPECT_EQ(cut(annotations, statement->cue), "condemned");
}

TEST(Extract, NamesTheRuleAndTheRowBehindAStatement) {
  const auto annotations = read("Ghana condemned phishing.");
  const auto* statement = find(annotations, "state:gh CONDEMNS topic:phishing");
  ASSERT_NE(statement, nullptr);
  EXPECT_EQ(statement->rule, "clause.finite");
  EXPECT_EQ(statement->source_row.rfind("verbs/stance.tsv:", 0), 0u) << statement->source_row;
  EXPECT_EQ(statement->strength_word, "condemn");
}

TEST(Extract, SurvivesHostileText) {
  std::string brackets(100'000, '(');
  std::string commas;
  for (int i = 0; i < 20'000; ++i) commas += "France, ";
  std::string words;
  for (int i = 0; i < 200'000; ++i) words += "support ";
  for (const std::string& text : {brackets, commas + "support phishing.", words}) {
    const auto annotations = read("Chile " + text);
    EXPECT_LT(annotations.statements.size(), 100'000u);
  }
}

TEST(Extract, IsDeterministic) {
  const std::string text = "Kenya and Chile discussed phishing with ENISA in Brussels, Belgium.";
  EXPECT_EQ(to_reference_json(read(text)), to_reference_json(read(text)));
}

TEST(ReferenceJson, LeavesCandidatesOutAndKeepsSurfaces) {
  auto annotations = read("Ghana condemned phishing.");
  ASSERT_FALSE(annotations.statements.empty());
  const auto full = nlohmann::json::parse(to_reference_json(annotations));
  EXPECT_EQ(full["relations"].size(), annotations.statements.size());
  EXPECT_EQ(full["document"], "note");
  for (auto& statement : annotations.statements) statement.confidence = 0.2;
  const auto rest = nlohmann::json::parse(to_reference_json(annotations));
  EXPECT_TRUE(rest["relations"].empty());
  EXPECT_EQ(rest["entities"][0]["mentions"][0], "Ghana");
}

TEST(Extract, TakesANameOnlyFromTheDayOnItWasGiven) {
  const char* text = "The ministers met in Nur-Sultan, Kazakhstan.";
  const auto dated = [&](const std::string& date) {
    const auto annotations = read("---\ndate: " + date + "\n---\n\n" + text, "note.md");
    return entity(annotations, "Astana") != nullptr;
  };
  EXPECT_FALSE(dated("2015-06-01"));
  EXPECT_TRUE(dated("2020-06-01"));
}

}  // namespace
}  // namespace chancery::ingest
