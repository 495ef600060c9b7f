// A query from its text to its rows: compile (compiler.cpp names those stages), then run on a
// snapshot, or in a transaction where it writes.

#include "chancery/query/engine.h"

#include <utility>

#include "compiler.h"
#include "result.h"

namespace chancery::query {
namespace {

bool changes(const Statement& statement) {
  return statement.writes && statement.mode != StatementMode::explain;
}

}  // namespace

bool SideEffects::any() const {
  return nodes_created || nodes_deleted || relationships_created || relationships_deleted ||
         labels_added || labels_removed || properties_set || properties_removed;
}

Description describe(const Graph& graph, std::string_view text) {
  const QueryOptions options;  // the compiler keeps references to both
  Limits limits;
  const Compiler compiler(text, nullptr, options, limits);
  Statement statement = compiler.bound();
  const auto query = compiler.planned(std::move(statement), *graph.snapshot());
  return {query->statement.writes, query->statement.query.columns, query->statement.parameters,
          query->plan.warnings};
}

std::unique_ptr<Result> run(Graph& graph, std::string_view text, const Parameters& parameters,
                            const QueryOptions& options) {
  auto limits = std::make_unique<Limits>(options);
  const Compiler compiler(text, &parameters, options, *limits);
  const bool cacheable = options.plans && !graph.writable();
  if (cacheable) {
    if (auto query = compiler.cached()) {
      return read(std::move(query), graph.snapshot(), parameters, options, std::move(limits));
    }
  }
  Statement statement = compiler.bound();
  if (!changes(statement)) {
    std::shared_ptr<const Snapshot> snapshot = graph.snapshot();
    auto query = compiler.planned(std::move(statement), *snapshot);
    if (cacheable) compiler.keep(query);
    return read(std::move(query), std::move(snapshot), parameters, options, std::move(limits));
  }
  std::unique_ptr<Transaction> transaction = graph.begin();
  auto query = compiler.planned(std::move(statement), *transaction);
  auto result = update(std::move(query), *transaction, parameters, options, std::move(limits));
  transaction->commit();
  return result;
}

std::unique_ptr<Result> run(Transaction& transaction, std::string_view text,
                            const Parameters& parameters, const QueryOptions& options) {
  auto limits = std::make_unique<Limits>(options);
  const Compiler compiler(text, &parameters, options, *limits);
  auto query = compiler.planned(compiler.bound(), transaction);
  return update(std::move(query), transaction, parameters, options, std::move(limits));
}

}  // namespace chancery::query
