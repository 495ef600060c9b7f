#include "builtin_procedures.h"

#include <memory>
#include <utility>

namespace chancery::query {

std::vector<Procedure> builtin_procedures() {
  std::vector<Procedure> procedures;
  add_schema_procedures(procedures);
  add_graph_schema_procedure(procedures);
  add_help_procedures(procedures);
  add_text_procedures(procedures);
  add_load_procedures(procedures);
  add_graph_procedures(procedures);
  return procedures;
}

ProcedureRows rows_of(std::vector<std::vector<Value>> rows) {
  auto held = std::make_shared<std::vector<std::vector<Value>>>(std::move(rows));
  return [held, at = std::size_t{0}](std::vector<Value>& row) mutable {
    if (at == held->size()) return false;
    row = std::move((*held)[at++]);
    return true;
  };
}

}  // namespace chancery::query
