#pragma once

// Runs one scenario against the engine.

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chancery/graph.h"
#include "chancery/query/engine.h"
#include "gherkin.h"
#include "rewrite.h"

namespace cypher_tests {

enum class Outcome {
  passed,
  wrong_answer,  ///< other rows, columns or side effects, or an answer where an error was due
  wrong_error,   ///< an error where an answer was due, or another error
  crashed,       ///< a signal, or an exception that is no chancery::Error or is an internal error
  not_supported  ///< the query did not compile although it should, or a step was not understood
};

constexpr std::array kOutcomes = {Outcome::passed, Outcome::wrong_answer, Outcome::wrong_error,
                                  Outcome::crashed, Outcome::not_supported};

std::string_view to_string(Outcome outcome);

struct Verdict {
  Outcome outcome = Outcome::passed;
  std::string message;  ///< of a failure
  std::string query;    ///< the last one that ran
};

/// How the queries under test are run. What sets the graph up is run as it is.
struct Manner {
  Rewrite rewrite = Rewrite::none;
  bool on_editions = false;  ///< those that only read, on an edition published just before
};

/// A graph that is emptied before each scenario, in a folder of its own that goes with it. Now and
/// then it is made anew: what was deleted makes scans slower, and opening a graph waits for the
/// disk.
class ScratchGraph {
 public:
  ScratchGraph();
  ~ScratchGraph();
  ScratchGraph(const ScratchGraph&) = delete;
  ScratchGraph& operator=(const ScratchGraph&) = delete;

  chancery::Graph& empty();

 private:
  void open();

  std::filesystem::path folder_;
  std::shared_ptr<chancery::Graph> graph_;
  unsigned uses_ = 0;
};

/// Named graphs ("the binary-tree-1 graph") are looked for as graphs/NAME/NAME.cypher in the
/// folders above the feature file.
Verdict run_scenario(const Scenario& scenario, const std::filesystem::path& feature_file,
                     ScratchGraph& scratch, Manner manner);

}  // namespace cypher_tests
