// What the columns of a user's own verb file do: kinds, flags and gaps of verbs/*.tsv.

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "chancery/error.h"
#include "readings.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;

/// The project's dictionaries with a verb file of the test's own.
class VerbRows : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    file_ = fs::temp_directory_path() / (std::string("chancery_verbs_") + test->name() + ".tsv");
  }
  void TearDown() override { fs::remove(file_); }

  void load(const std::string& rows) {
    std::ofstream(file_, std::ios::binary) << "cue\tkind\trelation\tstatus\tpolarity\tflags\n"
                                           << rows;
    words_ = Dictionaries::load({{fs::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {file_}});
  }

  Annotations read_with(const std::string& text) { return read(text, "note.txt", *words_); }

  /// The one fault of a row, with its place.
  void expect_fault(const std::string& row, unsigned column, const std::string& message) {
    try {
      load(row);
      ADD_FAILURE() << "no fault was reported";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input_error);
      EXPECT_EQ(error.place().file, file_.string());
      EXPECT_EQ(error.place().line, 2u);
      EXPECT_EQ(error.place().column, column);
      EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
    }
  }

  fs::path file_;
  std::shared_ptr<const Dictionaries> words_;
};

TEST_F(VerbRows, CallsAddressesTheNamesInTheGap) {
  load("beseech ~4 to\t\tSUPPORTS\t\t\tmain|calls\nimplore ~4 to\t\tSUPPORTS\t\t\tmain\n");
  const auto call = read_with("Fiji beseeched Tonga to protect encryption.");
  EXPECT_TRUE(says(call, "state:fj CALLS_ON state:to"));
  EXPECT_TRUE(says(call, "state:fj SUPPORTS topic:encryption"));
  const auto plain = read_with("Fiji implored Tonga to protect encryption.");
  EXPECT_TRUE(says(plain, "state:fj SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(plain, "state:fj CALLS_ON state:to"));
}

TEST_F(VerbRows, GapMakesTheNamesInTheGapObjects) {
  load("tutor ~4 on\t\tASSISTS\t\t\tgap\ncoach ~4 on\t\tASSISTS\t\t\t\n");
  EXPECT_TRUE(says(read_with("Fiji tutored Tonga on encryption."), "state:fj ASSISTS state:to"));
  EXPECT_FALSE(says(read_with("Fiji coached Tonga on encryption."), "state:fj ASSISTS state:to"));
}

TEST_F(VerbRows, EventImpliesTheMeetingToldOfLast) {
  load("congregate\t\tPARTICIPATED_IN\tdone\t\tevent\nlinger\t\tPARTICIPATED_IN\tdone\n");
  const std::string hosted = "Fiji hosted the Second Reef Dialogue. Tonga ";
  const std::string triple = "state:to PARTICIPATED_IN event:second-reef-dialogue";
  EXPECT_TRUE(says(read_with(hosted + "congregated."), triple));
  EXPECT_FALSE(says(read_with(hosted + "lingered."), triple));
}

TEST_F(VerbRows, MainHeadsAClauseOfItsOwnAfterAnInfinitive) {
  load("laud\t\tSUPPORTS\t\t\tmain\nbefriend\t\tSUPPORTS\n");
  const std::string intend = "Fiji and Tonga intend to curb phishing and ";
  EXPECT_TRUE(says(read_with(intend + "laud encryption."), "state:to SUPPORTS topic:encryption"));
  const auto under = read_with(intend + "befriend encryption.");
  EXPECT_TRUE(says(under, "state:to COMMITS_TO topic:encryption"));
  EXPECT_FALSE(says(under, "state:to SUPPORTS topic:encryption"));
}

TEST_F(VerbRows, AnActShowsThroughTheStanceOverIt) {
  load("erect\t\tESTABLISHED\t\t\tact\nmoot\t\tESTABLISHED\n");
  const auto act = read_with("Fiji decided to erect the Reef Cable Fund.");
  EXPECT_TRUE(says(act, "state:fj ESTABLISHED prog:reef-cable-fund"));
  EXPECT_FALSE(says(act, "state:fj COMMITS_TO prog:reef-cable-fund"));
  EXPECT_TRUE(says(read_with("Fiji decided to moot the Reef Cable Fund."),
                   "state:fj COMMITS_TO prog:reef-cable-fund"));
}

TEST_F(VerbRows, AModalSpeaksForAVerbThatNoRowHas) {
  load("dares\tmodal\tCOMMITS_TO\tplanned\t\tmain\n");
  const std::string triple = "state:fj COMMITS_TO topic:encryption";
  EXPECT_TRUE(says(read_with("Fiji dares repaint encryption."), triple));
  EXPECT_FALSE(says(read_with("Fiji dares condemn encryption."), triple));
}

TEST_F(VerbRows, AControlVerbLeavesTheWordToTheVerbUnderIt) {
  load("deign to\tcontrol\t-\n");
  EXPECT_TRUE(
      says(read_with("Fiji deigns to promote encryption."), "state:fj SUPPORTS topic:encryption"));
  EXPECT_FALSE(
      says(read_with("Fiji forgets to promote encryption."), "state:fj SUPPORTS topic:encryption"));
}

TEST_F(VerbRows, AGapTakesCommasWhereItSaysSo) {
  load("lavish ~5, on\t\tSUPPORTS\nbestow ~5 on\t\tSUPPORTS\n");
  EXPECT_TRUE(says(read_with("Fiji lavished time, money on encryption."),
                   "state:fj SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(read_with("Fiji bestowed time, money on encryption."),
                    "state:fj SUPPORTS topic:encryption"));
  EXPECT_TRUE(says(read_with("Fiji bestowed much money on encryption."),
                   "state:fj SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(read_with("Fiji lavished time; money on encryption."),
                    "state:fj SUPPORTS topic:encryption"));
}

TEST_F(VerbRows, AGapIsAsLongAsItSays) {
  load("lavish ~2 on\t\tSUPPORTS\n");
  EXPECT_TRUE(says(read_with("Fiji lavished much money on encryption."),
                   "state:fj SUPPORTS topic:encryption"));
  EXPECT_FALSE(says(read_with("Fiji lavished very much money on encryption."),
                    "state:fj SUPPORTS topic:encryption"));
}

TEST_F(VerbRows, AWordBehindAQuestionMarkMayBeAbsent) {
  load("lavish care on?\t\tSUPPORTS\n");
  const std::string triple = "state:fj SUPPORTS topic:encryption";
  EXPECT_TRUE(says(read_with("Fiji lavishes care on encryption."), triple));
  EXPECT_TRUE(says(read_with("Fiji lavishes care encryption."), triple));
  EXPECT_FALSE(says(read_with("Fiji lavishes encryption."), triple));
}

TEST_F(VerbRows, RefuseAnUnknownFlag) {
  expect_fault("laud\t\tSUPPORTS\t\t\tmain|loud\n", 18,
               "Unknown flag \"loud\"; known are main, act, calls, event, gap.");
}

TEST_F(VerbRows, GiveEachCueItsOwnStrength) {
  load("deplore|bemoan\t\tCONDEMNS\t\t\t\n");
  const auto annotations = read_with("Fiji bemoaned phishing.");
  const StatementRecord* statement = find(annotations, "state:fj CONDEMNS topic:phishing");
  ASSERT_NE(statement, nullptr);
  EXPECT_EQ(statement->strength_word, "");
}

TEST_F(VerbRows, RefuseAGapWithoutADigit) {
  expect_fault("laud ~x on\t\tSUPPORTS\n", 1, "A gap is \"~\" or \"~\" and a digit from 1");
  expect_fault("laud ~12 on\t\tSUPPORTS\n", 1, "A gap is \"~\" or \"~\" and a digit from 1");
}

TEST_F(VerbRows, RefuseAnUnknownKind) {
  expect_fault("laud\tadverb\tSUPPORTS\n", 6,
               "The kind is verb, adjective, noun, control or modal.");
}

TEST_F(VerbRows, RefuseAPatternThatBeginsWithAGap) {
  expect_fault("~2 laud\t\tSUPPORTS\n", 1, "must begin with a word");
}

TEST_F(VerbRows, RefuseAMissingAlternative) {
  expect_fault("laud with/\t\tSUPPORTS\n", 1, "A word is missing");
}

}  // namespace
}  // namespace chancery::ingest
