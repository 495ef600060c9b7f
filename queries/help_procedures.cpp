// db.functions and db.procedures: what the query language offers, from the one source of all help.

#include <string>
#include <utility>

#include "builtin_procedures.h"
#include "chancery/query/documentation.h"

namespace chancery::query {
namespace {

ProcedureRows documented(bool procedures) {
  std::vector<std::vector<Value>> rows;
  for (const Documentation& entry : documentation()) {
    if (entry.procedure != procedures) continue;
    rows.push_back({entry.name, entry.signature, entry.text, entry.example, entry.group});
  }
  return rows_of(std::move(rows));
}

void add_listing(std::vector<Procedure>& all, const std::string& name, std::string text,
                 bool procedures) {
  all.push_back({.name = name,
                 .outputs = {{"name", "STRING"},
                             {"signature", "STRING"},
                             {"description", "STRING"},
                             {"example", "STRING"},
                             {"group", "STRING"}},
                 .text = std::move(text),
                 .example = "CALL " + name + "() YIELD name, description RETURN name, description",
                 .call = [procedures](const ProcedureContext&, std::span<const Value>) {
                   return documented(procedures);
                 }});
}

}  // namespace

void add_help_procedures(std::vector<Procedure>& procedures) {
  add_listing(procedures, "db.functions",
              "Every function, with its signature, what it does and an example.", false);
  add_listing(procedures, "db.procedures",
              "Every procedure, with its signature, what it does and an example.", true);
  add_listing(procedures, "dbms.functions", "As db.functions.", false);
  add_listing(procedures, "dbms.procedures", "As db.procedures.", true);
}

}  // namespace chancery::query
