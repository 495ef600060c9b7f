#pragma once

// The procedures that come with the engine, by family.

#include <vector>

#include "procedures.h"

namespace chancery::query {

/// All of them.
std::vector<Procedure> builtin_procedures();

void add_schema_procedures(std::vector<Procedure>& procedures);       // db.*: names and indexes
void add_graph_schema_procedure(std::vector<Procedure>& procedures);  // db.schema
void add_help_procedures(std::vector<Procedure>& procedures);         // db.functions, db.procedures
void add_text_procedures(std::vector<Procedure>& procedures);         // text.*
void add_load_procedures(std::vector<Procedure>& procedures);         // load.*: rows of files
void add_graph_procedures(std::vector<Procedure>& procedures);        // graph.*
void add_path_procedures(std::vector<Procedure>& procedures);         // graph.*: of paths, by it

/// Rows that are known already, handed out one by one.
ProcedureRows rows_of(std::vector<std::vector<Value>> rows);

}  // namespace chancery::query
