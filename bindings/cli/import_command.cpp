// chancery import: tables of nodes and relationships into the database, and the report.

#include <fmt/format.h>

#include <iostream>
#include <optional>

#include "chancery/database.h"
#include "chancery/error.h"
#include "commands.h"
#include "interrupt.h"
#include "progress_bar.h"
#include "screen_text.h"

namespace chancery::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFaultsShown = 20;

char character(const std::string& text, const char* option) {
  if (text == "TAB" || text == "\\t") return '\t';
  if (text.size() == 1) return text[0];
  throw Error(ErrorKind::argument_error,
              fmt::format("{} takes one ASCII character, or TAB; not '{}'", option, text));
}

std::vector<std::string> split(const std::string& text, char delimiter) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(delimiter, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// "Label:Label=file,file". A file that has such a name itself is taken as one.
ImportTable table_of(const std::string& text, ImportKind kind) {
  ImportTable table;
  table.kind = kind;
  std::string files = text;
  const std::size_t equals = text.find('=');
  if (equals != std::string::npos && !fs::exists(text)) {
    const std::string names = text.substr(0, equals);
    table.labels = kind == ImportKind::nodes ? split(names, ':') : std::vector{names};
    files = text.substr(equals + 1);
  }
  if (fs::exists(files))
    table.files.emplace_back(files);
  else
    for (const std::string& file : split(files, ',')) table.files.emplace_back(file);
  return table;
}

std::vector<ImportTable> tables_of(const ImportArguments& arguments) {
  std::vector<ImportTable> tables;
  for (const std::string& text : arguments.nodes)
    tables.push_back(table_of(text, ImportKind::nodes));
  for (const std::string& text : arguments.relationships)
    tables.push_back(table_of(text, ImportKind::relationships));
  if (!arguments.files.empty()) {
    ImportTable& dump = tables.emplace_back();
    dump.kind = ImportKind::mixed;
    dump.files = arguments.files;
  }
  return tables;
}

ImportOptions options_of(const ImportArguments& arguments) {
  ImportOptions options;
  options.delimiter = character(arguments.delimiter, "--delimiter");
  options.array_delimiter = character(arguments.array_delimiter, "--array-delimiter");
  options.quote = character(arguments.quote, "--quote");
  options.integer_ids = arguments.id_type == "integer";
  options.bad_tolerance = arguments.bad_tolerance;
  options.memory_bytes = static_cast<std::size_t>(arguments.memory_megabytes) << 20;
  return options;
}

/// Removes a database that this command has made, where it comes to nothing.
class NewDatabase {
 public:
  explicit NewDatabase(fs::path folder) : folder_(std::move(folder)) {
    std::error_code ignored;  // what is wrong with the folder is said by who opens it
    existed_ = fs::exists(folder_, ignored);
    is_new_ = !existed_ || (fs::is_directory(folder_, ignored) && fs::is_empty(folder_, ignored));
  }
  ~NewDatabase() {
    std::error_code ignored;  // it is on its way out with an error of its own
    if (!is_new_ || !opened_ || kept_) return;
    if (!existed_) fs::remove_all(folder_, ignored);
    for (fs::directory_iterator at(folder_, ignored); !ignored && at != fs::directory_iterator();
         at.increment(ignored))
      fs::remove_all(at->path(), ignored);
  }
  NewDatabase(const NewDatabase&) = delete;
  NewDatabase& operator=(const NewDatabase&) = delete;

  /// It is ours: nobody else writes to it until it is closed.
  void opened() { opened_ = true; }
  void keep() { kept_ = true; }

 private:
  fs::path folder_;
  bool existed_ = true;
  bool is_new_ = false;
  bool opened_ = false;
  bool kept_ = false;
};

std::string place_of(const ImportFault& fault) {
  std::string place = fmt::format("{}:{}", fault.file, fault.line);
  if (fault.column > 0) place += fmt::format(":{}", fault.column);
  return place;
}

void print_faults(const ImportReport& report) {
  if (report.faults.empty()) return;
  std::cout << "skipped\n";
  const std::size_t shown = std::min(report.faults.size(), kMostFaultsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const ImportFault& fault = report.faults[i];
    std::cout << "  " << printable(place_of(fault) + ": " + fault.reason) << "\n";
  }
  if (report.skipped > shown) {
    std::cout << "  and " << grouped(report.skipped - shown) << " more (with --json up to 1,000)\n";
  }
}

void print_import(const ImportReport& report, const std::string& edition) {
  const auto row = [](const char* name, const std::string& value) {
    std::cout << fmt::format("{:<15}{}\n", name, value);
  };
  row("nodes", grouped(report.nodes));
  row("relationships", grouped(report.relationships));
  row("properties", grouped(report.properties));
  if (report.skipped > 0) row("skipped", fmt::format("{} bad rows", grouped(report.skipped)));
  for (const IndexInfo& index : report.indexes)
    row("index", printable(fmt::format(":{}({})", index.label, index.key)));
  row("speed", fmt::format("{:.2f} MB in {:.2f} s; {:.1f} MB of memory for ids",
                           static_cast<double>(report.bytes) / 1e6, report.seconds,
                           static_cast<double>(report.id_map_bytes) / 1e6));
  if (!edition.empty()) row("edition", edition);
  print_faults(report);
}

Value number_of(std::uint64_t n) { return static_cast<std::int64_t>(n); }

Value import_value(const ImportReport& report, const std::string& edition) {
  List faults, indexes;
  for (const ImportFault& fault : report.faults) {
    faults.push_back(Map{{"file", fault.file},
                         {"line", number_of(fault.line)},
                         {"column", number_of(fault.column)},
                         {"reason", fault.reason}});
  }
  for (const IndexInfo& index : report.indexes)
    indexes.push_back(Map{{"label", index.label}, {"property", index.key}});
  return Map{{"nodes", number_of(report.nodes)},
             {"relationships", number_of(report.relationships)},
             {"properties", number_of(report.properties)},
             {"skipped", number_of(report.skipped)},
             {"faults", std::move(faults)},
             {"indexes", std::move(indexes)},
             {"bytes", number_of(report.bytes)},
             {"id_map_bytes", number_of(report.id_map_bytes)},
             {"seconds", report.seconds},
             {"edition", edition}};
}

ImportReport import_tables(Database& database, const ImportArguments& arguments) {
  const InterruptScope interrupt;
  ProgressBar bar;
  ImportOptions options = options_of(arguments);
  options.progress = [&](const ImportProgress& progress) {
    bar.show(progress.bytes, progress.bytes_total,
             fmt::format("{} nodes, {} relationships", grouped(progress.nodes),
                         grouped(progress.relationships)));
    return !interrupt.token()->cancelled();
  };
  return database.import_graph(tables_of(arguments), options);
}

}  // namespace

int run_import(const ImportArguments& arguments) try {
  NewDatabase made(arguments.database);
  Database database = Database::open(arguments.database);
  made.opened();
  const ImportReport report = import_tables(database, arguments);
  made.keep();
  std::string edition;
  if (arguments.publish) edition = std::to_string(database.publish(arguments.edition).number);
  if (arguments.json)
    std::cout << to_json(import_value(report, edition)) << "\n";
  else
    print_import(report, edition);
  return report.skipped > 0 ? kIncomplete : kOk;
} catch (const Error& error) {
  if (error.kind() != ErrorKind::cancelled) throw;
  std::cerr << "chancery: " << error.what() << "\n";
  return kInterrupted;
}

}  // namespace chancery::cli
