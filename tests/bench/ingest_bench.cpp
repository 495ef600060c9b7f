// Extraction alone, and the whole way into a durable index on one thread: over the reference texts
// and the releases in CHANCERY_SHARED_DIR (default ../shared) where these are, else over the
// project's own documents. Rates count the bytes of the files.

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "chancery/database.h"
#include "temp_database.h"

namespace chancery::bench {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> text_folders() {
  const fs::path source(CHANCERY_SOURCE_DIR);
  const char* named = std::getenv("CHANCERY_SHARED_DIR");
  const fs::path shared = named != nullptr ? fs::path(named) : source / ".." / "shared";
  std::vector<fs::path> folders;
  for (const fs::path& folder : {shared / "reference/dev/texts", shared / "data/releases"}) {
    if (fs::exists(folder)) folders.push_back(folder);
  }
  if (folders.empty()) folders.push_back(source / "corpus" / "documents");
  return folders;
}

std::int64_t bytes_of(const std::vector<fs::path>& files) {
  std::int64_t bytes = 0;
  for (const fs::path& file : files) bytes += static_cast<std::int64_t>(fs::file_size(file));
  return bytes;
}

void read(benchmark::State& state) {
  const auto files = ingest::find_documents(text_folders());
  for (auto _ : state)
    for (const fs::path& file : files) benchmark::DoNotOptimize(ingest::read_document(file));
  state.SetBytesProcessed(state.iterations() * bytes_of(files));
}

void extraction(benchmark::State& state) {
  const auto dictionaries = ingest::Dictionaries::load_default();
  const auto files = ingest::find_documents(text_folders());
  std::vector<ingest::Document> documents;
  for (const fs::path& file : files) documents.push_back(ingest::read_document(file));
  for (auto _ : state)
    for (const auto& document : documents)
      benchmark::DoNotOptimize(ingest::extract(document, *dictionaries));
  state.SetBytesProcessed(state.iterations() * bytes_of(files));
}

/// Opens an empty database, ingests and publishes; only the dictionaries are there already.
void end_to_end(benchmark::State& state) {
  const TempFolder folder;
  ingest::IngestOptions options;
  options.dictionaries = ingest::Dictionaries::load_default();
  options.threads = 1;
  const auto folders = text_folders();
  std::int64_t bytes = 0;
  int run = 0;
  for (auto _ : state) {
    Database database = Database::open(folder.path() / std::to_string(run++));
    bytes += static_cast<std::int64_t>(database.ingest(folders, options).bytes);
  }
  state.SetBytesProcessed(bytes);
}

void load_dictionaries(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(ingest::Dictionaries::load_default());
}

BENCHMARK(read)->Unit(benchmark::kMillisecond);
BENCHMARK(extraction)->Unit(benchmark::kMillisecond);
// By the processor's time of all threads: the files are synced, which waits for the disk.
BENCHMARK(end_to_end)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(load_dictionaries)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chancery::bench
