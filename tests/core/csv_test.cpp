#include "chancery/csv.h"

#include <gtest/gtest.h>

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

TEST(Csv, LinesAreCountedAcrossBuffers) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "some,fields\r\n";
  const std::string rows = rows_of(text);
  EXPECT_TRUE(rows.ends_with("50000: some fields\n"));
}

}  // namespace
}  // namespace chancery
