// What `chancery why` prints, word for word.

#include "evidence_text.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

#include "temp_database.h"

namespace chancery::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNote =
    "---\ntitle: Accra Note\ndate: 2023-05-04\n---\n\n"
    "We, the ministers of Ghana and Kenya, met today.\n\n"
    "We stand up for encryption in the Indo-Pacific and cry out against ransomware.\n";

/// Two cues of our own, so that what is printed does not hang on the rows of the project's lexicon.
constexpr const char* kCues =
    "lang\tcue\trelation\tflags\tnote\n"
    "en\tstand up for\tSUPPORTS\tmain\ta firm word\n"
    "en\tcry out against\tCONDEMNS\t\t\n";

class Why : public ::testing::Test {
 protected:
  Why() {
    ::setenv("NO_COLOR", "1", 1);
    fs::create_directory(folder_ / "verbs");
    std::ofstream(folder_ / "verbs" / "own.tsv") << kCues;
    std::ofstream(folder_ / "note.md") << kNote;
    dictionaries_ = ingest::Dictionaries::load(
        {{ingest::Dictionaries::default_folder()}, {}, {folder_ / "verbs" / "own.tsv"}});
    ingest::IngestOptions options;
    options.dictionaries = dictionaries_;
    database_.ingest({folder_ / "note.md"}, options);
  }

  std::vector<Evidence> proofs(const std::string& type, const std::string& object) const {
    return look_up_evidence(database_, {"Kenya", type, object});
  }

  static OutputOptions wide() {
    OutputOptions options;
    options.width = 400;
    return options;
  }

  TempFolder folder_;
  std::shared_ptr<const ingest::Dictionaries> dictionaries_;
  Database database_ = Database::open(folder_.path() / "db");
};

TEST_F(Why, ShowsRuleRowAntecedentAndWhatWasDropped) {
  EXPECT_EQ(render_evidence(database_, proofs("SUPPORTS", "encryption"), *dictionaries_, wide()),
            R"(Kenya -[SUPPORTS]-> encryption   (1 statement)
  1. 2023-05-04 · Accra Note · ¶ 2 · doc:note
     “We [stand up for] encryption in the Indo-Pacific and cry out against ransomware.”
     reading: ongoing · positive · confidence 0.90
     cue: stand up for
     rule: clause.finite: a subject, a verb of the lexicon in a finite form, and the names and concepts it governs
     row: verbs/own.tsv:2: en · stand up for · SUPPORTS · main · a firm word
     speaker: the document
     via: We -> state:gh, state:ke
     dropped: state:ke SUPPORTS region:indo-pacific (clause.finite, 0.90): SUPPORTS takes no Region as object
)");
}

TEST_F(Why, LeadsACoordinatedVerbBackToTheNames) {
  EXPECT_EQ(render_evidence(database_, proofs("CONDEMNS", "ransomware"), *dictionaries_, wide()),
            R"(Kenya -[CONDEMNS]-> ransomware   (1 statement)
  1. 2023-05-04 · Accra Note · ¶ 2 · doc:note
     “We stand up for encryption in the Indo-Pacific and [cry out against] ransomware.”
     reading: ongoing · positive · confidence 0.80
     cue: cry out against
     rule: clause.coordinated: a verb behind "and" or a comma shares the subject of the verb before it
     row: verbs/own.tsv:3: en · cry out against · CONDEMNS
     speaker: the document
     via: subject of “stand up for” -> state:gh, state:ke
     via: We -> state:gh, state:ke
)");
}

TEST_F(Why, DoesNotShowARowOfOtherDictionaries) {
  const auto others = ingest::Dictionaries::load_default();
  const std::string text =
      render_evidence(database_, proofs("SUPPORTS", "encryption"), *others, wide());
  EXPECT_NE(text.find("row: verbs/own.tsv:2 (of other dictionaries than those of now)\n"),
            std::string::npos)
      << text;
  const Map map = explained(proofs("SUPPORTS", "encryption").at(0), *others).as_map();
  EXPECT_TRUE(map.at("row_text").is_null());
  EXPECT_FALSE(map.at("rule_description").is_null());
}

TEST_F(Why, GivesProgramsTheSame) {
  const Map map = explained(proofs("SUPPORTS", "encryption").at(0), *dictionaries_).as_map();
  EXPECT_EQ(map.at("row_text").as_string(), "en · stand up for · SUPPORTS · main · a firm word");
  EXPECT_EQ(map.at("rule_description").as_string(),
            dictionaries_->rule_description("clause.finite"));
  EXPECT_EQ(map.at("dropped").as_list().size(), 1u);
}

TEST_F(Why, CypherSeesTrailAndDroppedReadings) {
  Rows rows = database_.query(
      "MATCH (:Entity {id: 'state:ke'})-[r:SUPPORTS]->(:Entity {id: 'topic:encryption'}) "
      "WITH evidence(r)[0] AS proof RETURN proof.trail[0] AS via, proof.dropped[0] AS lost");
  std::size_t count = 0;
  for (const auto& row : rows) {
    ++count;
    EXPECT_EQ(row[0].as_string(), "We -> state:gh, state:ke");
    EXPECT_EQ(
        row[1].as_string(),
        "state:ke SUPPORTS region:indo-pacific (clause.finite, 0.90): SUPPORTS takes no Region "
        "as object");
  }
  EXPECT_EQ(count, 1u);
}

}  // namespace
}  // namespace chancery::cli
