#include "record.h"

#include <fmt/format.h>

#include <fstream>
#include <map>

namespace cypher_tests {
namespace {

/// FNV-1a, 32 bits: the same on every platform, and enough to tell the scenarios of one feature
/// apart.
std::string hashed(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char byte : name) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  return fmt::format("#{:08x}", hash);
}

/// What a scenario is found by: feature and hashed name.
std::string key(const Result& result) {
  const bool is_hash = result.scenario.starts_with('#');
  return result.feature + '\t' + (is_hash ? result.scenario : hashed(result.scenario));
}

std::optional<Outcome> outcome_named(std::string_view name) {
  for (const Outcome outcome : kOutcomes) {
    if (to_string(outcome) == name) return outcome;
  }
  return std::nullopt;
}

}  // namespace

void write_record(const std::filesystem::path& file, const std::vector<Result>& results,
                  Names names) {
  std::ofstream out(file);
  for (const Result& result : results) {
    out << result.feature << '\t'
        << (names == Names::hashed ? hashed(result.scenario) : result.scenario) << '\t'
        << to_string(result.outcome) << '\n';
  }
  if (!out.flush()) throw std::runtime_error(file.string() + " cannot be written");
}

std::vector<Result> read_record(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + " cannot be read");
  std::vector<Result> results;
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t last = line.rfind('\t');
    const auto outcome =
        first == last ? std::nullopt : outcome_named(std::string_view(line).substr(last + 1));
    if (!outcome) {
      throw std::runtime_error(
          fmt::format("{}:{}: expected feature, scenario and outcome with tabs "
                      "between",
                      file.string(), results.size() + 1));
    }
    results.push_back({line.substr(0, first), line.substr(first + 1, last - first - 1), *outcome});
  }
  return results;
}

std::vector<std::string> lost_scenarios(const std::vector<Result>& kept,
                                        const std::vector<Result>& now) {
  std::multimap<std::string, const Result*> live;
  for (const Result& result : now) live.emplace(key(result), &result);
  std::vector<std::string> lost;
  for (const Result& before : kept) {
    if (before.outcome != Outcome::passed) continue;
    const auto found = live.find(key(before));
    if (found == live.end()) {
      lost.push_back(fmt::format("{}: {} is gone; if it has a new name, write the record anew",
                                 before.feature, before.scenario));
      continue;
    }
    const Result& after = *found->second;
    if (after.outcome != Outcome::passed) {
      lost.push_back(fmt::format("{}: {} passed and is now: {}", after.feature, after.scenario,
                                 to_string(after.outcome)));
    }
    live.erase(found);
  }
  return lost;
}

}  // namespace cypher_tests
