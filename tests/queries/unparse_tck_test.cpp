// Printing and parsing again is the identity on every query that parses, of the openCypher TCK, of
// our own features and of the query generator.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "generator/query_generator.h"
#include "parser.h"

namespace chancery::query {
namespace {

std::filesystem::path tck_features() {
  const char* shared = std::getenv("CHANCERY_SHARED_DIR");
  const std::filesystem::path beside = std::filesystem::path(CHANCERY_SOURCE_DIR) / "../shared";
  return (shared != nullptr ? std::filesystem::path(shared) : beside) / "tck/features";
}

/// The texts between triple quotes. Outlines are taken as they are: where a placeholder does not
/// parse, the query is passed over.
std::vector<std::string> queries_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<std::string> queries;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.find("\"\"\"") != std::string::npos) {
      inside = !inside;
      if (inside) queries.emplace_back();
    } else if (inside) {
      queries.back() += line + '\n';
    }
  }
  return queries;
}

/// How many queries of the features parsed, each of which was printed and parsed again.
std::size_t print_and_parse_all(const std::filesystem::path& folder) {
  std::size_t parsed = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".feature") continue;
    for (const std::string& text : queries_of(entry.path())) {
      std::optional<Statement> statement;
      try {
        statement = parse(text);
      } catch (const Error&) {
        continue;
      }
      ++parsed;
      const std::string printed = unparse(*statement);
      const Statement again = parse(printed);
      EXPECT_EQ(unparse(again, Parentheses::all), unparse(*statement, Parentheses::all)) << text;
      EXPECT_EQ(unparse(again), printed);
    }
  }
  return parsed;
}

TEST(UnparseTck, PrintingAndParsingIsTheIdentity) {
  const std::filesystem::path folder = tck_features();
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << "the TCK is not at " << folder << "; set CHANCERY_SHARED_DIR";
  }
  EXPECT_GT(print_and_parse_all(folder), 1000U);
}

TEST(UnparseTck, PrintingAndParsingIsTheIdentityOnOurFeatures) {
  const auto folder = std::filesystem::path(CHANCERY_SOURCE_DIR) / "tests/cypher/features";
  EXPECT_GT(print_and_parse_all(folder), 50U);
}

TEST(UnparseTck, PrintingAndParsingIsTheIdentityOnGeneratedQueries) {
  Dice dice(1);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = QueryGenerator(dice).query();
    const Statement statement = parse(text);
    const std::string printed = unparse(statement);
    const Statement again = parse(printed);
    EXPECT_EQ(unparse(again, Parentheses::all), unparse(statement, Parentheses::all)) << text;
    EXPECT_EQ(unparse(again), printed) << text;
  }
}

}  // namespace
}  // namespace chancery::query
