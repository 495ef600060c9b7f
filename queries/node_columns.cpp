#include "chancery/query/node_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "chancery/error.h"
#include "procedures.h"
#include "query_limits.h"

namespace chancery::query {
namespace {

std::shared_ptr<const Procedure> procedure_with_columns(std::string_view name) {
  std::shared_ptr<const Procedure> found = find_procedure(name);
  if (found && found->columns) return found;
  throw Error(ErrorKind::procedure_error, found ? "InvalidArgumentType" : "ProcedureNotFound",
              Phase::runtime,
              found ? fmt::format("{} does not yield numbers of nodes; CALL it in a query.", name)
                    : fmt::format("There is no procedure {}.", name));
}

void add_defaults(const Procedure& procedure, std::vector<Value>& arguments) {
  for (std::size_t i = arguments.size(); i < procedure.inputs.size(); ++i) {
    arguments.push_back(procedure.inputs[i].default_value.value_or(Value()));
  }
  for (std::size_t i = 0; i < procedure.inputs.size(); ++i) {
    check_argument(procedure, i, arguments[i]);
  }
}

template <typename Number>
bool greater(Number a, Number b) {
  if constexpr (std::is_floating_point_v<Number>) {
    if (std::isnan(a) || std::isnan(b)) return !std::isnan(a) && std::isnan(b);
  }
  return a > b;
}

}  // namespace

const NumberColumn* NodeColumns::find(std::string_view name) const {
  const auto found = std::ranges::find(columns, name, &NumberColumn::name);
  return found == columns.end() ? nullptr : &*found;
}

NodeColumns node_columns(const Graph& graph, std::string_view name, std::vector<Value> arguments,
                         const QueryOptions& options) {
  const std::shared_ptr<const Procedure> procedure = procedure_with_columns(name);
  add_defaults(*procedure, arguments);
  Limits limits(options);
  const Metered metered(&limits);
  limits.check_now();
  const std::shared_ptr<const Snapshot> snapshot = graph.snapshot();
  const ProcedureContext context{*snapshot, nullptr, [&limits] { limits.check(); }};
  return procedure->columns(context, arguments);
}

std::vector<std::size_t> greatest(const NumberColumn& column, std::size_t count) {
  return std::visit(
      [count](const auto& values) {
        std::vector<std::size_t> positions(values.size());
        std::iota(positions.begin(), positions.end(), std::size_t{0});
        const auto end =
            positions.begin() + static_cast<std::ptrdiff_t>(std::min(count, positions.size()));
        std::ranges::partial_sort(positions, end, [&values](std::size_t a, std::size_t b) {
          if (greater(values[a], values[b])) return true;
          return !greater(values[b], values[a]) && a < b;
        });
        positions.erase(end, positions.end());
        return positions;
      },
      column.values);
}

}  // namespace chancery::query
