#include "differential.h"

#include <algorithm>
#include <cstdlib>

#include "chancery/error.h"
#include "chancery/query/engine.h"
#include "engine_rows.h"
#include "generator/query_generator.h"
#include "oracle/oracle.h"
#include "parser.h"

namespace chancery::query {

unsigned number_from_environment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

std::unique_ptr<TempDatabase> database_of(const GraphText& graph) {
  auto database = std::make_unique<TempDatabase>();
  const std::unique_ptr<Transaction> transaction = (*database)->begin();
  if (!graph.nodes.empty()) run(*transaction, graph.create());
  run(*transaction, "CALL db.createIndex('A', 'x')");
  run(*transaction, "CALL db.createIndex('B', 'y')");
  run(*transaction, "CALL db.createIndex('C', 'd')");
  transaction->commit(false);
  return database;
}

std::vector<View> views_of(const TempDatabase& database) {
  database->publish();
  return {{"store", database->snapshot()},
          {"edition", Graph::open_edition(database.path())->snapshot()}};
}

std::vector<std::string> oracle_rows(const MemoryGraph& graph, const std::string& query) {
  const Statement statement = parse(query);
  Table table = Oracle(graph, generated_parameters()).answer(statement.query);
  return shown_rows(table.columns, std::move(table.rows));
}

std::optional<Disagreement> disagreement(const std::vector<View>& views, const MemoryGraph& graph,
                                         const std::string& query) {
  const bool ordered = rows_are_ordered(query);
  std::vector<std::string> expected = oracle_rows(graph, query);
  if (!ordered) std::ranges::sort(expected);
  for (const View& view : views) {
    for (const PlanVariant& variant : plan_variants()) {
      std::vector<std::string> found;
      try {
        found = engine_rows(view.snapshot, query, variant);
        if (!ordered) std::ranges::sort(found);
      } catch (const Error& error) {
        found = {std::string("error: ") + error.what()};
      }
      if (found != expected) return Disagreement{variant.name + ", " + view.name, expected, found};
    }
  }
  return std::nullopt;
}

}  // namespace chancery::query
