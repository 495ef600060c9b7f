// Input made to crash, hang or exhaust a reader. Each must be read or refused in one sentence.

#include "document_checks.h"

namespace chancery::ingest {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(Refused, EmptyBinaryAndBoundless) {
  EXPECT_EQ(refusal_of("a.txt", ""), "the file is empty");
  EXPECT_EQ(refusal_of("a.txt", " \n\t\n"), "there is no text in the file");
  EXPECT_EQ(refusal_of("a.md", "\xEF\xBB\xBF"), "there is no text in the file");
  EXPECT_NE(refusal_of("a.txt", "%PDF-1.4 x").find("PDF"), std::string::npos);
  EXPECT_NE(refusal_of("a.txt", std::string(50, '\0')).find("binary"), std::string::npos);
  EXPECT_NE(refusal_of("a.txt", repeated("word ", 4 << 20)).find("line 1 is 20 MiB long"),
            std::string::npos);
  EXPECT_NE(refusal_of("a.txt", repeated("\n", 5 << 20)).find("lines"), std::string::npos);
  EXPECT_NE(refusal_of("a.html", repeated("<p>some words</p>\n", 2 << 20)).find("32 MiB"),
            std::string::npos);
}

TEST(Refused, MissingFoldersAndPipes) {
  const auto refused = [](const std::filesystem::path& path, std::size_t limit = 1000) {
    try {
      read_document(path, limit);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input_error);
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_NE(refused("/no/such/file.txt").find("No such file"), std::string::npos);
  EXPECT_EQ(refused("/"), "this is not a regular file");
  EXPECT_EQ(refused("/dev/zero"), "this is not a regular file");
  EXPECT_NE(refused(CHANCERY_SOURCE_DIR "/CMakeLists.txt", 10).find("limit"), std::string::npos);
}

class HostilePages : public testing::TestWithParam<std::pair<const char*, std::string>> {};

TEST_P(HostilePages, AreReadOrRefused) {
  try {
    read_sound("a.html", GetParam().second);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input_error);
  }
}

std::string distinct_formatting() {
  std::string page;
  for (int i = 0; i < 3000; ++i) page += "<b a=" + std::to_string(i) + ">";
  return page + repeated("<p>x</p>", 20000);
}

INSTANTIATE_TEST_SUITE_P(
    Html, HostilePages,
    testing::Values(std::pair("nested spans", repeated("<span>", 300000) + "x"),
                    std::pair("nested blocks", repeated("<div>", 100000) + "x"),
                    std::pair("formatting that multiplies", distinct_formatting()),
                    std::pair("tables out of place", repeated("<div><table></div>", 20000) + "x"),
                    std::pair("templates", "x" + repeated("<template>", 10000)),
                    std::pair("foreign content", repeated("<svg><foreignObject>", 10000) + "x"),
                    std::pair("stray ends", "<p>x" + repeated("</div></b>", 50000)),
                    std::pair("references", "<p>" + repeated("&amp;&nosuch;&#0;", 20000)),
                    std::pair("lists", repeated("<ol start=99999999999999999999><li>", 2000) + "x"),
                    std::pair("attributes", "<p " + repeated("a ", 50000) + ">x")),
    [](const auto& test) { return "Case" + std::to_string(test.index); });

class HostileMarkdown : public testing::TestWithParam<std::pair<const char*, std::string>> {};

TEST_P(HostileMarkdown, IsReadOrRefused) {
  try {
    read_sound("a.md", GetParam().second);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input_error);
  }
}

std::string empty_cells() {
  return "|" + repeated("a|", 5000) + "\n|" + repeated("-|", 5000) + "\n" + repeated("|x\n", 20000);
}

INSTANTIATE_TEST_SUITE_P(
    Markdown, HostileMarkdown,
    testing::Values(std::pair("quotes", repeated(">", 200000) + "x"),
                    std::pair("lists", repeated("- ", 100000) + "x"),
                    std::pair("brackets", repeated("[", 200000) + "x"),
                    std::pair("links", repeated("[a](", 100000) + "x"),
                    std::pair("emphasis", repeated("*a **a _", 100000)),
                    std::pair("comments", "x\n\nx " + repeated("<!--", 100000)),
                    std::pair("cells", empty_cells()),
                    std::pair("html blocks", repeated("<div>\n\n", 20000) + "x")),
    [](const auto& test) { return "Case" + std::to_string(test.index); });

TEST(HostilePlainText, PagesAndRulesStayLinear) {
  read_sound("a.txt", repeated("1/2\nfoo bar\n\f", 50000));
  read_sound("a.txt", repeated("______\n1 a\n", 50000) + "1/2\n");
  read_sound("a.txt", repeated("1. \n", 50000));
  read_sound("a.txt", repeated("(i) x\n", 50000));
}

TEST(HostilePlainText, EveryByteAloneIsReadOrRefused) {
  for (int byte = 0; byte < 256; ++byte) {
    for (const char* name : {"a.txt", "a.md", "a.html"}) {
      const std::string bytes = {'a', static_cast<char>(byte), 'b', '\n'};
      try {
        read_sound(name, bytes);
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::input_error) << byte;
      }
    }
  }
}

}  // namespace
}  // namespace chancery::ingest
