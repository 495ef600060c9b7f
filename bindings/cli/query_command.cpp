// chancery query: statements from the command line, a file or standard input.

#include <fstream>
#include <iostream>
#include <iterator>

#include "chancery/error.h"
#include "commands.h"
#include "interrupt.h"
#include "opening.h"
#include "parameters.h"
#include "script.h"

namespace chancery::cli {

namespace {

std::string read_script(const QueryArguments& arguments) {
  if (arguments.file.empty()) return arguments.text;
  if (arguments.file == "-")
    return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  std::ifstream file(arguments.file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.good() && !file.eof())
    throw Error(ErrorKind::input_error, "cannot be read", {.file = arguments.file.string()});
  return text;
}

query::QueryOptions options_of(const QueryArguments& arguments) {
  query::QueryOptions options;
  options.read_only = arguments.read_only;
  options.readable = arguments.readable;
  options.max_rows = arguments.max_rows;
  if (arguments.timeout_seconds)
    options.timeout =
        std::chrono::milliseconds(static_cast<std::int64_t>(*arguments.timeout_seconds * 1000));
  return options;
}

void print_plan(const Rows& rows, Format format) {
  std::cout << (format == Format::json || format == Format::jsonl ? rows.plan_json() : rows.plan());
}

void print_warnings(const Rows& rows) {
  for (const std::string& warning : rows.warnings()) {
    std::cerr << "chancery: warning: " << warning << "\n";
  }
}

void print_result(Rows& rows, const OutputOptions& output) {
  if (!rows.plan().empty()) return print_plan(rows, output.format);  // EXPLAIN
  print_warnings(rows);
  const Written written = write_rows(std::cout, rows, output);
  if (output.format != Format::table) {
    // Rows go to where programs read them; what PROFILE measured does not belong among them.
    if (!rows.plan().empty()) std::cerr << rows.plan_json();
    return;
  }
  if (!rows.columns().empty())
    std::cout << grouped(written.rows) << (written.rows == 1 ? " row" : " rows");
  if (rows.truncated()) std::cout << " (cut by --max-rows)";
  const std::string changes = summary(rows.side_effects());
  if (!changes.empty()) std::cout << (rows.columns().empty() ? "" : "; ") << changes;
  std::cout << (rows.columns().empty() && changes.empty() ? "no changes" : "") << "\n";
  if (!rows.plan().empty()) std::cout << "\n" << rows.plan();  // PROFILE
}

/// Statements share one open database; the first that writes moves on to the live store.
class Session {
 public:
  explicit Session(const QueryArguments& arguments)
      : arguments_(arguments),
        parameters_(parse_parameters(arguments.parameters)),
        database_(open_for_reading(arguments.database, arguments.edition)) {}

  void run(const ScriptStatement& statement) {
    const InterruptScope interrupt;
    query::QueryOptions options = options_of(arguments_);
    options.cancel = interrupt.token();
    const bool writes = query::describe(*database_.graph(), statement.text).writes;
    if (writes && !arguments_.read_only && !database_.graph()->writable())
      database_ = open_for_writing(arguments_.database);
    Rows rows = database_.query(statement.text, parameters_, options);
    print_result(rows, standard_output(arguments_.format));
    if (rows.side_effects().any()) database_.publish();
  }

 private:
  const QueryArguments& arguments_;
  query::Parameters parameters_;
  Database database_;
};

}  // namespace

int run_query(const QueryArguments& arguments) {
  const auto statements = split_script(read_script(arguments));
  if (statements.empty()) throw Error(ErrorKind::input_error, "there is no statement to run");
  Session session(arguments);
  bool first = true;
  for (const ScriptStatement& statement : statements) {
    if (arguments.format == Format::table && statements.size() > 1) {
      if (!first) std::cout << "\n";
      if (!statement.title.empty()) std::cout << bold("# " + statement.title) << "\n";
    }
    first = false;
    try {
      session.run(statement);
    } catch (const Error& error) {
      std::cout << std::flush;
      std::cerr << "chancery: " << error.render(statement.text) << "\n";
      return error.kind() == ErrorKind::cancelled ? kInterrupted : kFailed;
    }
  }
  return kOk;
}

}  // namespace chancery::cli
