#pragma once

// The subcommands: what each may be told, and the function that does it. A function prints its
// result and returns the exit code; what it cannot do it throws as chancery::Error.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "output.h"

namespace chancery::cli {

/// Exit codes; the same list stands in `chancery --help`.
enum ExitCode : int {
  kOk = 0,
  kFailed = 1,      ///< bad input, a query error, a database that cannot be opened
  kUsage = 2,       ///< the command line itself is wrong
  kIncomplete = 3,  ///< documents failed, faults were found, nothing proves it
  kInterrupted = 130
};

struct IngestArguments {
  std::filesystem::path database;
  std::vector<std::filesystem::path> paths;
  std::vector<std::filesystem::path> dictionaries;  ///< folders that add to the default ones
  std::vector<std::filesystem::path> gazetteers;
  std::vector<std::filesystem::path> verbs;
  std::vector<std::filesystem::path> annotations;  ///< folders of annotation files
  std::vector<std::string> annotator_names;        ///< of the folders, in their order
  unsigned threads = 0;
  bool force = false;
  bool publish = true;
  bool json = false;
  std::string edition;
};
int run_ingest(const IngestArguments& arguments);

struct ImportArguments {
  std::filesystem::path database;
  std::vector<std::string> nodes;            ///< "[Label[:Label...]=]FILE[,FILE...]" each
  std::vector<std::string> relationships;    ///< "[TYPE=]FILE[,FILE...]" each
  std::vector<std::filesystem::path> files;  ///< JSON Lines with both
  std::string delimiter = ",";
  std::string array_delimiter = ";";
  std::string quote = "\"";
  std::string id_type = "string";
  std::uint64_t bad_tolerance = 0;
  std::uint64_t memory_megabytes = 1024;
  bool publish = true;
  std::string edition;
  bool json = false;
};
int run_import(const ImportArguments& arguments);

struct QueryArguments {
  std::filesystem::path database;
  std::string text;
  std::filesystem::path file;           ///< "-" is standard input
  std::vector<std::string> parameters;  ///< "name=value", the value JSON or else a string
  std::string edition;
  Format format = Format::table;
  bool read_only = false;
  std::vector<std::filesystem::path> readable;  ///< what load.csv() and load.jsonl() may open
  std::optional<double> timeout_seconds;
  std::optional<std::uint64_t> max_rows;
};
int run_query(const QueryArguments& arguments);

struct ShellArguments {
  std::filesystem::path database;
  std::string edition;
  bool write = false;
  std::vector<std::filesystem::path> readable;
};
int run_shell(const ShellArguments& arguments);

struct WhyArguments {
  std::filesystem::path database;
  std::vector<std::string> words;                   ///< a relationship id, or subject [type] object
  std::vector<std::filesystem::path> dictionaries;  ///< as they were given to ingest
  std::vector<std::filesystem::path> gazetteers;
  std::vector<std::filesystem::path> verbs;
  std::string edition;
  bool json = false;
};
int run_why(const WhyArguments& arguments);

struct InspectArguments {
  std::filesystem::path database;
  std::string edition;
  bool json = false;
};
int run_editions(const InspectArguments& arguments);
int run_stats(const InspectArguments& arguments);
int run_verify(const InspectArguments& arguments);

struct AnnotateArguments {
  std::vector<std::filesystem::path> paths;
  std::filesystem::path out;  ///< a folder; empty: standard output
  std::vector<std::filesystem::path> dictionaries;
  std::vector<std::filesystem::path> gazetteers;
  std::vector<std::filesystem::path> verbs;
};
int run_annotate(const AnnotateArguments& arguments);

struct EvaluateArguments {
  std::filesystem::path references;
  std::filesystem::path texts;
  std::filesystem::path annotations;  ///< scored in place of the extractor's; empty: extract
  std::filesystem::path against;      ///< an earlier --json output, or empty
  std::vector<std::filesystem::path> unannotated;  ///< texts in which only firing is counted
  std::vector<std::filesystem::path> dictionaries;
  std::vector<std::filesystem::path> gazetteers;
  std::vector<std::filesystem::path> verbs;
  bool errors = false;
  bool rules = false;
  bool json = false;
};
int run_evaluate(const EvaluateArguments& arguments);

struct HelpArguments {
  std::string topic;      ///< empty: all functions and procedures, in a line each
  bool markdown = false;  ///< the whole reference
};
int run_help(const HelpArguments& arguments);

}  // namespace chancery::cli
