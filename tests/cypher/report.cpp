#include "report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iostream>
#include <map>

namespace cypher_tests {

void print_header() {
  fmt::print("{:>7} {:>7} {:>7} {:>7} {:>7}\n", "passed", "answer", "error", "crash", "lacking");
}

void print_counts(const Counts& counts, const std::string& name) {
  for (const std::size_t count : counts) fmt::print("{:>7} ", count);
  fmt::print(" {}\n", name);
  std::cout.flush();
}

std::string markdown_by_folder(const std::vector<Result>& results) {
  std::map<std::string, Counts> folders;
  Counts all{};
  for (const Result& result : results) {
    const std::string folder = std::filesystem::path(result.feature).parent_path().string();
    const auto outcome = static_cast<std::size_t>(result.outcome);
    ++folders[folder.empty() ? result.feature : folder][outcome];
    ++all[outcome];
  }
  std::string out = "| features";
  for (const Outcome outcome : kOutcomes) out += fmt::format(" | {}", to_string(outcome));
  out += " |\n|---|---:|---:|---:|---:|---:|\n";
  for (const auto& [folder, counts] : folders) {
    out += fmt::format("| {} | {} |\n", folder, fmt::join(counts, " | "));
  }
  return out + fmt::format("| all | {} |\n", fmt::join(all, " | "));
}

}  // namespace cypher_tests
