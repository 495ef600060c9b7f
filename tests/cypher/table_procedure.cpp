#include "table_procedure.h"

#include <fmt/format.h>

#include <stdexcept>

#include "procedures.h"

namespace cypher_tests {
namespace {

using chancery::Value;
using chancery::query::Procedure;
using chancery::query::ProcedureField;
using Rows = std::vector<std::vector<Value>>;

std::string trim(const std::string& text) {
  const std::size_t start = text.find_first_not_of(' ');
  if (start == std::string::npos) return {};
  return text.substr(start, text.find_last_not_of(' ') - start + 1);
}

/// "(a :: STRING?, b :: INTEGER?)", from its opening parenthesis; `at` moves behind the closing
/// one.
std::vector<ProcedureField> parse_fields(const std::string& text, std::size_t& at) {
  const std::size_t open = text.find('(', at);
  const std::size_t close = text.find(')', open);
  if (close == std::string::npos) throw std::runtime_error("no procedure: " + text);
  at = close + 1;
  std::vector<ProcedureField> fields;
  std::size_t start = open + 1;
  while (start < close) {
    const std::size_t end = std::min(text.find(',', start), close);
    const std::string field = text.substr(start, end - start);
    const std::size_t colons = field.find("::");
    if (colons != std::string::npos) {
      fields.push_back({.name = trim(field.substr(0, colons)),
                        .type = trim(field.substr(colons + 2)),
                        .default_value = {}});
    }
    start = end + 1;
  }
  return fields;
}

bool same_arguments(const std::vector<Value>& row, std::span<const Value> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool both_null = row[i].is_null() && arguments[i].is_null();
    if (!both_null && !chancery::equal(row[i], arguments[i]).value_or(false)) return false;
  }
  return true;
}

}  // namespace

TableProcedure::TableProcedure(const std::string& declaration, Rows rows) {
  const std::string prefix = "there exists a procedure ";
  std::size_t at = declaration.find('(');
  name_ = trim(declaration.substr(prefix.size(), at - prefix.size()));
  Procedure procedure;
  procedure.name = name_;
  procedure.inputs = parse_fields(declaration, at);
  procedure.outputs = parse_fields(declaration, at);
  procedure.text = "Answers from a table of the scenario.";
  const std::size_t width = procedure.inputs.size() + procedure.outputs.size();
  for (const std::vector<Value>& row : rows) {
    if (row.size() != width) throw std::runtime_error("a row of another width than " + declaration);
  }
  procedure.call = [rows = std::move(rows)](const chancery::query::ProcedureContext&,
                                            std::span<const Value> arguments) {
    Rows matching;
    for (const std::vector<Value>& row : rows) {
      if (!same_arguments(row, arguments)) continue;
      matching.emplace_back(row.begin() + static_cast<std::ptrdiff_t>(arguments.size()), row.end());
    }
    return
        [matching = std::move(matching), next = std::size_t{0}](std::vector<Value>& row) mutable {
          if (next == matching.size()) return false;
          row = matching[next++];
          return true;
        };
  };
  chancery::query::register_procedure(std::move(procedure));
}

TableProcedure::~TableProcedure() { chancery::query::remove_procedure(name_); }

}  // namespace cypher_tests
