#include "chancery/ingest/evaluate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "chancery/error.h"
#include "evaluation/surfaces.h"

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

Evaluation evaluation_of(std::vector<ScoredDocument> documents) {
  Evaluation out;
  for (const ScoredDocument& document : documents) {
    out.documents.push_back(score_document(document));
  }
  return out;
}

TEST(Evaluate, CountsEntitiesRelationsAndAliases) {
  const Evaluation evaluation = evaluation_of({{"a", kReference, kSystem}});
  EXPECT_EQ(evaluation.pooled_entities().right, 2u);
  EXPECT_EQ(evaluation.pooled_entities().reference, 3u);
  EXPECT_EQ(evaluation.relation_types().at("COOPERATES_WITH").right, 1u);
  EXPECT_EQ(evaluation.relation_types().at("CONDEMNS").right, 0u);
  EXPECT_NEAR(evaluation.entities().f1, 2.0 / 3, 1e-12);
  EXPECT_NEAR(evaluation.named_entities().f1, 1, 1e-12);
  EXPECT_NEAR(evaluation.relations().precision, 0.5, 1e-12);
  EXPECT_NEAR(evaluation.alias_recall(), 1.0 / 3, 1e-12);
}

TEST(Evaluate, CountsAMissingDocumentAsEmpty) {
  const Evaluation evaluation =
      evaluation_of({{"a", kReference, kReference}, {"b", kReference, ""}});
  EXPECT_FALSE(evaluation.documents[0].missing);
  EXPECT_TRUE(evaluation.documents[1].missing);
  EXPECT_NEAR(evaluation.entities().recall, 0.5, 1e-12);
}

TEST(Evaluate, LeavesDocumentsWithoutRelationsOutOfTheMean) {
  const char* empty = R"({"entities": [], "relations": []})";
  const Evaluation evaluation = evaluation_of({{"a", kReference, kReference}, {"b", empty, empty}});
  EXPECT_NEAR(evaluation.relations().f1, 1.0, 1e-12);
}

/// The message and line of what score_document() throws for this reference.
std::pair<std::string, unsigned> refusal(const std::string& reference) {
  try {
    score_document({"a.json", reference, ""});
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input_error);
    EXPECT_EQ(error.place().file, "a.json");
    return {error.what(), error.place().line};
  }
  return {};
}

testing::AssertionResult says(const std::string& message, const std::string& part) {
  if (message.find(part) != message.npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << message;
}

TEST(Evaluate, NamesTheFaultAndItsLine) {
  EXPECT_TRUE(says(refusal("[]").first, "no JSON object"));
  EXPECT_EQ(refusal("{\n\"entities\": [\n{]}").second, 3u);
  EXPECT_TRUE(says(refusal("").first, "no JSON"));
  EXPECT_TRUE(says(refusal("{}").first, "\"entities\""));
  EXPECT_TRUE(says(refusal(R"({"entities": [{"id": "a", "type": 3}]})").first,
                   "entity 1 has no text \"type\""));
  EXPECT_TRUE(
      says(refusal(R"({"entities": [{"id": "a", "type": "State", "mentions": "A"}]})").first,
           "\"mentions\" of entity 1"));
  EXPECT_TRUE(says(refusal(R"({"entities": [], "relations": [{"subject": "a"}]})").first,
                   "relation 1 has no text \"type\""));
  const auto twice = refusal(
      "{\"entities\": [\n{\"id\": \"a\", \"type\": \"State\"},"
      "{\"id\": \"a\", \"type\": \"State\"}]}");
  EXPECT_TRUE(says(twice.first, "\"a\""));
  EXPECT_EQ(twice.second, 2u);
}

TEST(Evaluate, RefusesEveryPieceOfAFile) {
  const std::string whole = kReference;
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_THROW(score_document({"a", whole.substr(0, length), ""}), Error) << length;
  }
  const std::size_t kDeep = 100'000;
  EXPECT_THROW(score_document({"a", std::string(kDeep, '['), ""}), Error);
  EXPECT_THROW(score_document({"a", std::string(kDeep, '[') + std::string(kDeep, ']'), ""}), Error);
  EXPECT_THROW(score_document({"a", "{\"entities\": [{\"id\": \"\xFF\"}]}", ""}), Error);
}

/// Annotations of a text of two sentences, as an extractor would give them.
Annotations two_sentences() {
  Annotations out;
  out.document.text = "France condemns phishing.\nThe Harbour  Agency works with France.";
  out.passages = {{{0, 25}, "", "sentence", ""}, {{26, 65}, "", "sentence", ""}};
  const auto entity = [&](const char* id, const char* type, const char* name) {
    EntityRecord record;
    record.id = id;
    record.type = type;
    record.name = name;
    out.entities.push_back(record);
  };
  entity("state:fr", "State", "France");
  entity("org:ha", "Place", "Harbour Agency");
  entity("topic:phishing", "Topic", "phishing");
  out.mentions = {{0, 0, {0, 6}}, {1, 1, {30, 45}}, {0, 2, {16, 24}}};
  StatementRecord supports;
  supports.type = "SUPPORTS";
  supports.subject = 0;
  supports.object = 2;
  supports.cue = {7, 15};
  supports.status = "ongoing";
  supports.polarity = "positive";
  supports.rule = "clause.active";
  supports.source_row = "verbs/stance.tsv:3";
  out.statements = {supports};
  return out;
}

const ScoringError* find_error(const DocumentScore& score, Fault fault, bool relation) {
  const auto at = std::find_if(
      score.errors.begin(), score.errors.end(),
      [&](const ScoringError& e) { return e.fault == fault && e.relation == relation; });
  return at == score.errors.end() ? nullptr : &*at;
}

TEST(ScoringErrors, ShowSentenceRuleAndCue) {
  const DocumentScore score = score_document({"a", kReference, std::nullopt, two_sentences()});
  const ScoringError* wrong = find_error(score, Fault::wrong_type, true);
  ASSERT_NE(wrong, nullptr);
  EXPECT_EQ(wrong->given, "France SUPPORTS topic:phishing");
  EXPECT_EQ(wrong->wanted, "France CONDEMNS topic:phishing");
  EXPECT_EQ(wrong->quote, "France condemns phishing.");
  EXPECT_EQ(wrong->cue, "condemns");
  EXPECT_EQ(wrong->rule, "clause.active");
  EXPECT_EQ(wrong->source_row, "verbs/stance.tsv:3");
  const ScoringError* missed = find_error(score, Fault::missed, true);
  ASSERT_NE(missed, nullptr);
  EXPECT_EQ(missed->wanted, "France COOPERATES_WITH Harbour Agency");
  const ScoringError* entity = find_error(score, Fault::wrong_type, false);
  ASSERT_NE(entity, nullptr);
  EXPECT_EQ(entity->given, "Place: Harbour Agency");
  EXPECT_EQ(score.errors.size(), 3u);
}

TEST(ScoringErrors, QuoteAMissByItsCueInFoldedWhiteSpace) {
  const char* reference = R"({"entities": [
    {"id": "fr", "type": "State", "name": "France", "mentions": ["France"]},
    {"id": "ha", "type": "Organization", "name": "HA", "mentions": ["Harbour Agency"]}],
    "relations": [{"subject": "fr", "type": "ASSISTS", "object": "ha", "cue": "works ... France"}]})";
  const DocumentScore score = score_document({"a", reference, "", two_sentences()});
  const ScoringError* missed = find_error(score, Fault::missed, true);
  ASSERT_NE(missed, nullptr);
  EXPECT_EQ(missed->quote, "The Harbour Agency works with France.");
}

TEST(ScoringErrors, ATurnedRelationIsOneError) {
  const char* entities = R"({"entities": [
    {"id": "a", "type": "State", "name": "France", "mentions": []},
    {"id": "b", "type": "State", "name": "Chile", "mentions": []}], "relations": [)";
  const std::string reference =
      std::string(entities) + R"({"subject": "a", "type": "ASSISTS", "object": "b"}]})";
  const std::string system =
      std::string(entities) + R"({"subject": "b", "type": "ASSISTS", "object": "a"}]})";
  const DocumentScore score = score_document({"a", reference, system});
  ASSERT_EQ(score.errors.size(), 1u);
  EXPECT_EQ(score.errors[0].fault, Fault::wrong_direction);
  EXPECT_EQ(score.relations().right, 0u);
}

/// A document in which `rights` of two relations are right, read by these rules.
DocumentScore document_read_by(const std::string& name, std::uint64_t rights,
                               const std::vector<std::string>& rules) {
  DocumentScore out;
  out.name = name;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool right = i < rights;
    out.readings.push_back({{"a", "T", std::to_string(i)}, right, "says", {rules[i]}, {}});
    out.relation_types["T"] += Tally{right, 1, 1};
  }
  return out;
}

TEST(RuleSupport, CountsDocumentsAndWhatIsLostWithoutARule) {
  Evaluation evaluation;
  evaluation.documents = {document_read_by("a", 2, {"x", "y"}),
                          document_read_by("b", 1, {"x", "x"})};
  const Support support = rule_support(evaluation, {{{"y", 2}, {"z", 1}}, {}});
  ASSERT_EQ(support.rules.size(), 3u);
  const RuleSupport& x = support.rules[0];
  EXPECT_EQ(x.rule, "x");
  EXPECT_EQ(x.cue, "says");
  EXPECT_EQ(x.documents, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(x.relations.system, 3u);
  EXPECT_EQ(x.relations.right, 2u);
  ASSERT_TRUE(x.precision_range.has_value());
  EXPECT_NEAR(x.precision_range->first, 0.5, 1e-12);   // without a
  EXPECT_NEAR(x.precision_range->second, 1.0, 1e-12);  // without b
  EXPECT_NEAR(x.without.f1, (2.0 / 3 + 0) / 2, 1e-12);
  const RuleSupport& y = support.rules[1];
  EXPECT_FALSE(y.precision_range.has_value());
  EXPECT_EQ(y.elsewhere, 2u);
  EXPECT_EQ(y.fired_in(), 3u);
  const RuleSupport& z = support.rules[2];
  EXPECT_EQ(z.rule, "z");
  EXPECT_TRUE(z.documents.empty());
  EXPECT_NEAR(z.without.f1, evaluation.relations().f1, 1e-12);
}

TEST(RuleSupport, ARelationThatTwoRulesReadIsNotLostWithoutOne) {
  Evaluation evaluation;
  evaluation.documents = {document_read_by("a", 1, {"x"})};
  evaluation.documents[0].readings[0].rules.insert("y");
  const Support support = rule_support(evaluation);
  EXPECT_NEAR(support.rules[0].without.f1, 1, 1e-12);
  EXPECT_NEAR(support.rules[1].without.f1, 1, 1e-12);
}

TEST(Comparison, NamesWhatWasWonAndLost) {
  Evaluation before, after;
  before.documents = {document_read_by("a", 1, {"x", "x"}), document_read_by("old", 1, {"x"})};
  after.documents = {document_read_by("a", 2, {"x", "x"}), document_read_by("new", 1, {"x"})};
  const Comparison comparison = compare(before, after);
  EXPECT_EQ(comparison.documents, 1u);
  EXPECT_EQ(comparison.only_before, (std::vector<std::string>{"old"}));
  EXPECT_EQ(comparison.only_after, (std::vector<std::string>{"new"}));
  ASSERT_EQ(comparison.won.size(), 1u);
  EXPECT_EQ(comparison.won[0].second, (Triple{"a", "T", "1"}));
  EXPECT_EQ(comparison.gone, comparison.won);
  EXPECT_TRUE(comparison.lost.empty());
  EXPECT_TRUE(comparison.raised.empty());
  ASSERT_EQ(comparison.relation_types.size(), 1u);
  EXPECT_NEAR(comparison.relation_types[0].before, 0.5, 1e-12);
  EXPECT_NEAR(comparison.relation_types[0].after, 1, 1e-12);
  const Comparison back = compare(after, before);
  EXPECT_EQ(back.lost, comparison.won);
  EXPECT_EQ(back.raised, comparison.gone);
}

TEST(Evaluate, ReadsBackWhatItWrote) {
  const Evaluation evaluation = evaluation_of({{"a", kReference, kSystem}, {"b", kReference, ""}});
  const auto path = std::filesystem::path(testing::TempDir()) / "evaluate_run.json";
  std::ofstream(path) << to_json(evaluation);
  const Evaluation back = read_evaluation(path);
  const Comparison comparison = compare(evaluation, back);
  EXPECT_EQ(comparison.documents, 2u);
  for (const auto* changes :
       {&comparison.figures, &comparison.entity_types, &comparison.relation_types,
        &comparison.entities, &comparison.relations}) {
    for (const Change& change : *changes) EXPECT_EQ(change.before, change.after) << change.name;
  }
  EXPECT_TRUE(comparison.won.empty() && comparison.lost.empty() && comparison.raised.empty() &&
              comparison.gone.empty());
  EXPECT_TRUE(back.documents[1].missing);
  std::ofstream(path) << "{}";
  EXPECT_THROW(read_evaluation(path), Error);
}

TEST(FoldSurface, FoldsCaseDashesArticlesAndPossessives) {
  EXPECT_EQ(fold_surface("The  Harbour\xE2\x80\x93"
                         "Plan\xE2\x80\x99s",
                         "Instrument"),
            "harbour-plan");
  EXPECT_EQ(fold_surface("U.S. Department of State", "Organization"), "department of state");
  EXPECT_EQ(fold_surface("U.S. Cyber Act", "Instrument"), "u.s. cyber act");
  EXPECT_EQ(fold_surface("EU", "Organization"), "eu");
  EXPECT_EQ(fold_surface("U. S. A. Agency", "Organization"), "agency");
  EXPECT_EQ(fold_surface("US Agency", "Organization"), "agency");
  EXPECT_EQ(fold_surface("L' agence", "Organization"), "agence");
  EXPECT_EQ(fold_surface("L'agence", "Organization"), "l'agence");
  EXPECT_EQ(fold_surface("United Kingdom", "Organization"), "united kingdom");
}

}  // namespace
}  // namespace chancery::ingest
