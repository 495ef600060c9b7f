#include "chancery/query/documentation.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "evaluation.h"

namespace chancery::query {
namespace {

TEST(Documentation, EveryEntryIsComplete) {
  std::string last;
  for (const Documentation& entry : documentation()) {
    EXPECT_LT(last, entry.name);
    EXPECT_TRUE(entry.signature.starts_with(entry.name + "(")) << entry.name;
    EXPECT_TRUE(entry.text.ends_with('.')) << entry.name;
    EXPECT_NE(entry.example.find(entry.name + "("), std::string::npos) << entry.name;
    EXPECT_FALSE(entry.group.empty()) << entry.name;
    last = entry.name;
  }
}

TEST(Documentation, ReferencePageIsUpToDate) {
  std::ifstream file(CHANCERY_SOURCE_DIR "/queries/FUNCTIONS.md");
  std::ostringstream page;
  page << file.rdbuf();
  EXPECT_EQ(page.str(), reference()) << "make reference writes the page anew";
}

TEST(Documentation, HelpFindsNamesInAnyCaseAndListsGroups) {
  EXPECT_EQ(help("TOUPPER"), help("toUpper"));
  EXPECT_TRUE(help("toUpper").starts_with("toUpper(text :: STRING) :: STRING\n"));
  EXPECT_TRUE(help("db.labels").starts_with("CALL db.labels()"));
  EXPECT_NE(help("functions").find("\nAggregates\n"), std::string::npos);
  EXPECT_EQ(help("functions").find("db.labels"), std::string::npos);
  EXPECT_NE(help("procedures").find("  db.labels "), std::string::npos);
  EXPECT_TRUE(help("lists").starts_with("Lists\n"));
}

TEST(Documentation, HelpSuggestsTheNearestName) {
  try {
    help("toUper");
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "There is no function or procedure toUper; did you mean toUpper?");
  }
}

}  // namespace
}  // namespace chancery::query
