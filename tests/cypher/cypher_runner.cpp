// Runs folders of .feature files in the Gherkin of the openCypher TCK. usage() has the options.
//
// A line per file, a total, and last "N passed, N failed". Exits with 0 when all passed, 1 when not
// or when a scenario of the --expect record is lost, 2 for bad arguments, 77 when the TCK is asked
// for and is not there.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "contained_run.h"
#include "record.h"
#include "report.h"

namespace cypher_tests {
namespace {

constexpr int kSkipped = 77;

struct Arguments {
  std::vector<std::filesystem::path> folders;
  std::string only;
  std::filesystem::path results;
  std::filesystem::path expect;
  Manner manner;
  bool hashed = false;
  bool failures = false;
  bool contain = false;
  bool markdown = false;
  bool tck = false;
};

void usage() {
  fmt::print(
      stderr,
      "usage: cypher_runner [options] FOLDER... | --tck\n"
      "  --tck              the TCK in ${{CHANCERY_SHARED_DIR}}/tck/features (by default in\n"
      "                     shared/ beside the project)\n"
      "  --failures         print what was expected, what came, and the query\n"
      "  --only TEXT        only scenarios with TEXT in their name or their feature's path\n"
      "  --results FILE     write the outcome of every scenario, with tabs between\n"
      "  --hashed           there, hashes of the scenarios' names\n"
      "  --expect FILE      name each scenario that passed in FILE and does not now;\n"
      "                     not with --only\n"
      "  --markdown         print a table of folders\n"
      "  --contain          a process per feature, so that the run outlives a crash\n"
      "  --rewrite respell  the queries with other case, blanks and comments\n"
      "  --rewrite unparse  the queries as the printed syntax tree\n"
      "  --editions         queries that only read on an edition, published for each\n");
}

std::filesystem::path tck_folder() {
  const char* shared = std::getenv("CHANCERY_SHARED_DIR");
  const std::filesystem::path beside = std::filesystem::path(CHANCERY_SOURCE_DIR) / "../shared";
  return (shared != nullptr ? std::filesystem::path(shared) : beside) / "tck/features";
}

bool set_flag(Arguments& arguments, const std::string& word) {
  if (word == "--failures") return arguments.failures = true;
  if (word == "--hashed") return arguments.hashed = true;
  if (word == "--contain") return arguments.contain = true;
  if (word == "--editions") return arguments.manner.on_editions = true;
  if (word == "--markdown") return arguments.markdown = true;
  if (word != "--tck") return false;
  arguments.folders.push_back(tck_folder());
  return arguments.tck = true;
}

bool set_value(Arguments& arguments, const std::string& word, const std::string& value) {
  if (word == "--only") {
    arguments.only = value;
  } else if (word == "--results") {
    arguments.results = value;
  } else if (word == "--expect") {
    arguments.expect = value;
  } else if (word == "--rewrite" && (value == "respell" || value == "unparse")) {
    arguments.manner.rewrite = value == "respell" ? Rewrite::respell : Rewrite::unparse;
  } else {
    return false;
  }
  return true;
}

std::optional<Arguments> parse_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      arguments.folders.emplace_back(words[i]);
    } else if (!set_flag(arguments, words[i])) {
      if (i + 1 == words.size() || !set_value(arguments, words[i], words[i + 1])) {
        return std::nullopt;
      }
      ++i;
    }
  }
  // Of a part of the scenarios a record would call the others gone.
  const bool part = !arguments.only.empty() && !arguments.expect.empty();
  return arguments.folders.empty() || part ? std::nullopt : std::optional(arguments);
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

class Run {
 public:
  explicit Run(const Arguments& arguments) : arguments_(arguments) {
    print_header();
    if (!arguments.contain) scratch_.emplace();
  }

  void run_folder(const std::filesystem::path& folder) {
    for (const std::filesystem::path& file : feature_files(folder)) run_file(folder, file);
  }

  /// Whether all passed, there were some, and none was lost.
  bool finish() const {
    print_counts(total_, "all");
    const bool kept_all = report_lost();  // before the same file may be written anew
    if (!arguments_.results.empty()) {
      write_record(arguments_.results, results_, arguments_.hashed ? Names::hashed : Names::full);
    }
    if (arguments_.markdown) fmt::print("\n{}\n", markdown_by_folder(results_));
    const std::size_t passed = total_[0];
    fmt::print("{} passed, {} failed\n", passed, results_.size() - passed);
    return kept_all && passed > 0 && passed == results_.size();
  }

 private:
  void run_file(const std::filesystem::path& folder, const std::filesystem::path& file) {
    const std::string name = file == folder ? file.filename().string()
                                            : std::filesystem::relative(file, folder).string();
    Counts counts{};
    try {
      Feature feature = parse_feature(file);
      std::erase_if(feature.scenarios, [&](const Scenario& scenario) {
        return (name + ' ' + scenario.name).find(arguments_.only) == std::string::npos;
      });
      run_feature(feature, name, counts);
    } catch (const FeatureError& error) {
      const Scenario whole{.name = "the whole file", .line = 1, .steps = {}};
      record(name, whole, {Outcome::not_supported, error.what(), {}}, counts);
    }
    for (std::size_t i = 0; i < counts.size(); ++i) total_[i] += counts[i];
    if (counts != Counts{}) print_counts(counts, name);
  }

  void run_feature(const Feature& feature, const std::string& name, Counts& counts) {
    std::vector<Verdict> contained;
    if (arguments_.contain) contained = run_contained(feature, arguments_.manner);
    for (std::size_t i = 0; i < feature.scenarios.size(); ++i) {
      const Scenario& scenario = feature.scenarios[i];
      if (arguments_.contain) {
        record(name, scenario, contained[i], counts);
        continue;
      }
      const std::string place = fmt::format("{}:{} {}", name, scenario.line, scenario.name);
      name_on_crash(place);
      record(name, scenario, run_scenario(scenario, feature.file, *scratch_, arguments_.manner),
             counts);
    }
  }

  void record(const std::string& file, const Scenario& scenario, const Verdict& verdict,
              Counts& counts) {
    ++counts[static_cast<std::size_t>(verdict.outcome)];
    results_.push_back({file, scenario.name, verdict.outcome});
    if (!arguments_.failures || verdict.outcome == Outcome::passed) return;
    fmt::print("--- {}:{} {}\n    {}: {}\n{}\n", file, scenario.line, scenario.name,
               to_string(verdict.outcome), verdict.message, verdict.query);
  }

  bool report_lost() const {
    if (arguments_.expect.empty()) return true;
    const std::vector<std::string> lost = lost_scenarios(read_record(arguments_.expect), results_);
    for (const std::string& each : lost) fmt::print("lost: {}\n", each);
    return lost.empty();
  }

  const Arguments& arguments_;
  std::optional<ScratchGraph> scratch_;
  Counts total_{};
  std::vector<Result> results_;
};

int run(const Arguments& arguments) {
  for (const std::filesystem::path& folder : arguments.folders) {
    if (std::filesystem::exists(folder)) continue;
    if (!arguments.tck) throw std::runtime_error(folder.string() + " is not there");
    fmt::print("Skipped: the TCK is not at {}; set CHANCERY_SHARED_DIR.\n", folder.string());
    return kSkipped;
  }
  Run run(arguments);
  for (const std::filesystem::path& folder : arguments.folders) run.run_folder(folder);
  return run.finish() ? 0 : 1;
}

}  // namespace
}  // namespace cypher_tests

int main(int argc, char** argv) {
  const auto arguments = cypher_tests::parse_arguments({argv + 1, argv + argc});
  if (!arguments) {
    cypher_tests::usage();
    return 2;
  }
  try {
    return cypher_tests::run(*arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
