// Annotations from outside: read, located in the text, resolved, merged.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "annotations/merge.h"
#include "chancery/error.h"
#include "chancery/ingest/extract.h"
#include "chancery/statements.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;

const KnownNames& known_names() {
  static const auto loaded =
      Dictionaries::load({{fs::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {}});
  static const KnownNames names(lexicon_of(*loaded));
  return names;
}

Annotations extracted(const Document& document) {
  return extract(document, known_names().lexicon()).annotations;
}

Annotations extracted(std::string_view text) {
  return extracted(read_document("report.txt", text));
}

MergeResult merge_json(std::string_view json, Annotations& annotations) {
  return merge(parse_annotations(json), {"my-model", "1.0"}, known_names(), annotations);
}

std::string words(const Annotations& annotations, TextSpan span) {
  const std::string& text = annotations.document.text;
  std::string out;
  std::uint32_t point = 0;
  for (const char c : text) {
    const bool first = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    point += first;
    if (point > span.start && point <= span.end) out += c;
  }
  return out;
}

/// "org:x SUPPORTS org:y 'welcomed' in 'X welcomed Y.'" of the statements of no rule.
std::vector<std::string> added_statements(const Annotations& annotations) {
  std::vector<std::string> out;
  for (const StatementRecord& statement : annotations.statements) {
    if (!statement.rule.empty()) continue;
    out.push_back(annotations.entities[statement.subject].id + " " + statement.type + " " +
                  annotations.entities[statement.object].id + " '" +
                  words(annotations, statement.cue) + "' in '" +
                  words(annotations, statement.span) + "'");
  }
  return out;
}

/// "entity: surface" of the mentions that an annotator brought.
std::vector<std::string> added_mentions(const Annotations& annotations) {
  std::vector<std::string> out;
  for (const MentionRecord& mention : annotations.mentions) {
    if (!mention.annotator) continue;
    out.push_back(annotations.entities[mention.entity].id + ": " +
                  words(annotations, mention.span));
  }
  return out;
}

using Lines = std::vector<std::string>;

constexpr const char* kText =
    "The Vostok Cyber Desk met in Vienna. It praised the Blue Ledger and the\nBlue Ledger "
    "Annex.\n\n"
    "Japan condemned ransomware.\n";

constexpr const char* kGiven = R"({"entities": [
  {"id": "desk", "type": "Organization", "kind": "body", "name": "Vostok Cyber Desk",
   "mentions": ["Vostok Cyber Desk"]},
  {"id": "ledger", "type": "Instrument", "name": "Blue Ledger", "mentions": ["Blue Ledger"]},
  {"id": "annex", "type": "Instrument", "name": "Blue Ledger Annex",
   "mentions": ["the Blue Ledger Annex"]}],
 "relations": [
  {"subject": "desk", "type": "SUPPORTS", "object": "annex", "cue": "praised"}]})";

TEST(MergedAnnotations, BecomeEntitiesMentionsAndStatementsWithTheirSentence) {
  Annotations annotations = extracted(kText);
  const MergeResult result = merge_json(kGiven, annotations);
  EXPECT_EQ(result.notices, Lines());
  EXPECT_EQ(result.counts.entities, 3u);
  EXPECT_EQ(result.counts.statements, 1u);
  EXPECT_EQ(annotations.annotators, (std::vector<AnnotatorRecord>{{"my-model", "1.0"}}));
  // The shorter name is no mention inside the longer one, whatever white space stands in it.
  EXPECT_EQ(added_mentions(annotations),
            (Lines{"org:vostok-cyber-desk: Vostok Cyber Desk", "inst:blue-ledger: Blue Ledger",
                   "inst:blue-ledger-annex: the\nBlue Ledger Annex"}));
  EXPECT_EQ(added_statements(annotations),
            Lines{"org:vostok-cyber-desk SUPPORTS inst:blue-ledger-annex 'praised' in 'It praised "
                  "the Blue Ledger and the\nBlue Ledger Annex.'"});
  const StatementRecord& statement = annotations.statements.back();
  EXPECT_EQ(statement.status, "ongoing");
  EXPECT_EQ(statement.polarity, "positive");
  EXPECT_EQ(statement.annotators, std::vector<std::uint32_t>{0});
}

TEST(MergedAnnotations, AreTheEntitiesThatDocumentAndDictionariesKnow) {
  Annotations annotations = extracted(kText);
  const MergeResult result = merge_json(R"({"entities": [
    {"id": "a", "type": "State", "mentions": ["Japan"]},
    {"id": "b", "type": "Organization", "name": "ENISA"},
    {"id": "topic:ransomware", "type": "Topic", "name": "locked files"},
    {"id": "org:nato", "type": "Organization"},
    {"id": "city", "type": ["State", "Place"], "mentions": ["Vienna"]}],
   "relations": [{"subject": "b", "type": "SUPPORTS", "object": "org:nato", "cue": "condemned"},
                 {"subject": "b", "type": "OPPOSES", "object": "topic:ransomware"}]})",
                                        annotations);
  EXPECT_EQ(result.counts.unknown, 0u);
  EXPECT_EQ(result.counts.entities, 5u);
  EXPECT_EQ(added_mentions(annotations), Lines());
  EXPECT_EQ(added_statements(annotations),
            Lines{"org:enisa SUPPORTS org:nato 'condemned' in 'Japan condemned ransomware.'"});
  EXPECT_EQ(result.notices, Lines{"skipped the relation 2 (b OPPOSES topic:ransomware): no "
                                  "sentence mentions both ends, and it has no cue"});
}

TEST(MergedAnnotations, OneStatementWhereExtractorAndAnnotatorsAgree) {
  Annotations annotations = extracted(kText);
  const auto before = annotations.statements.size();
  const char* given = R"({"entities": [{"id": "j", "type": "State", "mentions": ["Japan"]},
      {"id": "r", "type": "Topic", "mentions": ["ransomware"]}],
     "relations": [{"subject": "j", "type": "CONDEMNS", "object": "r", "cue": "condemned"},
                   {"subject": "j", "type": "CONDEMNS", "object": "r"}]})";
  const MergeResult first = merge_json(given, annotations);
  EXPECT_EQ(first.counts.agreed, 1u);
  EXPECT_EQ(first.counts.statements, 0u);
  const MergeResult second =
      merge(parse_annotations(given), {"second", ""}, known_names(), annotations);
  EXPECT_EQ(second.counts.agreed, 1u);
  ASSERT_EQ(annotations.statements.size(), before);
  const auto both = std::find_if(annotations.statements.begin(), annotations.statements.end(),
                                 [](const auto& s) { return !s.annotators.empty(); });
  ASSERT_NE(both, annotations.statements.end());
  EXPECT_NE(both->rule, "");
  EXPECT_EQ(both->annotators, (std::vector<std::uint32_t>{0, 1}));
}

TEST(MergedAnnotations, AnAnnotatorMakesACandidateSure) {
  Annotations annotations = extracted(kText);
  for (StatementRecord& statement : annotations.statements) statement.confidence = 0.2;
  merge_json(R"({"entities": [{"id": "j", "type": "State", "mentions": ["Japan"]},
      {"id": "r", "type": "Topic", "mentions": ["ransomware"]}],
     "relations": [{"subject": "j", "type": "CONDEMNS", "object": "r", "confidence": 0.8}]})",
             annotations);
  double most = 0;
  for (const auto& statement : annotations.statements) most = std::max(most, statement.confidence);
  EXPECT_EQ(most, 0.8);
}

TEST(MergedAnnotations, OffsetsCountCodePointsAndAreChecked) {
  Annotations annotations = extracted("Été à Vienne.\n\nLe «Bureau Bleu» salue Bleu.\n");
  const MergeResult result = merge_json(R"({"entities": [
    {"id": "x", "type": "Organization", "mentions": [{"start": 19, "end": 30}]},
    {"id": "y", "type": "Organization", "mentions": [{"start": 19, "end": 30, "surface": "Bleu"}]},
    {"id": "z", "type": "Organization", "mentions": [{"start": 8, "end": 30}]},
    {"id": "w", "type": "Organization", "mentions": [{"start": 30, "end": 4000}]}]})",
                                        annotations);
  EXPECT_EQ(added_mentions(annotations), Lines{"org:bureau-bleu: Bureau Bleu"});
  EXPECT_EQ(result.counts.skipped, 6u);
  EXPECT_EQ(result.notices[0],
            "skipped a mention of the entity \"y\": \"Bleu\" is not what stands there: \"Bureau "
            "Bleu\"");
  EXPECT_EQ(result.notices[2],
            "skipped a mention of the entity \"z\": \"\" lies in no single sentence of the text");
  EXPECT_EQ(result.notices.back(), "skipped 1 more");
}

/// The only notice about one entity or relation beside two good entities.
std::string fault_of(const std::string& entities, const std::string& relations = "") {
  Annotations annotations = extracted(kText);
  const MergeResult result = merge_json(
      R"({"entities": [{"id": "desk", "type": "Organization", "mentions": ["Vostok Cyber Desk"]},
                       {"id": "j", "type": "State", "mentions": ["Japan"]})" +
          std::string(entities.empty() ? "" : ", ") + entities + R"(], "relations": [)" +
          relations + "]}",
      annotations);
  EXPECT_EQ(added_statements(annotations), Lines()) << "nothing may be half-written";
  return result.notices.size() == 1 ? result.notices.front() : "";
}

TEST(MergedAnnotations, WhatDoesNotFitIsSkippedAndSaid) {
  EXPECT_EQ(fault_of(R"({"id": "x", "type": "Ship"})"),
            "skipped the entity \"x\": there is no entity type \"Ship\"");
  EXPECT_EQ(fault_of(R"({"id": "j", "type": "State"})"),
            "skipped the entity \"j\": its id stands twice");
  EXPECT_EQ(fault_of(R"({"id": "x", "type": "Organization", "kind": "Person", "name": "ENISA"})"),
            "skipped the entity \"x\": there is no kind of organization \"Person\"");
  EXPECT_EQ(fault_of(R"({"id": "x", "type": "Event", "date": "soon", "mentions": ["met"]})"),
            "skipped the entity \"x\": \"soon\" is no ISO 8601 date");
  EXPECT_EQ(fault_of(R"({"id": "x", "type": "State", "mentions": ["Vostok"]})"),
            "skipped the entity \"x\": no dictionary has a state \"Vostok\"");
  EXPECT_EQ(fault_of(R"({"id": "x", "type": "Organization", "name": "Nobody's Office"})"),
            "skipped the entity \"x\": it has no mention in the text and no name that is known");
  EXPECT_EQ(fault_of("", R"({"subject": "j", "type": "LIKES", "object": "desk"})"),
            "skipped the relation 1 (j LIKES desk): there is no relation type LIKES");
  EXPECT_EQ(fault_of("", R"({"subject": "j", "type": "SUPPORTS", "object": "q"})"),
            "skipped the relation 1 (j SUPPORTS q): there is no entity \"q\"");
  EXPECT_EQ(fault_of("", R"({"subject": "j", "type": "HOLDS_POSITION", "object": "desk"})"),
            "skipped the relation 1 (j HOLDS_POSITION desk): HOLDS_POSITION does not lead from a "
            "State to a Organization");
  EXPECT_EQ(fault_of("", R"({"subject": "j", "type": "SUPPORTS", "object": "j"})"),
            "skipped the relation 1 (j SUPPORTS j): both ends are the same entity");
  EXPECT_EQ(
      fault_of("", R"({"subject": "j", "type": "SUPPORTS", "object": "desk", "cue": "hailed"})"),
      "skipped the relation 1 (j SUPPORTS desk): its cue stands nowhere in the text");
  EXPECT_EQ(fault_of("", R"({"subject": "j", "type": "SUPPORTS", "object": "desk", "cue": "met",
                             "status": "perhaps"})"),
            "skipped the relation 1 (j SUPPORTS desk): there is no status \"perhaps\"");
  EXPECT_EQ(fault_of("", R"({"subject": "j", "type": "SUPPORTS", "object": "desk", "cue": "met",
                             "confidence": 7})"),
            "skipped the relation 1 (j SUPPORTS desk): its confidence is not between 0 and 1");
}

TEST(MergedAnnotations, ANameInsideALongerOneIsNoMentionButProves) {
  Annotations annotations = extracted("Japan condemned it.\n\nJapan left the European Union.\n");
  const std::size_t before = annotations.mentions.size();
  const MergeResult result = merge_json(R"({"entities": [
    {"id": "j", "type": "State", "mentions": ["Japan"]},
    {"id": "u", "type": "Programme", "name": "Union Scheme", "mentions": ["Union"]}],
   "relations": [{"subject": "j", "type": "OPPOSES", "object": "u"}]})",
                                        annotations);
  EXPECT_EQ(annotations.mentions.size(), before);
  EXPECT_EQ(added_statements(annotations),
            Lines{"state:jp OPPOSES prog:union-scheme 'Japan left the European Union' in 'Japan "
                  "left the European Union.'"});
  EXPECT_EQ(result.notices, Lines());
}

TEST(MergedAnnotations, CuesMayHaveOtherWordsBetweenAndHeadAList) {
  Annotations annotations = extracted(
      "Japan and the Vostok Cyber Desk met.\n\nThey also agreed on terms to promote:\n\n"
      "- the Red Ledger;\n- peace.\n\nThey agreed in Rome.\n");
  const MergeResult result = merge_json(R"({"entities": [
    {"id": "desk", "type": "Organization", "mentions": ["Vostok Cyber Desk"]},
    {"id": "red", "type": "Instrument", "mentions": ["Red Ledger"]}],
   "relations": [{"subject": "desk", "type": "SUPPORTS", "object": "red", "cue": "agreed ... to promote"},
                 {"subject": "desk", "type": "COMMITS_TO", "object": "red", "cue": "agreed"}]})",
                                        annotations);
  EXPECT_EQ(result.notices, Lines());
  EXPECT_EQ(added_statements(annotations),
            (Lines{"org:vostok-cyber-desk SUPPORTS inst:red-ledger 'agreed on terms to promote' in "
                   "'They also agreed on terms to promote:'",
                   "org:vostok-cyber-desk COMMITS_TO inst:red-ledger 'agreed' in 'They also agreed "
                   "on terms to promote:'"}));
}

// What `chancery annotate` writes of a document says nothing new of it.
TEST(MergedAnnotations, TheExtractorAgreesWithItself) {
  std::size_t documents = 0;
  for (const auto& entry :
       fs::directory_iterator(fs::path(CHANCERY_SOURCE_DIR) / "corpus/documents")) {
    Annotations annotations = extracted(read_document(entry.path()));
    const std::size_t statements = annotations.statements.size();
    const std::size_t entities = annotations.entities.size();
    const MergeResult result = merge_json(to_reference_json(annotations), annotations);
    EXPECT_EQ(result.notices, Lines()) << entry.path();
    EXPECT_EQ(result.counts.unknown, 0u) << entry.path();
    EXPECT_EQ(annotations.statements.size(), statements) << entry.path();
    EXPECT_EQ(annotations.entities.size(), entities) << entry.path();
    for (const StatementRecord& statement : annotations.statements) {
      EXPECT_LE(statement.annotators.size(), 1u);
    }
    ++documents;
  }
  EXPECT_GT(documents, 40u);
}

void expect_within(const Annotations& annotations) {
  const auto inside = [&](TextSpan span, std::uint32_t passage) {
    ASSERT_LT(passage, annotations.passages.size());
    const TextSpan whole = annotations.passages[passage].span;
    EXPECT_TRUE(whole.start <= span.start && span.start < span.end && span.end <= whole.end);
  };
  for (const MentionRecord& mention : annotations.mentions) {
    EXPECT_LT(mention.entity, annotations.entities.size());
    inside(mention.span, mention.passage);
  }
  for (const StatementRecord& statement : annotations.statements) {
    EXPECT_LT(std::max(statement.subject, statement.object), annotations.entities.size());
    inside(statement.cue, statement.passage);
    inside(statement.span, statement.passage);
  }
}

// Bytes of good annotations replaced at random: refused or merged, never outside of the text.
TEST(MergedAnnotations, StayWithinTheTextWhateverIsGiven) {
  std::mt19937 random(11);
  const Annotations plain = extracted(kText);
  const std::string good = R"({"entities": [
    {"id": "d", "type": "Organization", "mentions": ["Vostok Cyber Desk", {"start": 4, "end": 10}]},
    {"id": "j", "type": ["State", "Place"], "mentions": ["Japan"]},
    {"id": "b", "type": "Instrument", "mentions": ["Blue Ledger", "Blue"]}],
   "relations": [{"subject": "d", "type": "SUPPORTS", "object": "b", "cue": "praised ... and"},
    {"subject": "j", "type": "OPPOSES", "object": "d", "cue": {"start": 37, "end": 44}}]})";
  int merged = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string json = good;
    for (int i = 0; i < 1 + round % 3; ++i) {
      json[random() % json.size()] = "0123456789\"[]{}abde,.\n\xC3"[random() % 24];
    }
    Annotations annotations = plain;
    try {
      merge_json(json, annotations);
      ++merged;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input_error);
    }
    expect_within(annotations);
  }
  EXPECT_GT(merged, 200);
}

TEST(ParsedAnnotations, NameThePlaceOfAFault) {
  const auto fault = [](std::string_view json) -> std::string {
    try {
      parse_annotations(json);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input_error);
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(fault("{}"), "");
  EXPECT_NE(fault("{\n  oops").find("line 2"), std::string::npos);
  EXPECT_EQ(fault("[]"),
            "the annotations: an object with entities and relations is expected here.");
  EXPECT_EQ(fault(R"({"entities": {}})"), "entities: a list is expected here.");
  EXPECT_EQ(fault(R"({"entities": [{"id": "a", "type": "State"}, {"type": "State"}]})"),
            "entities[1].id: a text that is not empty is expected here.");
  EXPECT_EQ(fault(R"({"entities": [{"id": "a", "type": "State", "mentions": [5]}]})"),
            "entities[0].mentions[0]: a text, or an object with start and end, is expected here.");
  EXPECT_EQ(fault(R"({"entities": [{"id": "a", "type": "State", "mentions": [{"start": -1}]}]})"),
            "entities[0].mentions[0].start: an offset in characters is expected here.");
  EXPECT_EQ(fault(R"({"relations": [{"subject": "a", "type": "T", "object": "b", "cue": []}]})"),
            "relations[0].cue: a text, or an object with start and end, is expected here.");
  EXPECT_NE(fault("\"\xFF\""), "");
  EXPECT_NE(fault(std::string(100'000, '[')), "");
}

}  // namespace
}  // namespace chancery::ingest
