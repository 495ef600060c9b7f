#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "chancery/error.h"
#include "chancery/ingest/extract.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;

/// A dictionary folder of its own for each test.
class DictionaryTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() / (std::string("chancery_dictionary_") + test->name());
    fs::remove_all(root_);
    write("ontology/relations.tsv",
          "type\tsubject\tobject\tsymmetric\tstance\tstatus\tdescription\n"
          "SUPPORTS\tState|Organization\t*\tfalse\ttrue\tongoing\tbacks\n");
    write("ontology/topics.tsv",
          "id\tlabel\tbroader\tother labels\nransomware\transomware\t\tdigital extortion\n");
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }

  std::shared_ptr<const Dictionaries> load() { return Dictionaries::load({{root_}, {}, {}}); }

  /// The fault that loading meets; fails the test where it meets none.
  Error fault() {
    try {
      load();
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "no fault was reported";
    return Error(ErrorKind::internal_error, "");
  }

  void expect_fault(const std::string& file, unsigned line, unsigned column,
                    const std::string& words) {
    const Error error = fault();
    EXPECT_EQ(error.kind(), ErrorKind::input_error);
    EXPECT_EQ(error.place().file, (root_ / file).string());
    EXPECT_EQ(error.place().line, line);
    EXPECT_EQ(error.place().column, column);
    EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
  }

  fs::path root_;
};

constexpr const char* kHeader = "id\ttype\tkind\tname\taliases\tparent\n";

TEST_F(DictionaryTest, LoadsEntitiesWithTheirNames) {
  write("gazetteer/bodies.tsv",
        std::string(kHeader) + "org:harbour\tOrganization\tagency\tHarbour Agency\tHA{cs}\t\n");
  const auto dictionaries = load();
  EXPECT_EQ(dictionaries->entity_count(), 2u);
  EXPECT_EQ(dictionaries->name_count(), 4u);
  EXPECT_EQ(dictionaries->digest().size(), 64u);
}

TEST_F(DictionaryTest, DigestFollowsTheContent) {
  const std::string before = load()->digest();
  EXPECT_EQ(load()->digest(), before);
  write("gazetteer/bodies.tsv", std::string(kHeader) + "org:a\tOrganization\t\tAlpha\t\t\n");
  EXPECT_NE(load()->digest(), before);
}

TEST_F(DictionaryTest, NamesAnUnknownTypeByLineAndColumn) {
  write("gazetteer/bodies.tsv", std::string(kHeader) + "# note\norg:a\tGuild\t\tAlpha\t\t\n");
  expect_fault("gazetteer/bodies.tsv", 3, 7, "Guild");
}

TEST_F(DictionaryTest, RejectsTheSameIdTwice) {
  write(
      "gazetteer/bodies.tsv",
      std::string(kHeader) + "org:a\tOrganization\t\tAlpha\t\t\norg:a\tOrganization\t\tBeta\t\t\n");
  expect_fault("gazetteer/bodies.tsv", 3, 1, "org:a");
}

TEST_F(DictionaryTest, RejectsAnUnknownFlag) {
  write("gazetteer/bodies.tsv",
        std::string(kHeader) + "org:a\tOrganization\t\tAlpha\tAl{loud}\t\n");
  expect_fault("gazetteer/bodies.tsv", 2, 27, "loud");
}

TEST_F(DictionaryTest, RejectsAnUnknownColumn) {
  write("gazetteer/bodies.tsv", "id\ttype\tcolour\n");
  expect_fault("gazetteer/bodies.tsv", 1, 9, "colour");
}

TEST_F(DictionaryTest, RejectsARowWithTooManyCells) {
  write("ontology/topics.tsv", "id\tlabel\nransomware\transomware\textra\n");
  expect_fault("ontology/topics.tsv", 2, 23, "3 cells");
}

TEST_F(DictionaryTest, RejectsAnEmptyRequiredCell) {
  write("gazetteer/bodies.tsv", std::string(kHeader) + "org:a\tOrganization\t\t\t\t\n");
  expect_fault("gazetteer/bodies.tsv", 2, 21, "name");
}

TEST_F(DictionaryTest, RejectsAParentThatNoFileDefines) {
  write("gazetteer/bodies.tsv", std::string(kHeader) + "org:a\tOrganization\t\tAlpha\t\torg:b\n");
  const Error error = fault();
  EXPECT_EQ(error.place().line, 2u);
  EXPECT_NE(std::string(error.what()).find("org:b"), std::string::npos);
}

TEST_F(DictionaryTest, RejectsAnUnknownRelationInAVerbRow) {
  write("verbs/stance.tsv", "cue\tkind\trelation\nadore\tverb\tADORES\n");
  expect_fault("verbs/stance.tsv", 2, 12, "ADORES");
}

TEST_F(DictionaryTest, RejectsUnknownWordsInThePatternTables) {
  struct Table {
    const char* file;
    const char* text;
    unsigned column;
    const char* word;
  };
  const Table tables[] = {
      {"patterns/head_nouns.tsv", "words\ttype\tsmall\nHarbour\tOrganization\ttiny\n", 22, "small"},
      {"patterns/head_nouns.tsv", "words\ttype\tleast\nHarbour\tOrganization\t1\n", 22, "digit"},
      {"patterns/head_nouns.tsv", "words\ttype\talone\nHarbour\tEvent\tTrack\n", 15, "Track"},
      {"patterns/counted_nouns.tsv", "words\ttype\tby\nround\tEvent\tmood\n", 13, "singled out"},
      {"patterns/person_names.tsv", "part\tnames\nmiddle\tMary\n", 1, "given"},
      {"patterns/titles.tsv", "titles\trank\nHarbourmaster\tgrand\n", 15, "rank"},
      {"patterns/prefixes.tsv", "role\tprefixes\nsuffix\tx\n", 1, "article"},
      {"patterns/numbered.tsv", "words\tprefix\tform\nRule\tr\tmood\n", 8, "form"},
      {"patterns/qualities.tsv", "role\twords\nthing\topen\n", 1, "space"},
  };
  for (const Table& table : tables) {
    write(table.file, table.text);
    expect_fault(table.file, 2, table.column, table.word);
    fs::remove(root_ / table.file);
  }
}

TEST_F(DictionaryTest, RejectsInvalidUtf8) {
  write("gazetteer/bodies.tsv", std::string(kHeader) + "org:a\tOrganization\t\tAl\xFFpha\t\t\n");
  expect_fault("gazetteer/bodies.tsv", 2, 23, "UTF-8");
}

TEST_F(DictionaryTest, RejectsAFolderThatIsNotThere) {
  try {
    Dictionaries::load({{root_ / "nowhere"}, {}, {}});
    FAIL() << "no fault was reported";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input_error);
  }
}

}  // namespace
}  // namespace chancery::ingest
