#pragma once

// One query under many plans, and rows as text that two ways of answering can be compared by.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/graph.h"
#include "chancery/value.h"

namespace chancery::query {

/// A way to plan: which of rules() are applied to which first plan.
struct PlanVariant {
  std::string name;
  bool greedy = true;
  std::vector<std::string_view> rules;
};

/// All rules, none, each alone and all but each; without rules also in the order of the text.
const std::vector<PlanVariant>& plan_variants();

/// A value with nodes and relationships by their ids: what they hold is the graph's affair.
std::string shown(const Value& value);

/// One text a row. Lists in bag columns (query_generator.h) are sorted.
std::vector<std::string> shown_rows(const std::vector<std::string>& columns,
                                    std::vector<List> rows);

/// Runs a reading query as `variant` plans it.
std::vector<std::string> engine_rows(std::shared_ptr<const Snapshot> snapshot,
                                     std::string_view query, const PlanVariant& variant);

/// Whether the order of rows is the query's: it has one branch, and that ends with ORDER BY.
bool rows_are_ordered(std::string_view query);

}  // namespace chancery::query
