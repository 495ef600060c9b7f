// Full text over a million passages of 8 to 32 words, whose words are as frequent as those of a
// language (Zipf): the best ten of two words and of a phrase, on an edition.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "chancery/bulk_loader.h"
#include "chancery/database.h"
#include "temp_database.h"

namespace chancery::bench {
namespace {

constexpr std::size_t kPassages = 1'000'000;
constexpr std::size_t kWords = 100'000;

/// Words by their rank: word1 is the most frequent one, and word10 a tenth as frequent.
class ZipfTexts {
 public:
  ZipfTexts() : until_(kWords) {
    double sum = 0;
    for (std::size_t i = 0; i < kWords; ++i) until_[i] = sum += 1 / static_cast<double>(i + 1);
  }

  std::string next() {
    std::string text;
    for (std::size_t n = 8 + random_() % 25; n > 0; --n)
      text += "word" + std::to_string(any_rank()) + " ";
    return text;
  }

 private:
  std::size_t any_rank() {
    const double at = std::uniform_real_distribution(0.0, until_.back())(random_);
    return 1 + static_cast<std::size_t>(std::ranges::lower_bound(until_, at) - until_.begin());
  }

  std::vector<double> until_;  // sum of the weights up to each word
  std::mt19937_64 random_{11};
};

void fill(Graph& graph) {
  const auto transaction = graph.begin();
  const LabelId passage = transaction->intern_label("Passage");
  transaction->create_index(IndexInfo::Kind::text, passage, transaction->intern_key("text"));
  transaction->commit();
  BulkLoader load(graph);
  ZipfTexts texts;
  for (std::size_t i = 0; i < kPassages; ++i) {
    const std::pair<KeyId, Value> text{load.key("text"), texts.next()};
    load.add_node({&passage, 1}, {&text, 1});
  }
  load.commit();
}

Database& passages() {
  static const TempFolder folder;
  static Database database = [] {
    Database writer = Database::open(folder.path() / "db");
    fill(*writer.graph());
    writer.publish();
    return Database::open(folder.path() / "db", OpenMode::read);
  }();
  return database;
}

void top_ten_of(benchmark::State& state, const std::string& words) {
  passages();  // made before the clock runs
  std::size_t rows = 0;
  for (auto _ : state) {
    rows = 0;
    for (const auto& row :
         passages().query("CALL text.search($words) YIELD node, score RETURN node.text, score",
                          {{"words", words}})) {
      benchmark::DoNotOptimize(row.data());
      ++rows;
    }
  }
  state.counters["rows"] = static_cast<double>(rows);
}

BENCHMARK_CAPTURE(top_ten_of, two_in_most, "word1 word2")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(top_ten_of, two_in_a_tenth, "word16 word17")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(top_ten_of, one_in_a_tenth, "word16 word9000")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(top_ten_of, two_rare, "word8000 word9000")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(top_ten_of, a_phrase, "\"word16 word17\"")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace chancery::bench
