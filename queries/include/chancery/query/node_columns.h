#pragma once

// What the procedures graph.* say of nodes, as arrays: for programs that go on with numbers, to
// which a row for each node would cost more than most algorithms.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chancery/export.h"
#include "chancery/graph.h"
#include "chancery/query/engine.h"
#include "chancery/types.h"
#include "chancery/value.h"

namespace chancery {
namespace query CHANCERY_API {

/// A number for every node, of one of two kinds.
struct NumberColumn {
  std::string name;
  std::variant<std::vector<std::int64_t>, std::vector<double>> values;
};

/// Nodes, and columns as long as that list.
struct NodeColumns {
  std::vector<NodeId> nodes;
  std::vector<NumberColumn> columns;

  /// Null where no column has the name.
  const NumberColumn* find(std::string_view name) const;
};

/// Runs a procedure that yields a node and numbers, such as "graph.pagerank": the rows that CALL
/// would yield, as columns. `arguments` are those of CALL; what is left out at the end has its
/// default. Runs on the snapshot of this moment, within the time and memory of `options`.
/// Throws Error: procedure_error where there is no such procedure, it yields something else, or it
/// cannot work with an option; type_error for an argument of another type; timeout, cancelled,
/// memory_limit. Thread-safe.
NodeColumns node_columns(const Graph& graph, std::string_view procedure,
                         std::vector<Value> arguments, const QueryOptions& options = {});

/// The positions of the `count` greatest numbers, greatest first and NaN last; of equal ones that
/// of the earlier position first.
std::vector<std::size_t> greatest(const NumberColumn& column, std::size_t count);

}  // namespace CHANCERY_API
}  // namespace chancery
