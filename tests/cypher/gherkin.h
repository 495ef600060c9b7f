#pragma once

// Gherkin as the openCypher TCK writes it: features, backgrounds, scenarios, outlines with
// examples, doc strings and tables.

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cypher_tests {

using Row = std::vector<std::string>;

struct Step {
  std::string text;  ///< without Given, When, Then, And, But
  std::optional<std::string> doc;
  std::vector<Row> table;
  unsigned line = 0;
};

struct Scenario {
  std::string name;  ///< of an outline's example: with its number behind it
  unsigned line = 0;
  std::vector<Step> steps;  ///< those of the background first
};

struct Feature {
  std::string name;
  std::filesystem::path file;
  std::vector<Scenario> scenarios;
};

/// A text that is not understood as Gherkin. The message names file and line.
class FeatureError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws FeatureError.
Feature parse_feature(const std::filesystem::path& file);

}  // namespace cypher_tests
