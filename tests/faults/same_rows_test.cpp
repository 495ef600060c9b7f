// The same documents make the same rows, whatever the number of threads, and wherever transactions
// end and by whichever way they are committed.

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>

#include "chancery/ingest/pipeline.h"
#include "store/graph_view.h"
#include "store/keys.h"
#include "temp_database.h"

namespace chancery {
namespace {

using Rows = std::array<std::map<std::string, std::string>, kFamilyCount>;

// Every row but the number of commits, which the clock decides.
Rows rows_of(const Graph& graph) {
  const auto view = graph.snapshot();
  Rows rows;
  for (std::size_t family = 0; family < kFamilyCount; ++family) {
    const auto cursor = reads_of(*view).rows().scan(static_cast<Family>(family), {}, {});
    while (cursor->next()) rows[family].emplace(cursor->key(), cursor->value());
  }
  rows[static_cast<std::size_t>(Family::meta)].erase(meta_key(MetaKey::commits));
  return rows;
}

class SameRows : public testing::Test {
 protected:
  static Rows ingested(unsigned threads, int sync_ms, std::size_t memtable_bytes) {
    const TempFolder folder;
    GraphOptions small;
    small.memtable_bytes = memtable_bytes;
    const auto graph = Graph::open(folder / "database", small);
    ingest::IngestOptions options;
    options.threads = threads;
    options.sync_every = std::chrono::milliseconds(sync_ms);
    const std::filesystem::path paths[] = {CHANCERY_SOURCE_DIR "/corpus/documents"};
    EXPECT_TRUE(ingest::ingest(*graph, paths, options).failed.empty());
    EXPECT_EQ(graph->verify().faults, std::vector<std::string>());
    return rows_of(*graph);
  }
};

TEST_F(SameRows, WhateverTheThreadsAndTheTransactions) {
  constexpr std::size_t kLog = 256 << 20;  // all commits go through the log
  constexpr std::size_t kFiles = 1;        // all become files
  const Rows expected = ingested(1, 60'000, kLog);
  EXPECT_GT(expected[static_cast<std::size_t>(Family::text)].size(), 1000u);
  EXPECT_TRUE(ingested(2, 60'000, kFiles) == expected);
  EXPECT_TRUE(ingested(4, 1, kLog) == expected);
  EXPECT_TRUE(ingested(1, 1, kFiles) == expected);
}

}  // namespace
}  // namespace chancery
