#include "chancery/error.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

std::string rendered(std::string_view query, TextSpan span) {
  ErrorPlace place;
  place.span = span;
  return Error(ErrorKind::syntax_error, "UnexpectedSyntax", Phase::compile, "Wrong.", place)
      .render(query);
}

TEST(Error, FilePlacesComeFirst) {
  EXPECT_EQ(Error(ErrorKind::input_error, "Bad row.", {"names.tsv", 12, 4, {}}).render(),
            "names.tsv:12:4: Bad row.");
  EXPECT_EQ(Error(ErrorKind::input_error, "Bad row.", {"names.tsv", 12, 0, {}}).render(),
            "names.tsv:12: Bad row.");
  EXPECT_EQ(Error(ErrorKind::input_error, "Missing.", {"names.tsv", 0, 0, {}}).render(),
            "names.tsv: Missing.");
  EXPECT_EQ(Error(ErrorKind::input_error, "Missing.").render(), "Missing.");
}

TEST(Error, CaretRunsUnderTheToken) {
  EXPECT_EQ(rendered("RETURN foo(1)", {7, 10}),
            "Wrong.\n"
            "  RETURN foo(1)\n"
            "         ^^^");
}

TEST(Error, SeveralLinesAreNumbered) {
  EXPECT_EQ(rendered("MATCH (n)\nRETURN m\r\nLIMIT 1", {17, 18}),
            "Wrong.\n"
            "  2 | RETURN m\n"
            "             ^");
}

TEST(Error, CaretCountsColumnsOfWideAndCombiningCharacters) {
  // Two wide characters take four columns, the combining accent none.
  EXPECT_EQ(rendered("RETURN '\u4e2d\u56fde\u0301' + x", {21, 22}),
            "Wrong.\n"
            "  RETURN '\u4e2d\u56fde\u0301' + x\n"
            "                   ^");
}

TEST(Error, CaretStandsAfterTheEndOfTheText) {
  EXPECT_EQ(rendered("RETURN", {6, 6}),
            "Wrong.\n"
            "  RETURN\n"
            "        ^");
}

TEST(Error, TabsDoNotMoveTheCaret) {
  EXPECT_EQ(rendered("\tRETURN x", {8, 9}),
            "Wrong.\n"
            "   RETURN x\n"
            "          ^");
}

TEST(Error, LongLinesAreShownInPart) {
  const std::string query = "RETURN " + std::string(500, 'a') + " + b";
  const std::string text = rendered(query, {510, 511});
  EXPECT_LT(text.size(), 300U);
  const std::size_t caret = text.size() - text.rfind('\n') - 2;
  const std::size_t line = text.find('\n') + 1;
  EXPECT_EQ(text[line + caret], 'b');
}

TEST(Error, SpansOutsideTheQueryAreHarmless) {
  EXPECT_NO_THROW(rendered("RETURN 1", {100, 200}));
  EXPECT_NO_THROW(rendered("\xFF\xFE", {1, 0}));
}

TEST(Error, KindsHaveTheTckSpelling) {
  EXPECT_EQ(to_string(ErrorKind::entity_not_found), "EntityNotFound");
  EXPECT_EQ(to_string(ErrorKind::constraint_verification_failed), "ConstraintVerificationFailed");
}

}  // namespace
}  // namespace chancery
