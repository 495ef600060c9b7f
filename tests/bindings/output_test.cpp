#include "output.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "chancery/database.h"
#include "screen_text.h"
#include "temp_database.h"

namespace chancery::cli {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Table, AlignsWideScriptsByScreenColumns) {
  const auto lines =
      lines_of(render_table({"name", "lang"}, {{"网络安全", "zh"}, {"cyber", "en"}}, {}));
  ASSERT_EQ(lines.size(), 4u);
  const auto column = [](const std::string& line) {
    return screen_width(std::string_view(line).substr(0, line.find("│")));
  };
  EXPECT_EQ(column(lines[0]), column(lines[2]));
  EXPECT_EQ(column(lines[2]), column(lines[3]));
}

TEST(Table, WrapsInsteadOfCutting) {
  OutputOptions options;
  options.width = 40;
  const std::string sentence = "reaffirmed their commitment to an open and secure Internet";
  const std::string table = render_table({"quote", "n"}, {{sentence, "1"}}, options);
  std::string letters;
  for (const std::string& line : lines_of(table)) {
    EXPECT_LE(screen_width(line), 40u);
    letters += line;
  }
  for (const char* word : {"reaffirmed", "commitment", "Internet"})
    EXPECT_NE(letters.find(word), std::string::npos) << word;
}

TEST(Table, PutsNumbersRight) {
  const auto lines = lines_of(render_table({"count"}, {{"5"}, {"1234"}}, {}));
  EXPECT_EQ(lines[2], "    5");
}

class Formats : public ::testing::Test {
 protected:
  std::string write(Format format, const std::string& query) {
    Rows rows = database_.query(query);
    std::ostringstream out;
    OutputOptions options;
    options.format = format;
    write_rows(out, rows, options);
    return out.str();
  }

  TempFolder folder_;
  Database database_ = Database::open(folder_.path() / "db");
};

TEST_F(Formats, CsvQuotesWhatNeedsIt) {
  EXPECT_EQ(write(Format::csv, "RETURN 'a,\"b\"' AS x, 1 AS y, null AS z"),
            "x,y,z\r\n\"a,\"\"b\"\"\",1,\r\n");
}

TEST_F(Formats, JsonIsOneArrayOfObjects) {
  EXPECT_EQ(write(Format::json, "UNWIND [1, 2] AS n RETURN n, 'x' AS s"),
            "[\n {\"n\": 1, \"s\": \"x\"},\n {\"n\": 2, \"s\": \"x\"}\n]\n");
  EXPECT_EQ(write(Format::json, "UNWIND [] AS n RETURN n"), "[]\n");
}

TEST_F(Formats, JsonLinesIsOneObjectALine) {
  EXPECT_EQ(write(Format::jsonl, "UNWIND [1, 2] AS n RETURN n"), "{\"n\": 1}\n{\"n\": 2}\n");
}

TEST(Grouped, SeparatesThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

}  // namespace
}  // namespace chancery::cli
