// chancery ingest: documents into the database, and the report.

#include <fmt/format.h>

#include <iostream>

#include "chancery/error.h"
#include "commands.h"
#include "dictionaries.h"
#include "interrupt.h"
#include "progress_bar.h"
#include "screen_text.h"

namespace chancery::cli {

namespace {

constexpr std::size_t kMostLines = 20;  // failures and notices shown one by one

void print_list(const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  std::cout << title << "\n";
  for (std::size_t i = 0; i < lines.size() && i < kMostLines; ++i)
    std::cout << "  " << printable(lines[i]) << "\n";
  if (lines.size() > kMostLines)
    std::cout << "  and " << grouped(lines.size() - kMostLines) << " more (all with --json)\n";
}

std::vector<std::string> failures(const ingest::IngestReport& report) {
  std::vector<std::string> lines;
  for (const auto& failure : report.failed) lines.push_back(failure.source + ": " + failure.reason);
  return lines;
}

std::string annotator_line(const ingest::AnnotatorReport& annotator) {
  return fmt::format(
      "{}: {} documents, {} entities ({} unknown so far), {} more mentions, {} more statements, "
      "{} that agree, {} skipped",
      printable(annotator.name), grouped(annotator.documents), grouped(annotator.entities),
      grouped(annotator.unknown), grouped(annotator.mentions), grouped(annotator.statements),
      grouped(annotator.agreed), grouped(annotator.skipped));
}

void print_report(const ingest::IngestReport& report) {
  const auto row = [](const char* name, const std::string& value) {
    std::cout << fmt::format("{:<12}{}\n", name, value);
  };
  row("documents",
      fmt::format("{} found: {} new, {} replaced, {} unchanged, {} failed",
                  grouped(report.documents), grouped(report.added), grouped(report.replaced),
                  grouped(report.unchanged), grouped(report.failed.size())));
  row("sentences", fmt::format("{}, of these {} with a verb and no statement",
                               grouped(report.sentences), grouped(report.unparsed_sentences)));
  row("mentions",
      fmt::format("{} of {} entities", grouped(report.mentions), grouped(report.entities)));
  row("statements", fmt::format("{}, of these {} candidates of low confidence",
                                grouped(report.statements), grouped(report.candidates)));
  for (const ingest::AnnotatorReport& annotator : report.annotators)
    row("annotator", annotator_line(annotator));
  row("speed",
      fmt::format("{:.2f} MB in {:.2f} s, {:.2f} MB/s", static_cast<double>(report.bytes) / 1e6,
                  report.seconds, report.megabytes_per_second()));
  if (!report.edition.empty()) row("edition", report.edition);
  print_list("notices", report.notices);
  print_list("failed", failures(report));
  if (report.stopped) std::cout << "stopped; run the same command again to go on\n";
}

Value counted(std::uint64_t n) { return static_cast<std::int64_t>(n); }

Value as_value(const ingest::AnnotatorReport& annotator) {
  return Map{{"name", annotator.name},
             {"documents", counted(annotator.documents)},
             {"entities", counted(annotator.entities)},
             {"unknown", counted(annotator.unknown)},
             {"mentions", counted(annotator.mentions)},
             {"statements", counted(annotator.statements)},
             {"agreed", counted(annotator.agreed)},
             {"skipped", counted(annotator.skipped)}};
}

Value as_value(const ingest::IngestReport& report) {
  List failed, notices, annotators;
  for (const auto& annotator : report.annotators) annotators.push_back(as_value(annotator));
  for (const auto& failure : report.failed)
    failed.push_back(Map{{"source", failure.source}, {"reason", failure.reason}});
  for (const auto& notice : report.notices) notices.push_back(notice);
  return Map{{"documents", counted(report.documents)},
             {"added", counted(report.added)},
             {"replaced", counted(report.replaced)},
             {"unchanged", counted(report.unchanged)},
             {"failed", std::move(failed)},
             {"notices", std::move(notices)},
             {"bytes", counted(report.bytes)},
             {"sentences", counted(report.sentences)},
             {"unparsed_sentences", counted(report.unparsed_sentences)},
             {"mentions", counted(report.mentions)},
             {"entities", counted(report.entities)},
             {"statements", counted(report.statements)},
             {"candidates", counted(report.candidates)},
             {"annotators", std::move(annotators)},
             {"seconds", report.seconds},
             {"megabytes_per_second", report.megabytes_per_second()},
             {"stopped", report.stopped},
             {"edition", report.edition}};
}

std::vector<ingest::AnnotationFolder> annotation_folders(const IngestArguments& arguments) {
  const auto& names = arguments.annotator_names;
  if (names.size() > arguments.annotations.size())
    throw Error(ErrorKind::argument_error,
                "each --annotator-name needs its --annotations, in the same order");
  std::vector<ingest::AnnotationFolder> folders;
  for (std::size_t i = 0; i < arguments.annotations.size(); ++i)
    folders.push_back({arguments.annotations[i], i < names.size() ? names[i] : ""});
  return folders;
}

}  // namespace

int run_ingest(const IngestArguments& arguments) {
  // Before the database is made: a wrong path must leave nothing behind.
  ingest::find_documents(arguments.paths);
  const InterruptScope interrupt;
  ingest::IngestOptions options;
  options.dictionaries =
      load_dictionaries(arguments.dictionaries, arguments.gazetteers, arguments.verbs);
  options.annotation_folders = annotation_folders(arguments);
  options.threads = arguments.threads;
  options.force = arguments.force;
  options.publish = arguments.publish;
  options.edition_name = arguments.edition;
  Database database = Database::open(arguments.database);
  ingest::IngestReport report;
  {
    ProgressBar bar;
    options.progress = [&](const ingest::IngestProgress& progress) {
      bar.show(progress.bytes, progress.bytes_total,
               fmt::format("{} of {} documents", grouped(progress.documents),
                           grouped(progress.documents_total)));
      return !interrupt.token()->cancelled();
    };
    report = database.ingest(arguments.paths, options);
  }
  if (arguments.json)
    std::cout << to_json(as_value(report)) << "\n";
  else
    print_report(report);
  if (report.stopped) return kInterrupted;
  return report.failed.empty() ? kOk : kIncomplete;
}

}  // namespace chancery::cli
