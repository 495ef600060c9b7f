// The way of a document: identify, read, extract (in parallel), store (in order), publish.

#include "chancery/ingest/pipeline.h"

#include <fmt/format.h>

#include <chrono>
#include <deque>
#include <exception>
#include <optional>
#include <system_error>
#include <thread>
#include <unordered_set>
#include <utility>

#include "annotations/annotator_set.h"
#include "chancery/error.h"
#include "chancery/statements.h"
#include "chancery/version.h"
#include "dictionary/lexicon.h"
#include "document_ids.h"
#include "look_ahead.h"
#include "source_file.h"

namespace chancery {
namespace ingest {
namespace {

using Clock = LookAhead::Clock;

/// Documents share a transaction up to so much of their files: many rows at once are written
/// faster than few, and one document's names and counts need not be read back for the next.
constexpr std::uint64_t kTransactionBytes = 8 << 20;

std::uint64_t file_bytes(const std::filesystem::path& path) {
  std::error_code unreadable;  // reported when the document's turn comes
  const std::uintmax_t size = std::filesystem::file_size(path, unreadable);
  return unreadable ? 0 : size;
}

/// What an annotation depends on besides the document.
std::string extractor_name(const Dictionaries& dictionaries) {
  return fmt::format("chancery {} {}", version(), dictionaries.digest());
}

Outcome read_and_extract(const IdentifiedDocument& identified, const Dictionaries& dictionaries,
                         const AnnotatorSet& annotator_set, std::string extractor, bool force) {
  Outcome outcome;
  const SourceFile source = read_source(identified.path);
  outcome.bytes = source.bytes.size();
  const DocumentAnnotators annotators = annotator_set.of(identified);
  extractor += annotators.names();
  const StoredDocument& stored = identified.stored;
  if (!force && stored.sha256 == source.sha256 && stored.extractor == extractor) {
    outcome.kind = Outcome::Kind::unchanged;
    return outcome;
  }
  Document document = read_document(source);
  document.id = identified.id;
  outcome.notices = document.notices;
  outcome.extraction = extract(document, dictionaries);
  Annotations& annotations = outcome.extraction.annotations;
  annotations.document.extractor = std::move(extractor);
  outcome.merged = annotators.annotate(document, annotations);
  outcome.kind = Outcome::Kind::extracted;
  return outcome;
}

void add(AnnotatorReport& sum, const AnnotatorReport& document) {
  sum.documents += document.documents;
  sum.entities += document.entities;
  sum.unknown += document.unknown;
  sum.mentions += document.mentions;
  sum.statements += document.statements;
  sum.agreed += document.agreed;
  sum.skipped += document.skipped;
}

std::string reason_of(const Error& error) {
  return error.place().line > 0 ? fmt::format("line {}: {}", error.place().line, error.what())
                                : error.what();
}

class IngestRun {
 public:
  IngestRun(Graph& graph, std::span<const std::filesystem::path> paths,
            const IngestOptions& options)
      : graph_(graph),
        options_(options),
        dictionaries_(options.dictionaries ? options.dictionaries : Dictionaries::load_default()),
        extractor_(extractor_name(*dictionaries_)) {
    const std::vector<std::filesystem::path> found = find_documents(paths);
    prepare_schema();
    documents_ = identify_documents(*graph_.snapshot(), found);
    progress_.documents_total = documents_.size();
    for (const IdentifiedDocument& document : documents_) {
      weights_.push_back(file_bytes(document.path));
      progress_.bytes_total += weights_.back();
    }
    report_.documents = documents_.size();
    annotators_.emplace(options_.annotators, options_.annotation_folders, documents_,
                        lexicon_of(*dictionaries_));
    report_.annotators = annotators_->reports();
    report_.notices = annotators_->notices();
  }

  IngestReport run() {
    const Clock::time_point start = Clock::now();
    store_all();
    if (options_.publish && !report_.stopped) {
      report_.edition = std::to_string(graph_.publish(options_.edition_name).number);
    }
    report_.entities = entities_.size();
    report_.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return std::move(report_);
  }

 private:
  void prepare_schema() {
    const std::unique_ptr<Transaction> transaction = graph_.begin();
    create_knowledge_schema(*transaction);
    transaction->commit();
  }

  void store_all() {
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    LookAhead look_ahead(weights_, options_.threads > 0 ? options_.threads : cores,
                         [this](std::size_t i) { return work(documents_[i]); });
    last_sync_ = Clock::now();
    for (std::size_t i = 0; i < documents_.size() && !report_.stopped;) {
      std::optional<Outcome> outcome = look_ahead.next(next_sync());
      if (Clock::now() >= next_sync()) sync();
      if (outcome) take(documents_[i++], std::move(*outcome));
    }
    sync();
  }

  /// Never throws: a bad document is an outcome.
  Outcome work(const IdentifiedDocument& document) const {
    Outcome outcome;
    try {
      return read_and_extract(document, *dictionaries_, *annotators_, extractor_, options_.force);
    } catch (const Error& error) {
      outcome.reason = reason_of(error);
    } catch (const std::exception& error) {
      outcome.reason = fmt::format("it cannot be processed ({})", error.what());
    }
    return outcome;
  }

  void take(const IdentifiedDocument& document, Outcome outcome) {
    const std::string source = document.path.string();
    report_.bytes += outcome.bytes;
    for (const std::string& notice : outcome.notices) {
      report_.notices.push_back(source + ": " + notice);
    }
    switch (outcome.kind) {
      case Outcome::Kind::extracted:
        store(document, outcome);
        break;
      case Outcome::Kind::unchanged:
        ++report_.unchanged;
        break;
      case Outcome::Kind::failed:
        report_.failed.push_back({source, outcome.reason});
    }
    const bool known = outcome.kind != Outcome::Kind::failed;
    waiting_.push_back({known ? document.id : source, outcome.bytes});
    // With nothing on its way to the disk there is nothing to wait for.
    if (!unfinished_) report_waiting();
  }

  /// Leaves the transaction open for the documents that follow.
  void store(const IdentifiedDocument& document, const Outcome& outcome) {
    if (unfinished_bytes_ >= kTransactionBytes) commit_unfinished(/*sync=*/false);
    if (!unfinished_) unfinished_ = graph_.begin();
    try {
      replace_document(*unfinished_, outcome.extraction.annotations);
    } catch (const Error& error) {
      // Annotations that contradict themselves are one document's fault, not the store's; they are
      // found before anything of the document is written.
      if (error.kind() != ErrorKind::argument_error) throw;
      report_.failed.push_back({document.path.string(), error.what()});
      return;
    }
    unfinished_bytes_ += outcome.bytes;
    ++(document.stored.sha256.empty() ? report_.added : report_.replaced);
    count(outcome.extraction);
    for (const MergeResult& merged : outcome.merged) count(merged, document.path.string());
  }

  void count(const Extraction& extraction) {
    const Annotations& annotations = extraction.annotations;
    report_.sentences += extraction.sentences;
    report_.unparsed_sentences += extraction.unparsed_sentences;
    report_.mentions += annotations.mentions.size();
    report_.statements += annotations.statements.size();
    for (const StatementRecord& statement : annotations.statements) {
      report_.candidates += statement.confidence < kDerivationThreshold;
    }
    for (const EntityRecord& entity : annotations.entities) entities_.insert(entity.id);
  }

  void count(const MergeResult& merged, const std::string& source) {
    for (const std::string& notice : merged.notices) {
      report_.notices.push_back(source + ": " + notice);
    }
    for (AnnotatorReport& sum : report_.annotators) {
      if (sum.name == merged.counts.name) add(sum, merged.counts);
    }
  }

  Clock::time_point next_sync() const { return last_sync_ + options_.sync_every; }

  void commit_unfinished(bool sync) {
    if (!unfinished_) return;
    unfinished_->commit(sync);
    unfinished_.reset();
    unfinished_bytes_ = 0;
  }

  void sync() {
    commit_unfinished(/*sync=*/true);
    last_sync_ = Clock::now();
    report_waiting();
  }

  void report_waiting() {
    for (; !waiting_.empty(); waiting_.pop_front()) {
      ++progress_.documents;
      progress_.bytes += waiting_.front().bytes;
      progress_.document = std::move(waiting_.front().name);
      if (options_.progress && !options_.progress(progress_)) report_.stopped = true;
    }
  }

  struct Waiting {
    std::string name;
    std::uint64_t bytes;
  };

  Graph& graph_;
  const IngestOptions& options_;
  std::shared_ptr<const Dictionaries> dictionaries_;
  std::string extractor_;
  std::optional<AnnotatorSet> annotators_;
  std::vector<IdentifiedDocument> documents_;
  std::vector<std::uint64_t> weights_;
  std::unique_ptr<Transaction> unfinished_;  // written, not committed
  std::uint64_t unfinished_bytes_ = 0;
  std::deque<Waiting> waiting_;  // taken, not yet reported as durable
  Clock::time_point last_sync_;
  std::unordered_set<std::string> entities_;
  IngestProgress progress_;
  IngestReport report_;
};

}  // namespace

IngestReport ingest(Graph& graph, std::span<const std::filesystem::path> paths,
                    const IngestOptions& options) {
  return IngestRun(graph, paths, options).run();
}

}  // namespace ingest
}  // namespace chancery
