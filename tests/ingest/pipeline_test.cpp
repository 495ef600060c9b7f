#include "chancery/ingest/pipeline.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>

#include "chancery/error.h"
#include "chancery/statements.h"
#include "document_ids.h"
#include "temp_database.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFirst =
    "# Joint statement\n\nThe United States and Japan condemned ransomware attacks. "
    "They welcomed the ASEAN Regional Forum.\n";
constexpr const char* kSecond =
    "The European Union and Ukraine reaffirmed their commitment to capacity building.\n";

void write(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

IngestReport ingest_folder(Graph& graph, const fs::path& folder, IngestOptions options = {}) {
  const fs::path paths[] = {folder};
  return ingest(graph, paths, options);
}

/// All nodes and relationships by their meaning, without ids: what a run is compared by.
std::multiset<std::string> logical_dump(const GraphView& view) {
  std::multiset<std::string> dump;
  std::map<NodeId, std::string> names;
  const auto nodes = view.all_nodes();
  for (NodeId node = nodes->next(); node != NodeId::none; node = nodes->next()) {
    std::set<std::string> parts;
    for (const LabelId label : view.labels(node)) parts.insert(":" + std::string(view.name(label)));
    for (const auto& [key, value] : view.properties(node)) {
      parts.insert(std::string(view.name(key)) + "=" + to_cypher(value));
    }
    std::string& name = names[node];
    for (const std::string& part : parts) name += part + " ";
    dump.insert(name);
  }
  const auto relationships = view.all_relationships();
  for (RelationshipId id = relationships->next(); id != RelationshipId::none;
       id = relationships->next()) {
    const auto record = view.relationship(id);
    std::string line = names[record->start] + "-" + std::string(view.name(record->type)) + "-" +
                       names[record->end];
    std::set<std::string> parts;
    for (const auto& [key, value] : view.properties(id)) {
      parts.insert(std::string(view.name(key)) + "=" + to_cypher(value));
    }
    for (const std::string& part : parts) line += part + " ";
    dump.insert(line);
  }
  return dump;
}

class Pipeline : public testing::Test {
 protected:
  Pipeline() {
    write(files_ / "a" / "first.md", kFirst);
    write(files_ / "b" / "second.txt", kSecond);
  }

  TempFolder files_;
  TempDatabase database_;
};

TEST_F(Pipeline, ASecondRunChangesNothing) {
  const IngestReport first = ingest_folder(*database_, files_.path());
  EXPECT_EQ(first.documents, 2u);
  EXPECT_EQ(first.added, 2u);
  EXPECT_TRUE(first.failed.empty());
  EXPECT_GT(first.mentions, 0u);
  EXPECT_GT(first.entities, 0u);
  EXPECT_EQ(first.edition, "1");
  const auto before = logical_dump(*database_->snapshot());
  const IngestReport second = ingest_folder(*database_, files_.path());
  EXPECT_EQ(second.unchanged, 2u);
  EXPECT_EQ(second.added + second.replaced, 0u);
  EXPECT_EQ(second.edition, "1");
  EXPECT_EQ(second.bytes, first.bytes);
  EXPECT_EQ(logical_dump(*database_->snapshot()), before);
}

TEST_F(Pipeline, AChangedDocumentIsReplacedAsIfItHadAlwaysBeenSo) {
  ingest_folder(*database_, files_.path());
  write(files_ / "a" / "first.md", "Japan and France met.\n");
  const IngestReport report = ingest_folder(*database_, files_.path());
  EXPECT_EQ(report.replaced, 1u);
  EXPECT_EQ(report.unchanged, 1u);
  TempDatabase fresh;
  ingest_folder(*fresh, files_.path());
  EXPECT_EQ(logical_dump(*database_->snapshot()), logical_dump(*fresh->snapshot()));
  EXPECT_TRUE(database_->verify().faults.empty());
}

TEST_F(Pipeline, ForceReadsUnchangedDocumentsAgain) {
  ingest_folder(*database_, files_.path());
  IngestOptions options;
  options.force = true;
  EXPECT_EQ(ingest_folder(*database_, files_.path(), options).replaced, 2u);
}

TEST_F(Pipeline, OtherDictionariesMeanReadingAgain) {
  ingest_folder(*database_, files_.path());
  write(files_ / "extra" / "gazetteer" / "organizations.tsv",
        "id\ttype\tkind\tname\norg:test-body\tOrganization\tbody\tTest Body of Testing\n");
  IngestOptions options;
  DictionaryPaths paths;
  paths.folders = {Dictionaries::default_folder(), files_ / "extra"};
  options.dictionaries = Dictionaries::load(paths);
  EXPECT_EQ(ingest_folder(*database_, files_.path(), options).replaced, 2u);
  EXPECT_EQ(ingest_folder(*database_, files_.path(), options).unchanged, 2u);
}

TEST_F(Pipeline, ABadDocumentIsARowAndNoMore) {
  write(files_ / "a" / "bad.txt", "%PDF-1.4");
  write(files_ / "a" / "empty.md", "");
  const IngestReport report = ingest_folder(*database_, files_.path());
  EXPECT_EQ(report.documents, 4u);
  EXPECT_EQ(report.added, 2u);
  ASSERT_EQ(report.failed.size(), 2u);
  EXPECT_EQ(report.failed[0].source, (files_ / "a/bad.txt").string());
  EXPECT_NE(report.failed[0].reason.find("PDF"), std::string::npos);
  EXPECT_EQ(report.failed[1].reason, "the file is empty");
}

TEST_F(Pipeline, NoticesNameTheFile) {
  write(files_ / "c.txt", "Caf\xC3\xA9 \xC3\xA9 \xFF here.\n");
  const IngestReport report = ingest_folder(*database_, files_.path());
  ASSERT_EQ(report.notices.size(), 1u);
  EXPECT_EQ(report.notices[0],
            (files_ / "c.txt").string() + ": 1 invalid byte sequence replaced by U+FFFD");
}

TEST_F(Pipeline, ProgressComesOncePerDocumentAndCountsUp) {
  std::vector<std::string> seen;
  IngestOptions options;
  options.progress = [&](const IngestProgress& progress) {
    seen.push_back(progress.document);
    EXPECT_EQ(progress.documents, seen.size());
    EXPECT_EQ(progress.documents_total, 2u);
    // What is reported can be read by anyone.
    EXPECT_TRUE(database_->snapshot()->document_text(progress.document).has_value());
    return true;
  };
  ingest_folder(*database_, files_.path(), options);
  EXPECT_EQ(seen, (std::vector<std::string>{"doc:first", "doc:second"}));
}

TEST_F(Pipeline, StopsInGoodOrderAndGoesOn) {
  for (int i = 0; i < 40; ++i) {
    write(files_ / "many" / ("n" + std::to_string(i) + ".txt"), kSecond);
  }
  IngestOptions options;
  options.progress = [](const IngestProgress&) { return false; };
  const IngestReport stopped = ingest_folder(*database_, files_.path(), options);
  EXPECT_TRUE(stopped.stopped);
  EXPECT_EQ(stopped.edition, "");
  const IngestReport rest = ingest_folder(*database_, files_.path());
  EXPECT_EQ(rest.unchanged, stopped.added);
  EXPECT_EQ(rest.added + stopped.added, 42u);
  EXPECT_TRUE(database_->verify().faults.empty());
}

TEST_F(Pipeline, ThreadsDoNotChangeTheResult) {
  std::multiset<std::string> dump;
  std::string fingerprint;
  for (const unsigned threads : {1u, 2u, 8u}) {
    TempDatabase database;
    IngestOptions options;
    options.threads = threads;
    const fs::path paths[] = {files_.path(), fs::path(CHANCERY_SOURCE_DIR) / "corpus/documents"};
    const IngestReport report = ingest(*database, paths, options);
    EXPECT_TRUE(report.failed.empty());
    const auto this_dump = logical_dump(*database->snapshot());
    const std::string this_fingerprint = Graph::editions(database.path()).back().fingerprint;
    if (threads > 1) {
      EXPECT_EQ(this_dump, dump) << threads;
      EXPECT_EQ(this_fingerprint, fingerprint) << threads;
    }
    dump = this_dump;
    fingerprint = this_fingerprint;
  }
}

TEST_F(Pipeline, NamesakesGetTheirFoldersName) {
  write(files_ / "2023" / "report.md", kFirst);
  write(files_ / "2024" / "report.md", kSecond);
  ingest_folder(*database_, files_.path() / "2024");
  EXPECT_EQ(ingest_folder(*database_, files_.path()).unchanged, 1u);
  const auto view = database_->snapshot();
  EXPECT_TRUE(view->document_text("doc:report")->find("Ukraine") != std::string::npos);
  EXPECT_TRUE(view->document_text("doc:2023-report")->find("Japan") != std::string::npos);
  EXPECT_EQ(ingest_folder(*database_, files_.path()).unchanged, 4u);
}

TEST_F(Pipeline, AMovedCorpusIsKnownAgainByItsContent) {
  ingest_folder(*database_, files_.path());
  TempFolder elsewhere;
  fs::copy(files_.path(), elsewhere / "copy", fs::copy_options::recursive);
  EXPECT_EQ(ingest_folder(*database_, elsewhere / "copy").unchanged, 2u);
}

TEST(FindDocuments, ByExtensionSortedAndWithoutLinksOut) {
  TempFolder folder;
  TempFolder outside;
  write(outside / "secret.txt", "x");
  for (const char* name : {"b.TXT", "a.md", "c.html", "d.pdf", ".git/e.txt", "sub/f.xhtml"}) {
    write(folder.path() / name, "x");
  }
  fs::create_symlink(outside / "secret.txt", folder / "link.txt");
  fs::create_directory_symlink(outside.path(), folder / "linked");
  fs::create_symlink(folder / "a.md", folder / "z.md");
  const fs::path paths[] = {folder.path(), folder / "a.md"};
  std::string names;
  for (const fs::path& path : find_documents(paths)) names += path.filename().string() + " ";
  EXPECT_EQ(names, "a.md b.TXT c.html f.xhtml z.md ");
}

TEST(FindDocuments, MissingPathsAndEmptyFoldersAreErrors) {
  TempFolder folder;
  const fs::path empty[] = {folder.path()};
  EXPECT_THROW(find_documents(empty), Error);
  const fs::path missing[] = {folder / "none"};
  EXPECT_THROW(find_documents(missing), Error);
}

}  // namespace
}  // namespace chancery::ingest
