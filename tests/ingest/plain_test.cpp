#include "document_checks.h"
#include "readers/plain_lines.h"

namespace chancery::ingest {
namespace {

using Kind = Block::Kind;

TEST(PlainText, StaysAsItIs) {
  const std::string bytes = "  First line\r\nsecond line \r\n\r\n\tNext\x0Cpage.\n";
  const Document document = read_sound("a.txt", bytes);
  EXPECT_EQ(document.text, bytes);
  EXPECT_EQ(document.to_source.runs().size(), 1u);
  EXPECT_EQ(document.media_type, "text/plain");
}

TEST(PlainText, BlankLinesEndParagraphsAndWrappedLinesDoNot) {
  const Document document = read_sound(
      "a.txt", "The parties met in Geneva\nand agreed.\n\n \nThey will meet\r\nagain.\r\n");
  EXPECT_EQ(blocks_of(document, Kind::paragraph),
            "The parties met in Geneva\nand agreed.|They will meet\r\nagain.");
}

TEST(PlainText, LongLinesAreParagraphsOfTheirOwn) {
  const std::string sentence(300, 'x');
  const Document document = read_sound("a.txt", sentence + ".\n" + sentence + ".\n");
  EXPECT_EQ(document.blocks.size(), 2u);
}

TEST(PlainText, ItemsKeepTheirLabelsAndDepth) {
  const Document document = read_sound("a.txt",
                                       "1. \nWelcomes the report;\n\n2. Decides:\n"
                                       "(a) Support States;\n(i) in law;\n(ii) in fact;\n"
                                       "(b) Enable talks;\n- and more\n");
  std::string outline;
  for (const Block& block : document.blocks) {
    ASSERT_EQ(block.kind, Kind::item) << text_of(document, block);
    outline += block.number + "/" + std::to_string(block.level) + " ";
  }
  EXPECT_EQ(outline, "1./1 2./1 (a)/2 (i)/3 (ii)/3 (b)/2 -/1 ");
  EXPECT_EQ(text_of(document, document.blocks[0]), "1. \nWelcomes the report;");
}

TEST(PlainText, ANumberInsideASentenceIsNoItem) {
  const Document document = read_sound(
      "a.txt", "The group of experts held its session in the year of the\n12. session.\n");
  EXPECT_EQ(document.blocks.size(), 1u);
}

TEST(ItemLabel, ReadsTheUsualForms) {
  for (const char* line : {"3. Text", "3) Text", "(3) Text", "(a) Text", "b) Text", "(iv) Text",
                           "• Text", "- Text", "12."}) {
    EXPECT_NE(item_label(line), "") << line;
  }
  for (const char* line :
       {"2023. Text", "U. Text", "A.B", "3.5 percent", "Text", "-5", "(see) Text", "", "(", "1"}) {
    EXPECT_EQ(item_label(line), "") << line;
  }
}

TEST(ItemDepth, AnIAfterAnHIsALetter) {
  EXPECT_EQ(item_depth("(i)", "(h)"), 2);
  EXPECT_EQ(item_depth("(i)", "(a)"), 3);
}

TEST(PlainText, ShortLinesWithoutAFullStopAreHeadings) {
  const Document document =
      read_sound("a.txt", "The parties met.\n\nCapacity Building\n\nThey agreed.\n\nof the text\n");
  EXPECT_EQ(blocks_of(document, Kind::heading), "Capacity Building");
}

TEST(PlainText, TheFirstHeadingIsTheTitleElseTheFileName) {
  EXPECT_EQ(read_sound("a.txt", "Joint Statement on Cyber Issues\n\nThe parties met.\n").title,
            "Joint Statement on Cyber Issues");
  EXPECT_EQ(read_sound("x/joint-statement_2023.txt", "The parties met.\n").title,
            "joint statement 2023");
}

constexpr const char* kResolution = R"(United Nations
A/RES/78/16

General Assembly
Distr.: General
6 December 2023

23-24434 (E)    131223
*2324434*

Resolution adopted by the General Assembly
on 4 December 2023

78/16. Programme of action to advance responsible
behaviour of States

The General Assembly,

Highlighting also that inclusive and transparent
__________________

1  See A/77/275.

A/RES/78/16
Programme of action to advance
responsible behaviour

23-24434
2/4

consideration
of
proposals is most welcome,

Stressing the need for action,

Programme of action to advance
responsible behaviour
A/RES/78/16

3/4
23-24434

1.
Welcomes the report.
)";

TEST(PageFurniture, IsMarkedAndStaysInTheText) {
  const Document document = read_sound("a.txt", kResolution);
  EXPECT_EQ(document.text, kResolution);
  const std::string furniture = blocks_of(document, Kind::furniture);
  for (const char* line :
       {"*2324434*", "Distr.: General", "See A/77/275", "2/4", "3/4", "responsible behaviour\n"}) {
    EXPECT_NE(furniture.find(line), std::string::npos) << line;
  }
  for (const char* line : {"inclusive", "consideration", "Stressing", "The General Assembly,",
                           "78/16. Programme", "Welcomes", "6 December 2023"}) {
    EXPECT_EQ(furniture.find(line), std::string::npos) << line;
  }
}

TEST(PageFurniture, ASentenceCutByAPageBreakIsContinued) {
  const Document document = read_sound("a.txt", kResolution);
  std::string continued;
  for (const Block& block : document.blocks) {
    if (block.continued) continued += text_of(document, block);
  }
  EXPECT_EQ(continued, "Highlighting also that inclusive and transparent");
}

TEST(PageFurniture, MastheadGivesSymbolDateAndTitle) {
  const Document document = read_sound("a.txt", kResolution);
  EXPECT_EQ(document.symbol, "A/RES/78/16");
  EXPECT_EQ(document.date, "2023-12-04");
  EXPECT_EQ(document.title, "Programme of action to advance responsible behaviour of States");
  EXPECT_EQ(document.language, "en");
}

TEST(PageFurniture, PageNumbersBeforeFormFeeds) {
  const Document document =
      read_sound("a.txt", "The parties discussed the\n\n12\n\fuse of networks.\n");
  EXPECT_EQ(blocks_of(document, Kind::furniture), "12");
  EXPECT_TRUE(document.blocks.front().continued);
}

TEST(PageFurniture, TextWithoutPagesHasNone) {
  const Document document =
      read_sound("a.txt", "The parties met.\n\nThe parties met.\n\nIn 2023\n\n42\n\nThey left.\n");
  EXPECT_EQ(blocks_of(document, Kind::furniture), "");
}

}  // namespace
}  // namespace chancery::ingest
