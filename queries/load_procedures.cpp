// load.*: rows of files that the query may read.

#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "builtin_procedures.h"
#include "chancery/csv.h"
#include "chancery/error.h"
#include "chancery/folding.h"
#include "permitted_files.h"
#include "procedure_options.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

constexpr std::size_t kLongestLine = std::size_t{16} << 20;

[[noreturn]] void fail(const std::string& file, std::uint64_t line, const std::string& message) {
  throw Error(ErrorKind::procedure_error, "ProcedureCallFailed", Phase::runtime,
              file + ", line " + std::to_string(line) + ": " + message);
}

/// What a reader throws names a file; here it becomes an error of the call.
template <typename Step>
auto within_call(const std::string& file, const Step& step) {
  try {
    return step();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input_error) throw;
    fail(file, error.place().line, error.what());
  }
}

std::ifstream open_file(const ProcedureContext& context, const std::string& path) {
  std::ifstream file(permitted_file(path, context.readable), std::ios::binary);
  if (!file) {
    throw Error(ErrorKind::procedure_error, "ProcedureCallFailed", Phase::runtime,
                "The file " + path + " cannot be opened.");
  }
  return file;
}

/// The rows of one CSV file. Lives on the heap, as the reader points to the stream.
class CsvRows {
 public:
  CsvRows(const ProcedureContext& context, const std::string& path, char delimiter, bool headers)
      : path_(path), file_(open_file(context, path)), reader_(file_, path, delimiter) {
    if (headers) read_headers();
  }

  bool next(std::vector<Value>& row) {
    if (!within_call(path_, [this] { return reader_.next(fields_); })) return false;
    row = {headers_.empty() ? as_list() : as_map(), static_cast<std::int64_t>(reader_.line())};
    return true;
  }

 private:
  void read_headers() {
    within_call(path_, [this] { return reader_.next(fields_); });
    std::set<std::string> seen;
    for (CsvField& field : fields_) {
      headers_.push_back(std::move(field).value_or(std::string()));
      if (!seen.insert(headers_.back()).second)
        fail(path_, reader_.line(), "Two columns are named '" + headers_.back() + "'.");
    }
  }

  static Value value_of(CsvField& field) { return field ? Value(std::move(*field)) : Value(); }

  Value as_list() {
    List list;
    for (CsvField& field : fields_) list.push_back(value_of(field));
    return list;
  }

  Value as_map() {
    if (fields_.size() > headers_.size()) {
      fail(path_, reader_.line(),
           "The row has " + std::to_string(fields_.size()) + " fields, the header " +
               std::to_string(headers_.size()) + ".");
    }
    Map map;
    for (std::size_t i = 0; i < headers_.size(); ++i)
      map.emplace(headers_[i], i < fields_.size() ? value_of(fields_[i]) : Value());
    return map;
  }

  std::string path_;
  std::ifstream file_;
  CsvReader reader_;
  std::vector<std::string> headers_;
  std::vector<CsvField> fields_;
};

ProcedureRows load_csv(const ProcedureContext& context, Arguments arguments) {
  const ProcedureOptions options("load.csv", arguments[1], {"headers", "delimiter"});
  const std::string delimiter = options.text("delimiter", ",");
  if (delimiter.size() != 1 || delimiter.find_first_of("\r\n\"") != std::string::npos) {
    throw Error(ErrorKind::procedure_error, "InvalidArgumentValue", Phase::runtime,
                "The option delimiter of load.csv must be one ASCII character, and neither a "
                "quotation mark nor a line end.");
  }
  auto rows = std::make_shared<CsvRows>(context, arguments[0].as_string(), delimiter[0],
                                        options.boolean("headers", true));
  return [rows](std::vector<Value>& row) { return rows->next(row); };
}

/// The values of a file with one JSON text a line.
class JsonLines {
 public:
  JsonLines(const ProcedureContext& context, const std::string& path)
      : path_(path), file_(open_file(context, path)) {}

  bool next(std::vector<Value>& row) {
    std::string text;
    while (read_line(text)) {
      if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
      row = {value_of(text), line_};
      return true;
    }
    return false;
  }

 private:
  Value value_of(const std::string& text) const {
    try {
      return from_json(text);
    } catch (const Error& error) {
      const bool of_text =
          error.kind() == ErrorKind::input_error || error.kind() == ErrorKind::argument_error;
      if (!of_text) throw;
      fail(path_, static_cast<std::uint64_t>(line_), error.what());
    }
  }

  bool read_line(std::string& text) {
    ++line_;
    text.clear();
    for (int c = file_.get(); c != std::char_traits<char>::eof(); c = file_.get()) {
      if (c == '\n') return true;
      text.push_back(static_cast<char>(c));
      if (text.size() > kLongestLine)
        fail(path_, static_cast<std::uint64_t>(line_), "The line is longer than 16 MiB.");
    }
    return !text.empty();
  }

  std::string path_;
  std::ifstream file_;
  std::int64_t line_ = 0;
};

ProcedureRows load_jsonl(const ProcedureContext& context, Arguments arguments) {
  auto lines = std::make_shared<JsonLines>(context, arguments[0].as_string());
  return [lines](std::vector<Value>& row) { return lines->next(row); };
}

}  // namespace

void add_load_procedures(std::vector<Procedure>& procedures) {
  procedures.push_back(
      {.name = "load.csv",
       .inputs = {{"file", "STRING"}, {"options", "MAP?", Value(Map())}},
       .outputs = {{"row", "ANY"}, {"line", "INTEGER"}},
       .text = "The rows of a CSV file in UTF-8, as maps by the names in its first line, or with "
               "headers: false as lists; all values are texts, and null where nothing stands. "
               "Only opens files that whoever runs the query has permitted: --allow-read FOLDER, "
               "allow_read in Python. Options: headers (true), delimiter (',').",
       .example = "CALL load.csv('ontology/topics.tsv', {delimiter: '\\t'}) YIELD row, line "
                  "RETURN line, row.id AS id, row.label AS label LIMIT 3",
       .call = load_csv});
  procedures.push_back(
      {.name = "load.jsonl",
       .inputs = {{"file", "STRING"}},
       .outputs = {{"value", "ANY?"}, {"line", "INTEGER"}},
       .text = "The values of a file of JSON Lines: one JSON text a line, empty lines aside. Files "
               "are permitted as for load.csv().",
       .example = "CALL load.jsonl('people.jsonl') YIELD value RETURN value.name AS name",
       .call = load_jsonl});
}

}  // namespace chancery::query
