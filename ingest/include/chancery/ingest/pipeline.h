#pragma once

// The ingest pipeline: files in, documents and statements in the graph, a report out.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "chancery/export.h"
#include "chancery/graph.h"
#include "chancery/ingest/annotator.h"
#include "chancery/ingest/extract.h"

namespace chancery {
namespace ingest CHANCERY_API {

struct IngestProgress {
  std::uint64_t documents = 0;
  std::uint64_t documents_total = 0;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_total = 0;
  std::string document;  ///< id of the one just made durable (or found bad: its path)
};

struct IngestOptions {
  std::shared_ptr<const Dictionaries> dictionaries;  ///< null: the default ones
  /// Who annotates beside the extractor, merged in this order, models before folders. What they
  /// say belongs to the run: without them a later one reads their documents again.
  std::vector<Annotator> annotators;
  std::vector<AnnotationFolder> annotation_folders;
  unsigned threads = 0;  ///< 0: one per core
  /// Documents are synced to disk together; this is how long a finished one may wait for it, and so
  /// what a crash can cost. They share a transaction meanwhile, up to 8 MiB of their files.
  std::chrono::milliseconds sync_every{2000};
  bool force = false;   ///< re-read unchanged documents too
  bool publish = true;  ///< an edition at the end
  std::string edition_name;
  /// Called on the calling thread for each document once it is on disk (a few may come at once);
  /// return false to stop in good order: what was stored stays, no edition is made.
  std::function<bool(const IngestProgress&)> progress;
};

struct IngestFailure {
  std::string source;
  std::string reason;
};

struct IngestReport {
  std::uint64_t documents = 0;  ///< found
  std::uint64_t added = 0;
  std::uint64_t replaced = 0;
  std::uint64_t unchanged = 0;
  std::vector<IngestFailure> failed;
  std::vector<std::string> notices;  ///< "file: 3 invalid bytes replaced"
  std::uint64_t bytes = 0;           ///< of the documents read, unchanged ones included
  std::uint64_t sentences = 0;
  std::uint64_t unparsed_sentences = 0;
  std::uint64_t mentions = 0;
  std::uint64_t entities = 0;  ///< distinct, over the documents of this run
  std::uint64_t statements = 0;
  std::uint64_t candidates = 0;             ///< statements of low confidence among them
  std::vector<AnnotatorReport> annotators;  ///< in the order of the options
  double seconds = 0;
  bool stopped = false;  ///< by the progress function
  std::string edition;   ///< number of the edition published, or empty

  double megabytes_per_second() const { return seconds > 0 ? double(bytes) / 1e6 / seconds : 0; }
};

/// The files that `paths` name: files themselves, and in folders, recursively, every *.txt, *.md,
/// *.markdown, *.html, *.htm, *.xhtml; sorted, each once. Hidden entries (".git") are passed over;
/// links to folders, and links that lead out of the folder, are not followed. Throws
/// Error(input_error) where a path does not exist or a folder holds no document.
std::vector<std::filesystem::path> find_documents(std::span<const std::filesystem::path> paths);

/// Reads, extracts in parallel, stores in order of path, each document in one transaction. A
/// document whose bytes, dictionaries and annotators are those it was stored with is skipped as
/// unchanged. A
/// document is known again by its absolute path, or by its name and content. One whose name is
/// taken by a document from elsewhere gets its folder's name before its own ("doc:2024-report").
/// A bad document, or one that an annotator fails on, is a row in `failed`. Throws Error for what
/// concerns the run as a whole (paths, dictionaries, names of annotators, the store). Same input,
/// same bytes stored, whatever `threads`.
IngestReport ingest(Graph& graph, std::span<const std::filesystem::path> paths,
                    const IngestOptions& options = {});

}  // namespace CHANCERY_API
}  // namespace chancery
