#pragma once

// Counts of outcomes as tables.

#include <array>
#include <string>
#include <vector>

#include "record.h"

namespace cypher_tests {

using Counts = std::array<std::size_t, kOutcomes.size()>;

void print_header();
void print_counts(const Counts& counts, const std::string& name);

/// A Markdown table with a line per folder of features.
std::string markdown_by_folder(const std::vector<Result>& results);

}  // namespace cypher_tests
