// dbms.*: what the query language offers, from the one source of all help.

#include <utility>

#include "builtin_procedures.h"
#include "chancery/query/engine.h"

namespace chancery::query {
namespace {

ProcedureRows documented(bool procedures) {
  std::vector<std::vector<Value>> rows;
  for (const Documentation& entry : documentation()) {
    if (entry.procedure == procedures) rows.push_back({entry.name, entry.signature, entry.text});
  }
  return rows_of(std::move(rows));
}

}  // namespace

void add_help_procedures(std::vector<Procedure>& procedures) {
  const std::vector<ProcedureField> outputs = {
      {"name", "STRING"}, {"signature", "STRING"}, {"description", "STRING"}};
  procedures.push_back(
      {"dbms.functions",
       {},
       outputs,
       "Every function, with its signature and what it does.",
       false,
       [](const ProcedureContext&, std::span<const Value>) { return documented(false); }});
  procedures.push_back(
      {"dbms.procedures",
       {},
       outputs,
       "Every procedure, with its signature and what it does.",
       false,
       [](const ProcedureContext&, std::span<const Value>) { return documented(true); }});
}

}  // namespace chancery::query
