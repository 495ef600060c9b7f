#include "chancery/ingest/evaluate.h"

#include <gtest/gtest.h>

#include "chancery/error.h"
#include "evaluate_surfaces.h"

namespace chancery::ingest {
namespace {

constexpr const char* kReference = R"({"entities": [
  {"id": "fr", "type": "State", "name": "France", "mentions": ["France", "Paris"]},
  {"id": "agency", "type": "Organization", "name": "Harbour Agency", "mentions": ["HA"]},
  {"id": "topic:phishing", "type": "Topic", "name": "phishing", "mentions": ["phishing"]}],
  "relations": [
  {"subject": "fr", "type": "CONDEMNS", "object": "topic:phishing"},
  {"subject": "fr", "type": "COOPERATES_WITH", "object": "agency"}]})";

constexpr const char* kSystem = R"({"entities": [
  {"id": "state:fr", "type": "State", "name": "the France's", "mentions": ["FRANCE"]},
  {"id": "org:ha", "type": "Organization", "name": "EU Harbour Agency", "mentions": []},
  {"id": "topic:malware", "type": "Topic", "name": "malware", "mentions": ["phishing"]}],
  "relations": [
  {"subject": "org:ha", "type": "COOPERATES_WITH", "object": "state:fr"},
  {"subject": "state:fr", "type": "CONDEMNS", "object": "topic:malware"}]})";

TEST(Evaluate, CountsEntitiesRelationsAndAliases) {
  const EvaluationReport report = evaluate({{"a.json", kReference, kSystem}});
  EXPECT_EQ(report.pooled_entities().right, 2u);
  EXPECT_EQ(report.pooled_entities().reference, 3u);
  EXPECT_EQ(report.relation_types.at("COOPERATES_WITH").right, 1u);
  EXPECT_EQ(report.relation_types.at("CONDEMNS").right, 0u);
  EXPECT_NEAR(report.entities.f1, 2.0 / 3, 1e-12);
  EXPECT_NEAR(report.relations.precision, 0.5, 1e-12);
  EXPECT_NEAR(report.alias_recall, 1.0 / 3, 1e-12);
}

TEST(Evaluate, CountsAMissingDocumentAsEmpty) {
  const EvaluationReport report =
      evaluate({{"a.json", kReference, kReference}, {"b.json", kReference, ""}});
  EXPECT_EQ(report.missing, (std::vector<std::string>{"b.json"}));
  EXPECT_NEAR(report.entities.recall, 0.5, 1e-12);
}

TEST(Evaluate, LeavesDocumentsWithoutRelationsOutOfTheMean) {
  const char* empty = R"({"entities": [], "relations": []})";
  const EvaluationReport report =
      evaluate({{"a.json", kReference, kReference}, {"b.json", empty, empty}});
  EXPECT_NEAR(report.relations.f1, 1.0, 1e-12);
}

TEST(Evaluate, RefusesWhatIsNoAnnotation) {
  EXPECT_THROW(evaluate({{"a.json", "[]", ""}}), Error);
  EXPECT_THROW(evaluate({{"a.json", "{", ""}}), Error);
}

TEST(FoldSurface, FoldsCaseDashesArticlesAndPossessives) {
  EXPECT_EQ(fold_surface("The  Harbour\xE2\x80\x93"
                         "Plan\xE2\x80\x99s",
                         "Instrument"),
            "harbour-plan");
  EXPECT_EQ(fold_surface("U.S. Department of State", "Organization"), "department of state");
  EXPECT_EQ(fold_surface("U.S. Cyber Act", "Instrument"), "u.s. cyber act");
  EXPECT_EQ(fold_surface("EU", "Organization"), "eu");
}

}  // namespace
}  // namespace chancery::ingest
