#include "script.h"

#include <gtest/gtest.h>

namespace chancery::cli {
namespace {

TEST(Script, CutsAtSemicolonsOutsideStringsAndComments) {
  const auto statements = split_script(
      "RETURN 'a;b' AS x; // not; here\n"
      "RETURN `c;d` /* nor; here */ ;\n"
      "RETURN \"it\\\";s\"");
  ASSERT_EQ(statements.size(), 3u);
  EXPECT_EQ(statements[0].text, "RETURN 'a;b' AS x");
  EXPECT_EQ(statements[1].text, "RETURN `c;d` /* nor; here */");
  EXPECT_EQ(statements[2].text, "RETURN \"it\\\";s\"");
}

TEST(Script, TakesTheCommentAboveAsTitle) {
  const auto statements = split_script("// Who supports\n// the programme?\nMATCH (n) RETURN n;\n");
  ASSERT_EQ(statements.size(), 1u);
  EXPECT_EQ(statements[0].title, "Who supports the programme?");
  EXPECT_EQ(statements[0].text, "MATCH (n) RETURN n");
}

TEST(Script, OfCommentsAndBlanksAloneHasNoStatement) {
  EXPECT_TRUE(split_script("  // nothing\n ; ;\n").empty());
}

TEST(Script, IsCompleteOnlyWithASemicolonThatCounts) {
  EXPECT_TRUE(is_complete("RETURN 1;"));
  EXPECT_FALSE(is_complete("RETURN 1"));
  EXPECT_FALSE(is_complete("RETURN ';"));
  EXPECT_FALSE(is_complete("RETURN 1 // ;"));
}

}  // namespace
}  // namespace chancery::cli
