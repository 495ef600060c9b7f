#pragma once

// The procedures that CALL reaches: one registry with their signatures and their help. The binder
// checks calls against it, the CALL cursor runs them, documentation() prints it.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/graph.h"
#include "chancery/query/engine.h"
#include "chancery/query/node_columns.h"
#include "chancery/value.h"

namespace chancery::query {

/// One argument or one result column. `type` is written as in signatures: "STRING?",
/// "INTEGER?", "FLOAT?", "NUMBER?", "BOOLEAN?", "MAP?", "NODE?", "RELATIONSHIP?", "PATH?",
/// "LIST? OF STRING?", "ANY?"; a "?" admits null.
struct ProcedureField {
  std::string name;
  std::string type;
  std::optional<Value> default_value = std::nullopt;  ///< of an argument that may be left out
};

/// Yields one row of results (in the order of the outputs) or false at the end.
using ProcedureRows = std::function<bool(std::vector<Value>& row)>;

/// What a running procedure may use. All of it outlives the rows.
struct ProcedureContext {
  const GraphView& view;
  Transaction* transaction = nullptr;                    ///< null in a reading query
  std::function<void()> check_interrupt;                 ///< throws Error: timeout, cancelled
  std::span<const std::filesystem::path> readable = {};  ///< QueryOptions::readable
};

struct Procedure {
  std::string name;  ///< "db.labels"
  std::vector<ProcedureField> inputs = {};
  std::vector<ProcedureField> outputs = {};  ///< empty: a procedure that yields nothing
  std::string text = {};                     ///< one or two sentences of help, and the options
  std::string example = {};  ///< a query that a reader can run; a test runs them all
  bool writes = false;
  /// `arguments` are complete (defaults filled in) and have passed the type check.
  std::function<ProcedureRows(const ProcedureContext& context, std::span<const Value> arguments)>
      call = nullptr;
  /// In place of `call`, where the outputs are a node and numbers: all rows at once, the columns in
  /// the order of the outputs.
  std::function<NodeColumns(const ProcedureContext& context, std::span<const Value> arguments)>
      columns = nullptr;
};

/// "db.labels() :: (label :: STRING?)".
std::string signature(const Procedure& procedure);

/// Exact name; null where there is none.
std::shared_ptr<const Procedure> find_procedure(std::string_view name);

/// All of them, sorted by name.
std::vector<std::shared_ptr<const Procedure>> all_procedures();

/// Adds a procedure for the whole process, or replaces the one of that name. Thread-safe; a
/// query that runs keeps the one it was compiled with.
void register_procedure(Procedure procedure);

/// True when there was one of that name.
bool remove_procedure(std::string_view name);

/// Whether a value of this kind may stand for the type: null where "?" admits it, an integer for
/// FLOAT and NUMBER. Unknown type words admit everything.
bool admits(std::string_view type, const Value& value);

/// Throws Error(type_error) where the argument at a place is not of its type.
void check_argument(const Procedure& procedure, std::size_t place, const Value& value);

}  // namespace chancery::query
