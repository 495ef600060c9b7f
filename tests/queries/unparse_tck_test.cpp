// Printing and parsing again is the identity on every query of the openCypher TCK that parses.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "chancery/error.h"
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

TEST(UnparseTck, PrintingAndParsingIsTheIdentity) {
  const std::filesystem::path folder = tck_features();
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << "the TCK is not at " << folder << "; set CHANCERY_SHARED_DIR";
  }
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
  EXPECT_GT(parsed, 1000U);
}

}  // namespace
}  // namespace chancery::query
