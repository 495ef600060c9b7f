#include "scenario_run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "chancery/error.h"
#include "graph_state.h"
#include "notation.h"
#include "table_procedure.h"

namespace cypher_tests {
namespace {

using chancery::Error;
using chancery::ErrorKind;
using chancery::Phase;
using chancery::Value;

/// Ends a scenario that does not hold.
struct Failure {
  Outcome outcome;
  std::string message;
};

/// What a query gave: rows, or the error that it ended with.
struct Answer {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
  Effects effects;
  std::optional<Error> error;
};

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string describe(const Error& error) {
  return fmt::format("{} ({}, {}): {}", to_string(error.kind()), error.detail(),
                     error.phase() == Phase::compile ? "compile time" : "runtime", error.what());
}

Outcome outcome_of(const Error& error) {
  if (error.kind() == ErrorKind::internal_error) return Outcome::crashed;
  return error.phase() == Phase::compile ? Outcome::not_supported : Outcome::wrong_error;
}

class ScenarioRun {
 public:
  ScenarioRun(const Scenario& scenario, const std::filesystem::path& file, chancery::Graph& graph,
              Manner manner)
      : scenario_(scenario), file_(file), graph_(graph), manner_(manner) {}

  Verdict run() {
    Verdict verdict;
    try {
      for (const Step& step : scenario_.steps) run_step(step);
      require_no_error();
    } catch (const Failure& failure) {
      verdict = {.outcome = failure.outcome, .message = failure.message, .query = {}};
    } catch (const std::exception& error) {
      verdict = {.outcome = Outcome::crashed, .message = error.what(), .query = {}};
    }
    verdict.query = query_;
    return verdict;
  }

 private:
  void run_step(const Step& step) {
    const std::string& text = step.text;
    if (text == "an empty graph" || text == "any graph") return;
    if (text.starts_with("the ") && text.ends_with(" graph")) {
      load_graph(text.substr(4, text.size() - 10));
    } else if (text == "having executed:") {
      execute_setup(doc(step));
    } else if (text == "parameters are:") {
      for (const Row& row : step.table) parameters_[row.at(0)] = evaluate(row.at(1));
    } else if (text.starts_with("there exists a procedure ")) {
      add_procedure(step);
    } else if (text == "executing query:" || text == "executing control query:") {
      require_no_error();
      execute(rewritten(doc(step), manner_.rewrite));
    } else {
      run_expectation(step);
    }
  }

  void run_expectation(const Step& step) {
    const std::string& text = step.text;
    if (text == "the result should be, in any order:") {
      expect_rows(step, false, ListOrder::matters);
    } else if (text == "the result should be, in order:") {
      expect_rows(step, true, ListOrder::matters);
    } else if (text == "the result should be (ignoring element order for lists):") {
      expect_rows(step, false, ListOrder::ignored);
    } else if (text == "the result should be, in order (ignoring element order for lists):") {
      expect_rows(step, true, ListOrder::ignored);
    } else if (text == "the result should be empty") {
      expect_rows(step, false, ListOrder::matters);
    } else if (text == "no side effects") {
      expect_effects({});
    } else if (text == "the side effects should be:") {
      Effects expected;
      for (const Row& row : step.table) {
        if (row.at(1) != "0") expected[row.at(0)] = std::stoull(row.at(1));
      }
      expect_effects(expected);
    } else if (text.find(" should be raised at ") != std::string::npos) {
      expect_error(text);
    } else {
      throw Failure{Outcome::not_supported, fmt::format("the step '{}' is not understood", text)};
    }
  }

  static const std::string& doc(const Step& step) {
    if (!step.doc) throw Failure{Outcome::not_supported, "this step needs a text in quotes"};
    return *step.doc;
  }

  // ---- Given

  void load_graph(const std::string& name) {
    for (std::filesystem::path folder = file_.parent_path(); folder.has_relative_path();
         folder = folder.parent_path()) {
      const auto file = folder / "graphs" / name / (name + ".cypher");
      if (std::filesystem::exists(file)) return execute_setup(read_file(file));
    }
    throw Failure{Outcome::not_supported, fmt::format("there is no graph {}", name)};
  }

  void execute_setup(const std::string& text) {
    query_ = text;
    try {
      std::vector<Value> row;
      const auto result = chancery::query::run(graph_, text, parameters_);
      while (result->next(row)) continue;
    } catch (const Error& error) {
      throw Failure{outcome_of(error), "while setting up: " + describe(error)};
    }
  }

  Value evaluate(const std::string& literal) {
    try {
      std::vector<Value> row;
      chancery::query::run(graph_, "RETURN " + literal)->next(row);
      return row.at(0);
    } catch (const Error& error) {
      throw Failure{outcome_of(error), fmt::format("the value {}: {}", literal, describe(error))};
    }
  }

  void add_procedure(const Step& step) {
    std::vector<std::vector<Value>> rows;
    for (std::size_t i = 1; i < step.table.size(); ++i) {
      std::vector<Value>& row = rows.emplace_back();
      for (const std::string& cell : step.table[i]) row.push_back(evaluate(cell));
    }
    procedures_.push_back(std::make_unique<TableProcedure>(step.text, std::move(rows)));
  }

  // ---- When

  void execute(const std::string& text) {
    query_ = text;
    answer_.emplace();
    const GraphState before = read_state(*graph_.snapshot());
    try {
      std::vector<Value> row;
      const auto edition = edition_for(text);
      const auto result = chancery::query::run(edition ? *edition : graph_, text, parameters_);
      answer_->columns = result->columns();
      while (result->next(row)) answer_->rows.push_back(row);
    } catch (const Error& error) {
      answer_->error = error;
    }
    answer_->effects = difference(before, read_state(*graph_.snapshot()));
  }

  /// Null where the query is run on the graph itself.
  std::shared_ptr<chancery::Graph> edition_for(const std::string& text) {
    if (!manner_.on_editions || chancery::query::describe(graph_, text).writes) return nullptr;
    for (const chancery::EditionInfo& old : chancery::Graph::editions(graph_.folder())) {
      graph_.drop_edition(std::to_string(old.number));
    }
    graph_.publish();
    return chancery::Graph::open_edition(graph_.folder());
  }

  void require_no_error() const {
    if (!answer_ || !answer_->error || error_expected_) return;
    throw Failure{outcome_of(*answer_->error), describe(*answer_->error)};
  }

  // ---- Then

  static std::string row_text(const std::vector<std::string>& cells) {
    return fmt::format("| {} |", fmt::join(cells, " | "));
  }

  /// A column without AS has the query's text as its name, which a rewrite changes.
  bool are_columns(const Row& expected) const {
    if (manner_.rewrite == Rewrite::none) return expected == answer_->columns;
    return expected.size() == answer_->columns.size();
  }

  void expect_rows(const Step& step, bool ordered, ListOrder order) {
    require_no_error();
    std::vector<std::string> expected;
    std::vector<std::string> actual;
    for (std::size_t i = 1; i < step.table.size(); ++i) {
      std::vector<std::string> cells;
      for (const std::string& cell : step.table[i])
        cells.push_back(canonical_notation(cell, order));
      expected.push_back(row_text(cells));
    }
    for (const std::vector<Value>& row : answer_->rows) {
      std::vector<std::string> cells;
      for (const Value& value : row) cells.push_back(canonical(value, order));
      actual.push_back(row_text(cells));
    }
    if (!step.table.empty() && !are_columns(step.table[0])) {
      throw Failure{Outcome::wrong_answer,
                    fmt::format("expected the columns {}, got {}", row_text(step.table[0]),
                                row_text(answer_->columns))};
    }
    if (!ordered) {
      std::sort(expected.begin(), expected.end());
      std::sort(actual.begin(), actual.end());
    }
    if (expected != actual) {
      throw Failure{Outcome::wrong_answer,
                    fmt::format("expected {} row(s)\n{}\ngot {}\n{}", expected.size(),
                                fmt::join(expected, "\n"), actual.size(), fmt::join(actual, "\n"))};
    }
  }

  void expect_effects(const Effects& expected) {
    require_no_error();
    if (expected == answer_->effects) return;
    const auto text = [](const Effects& effects) {
      std::string out;
      for (const auto& [what, count] : effects) out += fmt::format(" {} {}", what, count);
      return out.empty() ? std::string(" none") : out;
    };
    throw Failure{Outcome::wrong_answer, fmt::format("expected the side effects{}, got{}",
                                                     text(expected), text(answer_->effects))};
  }

  /// "a SyntaxError should be raised at compile time: UndefinedVariable"
  void expect_error(const std::string& text) {
    error_expected_ = true;
    if (!answer_->error) {
      throw Failure{Outcome::wrong_answer,
                    fmt::format("expected {}, got {} row(s)", text, answer_->rows.size())};
    }
    const Error& error = *answer_->error;
    const std::size_t type_at = text.find(' ') + 1;
    const std::string type = text.substr(type_at, text.find(' ', type_at) - type_at);
    const bool any_time = text.find("raised at any time") != std::string::npos;
    const bool compile = text.find("raised at compile time") != std::string::npos;
    const std::string detail = text.substr(text.rfind(": ") + 2);
    const bool right = to_string(error.kind()) == type &&
                       (any_time || compile == (error.phase() == Phase::compile)) &&
                       (detail == "*" || detail == error.detail());
    if (right) return;
    const bool internal = error.kind() == ErrorKind::internal_error;
    throw Failure{internal ? Outcome::crashed : Outcome::wrong_error,
                  fmt::format("expected {}, got {}", text, describe(error))};
  }

  const Scenario& scenario_;
  const std::filesystem::path& file_;
  chancery::Graph& graph_;
  Manner manner_;
  chancery::query::Parameters parameters_;
  std::vector<std::unique_ptr<TableProcedure>> procedures_;
  std::string query_;
  std::optional<Answer> answer_;
  bool error_expected_ = false;
};

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return "passed";
    case Outcome::wrong_answer:
      return "wrong answer";
    case Outcome::wrong_error:
      return "wrong error";
    case Outcome::crashed:
      return "crashed";
    case Outcome::not_supported:
      return "not supported";
  }
  return {};
}

ScratchGraph::ScratchGraph() {
  std::string name = (std::filesystem::temp_directory_path() / "cypher_runner.XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
  folder_ = name;
  open();
}

ScratchGraph::~ScratchGraph() {
  graph_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void ScratchGraph::open() { graph_ = chancery::Graph::open(folder_ / "graph"); }

chancery::Graph& ScratchGraph::empty() {
  constexpr unsigned kUses = 200;
  if (++uses_ > kUses) {
    uses_ = 1;
    graph_.reset();
    std::filesystem::remove_all(folder_ / "graph");
    open();
    return *graph_;
  }
  const auto transaction = graph_->begin();
  std::vector<chancery::RelationshipId> relationships;
  const auto edges = transaction->all_relationships();
  for (auto id = edges->next(); id != chancery::RelationshipId::none; id = edges->next()) {
    relationships.push_back(id);
  }
  std::vector<chancery::NodeId> nodes;
  const auto all = transaction->all_nodes();
  for (auto id = all->next(); id != chancery::NodeId::none; id = all->next()) nodes.push_back(id);
  if (nodes.empty()) return *graph_;
  for (const chancery::RelationshipId id : relationships) transaction->remove(id);
  for (const chancery::NodeId id : nodes) transaction->remove(id);
  transaction->commit(false);
  return *graph_;
}

Verdict run_scenario(const Scenario& scenario, const std::filesystem::path& feature_file,
                     ScratchGraph& scratch, Manner manner) {
  return ScenarioRun(scenario, feature_file, scratch.empty(), manner).run();
}

}  // namespace cypher_tests
