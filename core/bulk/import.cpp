// An import, stage by stage: look at what is asked, read nodes, read relationships, commit.

#include "chancery/import.h"

#include <algorithm>
#include <chrono>

#include "bulk/arrow_owner.h"
#include "bulk/file_rows.h"
#include "bulk/import_run.h"
#include "bulk/line_reader.h"
#include "chancery/error.h"

namespace chancery {
namespace {

void check_options(const ImportOptions& options) {
  constexpr std::size_t kLeastMemory = std::size_t{16} << 20;
  const auto usable = [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && c != '\0' && c != '\n' && c != '\r';
  };
  const char a = options.delimiter, b = options.array_delimiter, c = options.quote;
  if (!usable(a) || !usable(b) || !usable(c) || a == b || a == c || b == c) {
    throw Error(ErrorKind::input_error,
                "The delimiter, the array delimiter and the quotation mark must be three different "
                "ASCII characters, and no line ends.");
  }
  if (options.memory_bytes < kLeastMemory)
    throw Error(ErrorKind::input_error, "An import needs at least 16 MB of memory.");
}

void check_table(const ImportTable& table) {
  if (table.stream ? !table.files.empty() : table.files.empty())
    throw Error(ErrorKind::input_error, "A table is read from files or from a stream.");
  if (table.stream && table.kind == ImportKind::mixed)
    throw Error(ErrorKind::input_error, "A stream holds either nodes or relationships.");
  if (table.kind == ImportKind::relationships && table.labels.size() > 1)
    throw Error(ErrorKind::input_error, "A relationship has one type.");
  if (std::ranges::find(table.labels, "") != table.labels.end())
    throw Error(ErrorKind::input_error, "A label or a type has a name of its own.");
  for (const auto& file : table.files) {
    const std::string suffix = file.extension().string();
    if (suffix == ".parquet" || suffix == ".arrow" || suffix == ".feather") {
      throw Error(ErrorKind::input_error,
                  "Files of this format are read in Python: import_arrow() takes the tables of "
                  "pyarrow, polars, pandas and duckdb.",
                  {.file = file.string()});
    }
    // Before anything is written; what a pipe brings comes once.
    std::error_code unknown;
    if (!std::filesystem::is_fifo(file, unknown)) bulk::open_input(file);
  }
}

std::uint64_t bytes_of(const std::vector<ImportTable>& tables) {
  std::uint64_t bytes = 0;
  for (const ImportTable& table : tables) {
    for (const auto& file : table.files) {
      std::error_code none;  // of a pipe
      const std::uintmax_t size = std::filesystem::file_size(file, none);
      if (!none) bytes += size;
    }
  }
  return bytes;
}

void read_tables(bulk::ImportRun& run, const std::vector<ImportTable>& tables, ImportKind kind) {
  for (const ImportTable& table : tables) {
    if (table.kind != kind) continue;
    if (table.stream)
      bulk::read_stream(run, table);
    else if (kind == ImportKind::mixed)
      bulk::read_dump(run, table);
    else
      bulk::read_files(run, table);
  }
}

// The caller has given all streams away, also those that nobody came to.
void release_streams(const std::vector<ImportTable>& tables) {
  for (const ImportTable& table : tables)
    if (table.stream) bulk::ArrowOwner<ArrowArrayStream> released(*table.stream);
}

ImportReport read_and_commit(Graph& graph, const std::vector<ImportTable>& tables,
                             const ImportOptions& options) {
  check_options(options);
  for (const ImportTable& table : tables) check_table(table);
  BulkWriter writer(graph, options.memory_bytes / 2);
  bulk::ImportRun run(writer, options);
  run.set_total_bytes(bytes_of(tables));
  read_tables(run, tables, ImportKind::nodes);
  read_tables(run, tables, ImportKind::mixed);
  read_tables(run, tables, ImportKind::relationships);
  run.finish();
  writer.commit();
  return run.report();
}

}  // namespace

ImportReport import_graph(Graph& graph, const std::vector<ImportTable>& tables,
                          const ImportOptions& options) try {
  const auto start = std::chrono::steady_clock::now();
  ImportReport report = read_and_commit(graph, tables, options);
  release_streams(tables);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
} catch (...) {
  release_streams(tables);
  throw;
}

}  // namespace chancery
