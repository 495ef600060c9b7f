#include "screen_text.h"

#include <gtest/gtest.h>

namespace chancery::cli {
namespace {

TEST(ScreenText, WidthCountsColumnsNotBytes) {
  EXPECT_EQ(screen_width("ransomware"), 10u);
  EXPECT_EQ(screen_width("cyberdéfense"), 12u);
  EXPECT_EQ(screen_width("网络安全"), 8u);
  EXPECT_EQ(screen_width("e\u0301"), 1u);  // combining acute
  EXPECT_EQ(screen_width("\u200Bx"), 1u);  // zero width space
}

TEST(ScreenText, PrintableTakesAwayWhatSteersATerminal) {
  EXPECT_EQ(printable("a\nb\tc"), "a↵b c");
  EXPECT_EQ(printable("\033[31mred"), "\uFFFD[31mred");
  EXPECT_EQ(printable("\u202Eevil"), "\uFFFDevil");
  EXPECT_EQ(printable(std::string_view("\xFF\xFE", 2)), "\uFFFD\uFFFD");
}

TEST(ScreenText, WrapBreaksAtSpacesAndLosesNothing) {
  const std::vector<std::string> lines = wrap("the participating States reaffirm", 12);
  EXPECT_EQ(lines, (std::vector<std::string>{"the", "participatin", "g States", "reaffirm"}));
  for (const std::string& line : lines) EXPECT_LE(screen_width(line), 12u);
}

TEST(ScreenText, WrapCountsWideCharactersTwice) {
  for (const std::string& line : wrap("关于网络安全的联合声明", 6))
    EXPECT_LE(screen_width(line), 6u);
}

TEST(ScreenText, WrapOfNothingIsOneEmptyLine) {
  EXPECT_EQ(wrap("", 10), std::vector<std::string>{""});
}

TEST(ScreenText, KnowsRightToLeftScripts) {
  EXPECT_TRUE(has_right_to_left("الأمن السيبراني"));
  EXPECT_FALSE(has_right_to_left("cyber 网络"));
}

}  // namespace
}  // namespace chancery::cli
