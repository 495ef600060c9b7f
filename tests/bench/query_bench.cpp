// Queries on a social graph of 10,000 persons and 240,000 follows, on an edition.

#include <benchmark/benchmark.h>

#include "social_graph.h"
#include "temp_database.h"

namespace chancery::bench {
namespace {

constexpr std::uint64_t kPersons = 10000;

/// One graph for all benchmarks of the file.
Database& reader() {
  static const TempFolder folder;
  static Database database = [] {
    Database writer = Database::open(folder.path() / "db");
    fill_social_graph(*writer.graph(), kPersons);
    writer.publish();
    return Database::open(folder.path() / "db", OpenMode::read);
  }();
  return database;
}

void run(benchmark::State& state, const std::string& text) {
  reader();  // made before the clock runs
  std::int64_t next = 0;
  std::size_t rows = 0;
  for (auto _ : state) {
    next = (next + 7919) % static_cast<std::int64_t>(kPersons);
    rows = 0;
    for (const auto& row : reader().query(text, {{"id", next}})) {
      benchmark::DoNotOptimize(row.data());
      ++rows;
    }
  }
  state.counters["rows"] = static_cast<double>(rows);
}

void point_lookup(benchmark::State& state) {
  run(state, "MATCH (p:Person {id: $id}) RETURN p.name");
}
void one_hop(benchmark::State& state) {
  run(state, "MATCH (:Person {id: $id})-[:FOLLOWS]->(q) RETURN q.name");
}
void two_hop_count(benchmark::State& state) {
  run(state, "MATCH (:Person {id: $id})-[:FOLLOWS]->()-[:FOLLOWS]->(q) RETURN count(q)");
}
void shortest_path(benchmark::State& state) {
  run(state,
      "MATCH (a:Person {id: $id}), (b:Person {id: 1}) "
      "MATCH p = shortestPath((a)-[:FOLLOWS*..6]->(b)) RETURN length(p)");
}
void top_ten(benchmark::State& state) {
  run(state, "MATCH (p:Person) RETURN p.name ORDER BY p.id DESC LIMIT 10");
}
void pagerank(benchmark::State& state) {
  run(state, "CALL graph.pagerank() YIELD node, score RETURN node, score LIMIT 10");
}
void describe(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(query::describe(
        *reader().graph(),
        "MATCH (a:Person {id: 1})-[:FOLLOWS]->(b)-[:FOLLOWS]->(c) WHERE c.name STARTS WITH 'p' "
        "RETURN c.name AS name, count(*) AS n ORDER BY n DESC LIMIT 10"));
}

BENCHMARK(point_lookup)->Unit(benchmark::kMicrosecond);
BENCHMARK(one_hop)->Unit(benchmark::kMicrosecond);
BENCHMARK(two_hop_count)->Unit(benchmark::kMicrosecond);
BENCHMARK(shortest_path)->Unit(benchmark::kMicrosecond);
BENCHMARK(top_ten)->Unit(benchmark::kMillisecond);
BENCHMARK(pagerank)->Unit(benchmark::kMillisecond);
BENCHMARK(describe)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace chancery::bench
