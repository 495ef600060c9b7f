#include "chancery/database.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "chancery/error.h"
#include "temp_database.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

class Facade : public ::testing::Test {
 protected:
  fs::path write(const std::string& name, const std::string& text) {
    const fs::path path = folder_.path() / name;
    std::ofstream(path) << text;
    return path;
  }

  TempFolder folder_;
  fs::path home_ = folder_.path() / "db";
};

constexpr const char* kRelease =
    "---\ntitle: Joint release of CISA and ENISA\ndate: 2023-12-07\n---\n\n"
    "The Cybersecurity and Infrastructure Security Agency (CISA) and the European Union Agency "
    "for Cybersecurity (ENISA) signed a Working Arrangement.\n";

TEST_F(Facade, IngestsAndAnswersWithTheSentence) {
  Database database = Database::open(home_);
  const auto report = database.ingest({write("release.md", kRelease)});
  EXPECT_EQ(report.added, 1u);
  const auto cisa = database.entity("CISA");
  ASSERT_TRUE(cisa);
  EXPECT_EQ(cisa->type, "Organization");
  bool found = false;
  for (const auto& row :
       database.query("MATCH (:Entity {id: $id})-[r:ADOPTED]->(i) RETURN r", {{"id", cisa->id}})) {
    const auto proofs = database.evidence(row[0].as_relationship().id);
    ASSERT_FALSE(proofs.empty());
    EXPECT_NE(proofs[0].quote.find("signed a Working Arrangement"), std::string::npos);
    found = true;
  }
  EXPECT_TRUE(found);
}

TEST_F(Facade, AReaderSeesEditionsAndMovesOnWhenAsked) {
  Database writer = Database::open(home_);
  writer.query("CREATE (:Note {n: 1})");
  writer.publish();
  Database reader = Database::open(home_, OpenMode::read);
  writer.query("CREATE (:Note {n: 2})");
  writer.publish("second");
  const auto count = [&] {
    Rows::Row row;
    Rows rows = reader.query("MATCH (n:Note) RETURN count(*)");
    EXPECT_TRUE(rows.next(row));
    return row[0].as_integer();
  };
  EXPECT_EQ(count(), 1);
  EXPECT_TRUE(reader.refresh());
  EXPECT_EQ(count(), 2);
  EXPECT_FALSE(reader.refresh());
  EXPECT_EQ(reader.editions().size(), 2u);
}

TEST_F(Facade, AReaderCannotWrite) {
  Database::open(home_).publish("empty");
  Database reader = Database::open(home_, OpenMode::read);
  try {
    reader.query("CREATE (:Note)");
    FAIL() << "a write on an edition went through";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::read_only);
  }
}

TEST_F(Facade, ASecondWriterIsToldWhoHoldsTheLock) {
  const Database writer = Database::open(home_);
  try {
    Database::open(home_);
    FAIL() << "two writers at once";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::locked);
    EXPECT_NE(std::string(error.what()).find(std::to_string(getpid())), std::string::npos)
        << error.what();
  }
}

TEST_F(Facade, EvidenceOfANameNobodyBearsSaysSo) {
  const Database database = Database::open(home_);
  EXPECT_THROW(database.evidence("Nobody", "SUPPORTS", "Nothing"), Error);
}

TEST_F(Facade, RowsOutliveTheDatabaseObject) {
  std::optional<Rows> rows;
  {
    Database database = Database::open(home_);
    rows.emplace(database.query("UNWIND range(1, 3) AS n RETURN n"));
  }
  std::int64_t sum = 0;
  for (const auto& row : *rows) sum += row[0].as_integer();
  EXPECT_EQ(sum, 6);
}

}  // namespace
}  // namespace chancery
