// ingest_driver DATABASE FOLDER: ingests and prints the id of each document as it is reported.

#include <iostream>

#include "chancery/error.h"
#include "chancery/ingest/pipeline.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    // Commits both by the log and by sorted files, and often.
    chancery::GraphOptions small;
    small.memtable_bytes = 1 << 20;
    const auto graph = chancery::Graph::open(argv[1], small);
    chancery::ingest::IngestOptions options;
    options.sync_every = std::chrono::milliseconds(20);
    options.threads = 2;
    options.progress = [](const chancery::ingest::IngestProgress& progress) {
      std::cout << progress.document << std::endl;
      return true;
    };
    const std::filesystem::path paths[] = {argv[2]};
    const auto report = chancery::ingest::ingest(*graph, paths, options);
    return report.failed.empty() ? 0 : 1;
  } catch (const chancery::Error& error) {
    std::cerr << error.render() << "\n";
    return 1;
  }
}
