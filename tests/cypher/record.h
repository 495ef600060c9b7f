#pragma once

// The outcome of every scenario of a run, and a kept file of them, so that a scenario that passed
// once and passes no more names itself.
//
// The file has a line per scenario, in the order of the run: feature, scenario, outcome, with tabs
// between. The scenario is its name, or '#' and the hash of its name: hashed records say nothing of
// the texts of others, and a live run finds the names again.

#include <filesystem>
#include <string>
#include <vector>

#include "scenario_run.h"

namespace cypher_tests {

struct Result {
  std::string feature;   ///< path below the folder that was run
  std::string scenario;  ///< name, or '#' and its hash when read from a hashed record
  Outcome outcome = Outcome::passed;
};

enum class Names { full, hashed };

/// Throws std::runtime_error when the file cannot be written.
void write_record(const std::filesystem::path& file, const std::vector<Result>& results,
                  Names names);

/// Throws std::runtime_error that names file and line when it is no record.
std::vector<Result> read_record(const std::filesystem::path& file);

/// A sentence for each scenario that `kept` has as passed and `now` has not, or not as passed.
std::vector<std::string> lost_scenarios(const std::vector<Result>& kept,
                                        const std::vector<Result>& now);

}  // namespace cypher_tests
