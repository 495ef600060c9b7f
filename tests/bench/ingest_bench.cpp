// Extraction alone, and the whole way into a durable index, on the project's own documents.

#include <benchmark/benchmark.h>

#include "chancery/database.h"
#include "temp_database.h"

namespace chancery::bench {
namespace {

const std::filesystem::path kDocuments =
    std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus" / "documents";

void extraction(benchmark::State& state) {
  const auto dictionaries = ingest::Dictionaries::load_default();
  std::vector<ingest::Document> documents;
  std::int64_t bytes = 0;
  const std::filesystem::path folders[] = {kDocuments};
  for (const auto& path : ingest::find_documents(folders)) {
    documents.push_back(ingest::read_document(path));
    bytes += static_cast<std::int64_t>(documents.back().text.size());
  }
  for (auto _ : state)
    for (const auto& document : documents)
      benchmark::DoNotOptimize(ingest::extract(document, *dictionaries));
  state.SetBytesProcessed(state.iterations() * bytes);
}

void ingest_corpus(benchmark::State& state) {
  const TempFolder folder;
  ingest::IngestOptions options;
  options.dictionaries = ingest::Dictionaries::load_default();
  options.threads = 1;
  std::int64_t bytes = 0;
  int run = 0;
  for (auto _ : state) {
    Database database = Database::open(folder.path() / std::to_string(run++));
    bytes += static_cast<std::int64_t>(database.ingest({kDocuments}, options).bytes);
  }
  state.SetBytesProcessed(bytes);
}

void load_dictionaries(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(ingest::Dictionaries::load_default());
}

BENCHMARK(extraction)->Unit(benchmark::kMillisecond);
BENCHMARK(ingest_corpus)->Unit(benchmark::kMillisecond);
BENCHMARK(load_dictionaries)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chancery::bench
