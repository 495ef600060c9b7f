// Runs folders of .feature files in the Gherkin of the openCypher TCK:
//   cypher_runner [--failures] [--only TEXT] [--json FILE] FOLDER... | --tck
// --tck stands for the TCK in ${CHANCERY_SHARED_DIR}/tck/features (by default in shared/ beside the
// project). A line per file, a total, and last "N passed, N failed". Exits with 0 when all passed,
// 1 when not, 2 for bad arguments, 77 when the TCK is asked for and is not there.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "scenario_run.h"

namespace cypher_tests {
namespace {

constexpr int kSkipped = 77;
constexpr std::size_t kOutcomes = 5;
using Counts = std::array<std::size_t, kOutcomes>;

struct Arguments {
  std::vector<std::filesystem::path> folders;
  std::string only;
  std::optional<std::filesystem::path> json;
  bool failures = false;
  bool tck = false;
};

std::filesystem::path tck_folder() {
  const char* shared = std::getenv("CHANCERY_SHARED_DIR");
  const std::filesystem::path beside = std::filesystem::path(CHANCERY_SOURCE_DIR) / "../shared";
  return (shared != nullptr ? std::filesystem::path(shared) : beside) / "tck/features";
}

std::optional<Arguments> parse_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool takes_value = word == "--only" || word == "--json";
    if (takes_value && ++i == words.size()) return std::nullopt;
    if (word == "--only") {
      arguments.only = words[i];
    } else if (word == "--json") {
      arguments.json = words[i];
    } else if (word == "--failures") {
      arguments.failures = true;
    } else if (word == "--tck") {
      arguments.tck = true;
      arguments.folders.push_back(tck_folder());
    } else if (word.starts_with("--")) {
      return std::nullopt;
    } else {
      arguments.folders.emplace_back(word);
    }
  }
  return arguments.folders.empty() ? std::nullopt : std::optional(arguments);
}

std::vector<std::filesystem::path> feature_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_regular_file(folder)) return {folder};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".feature") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Report {
 public:
  explicit Report(const Arguments& arguments) : arguments_(arguments) {
    fmt::print("{:>7} {:>7} {:>7} {:>7} {:>7}\n", "passed", "answer", "error", "crash", "lacking");
  }

  void run_folder(const std::filesystem::path& folder) {
    for (const std::filesystem::path& file : feature_files(folder)) run_file(folder, file);
  }

  /// Whether all passed, and there were some.
  bool finish() {
    print_counts(total_, "all");
    const std::size_t passed = total_[0];
    std::size_t failed = 0;
    for (std::size_t i = 1; i < kOutcomes; ++i) failed += total_[i];
    if (arguments_.json) std::ofstream(*arguments_.json) << results_.dump(1) << '\n';
    fmt::print("{} passed, {} failed\n", passed, failed);
    return failed == 0 && passed > 0;
  }

 private:
  void run_file(const std::filesystem::path& folder, const std::filesystem::path& file) {
    const Feature feature = parse_feature(file);
    const std::string name = file == folder ? file.filename().string()
                                            : std::filesystem::relative(file, folder).string();
    Counts counts{};
    for (const Scenario& scenario : feature.scenarios) {
      if (scenario.name.find(arguments_.only) == std::string::npos) continue;
      const Verdict verdict = run_scenario(scenario, file, scratch_);
      ++counts[static_cast<std::size_t>(verdict.outcome)];
      record(name, scenario, verdict);
    }
    for (std::size_t i = 0; i < kOutcomes; ++i) total_[i] += counts[i];
    if (counts != Counts{}) print_counts(counts, name);
  }

  void record(const std::string& file, const Scenario& scenario, const Verdict& verdict) {
    results_.push_back({{"feature", file},
                        {"scenario", scenario.name},
                        {"line", scenario.line},
                        {"outcome", to_string(verdict.outcome)},
                        {"message", verdict.message},
                        {"query", verdict.query}});
    if (!arguments_.failures || verdict.outcome == Outcome::passed) return;
    fmt::print("--- {}:{} {}\n    {}: {}\n{}\n", file, scenario.line, scenario.name,
               to_string(verdict.outcome), verdict.message, verdict.query);
  }

  static void print_counts(const Counts& counts, const std::string& name) {
    for (const std::size_t count : counts) fmt::print("{:>7} ", count);
    fmt::print(" {}\n", name);
    std::cout.flush();
  }

  const Arguments& arguments_;
  ScratchGraph scratch_;
  Counts total_{};
  nlohmann::json results_ = nlohmann::json::array();
};

int run(const Arguments& arguments) {
  for (const std::filesystem::path& folder : arguments.folders) {
    if (std::filesystem::exists(folder)) continue;
    if (!arguments.tck) throw std::runtime_error(folder.string() + " is not there");
    fmt::print("Skipped: the TCK is not at {}; set CHANCERY_SHARED_DIR.\n", folder.string());
    return kSkipped;
  }
  Report report(arguments);
  for (const std::filesystem::path& folder : arguments.folders) report.run_folder(folder);
  return report.finish() ? 0 : 1;
}

}  // namespace
}  // namespace cypher_tests

int main(int argc, char** argv) {
  const auto arguments = cypher_tests::parse_arguments({argv + 1, argv + argc});
  if (!arguments) {
    fmt::print(stderr,
               "usage: cypher_runner [--failures] [--only TEXT] [--json FILE] "
               "FOLDER... | --tck\n");
    return 2;
  }
  try {
    return cypher_tests::run(*arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
