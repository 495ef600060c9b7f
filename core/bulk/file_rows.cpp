#include "bulk/file_rows.h"

#include <fstream>

#include "bulk/field_text.h"
#include "bulk/json_rows.h"
#include "bulk/line_reader.h"
#include "bulk/table_rows.h"
#include "chancery/csv.h"
#include "chancery/error.h"

namespace chancery::bulk {
namespace {

std::uint64_t size_of(const std::filesystem::path& file) {
  std::error_code none;  // of a pipe
  const std::uintmax_t size = std::filesystem::file_size(file, none);
  return none ? 0 : size;
}

std::uint64_t bytes_read(std::istream& stream, std::uint64_t size) {
  const auto at = stream.tellg();
  return at < 0 ? size : static_cast<std::uint64_t>(at);
}

/// A CSV file that is open. Lives where it was made: the reader points to the stream.
struct CsvFile {
  CsvFile(const std::filesystem::path& file, const ImportOptions& options)
      : name(file.string()),
        stream(open_input(file)),
        size(size_of(file)),
        reader(stream, name, options.delimiter, options.quote) {}

  std::string name;
  std::ifstream stream;
  std::uint64_t size;
  CsvReader reader;
  std::uint64_t header_line = 0;
};

/// What is wrong with a header is said of its place in the file.
template <typename Step>
auto of_header(const CsvFile& file, const Step& step) {
  try {
    return step();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input_error) throw;
    throw Error(error.kind(), error.what(),
                {.file = file.name,
                 .line = static_cast<unsigned>(file.header_line),
                 .column = error.place().column});
  }
}

Column column_at(std::size_t at, std::string_view field) {
  try {
    return parse_column(field);
  } catch (const Error& error) {
    throw Error(error.kind(), error.what(), {.file = {}, .column = static_cast<unsigned>(at + 1)});
  }
}

std::vector<Column> read_header(CsvFile& file) {
  std::vector<CsvFieldView> fields;
  if (!file.reader.next(fields)) {
    throw Error(ErrorKind::input_error,
                "The file is empty; its first line must be the header, as in id:ID,name,age:int.",
                {.file = file.name, .line = 1});
  }
  file.header_line = file.reader.line();
  return of_header(file, [&] {
    std::vector<Column> columns;
    for (const CsvFieldView& field : fields)
      columns.push_back(column_at(columns.size(), field.value_or("")));
    return columns;
  });
}

void read_csv(ImportRun& run, CsvFile& file, TableRows& rows) {
  std::vector<CsvFieldView> fields;
  while (file.reader.next(fields)) {
    rows.row(file.name, file.reader.line(), [&] {
      if (fields.size() != rows.columns().size()) {
        throw Error(ErrorKind::input_error,
                    "The row has " + std::to_string(fields.size()) + " fields, the header " +
                        std::to_string(rows.columns().size()) +
                        "; put quotes around fields that hold the delimiter.");
      }
      for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i]) rows.text(i, *fields[i]);
    });
    run.look([&] { return bytes_read(file.stream, file.size); });
  }
  run.end_file(file.size);
}

void read_plain_json(ImportRun& run, const std::filesystem::path& file, TableRows& rows,
                     const CsvFile& header) {
  LineReader lines(file);
  JsonRows objects = of_header(header, [&] { return JsonRows(rows); });
  std::string_view text;
  while (lines.next(text)) {
    rows.row(lines.name(), lines.line(), [&] { objects.fill(text); });
    run.look([&] { return lines.bytes(); });
  }
  run.end_file(lines.bytes());
}

}  // namespace

bool is_json_lines(const std::filesystem::path& file) {
  const std::string suffix = file.extension().string();
  return suffix == ".jsonl" || suffix == ".ndjson" || suffix == ".json";
}

void read_files(ImportRun& run, const ImportTable& table) {
  if (is_json_lines(table.files.front())) {
    throw Error(ErrorKind::input_error,
                "Name a file with a header before it, header.csv," +
                    table.files.front().filename().string() +
                    ": one line such as id:ID,name,age:int that picks the members.",
                {.file = table.files.front().string()});
  }
  CsvFile first(table.files.front(), run.options());
  std::vector<Column> columns = read_header(first);
  TableRows rows = of_header(
      first, [&] { return TableRows(run, table.kind, std::move(columns), table.labels); });
  read_csv(run, first, rows);
  for (std::size_t i = 1; i < table.files.size(); ++i) {
    if (is_json_lines(table.files[i])) {
      read_plain_json(run, table.files[i], rows, first);
    } else {
      CsvFile next(table.files[i], run.options());
      read_csv(run, next, rows);
    }
  }
}

void read_dump(ImportRun& run, const ImportTable& table) {
  for (const auto& file : table.files) {
    LineReader lines(file);
    JsonDump dump(run);
    std::string_view text;
    while (lines.next(text)) {
      dump.add(lines.name(), lines.line(), text);
      run.look([&] { return lines.bytes(); });
    }
    run.end_file(lines.bytes());
  }
}

}  // namespace chancery::bulk
