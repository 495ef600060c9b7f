// Queries on a social graph of 10,000 persons and 240,000 follows, on an edition; and what it
// takes to publish one and to open it.

#include <benchmark/benchmark.h>

#include "social_graph.h"
#include "temp_database.h"

namespace chancery::bench {
namespace {

constexpr std::uint64_t kPersons = 10000;

/// One graph for all benchmarks of the file.
const std::filesystem::path& folder_of_graph() {
  static const TempFolder folder;
  static const std::filesystem::path path = [] {
    Database writer = Database::open(folder.path() / "db");
    SocialGraph(*writer.graph(), kPersons).fill();
    writer.publish();
    return folder.path() / "db";
  }();
  return path;
}

Database& reader() {
  static Database database = Database::open(folder_of_graph(), OpenMode::read);
  return database;
}

/// Runs it with another $id and $name each time, and reads all rows.
void run(benchmark::State& state, const std::string& text) {
  reader();  // made before the clock runs
  std::int64_t next = 0;
  std::size_t rows = 0;
  for (auto _ : state) {
    next = (next + 7919) % static_cast<std::int64_t>(kPersons);
    rows = 0;
    const std::string name = "person " + std::to_string(next);
    for (const auto& row : reader().query(text, {{"id", next}, {"name", name}})) {
      benchmark::DoNotOptimize(row.data());
      ++rows;
    }
  }
  state.counters["rows"] = static_cast<double>(rows);
}

void point_lookup(benchmark::State& state) {
  run(state, "MATCH (p:Person {id: $id}) RETURN p.name");
}
void point_lookup_by_name(benchmark::State& state) {
  run(state, "MATCH (p:Person {name: $name}) RETURN p.id");
}
void one_hop(benchmark::State& state) {
  run(state, "MATCH (:Person {id: $id})-[:FOLLOWS]->(q) RETURN q.name");
}
void two_hop_count(benchmark::State& state) {
  run(state, "MATCH (:Person {id: $id})-[:FOLLOWS]->()-[:FOLLOWS]->(q) RETURN count(q)");
}
void all_two_hop_paths(benchmark::State& state) {
  run(state, "MATCH (:Person)-[:FOLLOWS]->(:Person)-[:FOLLOWS]->(:Person) RETURN count(*)");
}
void filtered_paths(benchmark::State& state) {
  run(state,
      "MATCH (:Person)-[:FOLLOWS]->(b:Person)-[:FOLLOWS]->(c:Person) "
      "WHERE b.age < 50 AND c.age > 25 RETURN count(*)");
}
void most_followed(benchmark::State& state) {
  run(state,
      "MATCH (:Person)-[:FOLLOWS]->(p:Person) "
      "RETURN p.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 3");
}
void follows_between_cities(benchmark::State& state) {
  run(state,
      "MATCH (:City {name: 'city 1'})<-[:LIVES_IN]-(:Person)-[:FOLLOWS]->(:Person)-[:LIVES_IN]->"
      "(c:City) RETURN c.name AS name, count(*) AS n ORDER BY n DESC, name LIMIT 5");
}
void full_text_top_ten(benchmark::State& state) {
  run(state,
      "CALL text.search('word7 word77', {label: 'Person', key: 'about'}) YIELD node "
      "RETURN node.id");
}
void open_and_first_answer(benchmark::State& state) {
  folder_of_graph();  // made before the clock runs
  for (auto _ : state) {
    Database database = Database::open(folder_of_graph(), OpenMode::read);
    for (const auto& row : database.query("MATCH (p:Person {id: 7}) RETURN p.name"))
      benchmark::DoNotOptimize(row.data());
  }
}
/// Of a graph in which one property has changed since.
void publish(benchmark::State& state) {
  const TempFolder folder;
  Database writer = Database::open(folder.path() / "db");
  SocialGraph(*writer.graph(), kPersons).fill();
  std::int64_t age = 0;
  for (auto _ : state) {
    state.PauseTiming();
    for (const auto& row :
         writer.query("MATCH (p:Person {id: 7}) SET p.age = $age RETURN p.age", {{"age", ++age}}))
      benchmark::DoNotOptimize(row.data());
    state.ResumeTiming();
    benchmark::DoNotOptimize(writer.publish());
  }
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
BENCHMARK(point_lookup_by_name)->Unit(benchmark::kMicrosecond);
BENCHMARK(one_hop)->Unit(benchmark::kMicrosecond);
BENCHMARK(two_hop_count)->Unit(benchmark::kMicrosecond);
BENCHMARK(all_two_hop_paths)->Unit(benchmark::kMillisecond);
BENCHMARK(filtered_paths)->Unit(benchmark::kMillisecond);
BENCHMARK(most_followed)->Unit(benchmark::kMillisecond);
BENCHMARK(follows_between_cities)->Unit(benchmark::kMicrosecond);
BENCHMARK(full_text_top_ten)->Unit(benchmark::kMicrosecond);
BENCHMARK(open_and_first_answer)->Unit(benchmark::kMillisecond);
BENCHMARK(publish)->Unit(benchmark::kMillisecond);
BENCHMARK(shortest_path)->Unit(benchmark::kMicrosecond);
BENCHMARK(top_ten)->Unit(benchmark::kMillisecond);
BENCHMARK(pagerank)->Unit(benchmark::kMillisecond);
BENCHMARK(describe)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace chancery::bench
