#include "document_checks.h"

namespace chancery::ingest {
namespace {

using Kind = Block::Kind;

TEST(Markdown, MarksGoAndTheMapLeadsBack) {
  const std::string bytes =
      "The **United\nStates** and [Japan](http://example.org) \\*agreed\\*.\n";
  const Document document = read_sound("a.md", bytes);
  EXPECT_EQ(document.text, "The United\nStates and Japan *agreed*.");
  EXPECT_EQ(source_of(document, bytes, find_in(document, "United\nStates")), "United\nStates");
  EXPECT_EQ(source_of(document, bytes, find_in(document, "Japan")), "Japan");
  EXPECT_EQ(source_of(document, bytes, find_in(document, "*agreed*")), "*agreed\\*");
}

TEST(Markdown, EntitiesAreDecodedAsSmallRuns) {
  const std::string bytes = "R&amp;D &mdash; &#8217; &nosuch; & x\n";
  const Document document = read_sound("a.md", bytes);
  EXPECT_EQ(document.text, "R&D — ’ &nosuch; & x");
  EXPECT_EQ(source_of(document, bytes, find_in(document, "—")), "&mdash;");
}

TEST(Markdown, BlocksHaveTheirKinds) {
  const Document document = read_sound("a.md", R"(# Joint Statement

We met.

## Outcomes

3. First
4. Second
   - nested

   more of it

> Quoted words

| A | B |
|---|---|
| c | d |
)");
  EXPECT_EQ(blocks_of(document, Kind::title), "Joint Statement");
  EXPECT_EQ(document.title, "Joint Statement");
  EXPECT_EQ(blocks_of(document, Kind::heading), "Outcomes");
  EXPECT_EQ(blocks_of(document, Kind::paragraph), "We met.");
  EXPECT_EQ(blocks_of(document, Kind::item), "First|Second|nested|more of it");
  EXPECT_EQ(blocks_of(document, Kind::quote), "Quoted words");
  EXPECT_EQ(blocks_of(document, Kind::table), "A\tB|c\td");
  EXPECT_EQ(document.blocks[3].number, "3.");
  EXPECT_EQ(document.blocks[4].number, "4.");
  EXPECT_EQ(document.blocks[5].level, 2);
}

TEST(Markdown, HardBreaksAndContinuationLinesAreLineBreaks) {
  const std::string bytes = "- one  \n  two\\\n  three\n";
  const Document document = read_sound("a.md", bytes);
  EXPECT_EQ(document.text, "one\ntwo\nthree");
  EXPECT_EQ(source_of(document, bytes, find_in(document, "two\nthree")), "two\\\n  three");
}

TEST(Markdown, IndentedTextIsNoCode) {
  const Document document = read_sound("a.md", "x\n\n    The parties met.\n");
  EXPECT_EQ(blocks_of(document, Kind::paragraph), "x|The parties met.");
}

TEST(Markdown, EmbeddedHtmlIsReadAsHtml) {
  const std::string bytes =
      "One <span style=\"x\">two</span>.<br>Three\n\n<table><tr><td>Total &amp; rest</td><td>5</td>"
      "</tr></table>\n";
  const Document document = read_sound("a.md", bytes);
  EXPECT_EQ(blocks_of(document, Kind::paragraph), "One two.\nThree");
  EXPECT_EQ(blocks_of(document, Kind::table), "Total & rest\t5");
  EXPECT_EQ(source_of(document, bytes, find_in(document, "& rest")), "&amp; rest");
}

TEST(Markdown, CarriageReturnsAreLineBreaks) {
  const std::string bytes = "---\r\ntitle: T\r\n---\r\nOne\r\ntwo\r\n\r\nThree\r\n";
  const Document document = read_sound("a.md", bytes);
  EXPECT_EQ(document.title, "T");
  EXPECT_EQ(document.text, "One\ntwo\n\nThree");
}

TEST(FrontMatter, FillsTheFields) {
  const Document document = read_sound("a.md", R"(---
title: "Leaders\u2019 Joint\_Statement"
date: '2021-03-12'
source_url: https://example.org/a
lang: FR
symbol: A/78/265
published_time: 2021-03-12 11:58:08-05:00
issuers: [Australia, India]
nested: {a: {b: c}}
---
We met.
)");
  EXPECT_EQ(document.title, "Leaders’ Joint Statement");
  EXPECT_EQ(document.date, "2021-03-12");
  EXPECT_EQ(document.url, "https://example.org/a");
  EXPECT_EQ(document.language, "fr");
  EXPECT_EQ(document.symbol, "A/78/265");
  EXPECT_EQ(document.metadata.at("issuers"), "Australia; India");
  EXPECT_EQ(document.metadata.count("nested"), 0u);
  EXPECT_EQ(document.text, "We met.");
  EXPECT_TRUE(document.notices.empty());
}

TEST(FrontMatter, MalformedYamlIsANoticeWithItsLine) {
  const Document document = read_sound("a.md", "---\ntitle: ok\nfoo: [1, 2\n---\nWe met.\n");
  EXPECT_EQ(document.text, "We met.");
  ASSERT_EQ(document.notices.size(), 1u);
  EXPECT_EQ(document.notices[0].rfind("line ", 0), 0u) << document.notices[0];
  EXPECT_NE(document.notices[0].find("not valid YAML"), std::string::npos);
}

TEST(FrontMatter, AListOrAScalarIsANotice) {
  EXPECT_EQ(read_sound("a.md", "---\n- a\n- b\n---\nWe met.\n").notices.size(), 1u);
  EXPECT_EQ(read_sound("a.md", "---\nwords\n---\nWe met.\n").notices.size(), 1u);
}

TEST(FrontMatter, EmptyOrUnclosedIsNone) {
  EXPECT_EQ(read_sound("a.md", "---\n---\nWe met.\n").text, "We met.");
  const Document unclosed = read_sound("a.md", "---\ntitle: x\n\nWe met.\n");
  EXPECT_NE(unclosed.text.find("title: x"), std::string::npos);
}

TEST(FrontMatter, HostileYamlCostsNothing) {
  std::string aliases = "---\na0: &a0 [x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    aliases += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " +
               before + "]\n";
  }
  EXPECT_EQ(read_sound("a.md", aliases + "---\nWe met.\n").text, "We met.");
  const std::string deep = "---\nx: " + std::string(20000, '[') + "\n---\nWe met.\n";
  EXPECT_EQ(read_sound("a.md", deep).notices.size(), 1u);
  std::string dashes = "---\n";
  for (int i = 0; i < 20000; ++i) dashes += "- ";
  EXPECT_EQ(read_sound("a.md", dashes + "x\n---\nWe met.\n").notices.size(), 1u);
}

}  // namespace
}  // namespace chancery::ingest
