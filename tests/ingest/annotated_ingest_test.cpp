// Ingest with annotators: models as functions, annotations as files.

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "chancery/error.h"
#include "chancery/ingest/pipeline.h"
#include "chancery/statements.h"
#include "temp_database.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDeskMet =
    "The Vostok Cyber Desk met in Vienna. It praised the Blue Ledger.\n\nJapan condemned it.\n";
constexpr const char* kDeskPraises = R"({"entities": [
  {"id": "desk", "type": "Organization", "mentions": ["Vostok Cyber Desk"]},
  {"id": "ledger", "type": "Instrument", "mentions": ["Blue Ledger"]}],
 "relations": [{"subject": "desk", "type": "SUPPORTS", "object": "ledger", "cue": "praised"}]})";

/// Two documents and a database to read them into.
class AnnotatedIngest : public testing::Test {
 protected:
  AnnotatedIngest() {
    write("docs/one.txt", kDeskMet);
    write("docs/two.txt", "Japan praised the Vostok Cyber Desk.\n");
  }

  void write(const std::string& name, std::string_view text) {
    fs::create_directories((files_ / name).parent_path());
    std::ofstream(files_ / name, std::ios::binary) << text;
  }

  IngestReport run(IngestOptions options) {
    static const auto dictionaries = Dictionaries::load_default();
    options.dictionaries = dictionaries;
    const fs::path paths[] = {files_ / "docs"};
    return ingest(*database_, paths, options);
  }

  static GivenAnnotations desk(const std::string&) {
    return parse_annotations(
        R"({"entities": [{"id": "d", "type": "Organization", "mentions": ["Vostok Cyber Desk"]}]})");
  }

  TempFolder files_;
  TempDatabase database_;
};

TEST_F(AnnotatedIngest, EvidenceNamesTheAnnotatorWithItsVersion) {
  write("notes/one.json", kDeskPraises);
  IngestOptions options;
  options.annotation_folders = {{files_ / "notes", "people"}};
  const IngestReport report = run(options);
  ASSERT_EQ(report.annotators.size(), 1u);
  EXPECT_EQ(report.annotators[0].name, "people");
  EXPECT_EQ(report.annotators[0].documents, 1u);
  EXPECT_EQ(report.annotators[0].statements, 1u);
  const auto view = database_->snapshot();
  const auto desk = find_entity(*view, "Vostok Cyber Desk");
  ASSERT_TRUE(desk.has_value());
  const TypeId supports[] = {*view->type_id("SUPPORTS")};
  std::vector<Neighbour> scratch;
  const auto edges = view->neighbours(*desk, Direction::outgoing, supports, scratch);
  ASSERT_EQ(edges.size(), 1u);
  const auto proofs = evidence(*view, edges.front().relationship);
  ASSERT_EQ(proofs.size(), 1u);
  EXPECT_EQ(proofs[0].rule, "");
  ASSERT_EQ(proofs[0].annotators.size(), 1u);
  EXPECT_EQ(proofs[0].annotators[0].name, "people");
  EXPECT_EQ(proofs[0].annotators[0].version.size(), 12u);
  EXPECT_EQ(proofs[0].cue, "praised");
  EXPECT_EQ(to_cypher(to_value(proofs[0]).as_map().at("annotators")), "['people']");
  EXPECT_TRUE(database_->verify().faults.empty());
}

TEST_F(AnnotatedIngest, AChangeOfAnAnnotatorReadsWhatItConcernsAgain) {
  write("notes/one.json", kDeskPraises);
  IngestOptions options;
  options.annotation_folders = {{files_ / "notes", ""}};
  EXPECT_EQ(run(options).added, 2u);
  EXPECT_EQ(run(options).unchanged, 2u);
  write("notes/one.json", "{}");
  EXPECT_EQ(run(options).replaced, 1u);
  EXPECT_FALSE(find_entity(*database_->snapshot(), "Blue Ledger").has_value());
  options.annotation_folders.clear();
  EXPECT_EQ(run(options).replaced, 1u);
  options.annotators = {{"desk", "1", desk}};
  EXPECT_EQ(run(options).replaced, 2u);
  EXPECT_EQ(run(options).unchanged, 2u);
  options.annotators = {{"desk", "2", desk}};
  EXPECT_EQ(run(options).replaced, 2u);
}

TEST_F(AnnotatedIngest, AnAnnotatorThatFailsFailsItsDocumentOnly) {
  IngestOptions options;
  options.annotators = {{"picky", "", [](const std::string& text) -> GivenAnnotations {
                           if (text.starts_with("Japan")) throw std::runtime_error("not Japan");
                           return {};
                         }}};
  const IngestReport report = run(options);
  EXPECT_EQ(report.added, 1u);
  ASSERT_EQ(report.failed.size(), 1u);
  EXPECT_EQ(report.failed[0].source, (files_ / "docs/two.txt").string());
  EXPECT_EQ(report.failed[0].reason, "the annotator \"picky\" failed: not Japan");
  options.annotators[0].annotate = [](const std::string&) -> GivenAnnotations { throw 1; };
  options.force = true;
  const IngestReport odd = run(options);
  ASSERT_EQ(odd.failed.size(), 2u);
  EXPECT_NE(odd.failed[0].reason.find("no std::exception"), std::string::npos);
}

TEST_F(AnnotatedIngest, AFileThatIsNoAnnotationsFailsItsDocumentOnly) {
  write("notes/two.json", "{");
  write("notes/three.json", "{}");
  IngestOptions options;
  options.annotation_folders = {{files_ / "notes", ""}};
  const IngestReport report = run(options);
  EXPECT_EQ(report.added, 1u);
  ASSERT_EQ(report.failed.size(), 1u);
  EXPECT_TRUE(report.failed[0].reason.starts_with("the annotator \"notes\" failed: " +
                                                  (files_ / "notes/two.json").string()))
      << report.failed[0].reason;
  fs::remove(files_ / "notes/two.json");
  fs::create_directory(files_ / "notes/two.json");
  const IngestReport unreadable = run(options);
  ASSERT_EQ(unreadable.failed.size(), 1u);
  EXPECT_NE(unreadable.failed[0].reason.find("notes/two.json: "), std::string::npos)
      << unreadable.failed[0].reason;
  EXPECT_EQ(report.notices,
            std::vector<std::string>{(files_ / "notes/three.json").string() +
                                     ": no document of this run is called like this file"});
}

TEST_F(AnnotatedIngest, FilesOfNamesakesGoByTheIdOfTheDocument) {
  write("docs/plus/one.txt", "The Vostok Cyber Desk met.\n");
  write(
      "notes/plus-one.json",
      R"({"entities": [{"id": "d", "type": "Organization", "mentions": ["Vostok Cyber Desk"]}]})");
  IngestOptions options;
  options.annotation_folders = {{files_ / "notes", ""}};
  const IngestReport report = run(options);
  EXPECT_EQ(report.notices, std::vector<std::string>());
  EXPECT_EQ(report.annotators[0].mentions, 1u);
}

TEST_F(AnnotatedIngest, NamesAndFoldersAreCheckedBeforeAnythingIsRead) {
  const auto fault = [&](const IngestOptions& options) -> std::string {
    try {
      run(options);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  IngestOptions options;
  options.annotators = {{"", "", desk}};
  EXPECT_EQ(fault(options), "An annotator needs a name.");
  options.annotators = {{"a", "", desk}, {"a", "2", desk}};
  EXPECT_EQ(fault(options), "Two annotators are called \"a\"; give one another name.");
  options.annotators = {{"a", "", nullptr}};
  EXPECT_EQ(fault(options), "The annotator \"a\" has no function.");
  options.annotators.clear();
  options.annotation_folders = {{files_ / "none", ""}};
  EXPECT_EQ(fault(options), "This folder of annotations cannot be read.");
  options.annotation_folders = {{files_ / "docs", ""}};
  EXPECT_NE(fault(options).find("holds no annotations"), std::string::npos);
  EXPECT_FALSE(database_->snapshot()->document_text("doc:one").has_value());
}

TEST_F(AnnotatedIngest, ThreadsDoNotChangeTheResult) {
  std::string fingerprint;
  for (const unsigned threads : {1u, 2u, 8u}) {
    TempDatabase database;
    IngestOptions options;
    options.threads = threads;
    options.annotators = {{"desk", "1", desk}};
    options.annotation_folders = {{fs::path(CHANCERY_SOURCE_DIR) / "corpus/annotations", "people"}};
    const fs::path paths[] = {files_ / "docs", fs::path(CHANCERY_SOURCE_DIR) / "corpus/documents"};
    const IngestReport report = ingest(*database, paths, options);
    EXPECT_TRUE(report.failed.empty());
    EXPECT_GT(report.annotators[1].statements, 0u);
    const std::string this_one = Graph::editions(database.path()).back().fingerprint;
    if (threads > 1) {
      EXPECT_EQ(this_one, fingerprint) << threads;
    }
    fingerprint = this_one;
  }
}

}  // namespace
}  // namespace chancery::ingest
