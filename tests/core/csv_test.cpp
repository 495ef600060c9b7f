#include "chancery/csv.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>

#include "chancery/error.h"

namespace chancery {
namespace {

/// "line: field|field" a row; ~ stands for a field where nothing stands. An error ends it.
std::string rows_of(const std::string& text, char delimiter = ',') {
  std::istringstream stream(text);
  CsvReader reader(stream, "x.csv", delimiter);
  std::vector<CsvField> row;
  std::string out;
  try {
    while (reader.next(row)) {
      out += std::to_string(reader.line()) + ":";
      for (const CsvField& field : row) out += " " + field.value_or("~");
      out += "\n";
    }
  } catch (const Error& error) {
    out += error.render();
  }
  return out;
}

TEST(Csv, FieldsRowsAndLines) {
  EXPECT_EQ(rows_of("a,b\nc,d\n"), "1: a b\n2: c d\n");
  EXPECT_EQ(rows_of("a,b\r\nc,d"), "1: a b\n2: c d\n");
  EXPECT_EQ(rows_of("a\rb\r\rc"), "1: a\n2: b\n4: c\n");
  EXPECT_EQ(rows_of("\"a\r\nb\rc\"\r\n\r\nd"), "1: a\r\nb\rc\n5: d\n");
  EXPECT_EQ(rows_of("a;b\n", ';'), "1: a b\n");
  EXPECT_EQ(rows_of(""), "");
  EXPECT_EQ(rows_of("\n\n\na\n"), "4: a\n");
}

TEST(Csv, QuotesHoldDelimitersQuotesAndLineEnds) {
  EXPECT_EQ(rows_of("\"a,b\",\"say \"\"no\"\"\"\n\"two\nlines\",x\nlast\n"),
            "1: a,b say \"no\"\n2: two\nlines x\n4: last\n");
}

TEST(Csv, NothingIsNotAnEmptyText) { EXPECT_EQ(rows_of("a,,\"\"\n,\n"), "1: a ~ \n2: ~ ~\n"); }

TEST(Csv, BlanksBelongToTheField) { EXPECT_EQ(rows_of(" a , b\n"), "1:  a   b\n"); }

TEST(Csv, AByteOrderMarkIsSkipped) { EXPECT_EQ(rows_of("\xEF\xBB\xBFid\n"), "1: id\n"); }

TEST(Csv, WhatIsWrongNamesTheLineAndComesAfterTheRowsBefore) {
  EXPECT_EQ(rows_of("a\nb\"c\n"),
            "1: a\nx.csv:2: A quotation mark in this row is not closed, or not doubled inside "
            "quotes.");
  EXPECT_EQ(rows_of("a\n\"open\n"),
            "1: a\nx.csv:2: A quotation mark in this row is not closed, or not doubled inside "
            "quotes.");
  EXPECT_EQ(rows_of("a\n\xff\n"), "1: a\nx.csv:2: The text is not UTF-8; convert the file.");
}

TEST(Csv, ARowHasABound) {
  const std::string endless = "\"" + std::string(std::size_t{17} << 20, 'x');
  EXPECT_EQ(rows_of(endless),
            "x.csv:1: A row is longer than 16 MiB; is a quotation mark not closed?");
  EXPECT_NE(rows_of(std::string(std::size_t{17} << 20, ',')).find("16 MiB"), std::string::npos);
}

// Plain lines are split by our own code, all others by libcsv: both must say the same.
TEST(Csv, ALineIsReadAlikeWhateverStandsBesideIt) {
  std::mt19937 random(11);
  const std::string parts[] = {"a", ",", "", "\xC3\xA9", " ", ",,", "long enough for a word"};
  for (int i = 0; i < 2000; ++i) {
    const std::string end = random() % 2 == 0 ? "\n" : "\r\n";
    std::string lines;
    for (int line = 1; line <= 3; ++line) {
      std::string text;
      for (std::uint64_t size = random() % 6; size > 0; --size) text += parts[random() % 7];
      lines += text + end;
    }
    // A field in quotes that holds a line feed makes libcsv read on.
    const std::string quoted = "\"q\nr\"" + end;
    const std::string plain = rows_of(lines), behind = rows_of(quoted + lines);
    EXPECT_EQ(rows_of(lines + quoted), plain + "4: q\nr\n") << lines;
    // With lone carriage returns for line ends, libcsv reads all of it.
    std::string returned = lines;
    for (std::size_t at = 0; (at = returned.find(end, at)) != std::string::npos; ++at)
      returned.replace(at, end.size(), "\r");
    EXPECT_EQ(rows_of(returned), plain) << lines;
    EXPECT_TRUE(behind.starts_with("1: q\nr\n")) << lines;
    EXPECT_EQ(rows_of("\n\n" + lines), behind.substr(std::string("1: q\nr\n").size())) << lines;
  }
}

TEST(Csv, LinesLongerThanABufferAreWhole) {
  const std::string field(std::size_t{3} << 20, 'x');
  EXPECT_EQ(rows_of("a," + field + ",b\nc\n"), "1: a " + field + " b\n2: c\n");
  EXPECT_EQ(rows_of("a," + field), "1: a " + field + "\n");
  EXPECT_EQ(rows_of("a," + field + "\r\nc\r\n"), "1: a " + field + "\n2: c\n");
}

TEST(Csv, WhatIsWrongInAPlainLineComesAfterTheRowsBefore) {
  EXPECT_EQ(rows_of("a,b\n\xC3,\xA9\n"),
            "1: a b\nx.csv:2: The text is not UTF-8; convert the file.");
}

TEST(Csv, LinesAreCountedAcrossBuffers) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "some,fields\r\n";
  const std::string rows = rows_of(text);
  EXPECT_TRUE(rows.ends_with("50000: some fields\n"));
}

}  // namespace
}  // namespace chancery
