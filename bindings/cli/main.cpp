// The chancery command: what may be typed, and the one place where errors become exit codes.

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <map>
#include <memory>

#include "chancery/error.h"
#include "chancery/version.h"
#include "commands.h"

namespace {

using namespace chancery::cli;

constexpr const char* kFooter =
    "Exit codes: 0 done; 1 failed (bad input, a query error, a database that cannot be opened);\n"
    "2 wrong usage; 3 done in part (documents failed, verify found faults, nothing proves it);\n"
    "130 interrupted.\n"
    "The database is --db PATH, else the variable CHANCERY_DB, else ./chancery.db.";

constexpr const char* kImportFooter =
    "The first line of a table is its header, as Neo4j's importer reads it: a field a column.\n"
    "  name:TYPE          a property: string (also without a type), int, long, float, double,\n"
    "                     boolean, char, date, localtime, time, localdatetime, datetime, "
    "duration;\n"
    "                     TYPE[] a list of these\n"
    "  name:ID(Space)     the node's id, kept as the property `name` with an index, where named;\n"
    "                     ID(Space){id-type:integer} as an integer\n"
    "  :LABEL             labels, apart by the array delimiter\n"
    "  :START_ID(Space), :END_ID(Space), :TYPE    of a relationship\n"
    "  :IGNORE            a column to leave out\n"
    "Of several FILEs only the first has the header, and it may have nothing else. Files called\n"
    ".jsonl hold an object a line, whose members the header picks by name.\n"
    "  chancery import --nodes Person=people.csv --relationships KNOWS=knows.csv --db people.db";

const std::map<std::string, Format> kFormats = {{"table", Format::table},
                                                {"csv", Format::csv},
                                                {"json", Format::json},
                                                {"jsonl", Format::jsonl}};

template <typename Arguments>
void add_database(CLI::App& command, Arguments& arguments) {
  arguments.database = "chancery.db";
  command.add_option("--db", arguments.database, "Database folder")
      ->envname("CHANCERY_DB")
      ->capture_default_str();
}

template <typename Arguments>
void add_edition(CLI::App& command, Arguments& arguments) {
  command.add_option("--edition", arguments.edition, "Edition to read, by number or name");
}

template <typename Arguments>
void add_dictionaries(CLI::App& command, Arguments& arguments) {
  command.add_option("--dictionaries", arguments.dictionaries,
                     "Folder with gazetteer/, ontology/, verbs/ that adds to the default ones");
  command.add_option("--gazetteer", arguments.gazetteers, "Gazetteer file that adds names");
  command.add_option("--verbs", arguments.verbs, "Verb lexicon file that adds frames");
}

template <typename Arguments>
void add_readable(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--allow-read", arguments.readable,
                  "File or folder that load.csv() and load.jsonl() may read")
      ->check(CLI::ExistingPath)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

using Action = std::function<int()>;

void add_ingest(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<IngestArguments>();
  auto* command = app.add_subcommand("ingest", "Read documents into the database");
  command->add_option("paths", arguments->paths, "Files and folders")->required();
  add_database(*command, *arguments);
  add_dictionaries(*command, *arguments);
  command
      ->add_option("--annotations", arguments->annotations,
                   "Folder of annotations to merge, NAME.json for the document NAME")
      ->check(CLI::ExistingDirectory)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command
      ->add_option("--annotator-name", arguments->annotator_names,
                   "Name of who made them; else that of the folder")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--threads", arguments->threads, "Threads that extract; 0: one per core");
  command->add_flag("--force", arguments->force, "Read unchanged documents again");
  command->add_flag("!--no-publish", arguments->publish, "Publish no edition at the end");
  command->add_option("--edition", arguments->edition, "Name of the edition published");
  command->add_flag("--json", arguments->json, "The report as JSON");
  command->callback(
      [&action, arguments] { action = [arguments] { return run_ingest(*arguments); }; });
}

void add_import(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<ImportArguments>();
  auto* command = app.add_subcommand(
      "import", "Load nodes and relationships in bulk from CSV and JSON Lines, all or nothing");
  command->footer(kImportFooter);
  command->add_option("files", arguments->files,
                      "JSON Lines as apoc.export.json writes them, nodes first");
  const auto add_tables = [&](const char* name, std::vector<std::string>& tables,
                              const char* help) {
    command->add_option(name, tables, help)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  };
  add_tables("--nodes", arguments->nodes, "[LABEL[:LABEL]=]FILE[,FILE]: a table of nodes");
  add_tables("--relationships", arguments->relationships,
             "[TYPE=]FILE[,FILE]: a table of relationships");
  add_database(*command, *arguments);
  command->add_option("--delimiter", arguments->delimiter, "Between fields; a character or TAB")
      ->capture_default_str();
  command->add_option("--array-delimiter", arguments->array_delimiter, "Between items of a list")
      ->capture_default_str();
  command->add_option("--quote", arguments->quote, "Around fields")->capture_default_str();
  command->add_option("--id-type", arguments->id_type, "What ids in CSV are")
      ->check(CLI::IsMember({"string", "integer"}))
      ->capture_default_str();
  command
      ->add_option("--bad-tolerance", arguments->bad_tolerance,
                   "Bad rows that are left out and reported; one more ends the import")
      ->capture_default_str();
  command->add_option("--memory", arguments->memory_megabytes, "MB for ids and for sorting")
      ->capture_default_str();
  command->add_flag("!--no-publish", arguments->publish, "Publish no edition at the end");
  command->add_option("--edition", arguments->edition, "Name of the edition published");
  command->add_flag("--json", arguments->json, "The report as JSON");
  command->callback([&action, arguments] {
    if (arguments->files.empty() && arguments->nodes.empty() && arguments->relationships.empty())
      throw CLI::RequiredError("--nodes, --relationships or a file");
    action = [arguments] { return run_import(*arguments); };
  });
}

void add_query(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<QueryArguments>();
  auto* command = app.add_subcommand("query", "Run openCypher statements");
  auto* text = command->add_option("text", arguments->text, "The statement, or several with ;");
  auto* file = command->add_option("-f,--file", arguments->file,
                                   "Read them from a file; - is standard input");
  text->excludes(file);
  add_database(*command, *arguments);
  add_edition(*command, *arguments);
  command->add_option("-p,--param", arguments->parameters,
                      "Parameter as name=value; the value is JSON or text");
  command->add_option("--format", arguments->format, "table, csv, json or jsonl")
      ->transform(CLI::CheckedTransformer(kFormats));
  command->add_flag("-r,--read-only", arguments->read_only, "Refuse statements that write");
  command->add_option("--timeout", arguments->timeout_seconds, "Seconds a statement may take")
      ->check(CLI::PositiveNumber);
  command->add_option("--max-rows", arguments->max_rows, "Rows after which a result is cut");
  add_readable(*command, *arguments);
  command->callback([&action, arguments, text, file] {
    if (text->empty() && file->empty()) throw CLI::RequiredError("a statement, or --file");
    action = [arguments] { return run_query(*arguments); };
  });
}

void add_shell(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<ShellArguments>();
  auto* command = app.add_subcommand("shell", "Ask in an interactive shell");
  add_database(*command, *arguments);
  add_edition(*command, *arguments);
  command->add_flag("--write", arguments->write,
                    "Open the live store, so that statements may write");
  add_readable(*command, *arguments);
  command->callback(
      [&action, arguments] { action = [arguments] { return run_shell(*arguments); }; });
}

void add_why(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<WhyArguments>();
  auto* command = app.add_subcommand(
      "why", "Show the sentences that prove a relationship: its number, or \"A\" [TYPE] \"B\"");
  command
      ->add_option("relationship", arguments->words,
                   "Number, or subject [TYPE] object by id or name")
      ->required()
      ->expected(1, 3);
  add_database(*command, *arguments);
  add_edition(*command, *arguments);
  add_dictionaries(*command, *arguments);
  command->add_flag("--json", arguments->json, "The evidence as JSON");
  command->callback([&action, arguments] { action = [arguments] { return run_why(*arguments); }; });
}

void add_inspect(CLI::App& app, Action& action, const char* name, const char* help,
                 int (*run)(const InspectArguments&), bool with_edition) {
  auto arguments = std::make_shared<InspectArguments>();
  auto* command = app.add_subcommand(name, help);
  add_database(*command, *arguments);
  if (with_edition) add_edition(*command, *arguments);
  command->add_flag("--json", arguments->json, "As JSON");
  command->callback(
      [&action, arguments, run] { action = [arguments, run] { return run(*arguments); }; });
}

void add_help(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<HelpArguments>();
  auto* command =
      app.add_subcommand("help", "Describe the functions and procedures of the query language");
  command->add_option("topic", arguments->topic,
                      "The name of one of them, or functions, or procedures");
  command->add_flag("--markdown", arguments->markdown, "The whole reference, in Markdown");
  command->callback(
      [&action, arguments] { action = [arguments] { return run_help(*arguments); }; });
}

void add_annotate(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<AnnotateArguments>();
  auto* command = app.add_subcommand(
      "annotate", "Write what the extractor finds as reference annotations, without a database");
  command->add_option("paths", arguments->paths, "Files and folders")->required();
  command->add_option("--out", arguments->out,
                      "Folder for one JSON file per document; without it standard output");
  add_dictionaries(*command, *arguments);
  command->callback(
      [&action, arguments] { action = [arguments] { return run_annotate(*arguments); }; });
}

void add_evaluate(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<EvaluateArguments>();
  auto* command = app.add_subcommand(
      "evaluate", "Score extraction against reference annotations, and say what is wrong");
  command
      ->add_option("references", arguments->references, "Folder of reference annotations, *.json")
      ->required();
  command->add_option("texts", arguments->texts, "Folder of their texts, by the same names")
      ->required();
  command->add_option("--annotations", arguments->annotations,
                      "Folder of annotations to score in place of the extractor's");
  command->add_flag("--errors", arguments->errors,
                    "List what is missed, spurious, of the wrong type or direction, with evidence");
  auto* rules =
      command->add_flag("--rules", arguments->rules,
                        "Show what each rule contributes, and which fired in one document only");
  command
      ->add_option("--unannotated", arguments->unannotated,
                   "Files or folders without references; that a rule fires there is counted")
      ->needs(rules);
  command->add_option("--against", arguments->against,
                      "An earlier --json output: show what got better and worse since");
  command->add_flag("--json", arguments->json, "All of it as JSON");
  add_dictionaries(*command, *arguments);
  command->callback(
      [&action, arguments] { action = [arguments] { return run_evaluate(*arguments); }; });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Chancery: a knowledge graph of cyber diplomacy, with the sentence that proves it.");
  app.set_version_flag("--version", std::string(chancery::version()));
  app.footer(kFooter);
  app.require_subcommand(1);
  Action action;
  add_ingest(app, action);
  add_import(app, action);
  add_query(app, action);
  add_shell(app, action);
  add_why(app, action);
  add_inspect(app, action, "editions", "List the published editions", run_editions, false);
  add_inspect(app, action, "stats", "Count what the database holds", run_stats, true);
  add_inspect(app, action, "verify", "Check the live store, or an edition, against itself",
              run_verify, true);
  add_annotate(app, action);
  add_evaluate(app, action);
  add_help(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kUsage;
  }
  try {
    const int code = action();
    std::cout.flush();
    return std::cout ? code : kFailed;
  } catch (const chancery::Error& error) {
    std::cout.flush();
    std::cerr << "chancery: " << error.render() << "\n";
  } catch (const std::exception& error) {
    std::cerr << "chancery: internal error: " << error.what() << "\n";
  }
  return kFailed;
}
