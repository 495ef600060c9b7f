#include "bulk/header.h"

#include <gtest/gtest.h>

#include <random>

#include "bulk/field_text.h"
#include "chancery/error.h"
#include "store/record.h"

namespace chancery::bulk {
namespace {

std::string error_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input_error);
    return error.what();
  }
  return "";
}

/// The value of a field as Cypher writes it, or what is wrong.
std::string read(std::string_view field, std::string_view text) {
  std::string value;
  const std::string error = error_of([&] { append_field(value, parse_column(field), text, ';'); });
  if (!error.empty()) return error;
  ByteReader bytes(value);
  return to_cypher(read_value(bytes));
}

TEST(ImportHeader, NamesTypesRolesAndSpaces) {
  EXPECT_EQ(parse_column("name").type, FieldType::as_found);
  EXPECT_EQ(parse_column("dc:title:string").name, "dc:title");
  EXPECT_EQ(parse_column("price (EUR)").name, "price (EUR)");
  const Column tags = parse_column(" tags:INT[] ");
  EXPECT_TRUE(tags.list);
  EXPECT_EQ(tags.type, FieldType::integer);
  const Column id = parse_column("id:ID(Person:1)");
  EXPECT_EQ(id.role, Role::id);
  EXPECT_EQ(id.name, "id");
  EXPECT_EQ(id.space, "Person:1");
  EXPECT_FALSE(id.integer_id);
  EXPECT_EQ(parse_column(":START_ID(A)").space, "A");
  const Column number = parse_column("id:ID(Person){id-type: 'long'}");
  EXPECT_TRUE(number.integer_id);
  EXPECT_EQ(number.space, "Person");
  EXPECT_EQ(parse_column("x:IGNORE").role, Role::ignored);
  EXPECT_EQ(parse_column(":TYPE").role, Role::type);
  EXPECT_EQ(column_of_stream("dc:title").name, "dc:title");
  EXPECT_EQ(column_of_stream(":LABEL").role, Role::labels);
}

TEST(ImportHeader, SaysWhatIsWrong) {
  EXPECT_NE(error_of([] { parse_column("a:foo"); }).find("neither a role"), std::string::npos);
  EXPECT_NE(error_of([] { parse_column("a:point"); }).find("float columns"), std::string::npos);
  EXPECT_NE(error_of([] { parse_column("a:int{x:1}"); }).find("{timezone:...}"), std::string::npos);
  EXPECT_NE(error_of([] { parse_column("a:ID{id-type:float}"); }).find("{id-type:integer}"),
            std::string::npos);
  EXPECT_NE(error_of([] { parse_column("a:time{timezone:Nowhere}"); }).find("no time zone"),
            std::string::npos);
}

std::string table_error(const std::vector<std::string>& fields, ImportKind kind) {
  std::vector<Column> columns;
  for (const std::string& field : fields) columns.push_back(parse_column(field));
  return error_of([&] { check_columns(columns, kind, false); });
}

TEST(ImportHeader, ATableNeedsItsRolesOnce) {
  constexpr ImportKind nodes = ImportKind::nodes;
  constexpr ImportKind relationships = ImportKind::relationships;
  EXPECT_EQ(table_error({"id:ID", "name", ":LABEL", ":IGNORE", ":IGNORE"}, nodes), "");
  EXPECT_EQ(table_error({":START_ID", ":END_ID", ":TYPE"}, relationships), "");
  EXPECT_NE(table_error({"name", "age"}, nodes).find("no column :ID"), std::string::npos);
  EXPECT_NE(table_error({":ID", "a:ID"}, nodes).find("two columns :ID"), std::string::npos);
  EXPECT_NE(table_error({"a:ID", "a:int"}, nodes).find("called 'a'"), std::string::npos);
  EXPECT_NE(table_error({":ID", ""}, nodes).find(":IGNORE"), std::string::npos);
  EXPECT_NE(table_error({":ID", ":TYPE"}, nodes).find("no column :TYPE"), std::string::npos);
  EXPECT_NE(table_error({":START_ID", ":TYPE"}, relationships).find(":END_ID"), std::string::npos);
  EXPECT_NE(table_error({":START_ID", ":END_ID"}, relationships).find(":TYPE"), std::string::npos);
  EXPECT_NE(table_error(std::vector<std::string>(10'001, ":IGNORE"), nodes).find("10000"),
            std::string::npos);
}

TEST(ImportHeader, AnyTextIsAColumnOrAnInputError) {
  std::mt19937 random(11);
  const std::string_view pieces[] = {":", "(",         ")",  "{",    "}",        "ID", "int",  "[]",
                                     "x", "timezone:", "\0", "\xff", "START_ID", " ",  "time", "é"};
  for (int i = 0; i < 20'000; ++i) {
    std::string field;
    for (unsigned n = random() % 7; n > 0; --n) field += pieces[random() % std::size(pieces)];
    const std::string error = error_of([&] { parse_column(field); });
    EXPECT_TRUE(error.empty() || error.size() < 400) << field;
  }
}

TEST(ImportFields, EveryTypeReadsItsText) {
  EXPECT_EQ(read("a", " x "), "' x '");
  EXPECT_EQ(read("a:int", " -7 "), "-7");
  EXPECT_EQ(read("a:long", "+9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(read("a:double", "1e3"), "1000.0");
  EXPECT_EQ(read("a:boolean", "TRUE"), "true");
  EXPECT_EQ(read("a:char", "é"), "'é'");
  EXPECT_EQ(read("a:date", "2024-02-29"), "'2024-02-29'");
  EXPECT_EQ(read("a:localtime", "12:30"), "'12:30'");
  EXPECT_EQ(read("a:time", "12:30+02:00"), "'12:30+02:00'");
  EXPECT_EQ(read("a:time{timezone:+01:00}", "12:30"), "'12:30+01:00'");
  EXPECT_EQ(read("a:localdatetime", "2024-02-29T12:30"), "'2024-02-29T12:30'");
  EXPECT_EQ(read("a:datetime", "2024-02-29T12:30Z"), "'2024-02-29T12:30Z'");
  EXPECT_EQ(read("a:datetime{timezone:'Europe/Paris'}", "2024-07-01T12:30"),
            "'2024-07-01T12:30+02:00[Europe/Paris]'");
  EXPECT_EQ(read("a:duration", "P1Y2M3DT4H"), "'P1Y2M3DT4H'");
  EXPECT_EQ(read("a:int[]", "1;2;3"), "[1, 2, 3]");
  EXPECT_EQ(read("a:string[]", "a;;b;"), "['a', '', 'b', '']");
  EXPECT_EQ(read("a:string[]", ""), "[]");
}

TEST(ImportFields, ABadValueNamesItsColumnAndWhatItShouldBe) {
  EXPECT_EQ(read("a:int", "12x"), "The column 'a' holds '12x', which is no integer of 64 bits.");
  EXPECT_EQ(read("a:int", "9223372036854775808"),
            "The column 'a' holds '9223372036854775808', which is no integer of 64 bits.");
  EXPECT_EQ(read("a:int[]", "1;;2"), "The column 'a' holds '', which is no integer of 64 bits.");
  EXPECT_EQ(read("a:boolean", "yes"), "The column 'a' holds 'yes', which is no true or false.");
  EXPECT_EQ(read("a:char", "ab"), "The column 'a' holds 'ab', which is no single character.");
  EXPECT_EQ(read("a:date", "2024-02-30"),
            "The column 'a' holds '2024-02-30', which is no date as in 2024-01-31.");
  EXPECT_EQ(read("a:float", std::string(100, 'n')),
            "The column 'a' holds '" + std::string(40, 'n') + "...', which is no number.");
}

}  // namespace
}  // namespace chancery::bulk
