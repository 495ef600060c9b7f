#pragma once

// What the procedures of this folder have in common.

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../builtin_procedures.h"
#include "../procedure_options.h"
#include "chancery/query/algorithms.h"
#include "working_memory.h"

namespace chancery::query {

using Arguments = std::span<const Value>;

/// "Options: labels, types, ..." for the help text of a procedure: those of every part, then
/// `more`.
std::string with_options(std::string_view text, std::string_view more = {});

/// The argument that every procedure of this folder ends with.
ProcedureField options_field();

/// The options of a procedure: those that say which part of the graph it works on, and `own`.
ProcedureOptions part_options(std::string_view procedure, const Value& options,
                              std::vector<std::string_view> own = {});
GraphPart part_of(const ProcedureOptions& options);
/// The option `direction`.
Direction direction_of(const ProcedureOptions& options);

/// Integers for the sums of weights where nothing is weighted.
Value sum_value(const GraphPart& part, double sum);

/// One row per element of `found`, which has size `count`, made by fill(found, i, row).
template <typename Found, typename Fill>
ProcedureRows rows_from(Found found, std::size_t count, Fill fill) {
  struct Held {
    WorkingMemory memory;
    Found found;
  };
  auto held = std::make_shared<Held>(Held{{}, std::move(found)});
  held->memory.template charge<std::uint64_t>(3 * count);
  return [held, count, fill, at = std::size_t{0}](std::vector<Value>& row) mutable {
    if (at == count) return false;
    row = fill(held->found, at++);
    return true;
  };
}

/// A column of what was found for every node.
template <typename Number>
NumberColumn number_column(std::string_view name, std::vector<Number> values) {
  if constexpr (std::is_integral_v<Number>) {
    return {std::string(name), std::vector<std::int64_t>(values.begin(), values.end())};
  } else {
    return {std::string(name), std::move(values)};
  }
}

/// Sums of weights: integers where nothing is weighted.
NumberColumn sum_column(std::string_view name, const GraphPart& part, std::vector<double> sums);

template <typename Number>
NodeColumns columns_of(PerNode<Number> found, std::string_view name) {
  NodeColumns columns{std::move(found.nodes), {}};
  columns.columns.push_back(number_column(name, std::move(found.values)));
  return columns;
}

}  // namespace chancery::query
