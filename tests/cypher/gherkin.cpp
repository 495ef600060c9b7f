#include "gherkin.h"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace cypher_tests {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t\r") - start + 1);
}

/// `| a | b |` to its cells; \| is a bar, \n a line break, \\ a backslash.
Row parse_row(std::string_view line) {
  Row row;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) {
      const char next = line[i + 1];
      if (next == '|' || next == '\\' || next == 'n') {
        cell += next == 'n' ? '\n' : next;
        ++i;
        continue;
      }
    }
    if (line[i] != '|') {
      cell += line[i];
      continue;
    }
    row.emplace_back(trim(cell));
    cell.clear();
  }
  return row;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

class FeatureParser {
 public:
  explicit FeatureParser(const std::filesystem::path& file) {
    feature_.file = file;
    std::ifstream in(file);
    if (!in) throw FeatureError(fmt::format("{}: cannot be read", file.string()));
    for (std::string line; std::getline(in, line);) lines_.push_back(line);
  }

  Feature run() {
    while (at_ < lines_.size()) read_line();
    finish_scenario();
    return std::move(feature_);
  }

 private:
  struct Examples {
    Row names;
    std::vector<Row> rows;
  };

  void read_line() {
    const std::string_view line = trim(lines_[at_]);
    if (line.empty() || line[0] == '#' || line[0] == '@') {
      ++at_;
    } else if (const auto rest = after(line, {"Feature:"})) {
      feature_.name = *rest;
      ++at_;
      skip_description();
    } else if (after(line, {"Background:"})) {
      ++at_;
      target_ = &background_;
    } else if (const auto name = after(line, {"Scenario Outline:", "Scenario:"})) {
      start_scenario(*name);
    } else if (after(line, {"Examples:", "Scenarios:"})) {
      read_examples();
    } else if (const auto step = after(line, {"Given ", "When ", "Then ", "And ", "But "})) {
      read_step(*step);
    } else {
      fail(fmt::format("cannot read '{}'", line));
    }
  }

  static std::optional<std::string> after(std::string_view line,
                                          std::initializer_list<std::string_view> prefixes) {
    for (std::string_view prefix : prefixes) {
      if (line.starts_with(prefix)) return std::string(trim(line.substr(prefix.size())));
    }
    return std::nullopt;
  }

  void skip_description() {
    while (at_ < lines_.size()) {
      const std::string_view line = trim(lines_[at_]);
      if (after(line, {"Background:", "Scenario"}) || line.starts_with('@')) return;
      ++at_;
    }
  }

  void start_scenario(const std::string& name) {
    finish_scenario();
    scenario_ = Scenario{.name = name, .line = static_cast<unsigned>(at_ + 1), .steps = {}};
    target_ = &scenario_->steps;
    ++at_;
  }

  void read_step(const std::string& text) {
    if (target_ == nullptr) fail("a step outside of a scenario");
    Step step = {.text = text, .doc = {}, .table = {}, .line = static_cast<unsigned>(at_ + 1)};
    ++at_;
    skip_blank_lines();
    if (at_ < lines_.size() && trim(lines_[at_]).starts_with("\"\"\"")) step.doc = read_doc();
    step.table = read_table();
    target_->push_back(std::move(step));
  }

  void skip_blank_lines() {
    while (at_ < lines_.size() && (trim(lines_[at_]).empty() || trim(lines_[at_])[0] == '#')) ++at_;
  }

  std::string read_doc() {
    const std::size_t indent = lines_[at_].find('"');
    const std::size_t opened = at_++;
    std::string doc;
    while (at_ < lines_.size() && !trim(lines_[at_]).starts_with("\"\"\"")) {
      const std::string& line = lines_[at_++];
      const std::size_t blanks = std::min(line.find_first_not_of(" \t"), line.size());
      if (!doc.empty()) doc += '\n';
      doc += line.substr(std::min(indent, blanks));
    }
    if (at_ == lines_.size()) {
      at_ = opened;
      fail("this text is not closed");
    }
    ++at_;
    return doc;
  }

  std::vector<Row> read_table() {
    std::vector<Row> table;
    for (skip_blank_lines(); at_ < lines_.size() && trim(lines_[at_]).starts_with('|');
         ++at_, skip_blank_lines()) {
      table.push_back(parse_row(trim(lines_[at_])));
    }
    return table;
  }

  void read_examples() {
    if (!scenario_) fail("examples outside of a scenario");
    ++at_;
    std::vector<Row> table = read_table();
    if (table.empty()) fail("expected a table of examples");
    Examples examples;
    examples.names = std::move(table.front());
    examples.rows.assign(table.begin() + 1, table.end());
    for (const Row& row : examples.rows) {
      if (row.size() != examples.names.size()) fail("a row of another width than its header");
    }
    examples_.push_back(std::move(examples));
  }

  void finish_scenario() {
    if (!scenario_) return;
    Scenario base = std::move(*scenario_);
    base.steps.insert(base.steps.begin(), background_.begin(), background_.end());
    if (examples_.empty()) feature_.scenarios.push_back(base);
    unsigned number = 0;
    for (const Examples& examples : examples_) {
      for (const Row& row : examples.rows) {
        feature_.scenarios.push_back(filled_in(base, examples.names, row, ++number));
      }
    }
    examples_.clear();
    scenario_.reset();
  }

  static Scenario filled_in(Scenario scenario, const Row& names, const Row& row, unsigned number) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string placeholder = fmt::format("<{}>", names[i]);
      replace_all(scenario.name, placeholder, row[i]);
      for (Step& step : scenario.steps) {
        replace_all(step.text, placeholder, row[i]);
        if (step.doc) replace_all(*step.doc, placeholder, row[i]);
        for (Row& cells : step.table) {
          for (std::string& cell : cells) replace_all(cell, placeholder, row[i]);
        }
      }
    }
    scenario.name += fmt::format(" (example {})", number);
    return scenario;
  }

  [[noreturn]] void fail(const std::string& message) const {
    throw FeatureError(fmt::format("{}:{}: {}", feature_.file.string(), at_ + 1, message));
  }

  Feature feature_;
  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  std::vector<Step> background_;
  std::vector<Step>* target_ = nullptr;
  std::optional<Scenario> scenario_;
  std::vector<Examples> examples_;
};

}  // namespace

Feature parse_feature(const std::filesystem::path& file) { return FeatureParser(file).run(); }

}  // namespace cypher_tests
