#pragma once

// The files of a table, and the tables in memory: each is read to its end, row by row.

#include "bulk/import_run.h"
#include "chancery/import.h"

namespace chancery::bulk {

bool is_json_lines(const std::filesystem::path& file);

/// A table of CSV files, or of JSON Lines behind a header of CSV.
void read_files(ImportRun& run, const ImportTable& table);
/// JSON Lines with nodes and relationships as apoc.export.json writes them.
void read_dump(ImportRun& run, const ImportTable& table);
/// Batches of Arrow.
void read_stream(ImportRun& run, const ImportTable& table);

}  // namespace chancery::bulk
