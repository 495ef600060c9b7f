// chancery shell: the interactive shell, and the same statements from a pipe.

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <utility>

#include "chancery/error.h"
#include "chancery/query/documentation.h"
#include "chancery/version.h"
#include "commands.h"
#include "completion.h"
#include "evidence_text.h"
#include "inspection.h"
#include "interrupt.h"
#include "line_editor.h"
#include "opening.h"
#include "parameters.h"
#include "script.h"

namespace chancery::cli {

namespace {

constexpr const char* kHelp =
    "Statements are openCypher and end with a semicolon; they may run over several lines.\n"
    "Tab completes keywords, labels, types, properties, and names of entities inside quotes.\n"
    "Ctrl-C stops a query or clears the line; Ctrl-D leaves.\n"
    "\n"
    "  :help                   this text\n"
    "  :help NAME              a function or procedure, with an example\n"
    "  :help functions         all functions in a line each; also :help procedures\n"
    "  :schema                 labels, relationship types and indexes with their counts\n"
    "  :labels, :types         labels, or relationship types, with their counts\n"
    "  :why \"A\" TYPE \"B\"       the sentences that prove a relationship; also :why NUMBER\n"
    "  :explain STATEMENT      the plan of a statement\n"
    "  :param name=value       set a parameter, used as $name; :params lists them\n"
    "  :format table|csv|json|jsonl\n"
    "  :rows N                 rows a table shows at most; 0 for all\n"
    "  :editions               published editions; :refresh moves on to the newest\n"
    "  :quit                   leave\n";

constexpr std::uint64_t kTableRows = 1000;

std::filesystem::path history_file() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state && *state)
    return std::filesystem::path(state) / "chancery" / "history";
  if (const char* home = std::getenv("HOME"); home && *home)
    return std::filesystem::path(home) / ".local" / "state" / "chancery" / "history";
  return {};
}

/// Words of a command line; "quoted words" are one.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ') {
      ++i;
      continue;
    }
    const bool quoted = line[i] == '"';
    const std::size_t start = quoted ? i + 1 : i;
    std::size_t end = line.find(quoted ? '"' : ' ', start);
    if (end == std::string_view::npos) end = line.size();
    words.emplace_back(line.substr(start, end - start));
    i = end + 1;
  }
  return words;
}

class Shell {
 public:
  explicit Shell(const ShellArguments& arguments)
      : folder_(arguments.database),
        database_(arguments.write ? open_for_writing(arguments.database)
                                  : open_for_reading(arguments.database, arguments.edition)),
        readable_(arguments.readable),
        interactive_(isatty(STDIN_FILENO) != 0) {}

  int run() { return interactive_ ? run_terminal() : run_pipe(); }

 private:
  int run_pipe() {
    std::string line, pending;
    while (!done_ && std::getline(std::cin, line)) take(line, pending);
    if (!done_ && !script_rest(pending).empty()) execute(pending);
    return failed_ ? kFailed : kOk;
  }

  int run_terminal() {
    greet();
    std::string pending;
    LineEditor editor(history_file(),
                      [&](std::string_view line) { return complete(database_, pending, line); });
    while (!done_) {
      const auto read = editor.read(pending.empty() ? prompt() : "     ...> ");
      if (read.outcome == LineEditor::Outcome::end) break;
      if (read.outcome == LineEditor::Outcome::interrupted) {
        pending.clear();
        continue;
      }
      const std::string whole = pending + read.line;
      take(read.line, pending);
      if (pending.empty() && !whole.empty()) editor.remember(whole);
    }
    std::cout << "\n";
    return kOk;
  }

  /// Takes one line; runs what it completes, and leaves in `pending` what it does not.
  void take(const std::string& line, std::string& pending) {
    if (pending.empty() && !line.empty() && line.front() == ':') {
      guarded(line, [&] { command(line); });
      return;
    }
    if (pending.empty() && script_rest(line).empty()) return;
    pending += line + "\n";
    if (!is_complete(pending)) return;
    const std::string text = std::exchange(pending, {});
    execute(text);
  }

  static std::string script_rest(const std::string& text) {
    const auto statements = split_script(text);
    return statements.empty() ? std::string() : statements.back().text;
  }

  void execute(const std::string& text) {
    for (const ScriptStatement& statement : split_script(text))
      guarded(statement.text, [&] { ask(statement.text); });
  }

  void ask(const std::string& statement) {
    const InterruptScope interrupt;
    query::QueryOptions options;
    options.readable = readable_;
    options.cancel = interrupt.token();
    options.read_only = !database_.graph()->writable();
    Rows rows = database_.query(statement, parameters_, options);
    if (!rows.plan().empty()) {  // EXPLAIN
      std::cout << (format_ == Format::json ? rows.plan_json() : rows.plan());
      return;
    }
    for (const std::string& warning : rows.warnings()) std::cout << "Warning: " << warning << "\n";
    OutputOptions output = standard_output(format_);
    output.table_rows = table_rows_;
    const Written written = write_rows(std::cout, rows, output);
    if (format_ == Format::table) footer(rows, written);
    if (!rows.plan().empty()) std::cout << "\n" << rows.plan();  // PROFILE
    if (rows.side_effects().any()) database_.publish();
  }

  void footer(const Rows& rows, const Written& written) const {
    if (!rows.columns().empty()) {
      std::cout << grouped(written.rows) << (written.rows == 1 ? " row" : " rows");
      if (written.more) std::cout << " shown, more follow (:rows 0 shows all)";
      std::cout << "\n";
    }
    const std::string changes = summary(rows.side_effects());
    if (!changes.empty()) std::cout << changes << "\n";
  }

  template <typename Do>
  void guarded(const std::string& text, Do action) {
    try {
      action();
    } catch (const Error& error) {
      failed_ = true;
      std::cout << std::flush;
      std::cerr << error.render(text) << "\n";
    }
    std::cout << std::flush;
  }

  void command(const std::string& line) {
    const auto words = words_of(line);
    const std::string& name = words[0];
    const std::string rest = line.size() > name.size() ? line.substr(name.size() + 1) : "";
    if (name == ":quit" || name == ":exit" || name == ":q")
      done_ = true;
    else if (name == ":help")
      std::cout << (words.size() > 1 ? query::help(rest) : kHelp);
    else if (name == ":schema")
      std::cout << render_statistics(database_);
    else if (name == ":labels")
      print_counts("label", database_.statistics().labels);
    else if (name == ":types")
      print_counts("relationship type", database_.statistics().relationship_types);
    else if (name == ":editions")
      std::cout << render_editions(database_);
    else if (name == ":refresh")
      std::cout << (database_.refresh() ? "moved on to the newest edition\n"
                                        : "there is nothing newer\n");
    else if (name == ":why")
      why(words);
    else if (name == ":explain")
      ask("EXPLAIN " + rest);
    else if (name == ":param")
      add_parameter(parameters_, rest);
    else if (name == ":params")
      for (const auto& [key, value] : parameters_)
        std::cout << "$" << key << " = " << to_cypher(value) << "\n";
    else if (name == ":format")
      set_format(words.size() > 1 ? words[1] : "");
    else if (name == ":rows")
      table_rows_ = std::strtoull(words.size() > 1 ? words[1].c_str() : "", nullptr, 10);
    else
      throw Error(ErrorKind::argument_error, "there is no command " + name + "; see :help");
  }

  void print_counts(const std::string& what, const std::vector<Statistics::Count>& counts) const {
    std::vector<std::vector<std::string>> cells;
    for (const auto& count : counts) cells.push_back({count.name, grouped(count.count)});
    std::cout << render_table({what, "count"}, cells, standard_output());
  }

  void why(const std::vector<std::string>& words) const {
    const auto proofs = look_up_evidence(database_, {words.begin() + 1, words.end()});
    std::cout << (proofs.empty()
                      ? std::string("no statement says so\n")
                      : render_evidence(database_, proofs, *ingest::Dictionaries::load_default(),
                                        standard_output()));
  }

  void set_format(const std::string& name) {
    if (name == "table")
      format_ = Format::table;
    else if (name == "csv")
      format_ = Format::csv;
    else if (name == "json")
      format_ = Format::json;
    else if (name == "jsonl")
      format_ = Format::jsonl;
    else
      throw Error(ErrorKind::argument_error, "formats are table, csv, json and jsonl");
  }

  std::string edition() const {
    const auto edition = database_.graph()->edition();
    return edition ? std::to_string(edition->number) : std::string();
  }

  std::string prompt() const {
    const std::string number = edition();
    return number.empty() ? "chancery (live)> " : "chancery (edition " + number + ")> ";
  }

  void greet() const {
    const Statistics statistics = database_.statistics();
    std::cout << "Chancery " << version() << " on " << folder_.string() << ": "
              << grouped(statistics.nodes) << " nodes, " << grouped(statistics.relationships)
              << " relationships" << (database_.graph()->writable() ? "" : ", read only")
              << ". :help for help, Ctrl-D to leave.\n";
  }

  std::filesystem::path folder_;
  Database database_;
  std::vector<std::filesystem::path> readable_;
  bool interactive_;
  query::Parameters parameters_;
  Format format_ = Format::table;
  std::uint64_t table_rows_ = kTableRows;
  bool done_ = false;
  bool failed_ = false;
};

}  // namespace

int run_shell(const ShellArguments& arguments) { return Shell(arguments).run(); }

}  // namespace chancery::cli
