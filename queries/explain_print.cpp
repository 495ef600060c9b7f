// EXPLAIN and PROFILE for people and for programs.
//
//   operator                  estimated  rows  hits    ms
//   Produce n.name                   10     8     0  0.31
//   Filter b.x = 1                   10     8     8  0.30
//   Optional                         20    12     0  0.21
//   |  Expand (a)-[r:T]->(b)         20    12    24  0.12
//   |  Argument                       1     5     0  0.00
//   AllNodesScan a                    5     5     5  0.01

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "chancery/folding.h"
#include "plan.h"

namespace chancery::query {
namespace {

using Json = nlohmann::ordered_json;
using Line = std::vector<std::string>;

/// Rows as people read them; what rounds to nothing is still told from nothing.
std::string rows_text(double rows) {
  if (rows > 0 && rows < 0.5) return "<1";
  return rows < 1e7 ? fmt::format("{:.0f}", rows) : fmt::format("{:.1e}", rows);
}

bool is_measured(const StatementDescription& plan) { return plan.root.measured.has_value(); }

void add_lines(const PlanDescription& last, const std::string& indent, bool measured,
               std::vector<Line>& lines) {
  const PlanDescription* plan = &last;
  while (true) {
    const std::string details = plan->details.empty() ? "" : " " + plan->details;
    Line line = {indent + plan->name + details, rows_text(plan->estimated_rows)};
    if (measured) {
      const OperatorProfile real = plan->measured.value_or(OperatorProfile());
      line.push_back(std::to_string(real.rows));
      line.push_back(std::to_string(real.store_hits));
      line.push_back(fmt::format("{:.2f}", real.milliseconds));
    }
    lines.push_back(std::move(line));
    for (const PlanDescription& branch : plan->branches) {
      add_lines(branch, indent + "|  ", measured, lines);
    }
    if (plan->input.empty()) return;
    plan = &plan->input.front();
  }
}

std::string padding(std::size_t width, const std::string& text) {
  const std::size_t used = display_width(text);
  return std::string(width > used ? width - used : 0, ' ');
}

/// The first column to the left, numbers to the right.
std::string aligned(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths;
  for (const Line& line : lines) {
    if (widths.size() < line.size()) widths.resize(line.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(line[i]));
    }
  }
  std::string result;
  for (const Line& line : lines) {
    result += line[0];
    if (line.size() > 1) result += padding(widths[0], line[0]);
    for (std::size_t i = 1; i < line.size(); ++i) {
      result += "  " + padding(widths[i], line[i]) + line[i];
    }
    result += '\n';
  }
  return result;
}

Json json_of(const PlanDescription& plan) {
  Json result;
  result["operator"] = plan.name;
  result["details"] = plan.details;
  result["estimated_rows"] = plan.estimated_rows;
  if (plan.measured) {
    result["rows"] = plan.measured->rows;
    result["store_hits"] = plan.measured->store_hits;
    result["milliseconds"] = plan.measured->milliseconds;
  }
  result["branches"] = Json::array();
  for (const PlanDescription& branch : plan.branches) {
    result["branches"].push_back(json_of(branch));
  }
  result["inputs"] = Json::array();
  for (const PlanDescription& input : plan.input) result["inputs"].push_back(json_of(input));
  return result;
}

}  // namespace

std::string to_text(const StatementDescription& plan) {
  const bool measured = is_measured(plan);
  std::vector<Line> lines = {{"operator", "estimated"}};
  if (measured) lines[0].insert(lines[0].end(), {"rows", "hits", "ms"});
  add_lines(plan.root, "", measured, lines);
  for (const auto& [expression, inner] : plan.inner) {
    lines.push_back({"inner " + expression});
    add_lines(inner, "|  ", measured, lines);
  }
  std::string result = aligned(lines);
  for (const std::string& warning : plan.warnings) result += "Warning: " + warning + "\n";
  return result;
}

std::string to_json(const StatementDescription& plan) {
  Json result;
  result["plan"] = json_of(plan.root);
  result["inner"] = Json::array();
  for (const auto& [expression, inner] : plan.inner) {
    result["inner"].push_back({{"expression", expression}, {"plan", json_of(inner)}});
  }
  result["warnings"] = plan.warnings;
  return result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace chancery::query
