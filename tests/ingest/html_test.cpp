#include "document_checks.h"

namespace chancery::ingest {
namespace {

using Kind = Block::Kind;

constexpr const char* kPage = R"(<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Cyber Dialogue &amp; more | Ministry</title>
<meta property="article:published_time" content="2023-12-07T10:00:00Z">
<link rel="canonical" href="https://example.org/dialogue">
<meta name="description" content="What was said">
<script>var x = "<p>no text</p>";</script><style>p { color: red }</style></head>
<body><header><h1>Ministry</h1></header><nav><ul><li>Home</li></ul></nav>
<main><header><h1>9th Cyber   Dialogue</h1></header>
<p>The United&nbsp;States and the
   European Union <b>held</b> talks&mdash;again.<br>They agreed.</p>
<ol start="4"><li>Fourth<ul><li>inner</li></ul></li><li>Fifth</li></ol>
<blockquote><p>Quoted</p></blockquote>
<table><tr><th>State</th><td>Vote</td></tr></table>
<div>Loose <p>inner</p> text</div><script>drop()</script>
</main><footer>Contact us</footer></body></html>)";

TEST(Html, VisibleTextByBlocks) {
  const Document document = read_sound("a.html", kPage);
  EXPECT_EQ(blocks_of(document, Kind::title), "9th Cyber Dialogue");
  EXPECT_EQ(blocks_of(document, Kind::paragraph),
            "The United\xC2\xA0States and the European Union held talks—again.\nThey agreed."
            "|Loose|inner|text");
  EXPECT_EQ(blocks_of(document, Kind::item), "Fourth|inner|Fifth");
  EXPECT_EQ(blocks_of(document, Kind::quote), "Quoted");
  EXPECT_EQ(blocks_of(document, Kind::table), "State\tVote");
  EXPECT_EQ(blocks_of(document, Kind::furniture), "Ministry|Home|Contact us");
  EXPECT_EQ(document.text.find("drop"), std::string::npos);
}

TEST(Html, ListItemsCountAndNest) {
  const Document document = read_sound("a.html", kPage);
  std::string outline;
  for (const Block& block : document.blocks) {
    if (block.kind == Kind::item) outline += block.number + "/" + std::to_string(block.level) + " ";
  }
  EXPECT_EQ(outline, "4./1 /2 5./1 ");
}

TEST(Html, TheMapLeadsBackThroughEntitiesAndSpace) {
  const std::string bytes = kPage;
  const Document document = read_sound("a.html", bytes);
  EXPECT_EQ(source_of(document, bytes, find_in(document, "United\xC2\xA0States and the European")),
            "United&nbsp;States and the\n   European");
  EXPECT_EQ(source_of(document, bytes, find_in(document, "held talks—again")),
            "held</b> talks&mdash;again");
}

TEST(Html, MetadataOfTheHead) {
  const Document document = read_sound("a.html", kPage);
  EXPECT_EQ(document.title, "Cyber Dialogue & more | Ministry");
  EXPECT_EQ(document.date, "2023-12-07");
  EXPECT_EQ(document.language, "en-GB");
  EXPECT_EQ(document.url, "https://example.org/dialogue");
  EXPECT_EQ(document.metadata.at("description"), "What was said");
}

TEST(Html, AnEmptyMainMeansTheWholePage) {
  const Document document =
      read_sound("a.html", "<body><main></main><p>The parties met.</p></body>");
  EXPECT_EQ(blocks_of(document, Kind::paragraph), "The parties met.");
}

TEST(Html, DeclaredEncodingsAreRead) {
  const std::string page =
      "<head><meta http-equiv='Content-Type' content='text/html; "
      "charset=windows-1251'></head><p>Договор &laquo;О&raquo; праве</p>";
  const std::string bytes = encoded(page, "windows-1251");
  const Document document = read_sound("a.htm", bytes);
  EXPECT_EQ(document.encoding, "windows-1251");
  EXPECT_EQ(document.text, "Договор «О» праве");
  EXPECT_EQ(source_of(document, bytes, find_in(document, "«О»")),
            encoded("&laquo;О&raquo;", "windows-1251"));
}

TEST(Html, ReferencesWithoutSemicolonOrOfTwoCharacters) {
  const std::string bytes =
      "<p>&copy2024 &ampx &NotEqualTilde;y & z &lt;&gt; &#x110000; &#128;</p>";
  const Document document = read_sound("a.html", bytes);
  EXPECT_EQ(document.text.rfind("©2024 &x ≂̸y & z <> ", 0), 0u) << document.text;
  EXPECT_EQ(source_of(document, bytes, find_in(document, "y & z")), "y & z");
}

TEST(Html, PreformattedTextKeepsItsSpace) {
  EXPECT_EQ(read_sound("a.html", "<pre>a   b\n  c</pre>").text, "a   b\n  c");
}

TEST(Html, MalformedPagesAreRead) {
  for (const char* page : {"<table><p>lost</p><tr><td>cell", "<p>a<div>b</p>c", "</body>x<body>y",
                           "<ul><li>a<li>b", "text only", "<b><i>x</b>y</i>", "<p>\r\nx\ry\r\n",
                           "<math><p>x", "<select><p>x", "<![CDATA[x]]>y",
                           "<p>a\x0C"
                           "b",
                           "<frameset>", "<h1><h2>x"}) {
    try {
      read_sound("a.html", page);
    } catch (const Error& error) {
      EXPECT_STREQ(error.what(), "there is no text in the file") << page;
    }
  }
}

}  // namespace
}  // namespace chancery::ingest
